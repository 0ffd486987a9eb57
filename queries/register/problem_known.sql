-- One row per row of an addition whose establishment is in the register already for its date.
insert into problem
select
    t.row_number,
    'establishment_id' as field,
    t.establishment_id as value,
    'id_twice' as reason
from typed as t
inner join delivered as d
    on t.establishment_id = d.establishment_id and t.reference_date = d.reference_date;
