-- title: Trainings per office
-- question: Which offices were trained in the period, and how often?
-- grain: one row per office trained in the period
-- unit: trainings
-- regions: each by itself
-- sources: trainings, training_offices, offices
-- definition: Trainings that start in the period and name the office as a beneficiary. A training of several offices
--   counts at each of them, so that the sum of the offices is not the number of trainings.
-- uses: attendances_chosen
with

counts_by_office as (
    select
        office,
        cast(sum(attendances) as bigint) as trainings
    from attendances_chosen
    where year between $from_year and $to_year
    group by office
)

select
    offices.code as office,
    offices.name,
    offices.iso3,
    offices.region,
    counts_by_office.trainings
from counts_by_office
inner join offices
    on offices.code = counts_by_office.office
order by counts_by_office.trainings desc, offices.name, offices.code
