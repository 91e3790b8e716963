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
with

counts_by_office as (
    select
        office,
        year,
        cast(sum(attendances) as bigint) as trainings,
        cast(sum(participants) as bigint) as participants,
        max(last_training) as last_training
    from attendances_chosen
    where year between $from_year and $to_year
    group by office, year
)

select
    counts_by_office.office,
    offices.name,
    offices.region,
    counts_by_office.year,
    counts_by_office.trainings,
    counts_by_office.participants,
    counts_by_office.last_training
from counts_by_office
inner join offices
    on offices.code = counts_by_office.office
order by offices.name, counts_by_office.office, counts_by_office.year
