-- title: Offices that began to use Business Solutions
-- question: How many offices of each region began to use WIPO Business Solutions in each year?
-- grain: one row per year and region
-- unit: offices
-- years: each by itself
-- regions: each by itself
-- total: year_offices of offices
-- sources: business_solutions, offices
-- definition: An office counts in the year of its first use ever of any of the chosen solutions. A second solution,
--   or a return after a break, does not count again.
-- caveats: With developing countries chosen, offices of developing and least developed countries count, as in the
--   yearly report.
-- uses: first_uses, regions_chosen, years_chosen
with

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
)

select
    years_chosen.year,
    regions_chosen.region,
    coalesce(counts_by_region.offices, years_chosen.value_if_none) as offices,
    coalesce(counts_by_year.offices, years_chosen.value_if_none) as year_offices
from years_chosen
cross join regions_chosen
left join counts_by_region
    on counts_by_region.year = years_chosen.year
    and counts_by_region.region = regions_chosen.region
left join counts_by_year
    on counts_by_year.year = years_chosen.year
where years_chosen.dataset = 'business_solutions'
    and (regions_chosen.region <> 'IN' or counts_by_region.offices > 0)
order by years_chosen.year, regions_chosen.position
