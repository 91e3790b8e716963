-- One row per year, office and basis: `cube_attendances` whatever the trainings were about and however they were held.
select
    year,
    basis,
    office,
    cast(sum(attendances) as bigint) as attendances,
    cast(sum(participants) as bigint) as participants,
    cast(sum(participants_known) as bigint) as participants_known,
    max(last_training) as last_training
from cube_attendances
group by year, basis, office
order by year, basis, office
