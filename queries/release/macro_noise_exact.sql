-- What jobs are multiplied by in the internal edition, in millionths: one.
create or replace temp macro noise(sign, draw) as cast(1000000 as bigint);
