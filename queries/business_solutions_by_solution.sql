-- title: Offices using Business Solutions by solution
-- question: How many offices were using each of the WIPO Business Solutions at the end of each year?
-- grain: one row per year and solution
-- unit: offices
-- sources: business_solutions, offices
-- definition: An office counts for a solution if it used it on 31 December of the year. The total of the year counts
--   each office once, so it can be smaller than the sum of the solutions.
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

solutions_chosen as (
    select
        code as solution,
        position
    from codes
    where field = 'business_solutions.solution'
        and (cast($solutions as varchar[]) is null or list_contains(cast($solutions as varchar[]), code))
),

spells_chosen as (
    select
        business_solutions.office,
        business_solutions.solution,
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

offices_in_use as (
    select
        years_chosen.year,
        spells_chosen.solution,
        spells_chosen.office
    from years_chosen
    inner join spells_chosen
        on spells_chosen.in_use_from <= years_chosen.last_day
        and (spells_chosen.in_use_to is null or spells_chosen.in_use_to >= years_chosen.last_day)
),

counts_by_solution as (
    select
        year,
        solution,
        count(distinct office) as offices
    from offices_in_use
    group by year, solution
),

counts_by_year as (
    select
        year,
        count(distinct office) as offices
    from offices_in_use
    group by year
),

counts as (
    select
        years_chosen.year,
        years_chosen.is_list_incomplete,
        solutions_chosen.solution,
        solutions_chosen.position,
        coalesce(counts_by_solution.offices, 0) as offices,
        coalesce(counts_by_year.offices, 0) as year_offices
    from years_chosen
    cross join solutions_chosen
    left join counts_by_solution
        on counts_by_solution.year = years_chosen.year
        and counts_by_solution.solution = solutions_chosen.solution
    left join counts_by_year
        on counts_by_year.year = years_chosen.year
)

select
    year,
    solution,
    case when offices > 0 or not is_list_incomplete then offices end as offices,
    case when year_offices > 0 or not is_list_incomplete then year_offices end as year_offices
from counts
order by year, position
