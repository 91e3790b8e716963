-- One row per year and combination of what a training is chosen by, as in `cube_trainings`.
select
    year,
    mode,
    topic_bits,
    basis,
    region_bits,
    reported_region_bits,
    cast(sum(trainings) as bigint) as trainings
from cube_trainings
group by year, mode, topic_bits, basis, region_bits, reported_region_bits
order by year, mode, topic_bits, basis, region_bits, reported_region_bits
