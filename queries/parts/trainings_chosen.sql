-- One row per year and combination of what a training is chosen by, of the basis, modes, topics and regions chosen.
-- Reads a cube: `trainings` says how many there are; a training is in one row only. region_bits are those of its
-- beneficiary offices, with reported facts only those of the reported ones. While no region is chosen, a training
-- without a beneficiary office counts too.
with

of_basis as (
    select
        year,
        mode,
        topic_bits,
        case when $basis = 'reported' then reported_region_bits else region_bits end as region_bits,
        trainings
    from cube_trainings_by_year
    where (cast($basis as varchar) is null or basis = $basis)
)

select
    year,
    mode,
    topic_bits,
    region_bits,
    trainings
from of_basis
where (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
    and (cast($topic_bits as bigint) is null or (topic_bits & $topic_bits) > 0)
    and (cast($region_bits as bigint) is null or (region_bits & $region_bits) > 0)
