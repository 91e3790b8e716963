-- title: Business Solutions per office
-- question: Which offices were using WIPO Business Solutions at the end of the period, and how many of them?
-- grain: one row per office with a solution in use on 31 December of the last year
-- unit: solutions
-- regions: each by itself
-- sources: business_solutions, offices
-- definition: The chosen solutions that the office used on 31 December of the last year of the period.
-- caveats: With developing countries chosen, offices of developing and least developed countries count, as in the
--   yearly report.
-- uses: spells_in_use
with

solutions_at_end as (
    select distinct
        office,
        solution,
        solution_position
    from spells_in_use
    where year = $to_year
),

solutions_by_office as (
    select
        office,
        string_agg(solution, ';' order by solution_position) as solutions,
        count(*) as count_solutions
    from solutions_at_end
    group by office
)

select
    offices.code as office,
    offices.name,
    offices.iso3,
    offices.region,
    solutions_by_office.solutions,
    solutions_by_office.count_solutions
from solutions_by_office
inner join offices
    on offices.code = solutions_by_office.office
order by solutions_by_office.count_solutions desc, offices.name, offices.code
