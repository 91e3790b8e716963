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

counts_by_region as (
    select
        trainings_chosen.year,
        region_sets.region,
        cast(sum(trainings_chosen.trainings) as bigint) as trainings
    from trainings_chosen
    inner join region_sets
        on region_sets.regions = trainings_chosen.regions
    group by trainings_chosen.year, region_sets.region
),

counts_by_year as (
    select
        year,
        cast(sum(trainings) as bigint) as trainings
    from trainings_chosen
    group by year
)

select
    years_chosen.year,
    regions_chosen.region,
    coalesce(counts_by_region.trainings, years_chosen.value_if_none) as trainings,
    coalesce(counts_by_year.trainings, years_chosen.value_if_none) as year_trainings
from years_chosen
cross join regions_chosen
left join counts_by_region
    on counts_by_region.year = years_chosen.year
    and counts_by_region.region = regions_chosen.region
left join counts_by_year
    on counts_by_year.year = years_chosen.year
where years_chosen.dataset = 'trainings'
    and (regions_chosen.region <> 'IN' or counts_by_region.trainings > 0)
order by years_chosen.year, regions_chosen.position
