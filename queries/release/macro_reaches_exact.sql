-- Whether a count is shown by itself in the internal edition: always.
create or replace temp macro reaches(n, threshold) as true;
