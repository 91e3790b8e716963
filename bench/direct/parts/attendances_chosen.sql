-- One row per training chosen and beneficiary office of the regions chosen.
-- uses: attendances, trainings_chosen
select
    trainings_chosen.year,
    attendances.training_id,
    attendances.start_date,
    attendances.office,
    attendances.name,
    attendances.region,
    attendances.development,
    attendances.participants
from attendances
inner join trainings_chosen
    on trainings_chosen.training_id = attendances.training_id
where (cast($basis as varchar) is null or attendances.basis = $basis)
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), attendances.region))
