-- title: Trainings per office and year
-- question: How often was each office trained in each year, and how many people took part?
-- grain: one row per office and year with a training of it
-- unit: trainings
-- years: each by itself
-- regions: each by itself
-- sources: trainings, training_offices, offices
-- definition: Trainings that start in the year and name the office as a beneficiary. Participants are the sum of the
--   numbers that are known, and unknown where none is.
-- uses: attendances_chosen
select
    office,
    name,
    region,
    year,
    cast(sum(attendances) as bigint) as trainings,
    cast(sum(participants) as bigint) as participants,
    max(last_training) as last_training
from attendances_chosen
where year between $from_year and $to_year
group by office, name, region, year
order by name, office, year
