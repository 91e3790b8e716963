-- One row per accepted training, with its topics and the regions that it reached.
-- Each is a set in one number: the `bit` of each code in `codes`, added up; 0 is the empty set. region_bits: those of its
-- beneficiary offices; reported_region_bits: those of the offices that are reported as such at a reported training;
-- seen_by_bits: those of its beneficiary offices and of its host.
select
    accepted_trainings.*,
    cast(coalesce(topic_sets.bits, 0) as bigint) as topic_bits,
    cast(coalesce(reached.bits, 0) as bigint) as region_bits,
    cast(
        case when accepted_trainings.basis = 'reported' then coalesce(reached.reported_bits, 0) else 0 end as bigint
    ) as reported_region_bits,
    cast(coalesce(reached.bits, 0) | coalesce(host_bits.bit, 0) as bigint) as seen_by_bits
from accepted_trainings
left join reached
    on reached.training_id = accepted_trainings.training_id
left join office_bits as host_bits
    on host_bits.code = accepted_trainings.host_office
left join topic_sets
    on topic_sets.topics = accepted_trainings.topics
