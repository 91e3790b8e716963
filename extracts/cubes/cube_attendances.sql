-- One row per year, office and combination of what a training is chosen by, of the offices that took part.
-- An office takes part in a training once, so that `attendances` of an office are its trainings. Participants are the
-- sum of the numbers that are known, NULL where none is. basis is 'reported' only if training and attendance both are.
-- Topics are a set, as in `trainings`; region_bits is the region of the office, as a set of one.
with

-- Of each training only what is summed up over, in as few bytes as it takes: all trainings wait in memory for offices.
brief as (
    select
        trainings.training_id,
        trainings.start_date,
        cast(codes.position as tinyint) as mode_position,
        trainings.topic_bits,
        trainings.basis = 'reported' as is_reported
    from trainings
    inner join codes
        on codes.field = 'trainings.mode'
        and codes.code = trainings.mode
),

counts as (
    select
        extract(year from brief.start_date) as year,
        brief.mode_position,
        brief.topic_bits,
        brief.is_reported and training_offices.basis = 'reported' as is_reported,
        training_offices.office,
        count(*) as attendances,
        cast(sum(training_offices.participants) as bigint) as participants,
        count(training_offices.participants) as participants_known,
        max(brief.start_date) as last_training
    from training_offices
    inner join brief
        on brief.training_id = training_offices.training_id
    group by
        extract(year from brief.start_date),
        brief.mode_position,
        brief.topic_bits,
        brief.is_reported and training_offices.basis = 'reported',
        training_offices.office
)

select
    counts.year,
    codes.code as mode,
    counts.topic_bits,
    case when counts.is_reported then 'reported' else 'illustrative' end as basis,
    counts.office,
    office_bits.bit as region_bits,
    counts.attendances,
    counts.participants,
    counts.participants_known,
    counts.last_training
from counts
inner join codes
    on codes.field = 'trainings.mode'
    and codes.position = counts.mode_position
inner join office_bits
    on office_bits.code = counts.office
order by year, office, mode, topic_bits, basis
