-- One row per month and combination of what a training is chosen by; `trainings` says how many there are.
-- A training is in exactly one row, so that sums over rows count each training once. Its topics, and the regions that it
-- reached, are sets as numbers: the `bit` of each code in `codes`, added up; 0 is the empty set.
with

counted as (
    select
        extract(year from start_date) as year,
        extract(month from start_date) as month,
        date_precision in ('day', 'month') as is_month_known,
        mode,
        topics,
        basis,
        regions,
        reported_regions,
        count(*) as trainings
    from trainings
    group by
        extract(year from start_date),
        extract(month from start_date),
        date_precision in ('day', 'month'),
        mode,
        topics,
        basis,
        regions,
        reported_regions
),

sets as (
    select distinct
        regions,
        bits
    from region_sets
)

select
    counted.year,
    counted.month,
    counted.is_month_known,
    counted.mode,
    coalesce(topic_sets.bits, 0) as topic_bits,
    counted.basis,
    coalesce(all_regions.bits, 0) as region_bits,
    coalesce(reported_regions.bits, 0) as reported_region_bits,
    cast(sum(counted.trainings) as bigint) as trainings
from counted
left join topic_sets
    on topic_sets.topics = counted.topics
left join sets as all_regions
    on all_regions.regions = counted.regions
left join sets as reported_regions
    on reported_regions.regions = counted.reported_regions
group by
    counted.year,
    counted.month,
    counted.is_month_known,
    counted.mode,
    coalesce(topic_sets.bits, 0),
    counted.basis,
    coalesce(all_regions.bits, 0),
    coalesce(reported_regions.bits, 0)
order by year, month, is_month_known, mode, topic_bits, basis, region_bits, reported_region_bits
