-- One row: what this release is.
create table release.release_info as
select
    $release_id as release_id,
    $edition as edition,
    cast($made_at as timestamp) as made_at,
    (
        select string_agg(distinct area_code, ' ' order by area_code)
        from area
        where level = 'municipality'
    ) as municipality_codes,
    (
        select string_agg(distinct reference_date, ' ' order by reference_date)
        from register.establishment
    ) as reference_dates,
    (select bool_or(is_sample) from register.import_log) as sample,
    $protection as protection,
    $software_version as software_version;
