-- title: Trainings per month by mode
-- question: In which months do trainings start, and how are they held?
-- grain: one row per month and mode with a training
-- unit: trainings
-- years: each by itself
-- sources: trainings, training_offices, offices
-- definition: A training counts in the month it starts in and has exactly one mode. The month is missing where only
--   the year is known.
-- uses: trainings_by_start
select
    year,
    case when is_month_known then month end as month,
    mode,
    cast(sum(trainings) as bigint) as trainings
from trainings_by_start
group by year, case when is_month_known then month end, mode
order by year, month nulls last, mode
