-- One row per year of the extracts and chosen spell of use that covers its 31 December.
-- uses: spells_chosen, years_covered
select
    years_covered.year,
    spells_chosen.office,
    spells_chosen.region,
    spells_chosen.solution,
    spells_chosen.solution_position,
    spells_chosen.solution_bit,
    spells_chosen.in_use_from,
    spells_chosen.basis,
    spells_chosen.source
from years_covered
inner join spells_chosen
    on spells_chosen.in_use_from <= years_covered.last_day
    and (spells_chosen.in_use_to is null or spells_chosen.in_use_to >= years_covered.last_day)
where years_covered.dataset = 'business_solutions'
