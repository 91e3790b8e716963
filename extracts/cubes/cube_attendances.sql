-- One row per year, office and combination of what a training is chosen by, of the offices that took part.
-- An office takes part in a training once, so that `attendances` of an office are its trainings. Participants are the
-- sum of the numbers that are known, NULL where none is. basis is 'reported' only if training and attendance both are.
-- Topics are a set as a number, as in `cube_trainings`.
with

counted as (
    select
        extract(year from trainings.start_date) as year,
        trainings.mode,
        trainings.topics,
        case
            when trainings.basis = 'reported' and training_offices.basis = 'reported' then 'reported'
            else 'illustrative'
        end as basis,
        training_offices.office,
        count(*) as attendances,
        cast(sum(training_offices.participants) as bigint) as participants,
        count(training_offices.participants) as participants_known,
        max(trainings.start_date) as last_training
    from training_offices
    inner join trainings
        on trainings.training_id = training_offices.training_id
    group by
        extract(year from trainings.start_date),
        trainings.mode,
        trainings.topics,
        case
            when trainings.basis = 'reported' and training_offices.basis = 'reported' then 'reported'
            else 'illustrative'
        end,
        training_offices.office
)

select
    counted.year,
    counted.mode,
    coalesce(topic_sets.bits, 0) as topic_bits,
    counted.basis,
    counted.office,
    cast(sum(counted.attendances) as bigint) as attendances,
    cast(sum(counted.participants) as bigint) as participants,
    cast(sum(counted.participants_known) as bigint) as participants_known,
    max(counted.last_training) as last_training
from counted
left join topic_sets
    on topic_sets.topics = counted.topics
group by counted.year, counted.mode, coalesce(topic_sets.bits, 0), counted.basis, counted.office
order by year, office, mode, topic_bits, basis
