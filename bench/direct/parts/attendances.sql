-- One row per training and beneficiary office, whatever is chosen.
-- basis is 'reported' only if both the training and that the office took part are.
select
    trainings.training_id,
    trainings.start_date,
    training_offices.office,
    training_offices.participants,
    offices.name,
    offices.region,
    offices.development,
    case
        when trainings.basis = 'reported' and training_offices.basis = 'reported' then 'reported'
        else 'illustrative'
    end as basis
from training_offices
inner join trainings
    on trainings.training_id = training_offices.training_id
inner join offices
    on offices.code = training_offices.office
