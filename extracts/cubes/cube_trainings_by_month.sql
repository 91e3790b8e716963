-- One row per month and combination of what a training is chosen by but its topics, as in `cube_trainings`.
-- Topics, which are summed up over, are there as NULL, so that SQL that reads the one can be asked of the other.
select
    year,
    month,
    is_month_known,
    mode,
    cast(null as bigint) as topic_bits,
    basis,
    region_bits,
    reported_region_bits,
    cast(sum(trainings) as bigint) as trainings
from cube_trainings
group by year, month, is_month_known, mode, basis, region_bits, reported_region_bits
order by year, month, is_month_known, mode, basis, region_bits, reported_region_bits
