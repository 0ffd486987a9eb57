-- The flag of a cell with a count alone: c when it is protected.
create or replace temp macro count_flag(n, threshold) as
case when not reaches(n, threshold) then 'c' end;
