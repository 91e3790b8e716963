-- title: Offices using Business Solutions by solution
-- question: How many offices were using each of the WIPO Business Solutions at the end of each year?
-- grain: one row per year and solution
-- unit: offices
-- years: each by itself
-- sources: business_solutions, offices
-- definition: An office counts for a solution if it used it on 31 December of the year. The total of the year counts
--   each office once, so it can be smaller than the sum of the solutions.
-- caveats: With developing countries chosen, offices of developing and least developed countries count, as in the
--   yearly report.
-- uses: solutions_chosen, spells_in_use, years_chosen
with

counts_by_solution as (
    select
        year,
        solution,
        count(distinct office) as offices
    from spells_in_use
    group by year, solution
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
    solutions_chosen.solution,
    coalesce(counts_by_solution.offices, years_chosen.value_if_none) as offices,
    coalesce(counts_by_year.offices, years_chosen.value_if_none) as year_offices
from years_chosen
cross join solutions_chosen
left join counts_by_solution
    on counts_by_solution.year = years_chosen.year
    and counts_by_solution.solution = solutions_chosen.solution
left join counts_by_year
    on counts_by_year.year = years_chosen.year
where years_chosen.dataset = 'business_solutions'
order by years_chosen.year, solutions_chosen.position
