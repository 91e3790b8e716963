-- title: Offices in the rollout of the OCR software
-- question: Which offices received the OCR software, and what is still pending for each at the end of the period?
-- grain: one row per office that had received the software by 31 December of the last year
-- unit: offices
-- regions: each by itself
-- sources: ocr_rollout, offices
-- definition: The state on 31 December of the last year of the period; a date after that day is not yet reached and
--   left empty. Pending is the next step of the ladder: training, production or nothing.
-- caveats: The precision belongs to the date of receipt.
-- uses: offices_chosen
with

end_of_period as (
    select make_date($to_year, 12, 31) as last_day
),

rollout_by_then as (
    select
        ocr_rollout.office,
        ocr_rollout.languages,
        ocr_rollout.received_on,
        ocr_rollout.date_precision,
        case
            when ocr_rollout.trained_on <= end_of_period.last_day then ocr_rollout.trained_on
        end as trained_on,
        case
            when ocr_rollout.production_on <= end_of_period.last_day then ocr_rollout.production_on
        end as production_on,
        ocr_rollout.basis,
        ocr_rollout.source
    from ocr_rollout
    cross join end_of_period
    where ocr_rollout.received_on <= end_of_period.last_day
        and (cast($basis as varchar) is null or ocr_rollout.basis = $basis)
)

select
    offices_chosen.code as office,
    offices_chosen.name,
    offices_chosen.region,
    rollout_by_then.languages,
    rollout_by_then.received_on,
    rollout_by_then.date_precision,
    rollout_by_then.trained_on,
    rollout_by_then.production_on,
    case
        when rollout_by_then.trained_on is null then 'training'
        when rollout_by_then.production_on is null then 'production'
        else 'none'
    end as pending,
    rollout_by_then.basis,
    rollout_by_then.source
from rollout_by_then
inner join offices_chosen
    on offices_chosen.code = rollout_by_then.office
order by offices_chosen.name, offices_chosen.code
