-- One row per month in which trainings of the choice start and combination of what they are chosen by.
-- Reads a cube: `trainings` says how many there are. While no topics are chosen the smaller one answers, which is
-- summed up over them. The month of a training of which only the year is known is that of its date, and means nothing.
-- uses: region_sets_chosen, topic_texts_chosen
with

cells as (
    select
        year,
        month,
        is_month_known,
        mode,
        basis,
        case when $basis = 'reported' then reported_regions else regions end as regions,
        trainings
    from cube_trainings_by_month
    where cast($topics as varchar[]) is null
    union all
    select
        year,
        month,
        is_month_known,
        mode,
        basis,
        case when $basis = 'reported' then reported_regions else regions end as regions,
        trainings
    from cube_trainings
    where cast($topics as varchar[]) is not null
        and topics in (select topic_texts_chosen.topics from topic_texts_chosen)
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
    and (
        cast($regions as varchar[]) is null
        or regions in (select region_sets_chosen.regions from region_sets_chosen)
    )
