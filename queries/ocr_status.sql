-- title: Rollout of the OCR software
-- question: How many offices had received the OCR software, been trained and gone into production by the end of each
--   year?
-- grain: one row per year and stage
-- unit: offices
-- years: each by itself
-- sources: ocr_rollout, offices
-- definition: Offices that had reached the stage by 31 December of the year, since the rollout began. The stages are
--   a ladder: an office in production counts as trained and as having received the software too.
-- uses: ocr_stages, ocr_states, years_covered
with

counts_by_stage as (
    select
        year,
        stage,
        count(*) as offices
    from ocr_states
    group by year, stage
)

select
    years_covered.year,
    ocr_stages.stage,
    coalesce(counts_by_stage.offices, years_covered.value_if_none) as offices
from years_covered
cross join ocr_stages
left join counts_by_stage
    on counts_by_stage.year = years_covered.year
    and counts_by_stage.stage = ocr_stages.stage
where years_covered.dataset = 'ocr_rollout'
    and years_covered.year between $from_year and $to_year
order by years_covered.year, ocr_stages.position
