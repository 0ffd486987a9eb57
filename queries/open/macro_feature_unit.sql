-- Code of the unit that a feature is counted in, by which areas are compared.
create macro memory.main.feature_unit(feature) as
case
    when feature like 'share_%' or feature = 'growth' then 'percent'
    when feature = 'jobs_per_establishment' then 'jobs_establishment'
    when feature = 'per_1000' then 'per_1000_inhabitants'
    when feature = 'function_mix' then 'index_100'
    when feature = 'diversity' then 'index_1'
    when feature = 'density' then 'per_km2'
    when feature = 'urbanity' then 'class'
end;
