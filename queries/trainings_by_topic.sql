-- title: Trainings per year by topic
-- question: What were the trainings about in each year?
-- grain: one row per year and topic
-- unit: trainings
-- every: year of trainings, topic of topic_bits
-- total: year_trainings of trainings
-- sources: trainings, training_offices, offices
-- definition: A training counts in the year it starts in, and once for every topic it taught. The total of the year
--   counts each training once, so it can be smaller than the sum of the topics.
-- uses: trainings_in_years
-- takes: rows of trainings_in_years
select
    year,
    topic_bits,
    trainings
from trainings_in_years
where topic_bits is not null
