-- One row per year of reference dates: the set of boundaries its establishments are placed in.
create table if not exists boundary_set (
    year integer not null,
    boundary_set integer not null
);
