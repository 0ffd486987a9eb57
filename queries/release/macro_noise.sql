-- What jobs are multiplied by, in millionths: 7 to 15 percent up or down, drawn in 0-1.
create or replace temp macro noise(sign, draw) as
cast(1000000 + sign * round((0.07 + 0.08 * draw) * 1000000) as bigint);
