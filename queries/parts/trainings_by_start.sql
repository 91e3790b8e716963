-- One row per month in which trainings of the choice start and combination of what they are chosen by.
-- Reads a cube: `trainings` says how many there are. The month of a training of which only the year is known is that of
-- its date, and means nothing.
select
    year,
    month,
    is_month_known,
    mode,
    trainings
from cube_trainings
where year between $from_year and $to_year
    and (cast($basis as varchar) is null or basis = $basis)
    and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
    and (cast($topic_bits as bigint) is null or (topic_bits & $topic_bits) > 0)
    and (
        cast($region_bits as bigint) is null
        or (case when $basis = 'reported' then reported_region_bits else region_bits end & $region_bits) > 0
    )
