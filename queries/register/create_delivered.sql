-- One row per establishment and reference date, as delivered and classified.
create table if not exists delivered (
    establishment_id varchar not null,
    reference_date date not null,
    sbi_code varchar not null,
    sbi_version varchar not null,
    sector_code varchar not null,
    section_code varchar not null,
    size_class varchar not null,
    premises varchar not null,
    jobs integer not null,
    jobs_full_time integer not null,
    municipality_code varchar,
    x double,
    y double,
    is_shielded boolean not null,
    is_estimated boolean not null default false
);
