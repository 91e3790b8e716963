-- title: Offices using Business Solutions by region
-- question: How many offices of each region were using WIPO Business Solutions at the end of each year?
-- grain: one row per year and region
-- unit: offices
-- sources: business_solutions, offices
-- definition: An office counts in a year if it used at least one of the chosen solutions on 31 December of it, once
--   however many solutions it used.
-- caveats: With developing countries chosen, offices of developing and least developed countries count, as in the
--   yearly report.
with

years_chosen as (
    select
        years.year,
        make_date(years.year, 12, 31) as last_day,
        coalesce($basis = 'reported' and coverage.illustrative_rows > 0, false) as is_list_incomplete
    from years
    left join coverage
        on coverage.year = years.year
        and coverage.dataset = 'business_solutions'
    where years.year between $from_year and $to_year
),

regions_chosen as (
    select
        code as region,
        position
    from codes
    where field = 'offices.region'
        and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), code))
),

spells_chosen as (
    select
        business_solutions.office,
        offices.region,
        business_solutions.in_use_from,
        business_solutions.in_use_to
    from business_solutions
    inner join offices
        on offices.code = business_solutions.office
    where (cast($basis as varchar) is null or business_solutions.basis = $basis)
        and (
            cast($regions as varchar[]) is null
            or list_contains(cast($regions as varchar[]), offices.region)
        )
        and (
            cast($solutions as varchar[]) is null
            or list_contains(cast($solutions as varchar[]), business_solutions.solution)
        )
        and ($development = 'all' or offices.development in ('LDC', 'developing'))
),

counts_by_region as (
    select
        years_chosen.year,
        spells_chosen.region,
        count(distinct spells_chosen.office) as offices
    from years_chosen
    inner join spells_chosen
        on spells_chosen.in_use_from <= years_chosen.last_day
        and (spells_chosen.in_use_to is null or spells_chosen.in_use_to >= years_chosen.last_day)
    group by years_chosen.year, spells_chosen.region
),

counts_by_year as (
    select
        year,
        cast(sum(offices) as bigint) as offices
    from counts_by_region
    group by year
),

counts as (
    select
        years_chosen.year,
        years_chosen.is_list_incomplete,
        regions_chosen.region,
        regions_chosen.position,
        coalesce(counts_by_region.offices, 0) as offices,
        coalesce(counts_by_year.offices, 0) as year_offices
    from years_chosen
    cross join regions_chosen
    left join counts_by_region
        on counts_by_region.year = years_chosen.year
        and counts_by_region.region = regions_chosen.region
    left join counts_by_year
        on counts_by_year.year = years_chosen.year
)

select
    year,
    region,
    case when offices > 0 or not is_list_incomplete then offices end as offices,
    case when year_offices > 0 or not is_list_incomplete then year_offices end as year_offices
from counts
where region <> 'IN' or offices > 0
order by year, position
