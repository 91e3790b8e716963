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

-- Sets of topics are few, however many combinations there are.
counts as (
    select
        year,
        topic_bits,
        sum(trainings) as trainings
    from trainings_chosen
    group by year, topic_bits
)

select
    years_chosen.year,
    topics_chosen.topic,
    cast(coalesce(
        sum(case when (counts.topic_bits & topics_chosen.bit) > 0 then counts.trainings end),
        years_chosen.value_if_none
    ) as bigint) as trainings,
    cast(coalesce(sum(counts.trainings), years_chosen.value_if_none) as bigint) as year_trainings
from years_chosen
cross join topics_chosen
left join counts
    on counts.year = years_chosen.year
where years_chosen.dataset = 'trainings'
group by years_chosen.year, years_chosen.value_if_none, topics_chosen.topic, topics_chosen.position
order by years_chosen.year, topics_chosen.position
