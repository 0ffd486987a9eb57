-- A date written as 2025-04-01 (with a time or not), 20250401, 1-4-2025 or 1/4/2025.
create or replace temp macro parsed_date(written) as
coalesce(
    case when written[5] = '-' then try_cast(left(written, 10) as date) end,
    try_strptime(written, '%Y%m%d'),
    try_strptime(left(written, 10), '%d-%m-%Y'),
    try_strptime(left(written, 10), '%d/%m/%Y')
)::date;
