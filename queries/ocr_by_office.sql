-- title: Rollout of the OCR software per office
-- question: How far has each office come with the OCR software at the end of the period?
-- grain: one row per office that had received the software by 31 December of the last year
-- unit: offices
-- regions: each by itself
-- sources: ocr_rollout, offices
-- definition: The last stage of receipt, training and production that the office had reached by 31 December of the
--   last year of the period.
-- uses: ocr_stages, ocr_states
with

last_stages as (
    select
        ocr_states.office,
        max(ocr_stages.position) as position
    from ocr_states
    inner join ocr_stages
        on ocr_stages.stage = ocr_states.stage
    where ocr_states.year = $to_year
    group by ocr_states.office
)

select
    offices.code as office,
    offices.name,
    offices.iso3,
    offices.region,
    ocr_stages.stage
from last_stages
inner join ocr_stages
    on ocr_stages.position = last_stages.position
inner join offices
    on offices.code = last_stages.office
order by ocr_stages.position desc, offices.name, offices.code
