-- title: Offices that began to use Business Solutions
-- question: How many offices of each region began to use WIPO Business Solutions in each year?
-- grain: one row per year and region
-- unit: offices
-- regions: each by itself
-- every: year of business_solutions, region
-- total: year_offices of offices
-- sources: business_solutions, offices
-- definition: An office counts in the year of its first use ever of any of the chosen solutions. A second solution,
--   or a return after a break, does not count again.
-- caveats: With developing countries chosen, offices of developing and least developed countries count, as in the
--   yearly report.
-- uses: first_uses
select
    year,
    region,
    count(*) as offices
from first_uses
group by year, region
