-- title: Offices using Business Solutions by region
-- question: How many offices of each region were using WIPO Business Solutions at the end of each year?
-- grain: one row per year and region
-- unit: offices
-- regions: each by itself
-- every: year of business_solutions, region
-- total: year_offices of offices
-- sources: business_solutions, offices
-- definition: An office counts in a year if it used at least one of the chosen solutions on 31 December of it, once
--   however many solutions it used.
-- caveats: With developing countries chosen, offices of developing and least developed countries count, as in the
--   yearly report.
-- uses: spells_in_use
select
    year,
    region,
    count(distinct office) as offices
from spells_in_use
group by year, region
