-- One row per feature by which areas of a level are compared.
select distinct f.feature
from area_feature as f
inner join area as a on f.area_code = a.area_code
where a.level = $level and f.scaled is not null
order by f.feature;
