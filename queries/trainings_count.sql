-- title: Trainings per month of their start
-- question: How many trainings start in each month?
-- grain: one row per month with a training
-- unit: trainings
-- years: each by itself
-- sources: trainings, training_offices, offices
-- definition: A training counts in the month of its start date as delivered.
-- caveats: Where only the year of a training is known, its month here says nothing; the question by month and mode
--   keeps these apart.
-- uses: trainings_in_months
-- takes: rows of trainings_in_months
select
    year,
    start_month,
    trainings
from trainings_in_months
where start_month is not null
order by year, start_month
