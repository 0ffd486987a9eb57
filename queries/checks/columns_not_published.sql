-- Tables and columns that are not meant to be published: only what stands here is.
with allowed (table_name, column_names) as (
    values
    ('activity', 'area_code year sector size_class premises establishments jobs'),
    ('activity', 'jobs_full_time flag'),
    ('address', 'postcode house_number lon lat'),
    ('area', 'area_code level name parent_code municipality_code boundary_year'),
    ('area', 'location_type population dwellings land_ha urbanity'),
    ('area', 'boundary_kind from_year until_year same_since city_part'),
    ('area_feature', 'area_code year feature value scaled'),
    ('area_group', 'level group_code area_code'),
    ('area_group_trait', 'level group_code feature mean scaled'),
    ('area_shape', 'area_code boundary_year detail geojson'),
    ('claim', 'claim_id position about about_code is_local quote statement figure unit'),
    ('claim', 'source_id published reading query switches judged bound tolerance told untestable'),
    ('dynamics', 'area_code year sector premises openings closures moved_in'),
    ('dynamics', 'moved_out flag'),
    ('hexagon', 'h3 municipality_code year premises establishments flag'),
    ('factor', 'factor_id area_code factor value unit measured_on source sample'),
    ('factor_definition', 'factor position theme title question indicator'),
    ('factor_definition', 'direction needed source_id'),
    ('indicator', 'indicator position title headline unit decimals scale measure'),
    ('indicator', 'size_class premises denominator factor levels definition source_id'),
    ('initiative', 'initiative_id name theme area_code lon lat url started_on expires_on source'),
    ('initiative', 'sample'),
    ('area_location', 'area_code boundary_year rule location_type land_share'),
    ('location', 'area_code year rule location_type size_class premises establishments jobs'),
    ('location', 'jobs_full_time flag'),
    ('peer_group', 'municipality_code kind city_code city_name city_km cores'),
    ('peer_group', 'largest_core'),
    ('place', 'place_id name kind category lon lat area_code capacity operator'),
    ('place', 'theme opening_hours url opened_on closed_on checked_on source sample'),
    ('place_reach', 'place_id year radius_m distance who sector_set establishments flag'),
    ('practice', 'practice_id position themes title_nl title_en place area_codes period'),
    ('practice', 'summary_nl summary_en text_nl text_en url source_id own'),
    ('programme', 'programme_id name starts_on ends_on areas source_id'),
    ('quality', 'measure table_name level value'),
    ('reach', 'area_code year radius_m distance kind who establishments flag'),
    ('release_info', 'release_id edition made_at municipality_codes reference_dates'),
    ('release_info', 'sample protection software_version'),
    ('similar_area', 'area_code preset position similar_code distance'),
    ('site', 'site_id name kind lon lat area_code floor_m2 url checked_on source sample'),
    ('survival', 'area_code year years_after establishments flag'),
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
