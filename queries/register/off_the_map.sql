-- Takes back that rows are placed when their point lies in none of the areas.
update typed set placed_by = 'none'
from problem
where problem.row_number = typed.row_number and problem.reason = 'off_the_map';
