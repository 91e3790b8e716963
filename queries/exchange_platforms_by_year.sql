-- title: Offices on the exchange platforms
-- question: How many offices were taking part in WIPO CASE and WIPO DAS at the end of each year?
-- grain: one row per year and platform
-- unit: offices
-- years: each by itself
-- sources: exchange_platforms, offices
-- definition: An office counts for a platform if it took part in it on 31 December of the year. The total of the year
--   counts an office on both platforms once.
-- uses: memberships_in_force, platforms_chosen, years_chosen
with

counts_by_platform as (
    select
        year,
        platform,
        count(distinct office) as offices
    from memberships_in_force
    group by year, platform
),

counts_by_year as (
    select
        year,
        count(distinct office) as offices
    from memberships_in_force
    group by year
)

select
    years_chosen.year,
    platforms_chosen.platform,
    coalesce(counts_by_platform.offices, years_chosen.value_if_none) as offices,
    coalesce(counts_by_year.offices, years_chosen.value_if_none) as year_offices
from years_chosen
cross join platforms_chosen
left join counts_by_platform
    on counts_by_platform.year = years_chosen.year
    and counts_by_platform.platform = platforms_chosen.platform
left join counts_by_year
    on counts_by_year.year = years_chosen.year
where years_chosen.dataset = 'exchange_platforms'
order by years_chosen.year, platforms_chosen.position
