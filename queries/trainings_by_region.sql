-- title: Trainings per year by region
-- question: How many trainings reached each region in each year?
-- grain: one row per year and region
-- unit: trainings
-- sources: trainings, training_offices, offices
-- definition: A training counts in the year it starts in, and once in every region that one of its beneficiary
--   offices belongs to. The total of the year counts each training once, so it can be smaller than the sum of the
--   regions.
-- caveats: Trainings without a named beneficiary office count in the total only, and only while no region is chosen.
with

years_chosen as (
    select
        years.year,
        coalesce($basis = 'reported' and coverage.illustrative_rows > 0, false) as is_list_incomplete
    from years
    left join coverage
        on coverage.year = years.year
        and coverage.dataset = 'trainings'
    where years.year between $from_year and $to_year
),

regions_chosen as (
    select
        code as region,
        position
    from codes
    where field = 'offices.region'
        and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), code))
),

trainings_chosen as (
    select
        training_id,
        extract(year from start_date) as year
    from trainings
    where (cast($basis as varchar) is null or basis = $basis)
        and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
        and (
            cast($topics as varchar[]) is null
            or training_id in (
                select trainings_topics.training_id
                from trainings_topics
                where list_contains(cast($topics as varchar[]), trainings_topics.topic)
            )
        )
),

training_regions as (
    select distinct
        trainings_chosen.year,
        trainings_chosen.training_id,
        offices.region
    from trainings_chosen
    inner join training_offices
        on training_offices.training_id = trainings_chosen.training_id
    inner join offices
        on offices.code = training_offices.office
    where (cast($basis as varchar) is null or training_offices.basis = $basis)
),

counts_by_region as (
    select
        year,
        region,
        count(*) as trainings
    from training_regions
    group by year, region
),

counts_by_year as (
    select
        trainings_chosen.year,
        count(distinct trainings_chosen.training_id) as trainings
    from trainings_chosen
    left join training_regions
        on training_regions.training_id = trainings_chosen.training_id
    where cast($regions as varchar[]) is null
        or list_contains(cast($regions as varchar[]), training_regions.region)
    group by trainings_chosen.year
),

counts as (
    select
        years_chosen.year,
        years_chosen.is_list_incomplete,
        regions_chosen.region,
        regions_chosen.position,
        coalesce(counts_by_region.trainings, 0) as trainings,
        coalesce(counts_by_year.trainings, 0) as year_trainings
    from years_chosen
    cross join regions_chosen
    left join counts_by_region
        on counts_by_region.year = years_chosen.year
        and counts_by_region.region = regions_chosen.region
    left join counts_by_year
        on counts_by_year.year = years_chosen.year
)

select
    year,
    region,
    case when trainings > 0 or not is_list_incomplete then trainings end as trainings,
    case when year_trainings > 0 or not is_list_incomplete then year_trainings end as year_trainings
from counts
where region <> 'IN' or trainings > 0
order by year, position
