-- title: Trainings per year by topic
-- question: What were the trainings about in each year?
-- grain: one row per year and topic
-- unit: trainings
-- years: each by itself
-- sources: trainings, training_offices, offices
-- definition: A training counts in the year it starts in, and once for every topic it taught. The total of the year
--   counts each training once, so it can be smaller than the sum of the topics.
-- uses: topics_chosen, trainings_chosen, years_chosen
with

counts_by_topic as (
    select
        trainings_chosen.year,
        trainings_topics.topic,
        cast(sum(trainings_chosen.trainings) as bigint) as trainings
    from trainings_chosen
    inner join trainings_topics
        on trainings_topics.topics = trainings_chosen.topics
    group by trainings_chosen.year, trainings_topics.topic
),

counts_by_year as (
    select
        year,
        cast(sum(trainings) as bigint) as trainings
    from trainings_chosen
    group by year
)

select
    years_chosen.year,
    topics_chosen.topic,
    coalesce(counts_by_topic.trainings, years_chosen.value_if_none) as trainings,
    coalesce(counts_by_year.trainings, years_chosen.value_if_none) as year_trainings
from years_chosen
cross join topics_chosen
left join counts_by_topic
    on counts_by_topic.year = years_chosen.year
    and counts_by_topic.topic = topics_chosen.topic
left join counts_by_year
    on counts_by_year.year = years_chosen.year
where years_chosen.dataset = 'trainings'
order by years_chosen.year, topics_chosen.position
