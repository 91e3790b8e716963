-- title: List of offices that began to use Business Solutions
-- question: Which offices began to use WIPO Business Solutions in the period, and with what?
-- grain: one row per office whose first use lies in the period
-- unit: offices
-- regions: each by itself
-- sources: business_solutions, offices
-- definition: The first day of use ever of any of the chosen solutions, with the solutions taken into use on that
--   day.
-- caveats: With developing countries chosen, offices of developing and least developed countries count, as in the
--   yearly report.
-- uses: first_uses, spells_chosen
with

first_spells as (
    select
        first_uses.office,
        string_agg(spells_chosen.solution, ';' order by spells_chosen.solution_position) as solutions,
        case
            when count(case when spells_chosen.basis <> 'reported' then 1 end) = 0 then 'reported'
            else 'illustrative'
        end as basis,
        string_agg(distinct spells_chosen.source, '; ' order by spells_chosen.source) as source
    from first_uses
    inner join spells_chosen
        on spells_chosen.office = first_uses.office
        and spells_chosen.in_use_from = first_uses.in_use_from
    group by first_uses.office
)

select
    offices.code as office,
    offices.name,
    offices.region,
    offices.development,
    first_spells.solutions,
    first_uses.in_use_from,
    first_spells.basis,
    first_spells.source
from first_uses
inner join first_spells
    on first_spells.office = first_uses.office
inner join offices
    on offices.code = first_uses.office
where first_uses.year between $from_year and $to_year
order by first_uses.in_use_from, offices.name, offices.code
