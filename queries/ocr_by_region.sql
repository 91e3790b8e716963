-- title: Rollout of the OCR software by region
-- question: How far has the rollout of the OCR software come in each region at the end of the period?
-- grain: one row per region and stage
-- unit: offices
-- sources: ocr_rollout, offices
-- definition: Offices that had reached the stage by 31 December of the last year of the period, since the rollout
--   began.
with

end_of_period as (
    select
        make_date($to_year, 12, 31) as last_day,
        coalesce($basis = 'reported' and max(coverage.illustrative_rows) > 0, false) as is_list_incomplete
    from coverage
    where coverage.dataset = 'ocr_rollout'
        and coverage.year = $to_year
),

regions_chosen as (
    select
        code as region,
        position as region_position
    from codes
    where field = 'offices.region'
        and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), code))
),

stages as (
    select
        listed.stage,
        listed.position as stage_position
    from (
        values
            ('received', 1),
            ('trained', 2),
            ('production', 3)
    ) as listed (stage, position)
),

rollout_chosen as (
    select
        ocr_rollout.office,
        offices.region,
        ocr_rollout.received_on,
        ocr_rollout.trained_on,
        ocr_rollout.production_on
    from ocr_rollout
    inner join offices
        on offices.code = ocr_rollout.office
    where (cast($basis as varchar) is null or ocr_rollout.basis = $basis)
        and (
            cast($regions as varchar[]) is null
            or list_contains(cast($regions as varchar[]), offices.region)
        )
),

stages_reached as (
    select
        office,
        region,
        'received' as stage,
        received_on as reached_on
    from rollout_chosen
    union all
    select
        office,
        region,
        'trained' as stage,
        trained_on as reached_on
    from rollout_chosen
    union all
    select
        office,
        region,
        'production' as stage,
        production_on as reached_on
    from rollout_chosen
),

counts as (
    select
        end_of_period.is_list_incomplete,
        regions_chosen.region,
        regions_chosen.region_position,
        stages.stage,
        stages.stage_position,
        count(distinct stages_reached.office) as offices
    from end_of_period
    cross join regions_chosen
    cross join stages
    left join stages_reached
        on stages_reached.region = regions_chosen.region
        and stages_reached.stage = stages.stage
        and stages_reached.reached_on <= end_of_period.last_day
    group by
        end_of_period.is_list_incomplete,
        regions_chosen.region,
        regions_chosen.region_position,
        stages.stage,
        stages.stage_position
)

select
    region,
    stage,
    case when offices > 0 or not is_list_incomplete then offices end as offices
from counts
where region <> 'IN' or offices > 0
order by region_position, stage_position
