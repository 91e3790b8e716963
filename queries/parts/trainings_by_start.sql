-- One row per month in which trainings of the choice start and combination of what they are chosen by.
-- Reads a cube: `trainings` says how many there are. While no topics are chosen the smaller one answers, which is
-- summed up over them. The month of a training of which only the year is known is that of its date, and means nothing.
with

cells as (
    select
        year,
        month,
        is_month_known,
        mode,
        basis,
        case when $basis = 'reported' then reported_region_bits else region_bits end as region_bits,
        trainings
    from cube_trainings_by_month
    where cast($topic_bits as bigint) is null
    union all
    select
        year,
        month,
        is_month_known,
        mode,
        basis,
        case when $basis = 'reported' then reported_region_bits else region_bits end as region_bits,
        trainings
    from cube_trainings
    where (topic_bits & cast($topic_bits as bigint)) > 0
)

select
    year,
    month,
    is_month_known,
    mode,
    trainings
from cells
where year between $from_year and $to_year
    and (cast($basis as varchar) is null or basis = $basis)
    and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
    and (cast($region_bits as bigint) is null or (region_bits & $region_bits) > 0)
