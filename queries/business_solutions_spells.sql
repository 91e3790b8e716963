-- title: Business Solutions by office
-- question: Which Business Solutions has each office used, from when to when?
-- grain: one row per office, solution and first day of use
-- unit: uses
-- sources: business_solutions, offices
-- definition: Uses that had begun by 31 December of the last year of the period, also those that have ended since.
-- uses: spells_chosen
select
    spells_chosen.office,
    offices.name,
    spells_chosen.solution,
    spells_chosen.in_use_from,
    spells_chosen.in_use_to,
    spells_chosen.basis,
    spells_chosen.source
from spells_chosen
inner join offices
    on offices.code = spells_chosen.office
where spells_chosen.in_use_from <= make_date($to_year, 12, 31)
order by offices.name, spells_chosen.office, spells_chosen.solution_position, spells_chosen.in_use_from
