-- title: Offices using Business Solutions
-- question: Which offices were using WIPO Business Solutions at the end of the period, which ones and since when?
-- grain: one row per office with a solution in use on 31 December of the last year
-- unit: offices
-- sources: business_solutions, offices
-- definition: Offices that used at least one of the chosen solutions on 31 December of the last year of the period.
--   The first day is the earliest among the solutions still in use on that day.
-- caveats: An office is marked as reported only if all its solutions come from published sources.
with

spells_in_use as (
    select
        business_solutions.office,
        business_solutions.solution,
        business_solutions.in_use_from,
        business_solutions.basis,
        business_solutions.source
    from business_solutions
    inner join offices
        on offices.code = business_solutions.office
    where business_solutions.in_use_from <= make_date($to_year, 12, 31)
        and (business_solutions.in_use_to is null or business_solutions.in_use_to >= make_date($to_year, 12, 31))
        and (cast($basis as varchar) is null or business_solutions.basis = $basis)
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

solutions_in_use as (
    select distinct
        spells_in_use.office,
        spells_in_use.solution,
        codes.position
    from spells_in_use
    inner join codes
        on codes.field = 'business_solutions.solution'
        and codes.code = spells_in_use.solution
),

solutions_by_office as (
    select
        office,
        string_agg(solution, ';' order by position) as solutions,
        count(*) as count_solutions
    from solutions_in_use
    group by office
),

sources_in_use as (
    select distinct
        office,
        source
    from spells_in_use
),

sources_by_office as (
    select
        office,
        string_agg(source, '; ' order by source) as source
    from sources_in_use
    group by office
),

uses_by_office as (
    select
        office,
        min(in_use_from) as in_use_since,
        case when count(case when basis <> 'reported' then 1 end) = 0 then 'reported' else 'illustrative' end as basis
    from spells_in_use
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
    sources_by_office.source
from uses_by_office
inner join offices
    on offices.code = uses_by_office.office
inner join solutions_by_office
    on solutions_by_office.office = uses_by_office.office
inner join sources_by_office
    on sources_by_office.office = uses_by_office.office
order by offices.name, offices.code
