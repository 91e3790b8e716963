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
with

trainings_chosen as (
    select
        training_id,
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
        and (
            cast($regions as varchar[]) is null
            or training_id in (
                select training_offices.training_id
                from training_offices
                inner join offices
                    on offices.code = training_offices.office
                where (cast($basis as varchar) is null or training_offices.basis = $basis)
                    and list_contains(cast($regions as varchar[]), offices.region)
            )
        )
),

beneficiaries as (
    select
        training_offices.training_id,
        training_offices.participants,
        offices.code,
        offices.name,
        offices.region
    from training_offices
    inner join offices
        on offices.code = training_offices.office
    where (cast($basis as varchar) is null or training_offices.basis = $basis)
),

offices_by_training as (
    select
        training_id,
        string_agg(name, '; ' order by name, code) as offices,
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
