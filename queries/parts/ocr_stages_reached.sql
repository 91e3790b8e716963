-- One row per office and stage of the rollout that it has reached, with the day, whatever is chosen.
-- uses: ocr_stages
select
    ocr_rollout.office,
    offices.region,
    ocr_stages.stage,
    case ocr_stages.stage
        when 'received' then ocr_rollout.received_on
        when 'trained' then ocr_rollout.trained_on
        when 'production' then ocr_rollout.production_on
    end as reached_on,
    ocr_rollout.basis
from ocr_rollout
inner join offices
    on offices.code = ocr_rollout.office
cross join ocr_stages
