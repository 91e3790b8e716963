-- One row per year of the extracts, office of the regions chosen and stage that it had reached by 31 December.
-- uses: ocr_stages_reached, regions_chosen, years_covered
select
    years_covered.year,
    ocr_stages_reached.office,
    ocr_stages_reached.region,
    ocr_stages_reached.stage
from years_covered
inner join ocr_stages_reached
    on ocr_stages_reached.reached_on <= years_covered.last_day
inner join regions_chosen
    on regions_chosen.region = ocr_stages_reached.region
where years_covered.dataset = 'ocr_rollout'
    and (cast($basis as varchar) is null or ocr_stages_reached.basis = $basis)
