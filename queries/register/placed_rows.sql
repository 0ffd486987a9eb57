-- Gives the rows what was found of their place.
update typed set
    x = located.x,
    y = located.y,
    buurt_code = located.buurt_code,
    municipality_code
    = coalesce('GM' || substr(located.buurt_code, 3, 4), typed.municipality_code),
    placed_by = located.placed_by
from located
where typed.row_number = located.row_number;
