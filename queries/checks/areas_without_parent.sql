-- Areas whose parent is missing, or that have one they should not have.
select
    child.area_code,
    child.parent_code
from area as child
left join area as parent
    on
        child.parent_code = parent.area_code
        and child.boundary_year = parent.boundary_year
where
    (child.level = 'municipality' and child.parent_code is not null)
    or (child.level <> 'municipality' and parent.area_code is null);
