-- title: Trainings per year by region
-- question: How many trainings reached each region in each year?
-- grain: one row per year and region
-- unit: trainings
-- years: each by itself
-- sources: trainings, training_offices, offices
-- definition: A training counts in the year it starts in, and once in every region that one of its beneficiary
--   offices belongs to. The total of the year counts each training once, so it can be smaller than the sum of the
--   regions.
-- caveats: Trainings without a named beneficiary office count in the total only, and only while no region is chosen.
-- uses: regions_chosen, trainings_chosen, years_chosen
with

-- Sets of regions are few, however many combinations there are.
counts as (
    select
        year,
        region_bits,
        sum(trainings) as trainings
    from trainings_chosen
    group by year, region_bits
)

select
    years_chosen.year,
    regions_chosen.region,
    cast(coalesce(
        sum(case when (counts.region_bits & regions_chosen.bit) > 0 then counts.trainings end),
        years_chosen.value_if_none
    ) as bigint) as trainings,
    cast(coalesce(sum(counts.trainings), years_chosen.value_if_none) as bigint) as year_trainings
from years_chosen
cross join regions_chosen
left join counts
    on counts.year = years_chosen.year
where years_chosen.dataset = 'trainings'
group by years_chosen.year, years_chosen.value_if_none, regions_chosen.region, regions_chosen.position
having regions_chosen.region <> 'IN' or bool_or((counts.region_bits & regions_chosen.bit) > 0)
order by years_chosen.year, regions_chosen.position
