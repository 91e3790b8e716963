-- Exact distinct trainings and offices and the sum of participants by year, region, mode and topics, in one pass.
select
    extract(year from trainings.start_date) as year,
    offices.region,
    trainings.mode,
    trainings.topics,
    count(distinct trainings.training_id) as trainings,
    count(distinct training_offices.office) as offices,
    cast(sum(training_offices.participants) as bigint) as participants
from training_offices
inner join trainings
    on trainings.training_id = training_offices.training_id
inner join offices
    on offices.code = training_offices.office
group by extract(year from trainings.start_date), offices.region, trainings.mode, trainings.topics
