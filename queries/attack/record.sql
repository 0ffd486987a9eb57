-- Adds one row to quality: what the attack suite found.
insert into quality
values ($measure, '*', '*', $value);
