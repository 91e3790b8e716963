-- title: Rollout of the OCR software
-- question: How many offices had received the OCR software, been trained and gone into production by the end of each
--   year?
-- grain: one row per year and stage
-- unit: offices
-- sources: ocr_rollout, offices
-- definition: Offices that had reached the stage by 31 December of the year, since the rollout began. The stages are
--   a ladder: an office in production counts as trained and as having received the software too.
with

years_chosen as (
    select
        years.year,
        make_date(years.year, 12, 31) as last_day,
        coalesce($basis = 'reported' and coverage.illustrative_rows > 0, false) as is_list_incomplete
    from years
    left join coverage
        on coverage.year = years.year
        and coverage.dataset = 'ocr_rollout'
    where years.year between $from_year and $to_year
),

stages as (
    select
        listed.stage,
        listed.position
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
        years_chosen.year,
        years_chosen.is_list_incomplete,
        stages.stage,
        stages.position,
        count(distinct stages_reached.office) as offices
    from years_chosen
    cross join stages
    left join stages_reached
        on stages_reached.stage = stages.stage
        and stages_reached.reached_on <= years_chosen.last_day
    group by years_chosen.year, years_chosen.is_list_incomplete, stages.stage, stages.position
)

select
    year,
    stage,
    case when offices > 0 or not is_list_incomplete then offices end as offices
from counts
order by year, position
