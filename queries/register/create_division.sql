-- One row per year of reference dates: the set of boundaries its establishments are placed in.
create table if not exists division (
    year integer not null,
    division integer not null
);
