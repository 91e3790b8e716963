-- uses: trainings_chosen
select
    trainings_chosen.year,
    extract(month from trainings.start_date) as start_month,
    count(*) as trainings
from trainings_chosen
inner join trainings
    on trainings.training_id = trainings_chosen.training_id
where trainings_chosen.year between $from_year and $to_year
group by trainings_chosen.year, extract(month from trainings.start_date)
order by year, start_month
