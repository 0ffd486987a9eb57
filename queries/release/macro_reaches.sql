-- Whether a count, when there is one, is large enough to be shown by itself.
create or replace temp macro reaches(n, threshold) as n >= threshold;
