-- The same as `one_pass`, with the distinct trainings and the distinct offices each counted in a pass of their own.
with

by_office as (
    select
        extract(year from trainings.start_date) as year,
        offices.region,
        trainings.mode,
        trainings.topics,
        training_offices.office,
        sum(training_offices.participants) as participants
    from training_offices
    inner join trainings
        on trainings.training_id = training_offices.training_id
    inner join offices
        on offices.code = training_offices.office
    group by
        extract(year from trainings.start_date),
        offices.region,
        trainings.mode,
        trainings.topics,
        training_offices.office
),

reached as (
    select distinct
        training_offices.training_id,
        offices.region
    from training_offices
    inner join offices
        on offices.code = training_offices.office
),

by_training as (
    select
        extract(year from trainings.start_date) as year,
        reached.region,
        trainings.mode,
        trainings.topics,
        count(*) as trainings
    from reached
    inner join trainings
        on trainings.training_id = reached.training_id
    group by extract(year from trainings.start_date), reached.region, trainings.mode, trainings.topics
)

select
    by_office.year,
    by_office.region,
    by_office.mode,
    by_office.topics,
    any_value(by_training.trainings) as trainings,
    count(*) as offices,
    cast(sum(by_office.participants) as bigint) as participants
from by_office
inner join by_training
    on by_training.year = by_office.year
    and by_training.region = by_office.region
    and by_training.mode = by_office.mode
    and by_training.topics = by_office.topics
group by by_office.year, by_office.region, by_office.mode, by_office.topics
