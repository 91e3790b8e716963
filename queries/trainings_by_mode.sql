-- title: Trainings per year by mode
-- question: How were the trainings held in each year: on site, online or both?
-- grain: one row per year and mode
-- unit: trainings
-- sources: trainings, training_offices, offices
-- definition: A training counts in the year it starts in and has exactly one mode.
with

years_chosen as (
    select
        years.year,
        coalesce($basis = 'reported' and coverage.illustrative_rows > 0, false) as is_list_incomplete
    from years
    left join coverage
        on coverage.year = years.year
        and coverage.dataset = 'trainings'
    where years.year between $from_year and $to_year
),

modes_chosen as (
    select
        code as mode,
        position
    from codes
    where field = 'trainings.mode'
        and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), code))
),

trainings_chosen as (
    select
        training_id,
        mode,
        extract(year from start_date) as year
    from trainings
    where (cast($basis as varchar) is null or basis = $basis)
        and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
        and (
            cast($topics as varchar[]) is null
            or training_id in (
                select trainings_topics.training_id
                from trainings_topics
                where list_contains(cast($topics as varchar[]), trainings_topics.topic)
            )
        )
        and (
            cast($regions as varchar[]) is null
            or training_id in (
                select training_offices.training_id
                from training_offices
                inner join offices
                    on offices.code = training_offices.office
                where (cast($basis as varchar) is null or training_offices.basis = $basis)
                    and list_contains(cast($regions as varchar[]), offices.region)
            )
        )
),

counts_by_mode as (
    select
        year,
        mode,
        count(distinct training_id) as trainings
    from trainings_chosen
    group by year, mode
),

counts_by_year as (
    select
        year,
        count(distinct training_id) as trainings
    from trainings_chosen
    group by year
),

counts as (
    select
        years_chosen.year,
        years_chosen.is_list_incomplete,
        modes_chosen.mode,
        modes_chosen.position,
        coalesce(counts_by_mode.trainings, 0) as trainings,
        coalesce(counts_by_year.trainings, 0) as year_trainings
    from years_chosen
    cross join modes_chosen
    left join counts_by_mode
        on counts_by_mode.year = years_chosen.year
        and counts_by_mode.mode = modes_chosen.mode
    left join counts_by_year
        on counts_by_year.year = years_chosen.year
)

select
    year,
    mode,
    case when trainings > 0 or not is_list_incomplete then trainings end as trainings,
    case when year_trainings > 0 or not is_list_incomplete then year_trainings end as year_trainings
from counts
order by year, position
