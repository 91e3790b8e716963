-- title: Offices on the exchange platforms
-- question: How many offices were taking part in WIPO CASE and WIPO DAS at the end of each year?
-- grain: one row per year and platform
-- unit: offices
-- sources: exchange_platforms, offices
-- definition: An office counts for a platform if it took part in it on 31 December of the year. The total of the year
--   counts an office on both platforms once.
with

years_chosen as (
    select
        years.year,
        make_date(years.year, 12, 31) as last_day,
        coalesce($basis = 'reported' and coverage.illustrative_rows > 0, false) as is_list_incomplete
    from years
    left join coverage
        on coverage.year = years.year
        and coverage.dataset = 'exchange_platforms'
    where years.year between $from_year and $to_year
),

platforms_chosen as (
    select
        code as platform,
        position
    from codes
    where field = 'exchange_platforms.platform'
        and (cast($platforms as varchar[]) is null or list_contains(cast($platforms as varchar[]), code))
),

memberships_chosen as (
    select
        exchange_platforms.office,
        exchange_platforms.platform,
        exchange_platforms.joined_on,
        exchange_platforms.left_on
    from exchange_platforms
    inner join offices
        on offices.code = exchange_platforms.office
    where (cast($basis as varchar) is null or exchange_platforms.basis = $basis)
        and (
            cast($regions as varchar[]) is null
            or list_contains(cast($regions as varchar[]), offices.region)
        )
        and (
            cast($platforms as varchar[]) is null
            or list_contains(cast($platforms as varchar[]), exchange_platforms.platform)
        )
),

offices_taking_part as (
    select
        years_chosen.year,
        memberships_chosen.platform,
        memberships_chosen.office
    from years_chosen
    inner join memberships_chosen
        on memberships_chosen.joined_on <= years_chosen.last_day
        and (memberships_chosen.left_on is null or memberships_chosen.left_on >= years_chosen.last_day)
),

counts_by_platform as (
    select
        year,
        platform,
        count(distinct office) as offices
    from offices_taking_part
    group by year, platform
),

counts_by_year as (
    select
        year,
        count(distinct office) as offices
    from offices_taking_part
    group by year
),

counts as (
    select
        years_chosen.year,
        years_chosen.is_list_incomplete,
        platforms_chosen.platform,
        platforms_chosen.position,
        coalesce(counts_by_platform.offices, 0) as offices,
        coalesce(counts_by_year.offices, 0) as year_offices
    from years_chosen
    cross join platforms_chosen
    left join counts_by_platform
        on counts_by_platform.year = years_chosen.year
        and counts_by_platform.platform = platforms_chosen.platform
    left join counts_by_year
        on counts_by_year.year = years_chosen.year
)

select
    year,
    platform,
    case when offices > 0 or not is_list_incomplete then offices end as offices,
    case when year_offices > 0 or not is_list_incomplete then year_offices end as year_offices
from counts
order by year, position
