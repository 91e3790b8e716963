-- title: Offices trained per year
-- question: How many offices were trained in each year, and how many people took part?
-- grain: one row per year
-- unit: offices
-- every: year of trainings
-- sources: trainings, training_offices, offices
-- definition: An office counts once in each year in which a training for it starts. Participants are the sum of the
--   numbers that are known; where offices were trained but no number is known, the sum is unknown.
-- caveats: The column of unknown participants says for how many attendances (one office at one training) no number is
--   known.
-- uses: attendances_chosen
with

counts_by_office as (
    select
        year,
        office,
        sum(participants) as participants,
        sum(attendances - participants_known) as participants_unknown
    from attendances_chosen
    group by year, office
)

select
    year,
    count(*) as offices,
    cast(sum(participants) as bigint) as participants,
    cast(sum(participants_unknown) as bigint) as participants_unknown
from counts_by_office
group by year
