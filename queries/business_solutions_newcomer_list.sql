-- title: List of offices that began to use Business Solutions
-- question: Which offices began to use WIPO Business Solutions in the period, and with what?
-- grain: one row per office whose first use lies in the period
-- unit: offices
-- sources: business_solutions, offices
-- definition: The first day of use ever of any of the chosen solutions, with the solutions taken into use on that
--   day.
-- caveats: With developing countries chosen, offices of developing and least developed countries count, as in the
--   yearly report.
with

spells_chosen as (
    select
        business_solutions.office,
        business_solutions.solution,
        business_solutions.in_use_from,
        business_solutions.basis,
        business_solutions.source
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

first_days as (
    select
        office,
        min(in_use_from) as in_use_from
    from spells_chosen
    group by office
),

first_spells as (
    select
        spells_chosen.office,
        spells_chosen.solution,
        spells_chosen.in_use_from,
        spells_chosen.basis,
        spells_chosen.source,
        codes.position
    from spells_chosen
    inner join first_days
        on first_days.office = spells_chosen.office
        and first_days.in_use_from = spells_chosen.in_use_from
    inner join codes
        on codes.field = 'business_solutions.solution'
        and codes.code = spells_chosen.solution
),

first_uses as (
    select
        office,
        in_use_from,
        string_agg(solution, ';' order by position) as solutions,
        case when count(case when basis <> 'reported' then 1 end) = 0 then 'reported' else 'illustrative' end as basis
    from first_spells
    group by office, in_use_from
),

first_sources as (
    select distinct
        office,
        source
    from first_spells
),

sources_by_office as (
    select
        office,
        string_agg(source, '; ' order by source) as source
    from first_sources
    group by office
)

select
    offices.code as office,
    offices.name,
    offices.region,
    offices.development,
    first_uses.solutions,
    first_uses.in_use_from,
    first_uses.basis,
    sources_by_office.source
from first_uses
inner join offices
    on offices.code = first_uses.office
inner join sources_by_office
    on sources_by_office.office = first_uses.office
where extract(year from first_uses.in_use_from) between $from_year and $to_year
order by first_uses.in_use_from, offices.name, offices.code
