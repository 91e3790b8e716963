-- title: Trainings per month by mode
-- question: In which months do trainings start, and how are they held?
-- grain: one row per month and mode with a training
-- unit: trainings
-- years: each by itself
-- sources: trainings, training_offices, offices
-- definition: A training counts in the month it starts in and has exactly one mode. The month is missing where only
--   the year is known.
-- uses: trainings_in_months
-- takes: rows of trainings_in_months
select
    year,
    month,
    mode,
    trainings
from trainings_in_months
where mode is not null
order by year, month nulls last, mode
