-- One row per row of the delivery that could be split into columns, all text.
create temp table taken as
select * from delivery;
