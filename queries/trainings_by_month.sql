-- title: Trainings per month by mode
-- question: In which months do trainings start, and how are they held?
-- grain: one row per month and mode with a training
-- unit: trainings
-- years: each by itself
-- sources: trainings, training_offices, offices
-- definition: A training counts in the month it starts in and has exactly one mode. The month is missing where only
--   the year is known.
-- uses: trainings_by_start
with

by_known_month as (
    select
        year,
        case when is_month_known then month end as month,
        mode,
        trainings
    from trainings_by_start
)

select
    by_known_month.year,
    by_known_month.month,
    by_known_month.mode,
    cast(sum(by_known_month.trainings) as bigint) as trainings
from by_known_month
inner join codes
    on codes.field = 'trainings.mode'
    and codes.code = by_known_month.mode
group by by_known_month.year, by_known_month.month, by_known_month.mode, codes.position
order by by_known_month.year, by_known_month.month nulls last, codes.position
