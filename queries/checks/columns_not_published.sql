-- Tables and columns that are not meant to be published: only what stands here is.
with allowed (table_name, column_names) as (
    values
    ('activity', 'area_code year sector size_class premises establishments jobs'),
    ('activity', 'jobs_full_time flag'),
    ('address', 'postcode house_number lon lat'),
    ('area', 'area_code level name parent_code municipality_code boundary_year'),
    ('area', 'location_type population dwellings land_ha urbanity'),
    ('area', 'boundary_kind from_year until_year same_since'),
    ('area_shape', 'area_code boundary_year detail geojson'),
    ('claim', 'claim_id about quote figure unit source_id published reading'),
    ('dynamics', 'area_code year sector premises openings closures moved_in'),
    ('dynamics', 'moved_out flag'),
    ('hexagon', 'h3 year premises establishments flag'),
    ('indicator', 'indicator position title headline unit decimals scale measure'),
    ('indicator', 'size_class premises denominator factor levels definition'),
    ('indicator', 'source_id'),
    ('initiative', 'initiative_id name theme area_code lon lat url started_on expires_on source'),
    ('initiative', 'sample'),
    ('area_location', 'area_code boundary_year rule location_type land_share'),
    ('location', 'area_code year rule location_type size_class premises'),
    ('location', 'establishments jobs jobs_full_time flag'),
    ('place', 'place_id name kind category lon lat area_code capacity operator'),
    ('place', 'theme opening_hours url opened_on closed_on checked_on source sample'),
    ('place_reach', 'place_id year radius_m distance who sector_set establishments flag'),
    ('practice', 'practice_id theme title place period summary source_id'),
    ('programme', 'programme_id name starts_on ends_on areas source_id'),
    ('quality', 'measure table_name level value'),
    ('reach', 'area_code year radius_m distance kind who establishments flag'),
    ('release_info', 'release_id edition made_at municipality_codes reference_dates'),
    ('release_info', 'sample protection software_version'),
    ('site', 'site_id name kind lon lat area_code floor_m2 url checked_on source sample'),
    ('series_break', 'area_code year kind before after'),
    ('source', 'source_id scope title holder licence period url used_for')
),

allowed_column as (
    select
        table_name,
        unnest(string_split(column_names, ' ')) as column_name
    from allowed
)

select
    c.table_name,
    c.column_name
from information_schema.columns as c
left join allowed_column as a on c.table_name = a.table_name and c.column_name = a.column_name
where c.table_catalog = current_database() and a.column_name is null;
