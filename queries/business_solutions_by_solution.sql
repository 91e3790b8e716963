-- title: Offices using Business Solutions by solution
-- question: How many offices were using each of the WIPO Business Solutions at the end of each year?
-- grain: one row per year and solution
-- unit: offices
-- every: year of business_solutions, solution of solution_bits
-- total: year_offices of offices
-- sources: business_solutions, offices
-- definition: An office counts for a solution if it used it on 31 December of the year. The total of the year counts
--   each office once, so it can be smaller than the sum of the solutions.
-- caveats: With developing countries chosen, offices of developing and least developed countries count, as in the
--   yearly report.
-- uses: spells_in_use
with

solutions_by_office as (
    select
        year,
        office,
        bit_or(solution_bit) as solution_bits
    from spells_in_use
    group by year, office
)

select
    year,
    solution_bits,
    count(*) as offices
from solutions_by_office
group by year, solution_bits
