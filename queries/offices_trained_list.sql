-- title: Offices trained in the period
-- question: Which offices were trained, how often, and when last?
-- grain: one row per office trained in the period
-- unit: trainings
-- regions: each by itself
-- sources: trainings, training_offices, offices
-- definition: Trainings that start in the period and name the office as a beneficiary. Participants are the sum of
--   the numbers that are known, and unknown where none is.
-- uses: attendances_chosen
with

counts_by_office as (
    select
        office,
        cast(sum(attendances) as bigint) as trainings,
        cast(sum(participants) as bigint) as participants,
        max(last_training) as last_training
    from attendances_chosen
    where year between $from_year and $to_year
    group by office
)

select
    counts_by_office.office,
    offices.name,
    offices.region,
    offices.development,
    counts_by_office.trainings,
    counts_by_office.participants,
    counts_by_office.last_training
from counts_by_office
inner join offices
    on offices.code = counts_by_office.office
order by counts_by_office.trainings desc, offices.name, counts_by_office.office
