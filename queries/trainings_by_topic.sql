-- title: Trainings per year by topic
-- question: What were the trainings about in each year?
-- grain: one row per year and topic
-- unit: trainings
-- sources: trainings, training_offices, offices
-- definition: A training counts in the year it starts in, and once for every topic it taught. The total of the year
--   counts each training once, so it can be smaller than the sum of the topics.
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

topics_chosen as (
    select
        code as topic,
        position
    from codes
    where field = 'trainings.topics'
        and (cast($topics as varchar[]) is null or list_contains(cast($topics as varchar[]), code))
),

trainings_chosen as (
    select
        training_id,
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

counts_by_topic as (
    select
        trainings_chosen.year,
        trainings_topics.topic,
        count(distinct trainings_chosen.training_id) as trainings
    from trainings_chosen
    inner join trainings_topics
        on trainings_topics.training_id = trainings_chosen.training_id
    group by trainings_chosen.year, trainings_topics.topic
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
        topics_chosen.topic,
        topics_chosen.position,
        coalesce(counts_by_topic.trainings, 0) as trainings,
        coalesce(counts_by_year.trainings, 0) as year_trainings
    from years_chosen
    cross join topics_chosen
    left join counts_by_topic
        on counts_by_topic.year = years_chosen.year
        and counts_by_topic.topic = topics_chosen.topic
    left join counts_by_year
        on counts_by_year.year = years_chosen.year
)

select
    year,
    topic,
    case when trainings > 0 or not is_list_incomplete then trainings end as trainings,
    case when year_trainings > 0 or not is_list_incomplete then year_trainings end as year_trainings
from counts
order by year, position
