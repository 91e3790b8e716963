-- title: List of trainings
-- question: Which trainings were held, when, on what and for whom?
-- grain: one row per training
-- unit: trainings
-- sources: trainings, training_offices, offices
-- definition: Trainings that start in the period. With regions chosen, those with at least one beneficiary office in
--   them; all beneficiary offices of such a training are named. Participants are the sum of the numbers that are
--   known.
-- caveats: A date known only to the month or the year is shown as the first day of it in files; the precision is
--   given beside it.
-- uses: attendances, trainings_chosen
with

beneficiaries as (
    -- All of them, also those of regions that are not chosen.
    select
        training_id,
        office,
        name,
        region,
        participants
    from attendances
    where (cast($basis as varchar) is null or basis = $basis)
),

offices_by_training as (
    select
        training_id,
        string_agg(name, '; ' order by name, office) as offices,
        cast(sum(participants) as bigint) as participants
    from beneficiaries
    group by training_id
),

training_regions as (
    select distinct
        beneficiaries.training_id,
        beneficiaries.region,
        codes.position
    from beneficiaries
    inner join codes
        on codes.field = 'offices.region'
        and codes.code = beneficiaries.region
),

regions_by_training as (
    select
        training_id,
        string_agg(region, '; ' order by position) as regions
    from training_regions
    group by training_id
)

select
    trainings.training_id,
    trainings.start_date,
    trainings.end_date,
    trainings.date_precision,
    trainings.title,
    trainings.type,
    trainings.topics,
    trainings.mode,
    trainings.host_office,
    offices_by_training.offices,
    regions_by_training.regions,
    offices_by_training.participants,
    trainings.audience,
    trainings.language,
    trainings.basis,
    trainings.source
from trainings_chosen
inner join trainings
    on trainings.training_id = trainings_chosen.training_id
left join offices_by_training
    on offices_by_training.training_id = trainings_chosen.training_id
left join regions_by_training
    on regions_by_training.training_id = trainings_chosen.training_id
where trainings_chosen.year between $from_year and $to_year
order by trainings.start_date, trainings.training_id
