-- title: Offices using Business Solutions by region
-- question: How many offices of each region were using WIPO Business Solutions at the end of each year?
-- grain: one row per year and region
-- unit: offices
-- years: each by itself
-- regions: each by itself
-- total: year_offices of offices
-- sources: business_solutions, offices
-- definition: An office counts in a year if it used at least one of the chosen solutions on 31 December of it, once
--   however many solutions it used.
-- caveats: With developing countries chosen, offices of developing and least developed countries count, as in the
--   yearly report.
-- uses: regions_chosen, spells_in_use, years_chosen
with

counts_by_region as (
    select
        year,
        region,
        count(distinct office) as offices
    from spells_in_use
    group by year, region
),

counts_by_year as (
    select
        year,
        count(distinct office) as offices
    from spells_in_use
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
