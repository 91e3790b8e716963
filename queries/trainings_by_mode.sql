-- title: Trainings per year by mode
-- question: How were the trainings held in each year: on site, online or both?
-- grain: one row per year and mode
-- unit: trainings
-- every: year of trainings, mode
-- total: year_trainings of trainings
-- sources: trainings, training_offices, offices
-- definition: A training counts in the year it starts in and has exactly one mode.
-- uses: trainings_in_years
-- takes: rows of trainings_in_years
select
    year,
    mode,
    trainings
from trainings_in_years
where mode is not null
