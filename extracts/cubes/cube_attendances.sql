-- One row per year, office and combination of what a training is chosen by, of the offices that took part.
-- An office takes part in a training once, so that `attendances` of an office are its trainings. Participants are the
-- sum of the numbers that are known, NULL where none is. basis is 'reported' only if training and attendance both are.
-- Topics are a set, as in `trainings`; region_bits is the region of the office, as a set of one.
with

counts as (
    select
        extract(year from trainings.start_date) as year,
        trainings.mode,
        trainings.topic_bits,
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
        trainings.topic_bits,
        case
            when trainings.basis = 'reported' and training_offices.basis = 'reported' then 'reported'
            else 'illustrative'
        end,
        training_offices.office
)

select
    counts.year,
    counts.mode,
    counts.topic_bits,
    counts.basis,
    counts.office,
    office_bits.bit as region_bits,
    counts.attendances,
    counts.participants,
    counts.participants_known,
    counts.last_training
from counts
inner join office_bits
    on office_bits.code = counts.office
order by counts.year, counts.office, counts.mode, counts.topic_bits, counts.basis
