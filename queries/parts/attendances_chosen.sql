-- One row per year, office of the regions chosen and combination of what a training is chosen by, of those chosen.
-- Reads a cube: an office takes part in a training once, so that `attendances` are its trainings.
select
    year,
    office,
    attendances,
    participants,
    participants_known,
    last_training
from cube_attendances
where (cast($basis as varchar) is null or basis = $basis)
    and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
    and (cast($topic_bits as bigint) is null or (topic_bits & $topic_bits) > 0)
    and (cast($region_bits as bigint) is null or (region_bits & $region_bits) > 0)
