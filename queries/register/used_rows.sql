-- Gives the rows the use of their building.
update typed set use = building_use.use
from building_use
where typed.row_number = building_use.row_number;
