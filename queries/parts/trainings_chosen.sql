-- One row per year and combination of what a training is chosen by, of the basis, modes, topics and regions chosen.
-- Reads a cube: `trainings` says how many there are; a training is in one row only. regions are those of its
-- beneficiary offices, with reported facts only those of the reported ones. While no region is chosen, a training
-- without a beneficiary office counts too.
-- uses: region_sets_chosen, topic_texts_chosen
with

of_basis as (
    select
        year,
        mode,
        topics,
        case when $basis = 'reported' then reported_regions else regions end as regions,
        trainings
    from cube_trainings_by_year
    where (cast($basis as varchar) is null or basis = $basis)
)

select
    year,
    mode,
    topics,
    regions,
    trainings
from of_basis
where (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
    and topics in (select topic_texts_chosen.topics from topic_texts_chosen)
    and (
        cast($regions as varchar[]) is null
        or regions in (select region_sets_chosen.regions from region_sets_chosen)
    )
