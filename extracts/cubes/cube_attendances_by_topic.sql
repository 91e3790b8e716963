-- One row per year, office and combination of what a training is chosen by but its mode, as in `cube_attendances`.
-- The mode, which is summed up over, is there as NULL, so that SQL that reads the one can be asked of the other.
select
    year,
    cast(null as varchar) as mode,
    topic_bits,
    basis,
    office,
    region_bits,
    cast(sum(attendances) as bigint) as attendances,
    cast(sum(participants) as bigint) as participants,
    cast(sum(participants_known) as bigint) as participants_known,
    max(last_training) as last_training
from cube_attendances
group by year, topic_bits, basis, office, region_bits
order by year, office, topic_bits, basis
