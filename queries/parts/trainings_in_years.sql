-- One row per year and set of regions, per year and set of topics, and per year and mode, of the trainings chosen.
-- Several questions of a page take their rows of it: which of the three a row is of says the column that is not null.
-- uses: trainings_chosen
select
    year,
    region_bits,
    topic_bits,
    mode,
    cast(sum(trainings) as bigint) as trainings
from trainings_chosen
group by grouping sets ((year, region_bits), (year, topic_bits), (year, mode))
