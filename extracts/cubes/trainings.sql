-- One row per accepted training, with the regions that it reached.
-- regions: those of its beneficiary offices; reported_regions: those of the offices that are reported as such at a
-- reported training; seen_by: those of its beneficiary offices and of its host. Each is a set of `region_sets`, NULL
-- where it is empty.
with

office_bits as (
    select
        offices.code,
        region_sets.bits
    from offices
    inner join region_sets
        on region_sets.regions = offices.region
),

set_names as (
    select distinct
        bits,
        regions
    from region_sets
)

select
    accepted_trainings.*,
    all_regions.regions,
    reported_regions.regions as reported_regions,
    seen_by.regions as seen_by
from accepted_trainings
left join reached
    on reached.training_id = accepted_trainings.training_id
left join office_bits as host_bits
    on host_bits.code = accepted_trainings.host_office
left join set_names as all_regions
    on all_regions.bits = reached.bits
left join set_names as reported_regions
    on reported_regions.bits = case when accepted_trainings.basis = 'reported' then reached.reported_bits end
left join set_names as seen_by
    on seen_by.bits = coalesce(reached.bits, 0) | coalesce(host_bits.bits, 0)
