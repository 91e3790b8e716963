-- title: Offices using Business Solutions
-- question: Which offices were using WIPO Business Solutions at the end of the period, which ones and since when?
-- grain: one row per office with a solution in use on 31 December of the last year
-- unit: offices
-- regions: each by itself
-- sources: business_solutions, offices
-- definition: Offices that used at least one of the chosen solutions on 31 December of the last year of the period.
--   The first day is the earliest among the solutions still in use on that day.
-- caveats: An office is marked as reported only if all its solutions come from published sources.
-- uses: spells_in_use
with

spells_at_end as (
    select
        office,
        solution,
        solution_position,
        in_use_from,
        basis,
        source
    from spells_in_use
    where year = $to_year
),

solutions_at_end as (
    select distinct
        office,
        solution,
        solution_position
    from spells_at_end
),

solutions_by_office as (
    select
        office,
        string_agg(solution, ';' order by solution_position) as solutions,
        count(*) as count_solutions
    from solutions_at_end
    group by office
),

uses_by_office as (
    select
        office,
        min(in_use_from) as in_use_since,
        case when count(case when basis <> 'reported' then 1 end) = 0 then 'reported' else 'illustrative' end as basis,
        string_agg(distinct source, '; ' order by source) as source
    from spells_at_end
    group by office
)

select
    offices.code as office,
    offices.name,
    offices.region,
    offices.development,
    solutions_by_office.solutions,
    solutions_by_office.count_solutions,
    uses_by_office.in_use_since,
    uses_by_office.basis,
    uses_by_office.source
from uses_by_office
inner join offices
    on offices.code = uses_by_office.office
inner join solutions_by_office
    on solutions_by_office.office = uses_by_office.office
order by offices.name, offices.code
