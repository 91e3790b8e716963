-- title: Offices on the exchange platforms
-- question: How many offices were taking part in WIPO CASE and WIPO DAS at the end of each year?
-- grain: one row per year and platform
-- unit: offices
-- every: year of exchange_platforms, platform of platform_bits
-- total: year_offices of offices
-- sources: exchange_platforms, offices
-- definition: An office counts for a platform if it took part in it on 31 December of the year. The total of the year
--   counts an office on both platforms once.
-- uses: memberships_in_force
with

platforms_by_office as (
    select
        year,
        office,
        bit_or(platform_bit) as platform_bits
    from memberships_in_force
    group by year, office
)

select
    year,
    platform_bits,
    count(*) as offices
from platforms_by_office
group by year, platform_bits
