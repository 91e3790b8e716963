-- One row per year and combination of what a training is chosen by, as in `cube_trainings`.
select
    year,
    mode,
    topics,
    basis,
    regions,
    reported_regions,
    cast(sum(trainings) as bigint) as trainings
from cube_trainings
group by year, mode, topics, basis, regions, reported_regions
order by year, mode, topics, basis, regions, reported_regions
