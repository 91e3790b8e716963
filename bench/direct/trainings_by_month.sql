-- uses: trainings_chosen
select
    trainings_chosen.year,
    case when trainings.date_precision in ('day', 'month') then extract(month from trainings.start_date) end as month,
    trainings_chosen.mode,
    count(*) as trainings
from trainings_chosen
inner join trainings
    on trainings.training_id = trainings_chosen.training_id
where trainings_chosen.year between $from_year and $to_year
group by
    trainings_chosen.year,
    case when trainings.date_precision in ('day', 'month') then extract(month from trainings.start_date) end,
    trainings_chosen.mode
order by year, month nulls last, mode
