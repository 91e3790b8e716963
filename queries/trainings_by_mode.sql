-- title: Trainings per year by mode
-- question: How were the trainings held in each year: on site, online or both?
-- grain: one row per year and mode
-- unit: trainings
-- years: each by itself
-- sources: trainings, training_offices, offices
-- definition: A training counts in the year it starts in and has exactly one mode.
-- uses: modes_chosen, trainings_chosen, years_chosen
with

counts_by_mode as (
    select
        year,
        mode,
        cast(sum(trainings) as bigint) as trainings
    from trainings_chosen
    group by year, mode
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
    modes_chosen.mode,
    coalesce(counts_by_mode.trainings, years_chosen.value_if_none) as trainings,
    coalesce(counts_by_year.trainings, years_chosen.value_if_none) as year_trainings
from years_chosen
cross join modes_chosen
left join counts_by_mode
    on counts_by_mode.year = years_chosen.year
    and counts_by_mode.mode = modes_chosen.mode
left join counts_by_year
    on counts_by_year.year = years_chosen.year
where years_chosen.dataset = 'trainings'
order by years_chosen.year, modes_chosen.position
