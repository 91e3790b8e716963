-- One row per year, office and basis: `cube_attendances` whatever the trainings were about and however they were held.
-- What is summed up over is there as NULL, so that SQL that reads the one can be asked of the other.
select
    year,
    cast(null as varchar) as mode,
    cast(null as bigint) as topic_bits,
    basis,
    office,
    region_bits,
    cast(sum(attendances) as bigint) as attendances,
    cast(sum(participants) as bigint) as participants,
    cast(sum(participants_known) as bigint) as participants_known,
    max(last_training) as last_training
from cube_attendances_by_topic
group by year, basis, office, region_bits
order by year, basis, office
