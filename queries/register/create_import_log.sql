-- One row per reference date in the register: where it came from.
create table if not exists import_log (
    reference_date date not null,
    file_name varchar not null,
    layout varchar not null,
    rows_accepted integer not null,
    rows_refused integer not null,
    is_sample boolean not null,
    imported_at timestamp not null,
    placed_by varchar,
    use_from varchar
);
