-- title: Offices that began to use Business Solutions
-- question: How many offices of each region began to use WIPO Business Solutions in each year?
-- grain: one row per year and region
-- unit: offices
-- sources: business_solutions, offices
-- definition: An office counts in the year of its first use ever of any of the chosen solutions. A second solution,
--   or a return after a break, does not count again.
-- caveats: With developing countries chosen, offices of developing and least developed countries count, as in the
--   yearly report.
with

years_chosen as (
    select
        years.year,
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

first_uses as (
    select
        office,
        region,
        extract(year from min(in_use_from)) as year
    from spells_chosen
    group by office, region
),

counts_by_region as (
    select
        year,
        region,
        count(*) as offices
    from first_uses
    group by year, region
),

counts_by_year as (
    select
        year,
        count(*) as offices
    from first_uses
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
