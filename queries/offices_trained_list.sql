-- title: Offices trained in the period
-- question: Which offices were trained, how often, and when last?
-- grain: one row per office trained in the period
-- unit: trainings
-- regions: each by itself
-- sources: trainings, training_offices, offices
-- definition: Trainings that start in the period and name the office as a beneficiary. Participants are the sum of
--   the numbers that are known, and unknown where none is.
-- uses: attendances_chosen
select
    office,
    name,
    region,
    development,
    cast(sum(attendances) as bigint) as trainings,
    cast(sum(participants) as bigint) as participants,
    max(last_training) as last_training
from attendances_chosen
where year between $from_year and $to_year
group by office, name, region, development
order by trainings desc, name, office
