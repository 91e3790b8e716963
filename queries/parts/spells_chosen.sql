-- One row per spell of use: an office of the regions and development chosen and a solution chosen, of any year.
-- uses: offices_chosen, solutions_chosen
select
    business_solutions.office,
    offices_chosen.region,
    business_solutions.solution,
    solutions_chosen.position as solution_position,
    solutions_chosen.bit as solution_bit,
    business_solutions.in_use_from,
    business_solutions.in_use_to,
    business_solutions.basis,
    business_solutions.source
from business_solutions
inner join offices_chosen
    on offices_chosen.code = business_solutions.office
inner join solutions_chosen
    on solutions_chosen.solution = business_solutions.solution
where (cast($basis as varchar) is null or business_solutions.basis = $basis)
    and ($development = 'all' or offices_chosen.development in ('LDC', 'developing'))
