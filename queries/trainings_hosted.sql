-- title: Trainings by host office
-- question: Which trainings did each office host?
-- grain: one row per training with a host office
-- unit: trainings
-- sources: trainings, training_offices, offices
-- definition: Trainings that start in the period and name an office as their host.
-- uses: offices_chosen
select
    offices_chosen.code as office,
    offices_chosen.name,
    trainings.training_id,
    trainings.start_date,
    trainings.end_date,
    trainings.date_precision,
    trainings.title,
    trainings.topics,
    trainings.mode,
    trainings.basis,
    trainings.source
from trainings
inner join offices_chosen
    on offices_chosen.code = trainings.host_office
where trainings.start_date between make_date($from_year, 1, 1) and make_date($to_year, 12, 31)
    and (cast($basis as varchar) is null or trainings.basis = $basis)
    and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), trainings.mode))
    and (cast($topic_bits as bigint) is null or (trainings.topic_bits & $topic_bits) > 0)
order by offices_chosen.name, offices_chosen.code, trainings.start_date, trainings.training_id
