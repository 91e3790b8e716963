-- title: Rollout of the OCR software by region
-- question: How far has the rollout of the OCR software come in each region at the end of the period?
-- grain: one row per region and stage
-- unit: offices
-- regions: each by itself
-- sources: ocr_rollout, offices
-- definition: Offices that had reached the stage by 31 December of the last year of the period, since the rollout
--   began.
-- uses: ocr_stages, ocr_states, regions_chosen, years_covered
with

counts_by_stage as (
    select
        year,
        region,
        stage,
        count(*) as offices
    from ocr_states
    group by year, region, stage
)

select
    regions_chosen.region,
    ocr_stages.stage,
    coalesce(counts_by_stage.offices, years_covered.value_if_none) as offices
from years_covered
cross join regions_chosen
cross join ocr_stages
left join counts_by_stage
    on counts_by_stage.year = years_covered.year
    and counts_by_stage.region = regions_chosen.region
    and counts_by_stage.stage = ocr_stages.stage
where years_covered.dataset = 'ocr_rollout'
    and years_covered.year = $to_year
    and (regions_chosen.region <> 'IN' or counts_by_stage.offices > 0)
order by regions_chosen.position, ocr_stages.position
