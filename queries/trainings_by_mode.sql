-- title: Trainings per year by mode
-- question: How were the trainings held in each year: on site, online or both?
-- grain: one row per year and mode
-- unit: trainings
-- years: each by itself
-- sources: trainings, training_offices, offices
-- definition: A training counts in the year it starts in and has exactly one mode.
-- uses: modes_chosen, trainings_chosen, years_chosen
with

counts as (
    select
        year,
        mode,
        sum(trainings) as trainings
    from trainings_chosen
    group by year, mode
)

select
    years_chosen.year,
    modes_chosen.mode,
    cast(coalesce(
        sum(case when counts.mode = modes_chosen.mode then counts.trainings end),
        years_chosen.value_if_none
    ) as bigint) as trainings,
    cast(coalesce(sum(counts.trainings), years_chosen.value_if_none) as bigint) as year_trainings
from years_chosen
cross join modes_chosen
left join counts
    on counts.year = years_chosen.year
where years_chosen.dataset = 'trainings'
group by years_chosen.year, years_chosen.value_if_none, modes_chosen.mode, modes_chosen.position
order by years_chosen.year, modes_chosen.position
