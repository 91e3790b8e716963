-- title: Offices trained in the period
-- question: Which offices were trained, how often, and when last?
-- grain: one row per office trained in the period
-- unit: trainings
-- sources: trainings, training_offices, offices
-- definition: Trainings that start in the period and name the office as a beneficiary. Participants are the sum of
--   the numbers that are known, and unknown where none is.
with

trainings_chosen as (
    select
        training_id,
        start_date,
        extract(year from start_date) as year
    from trainings
    where (cast($basis as varchar) is null or basis = $basis)
        and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
        and (
            cast($topics as varchar[]) is null
            or training_id in (
                select trainings_topics.training_id
                from trainings_topics
                where list_contains(cast($topics as varchar[]), trainings_topics.topic)
            )
        )
),

attendances as (
    select
        trainings_chosen.year,
        trainings_chosen.training_id,
        trainings_chosen.start_date,
        training_offices.office,
        training_offices.participants
    from trainings_chosen
    inner join training_offices
        on training_offices.training_id = trainings_chosen.training_id
    inner join offices
        on offices.code = training_offices.office
    where (cast($basis as varchar) is null or training_offices.basis = $basis)
        and (
            cast($regions as varchar[]) is null
            or list_contains(cast($regions as varchar[]), offices.region)
        )
)

select
    offices.code as office,
    offices.name,
    offices.region,
    offices.development,
    count(distinct attendances.training_id) as trainings,
    cast(sum(attendances.participants) as bigint) as participants,
    max(attendances.start_date) as last_training
from attendances
inner join offices
    on offices.code = attendances.office
where attendances.year between $from_year and $to_year
group by offices.code, offices.name, offices.region, offices.development
order by trainings desc, offices.name, offices.code
