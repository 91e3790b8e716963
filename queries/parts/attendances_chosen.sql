-- One row per year, office of the regions chosen and combination of what a training is chosen by, of those chosen.
-- Reads a cube: an office takes part in a training once, so that `attendances` are its trainings. While neither modes
-- nor topics are chosen the smaller cube answers, which is summed up over both.
-- uses: offices_chosen
with

cells as (
    select
        year,
        basis,
        office,
        attendances,
        participants,
        participants_known,
        last_training
    from cube_attendances_by_year
    where cast($modes as varchar[]) is null
        and cast($topic_bits as bigint) is null
    union all
    select
        year,
        basis,
        office,
        attendances,
        participants,
        participants_known,
        last_training
    from cube_attendances
    where (cast($modes as varchar[]) is not null or cast($topic_bits as bigint) is not null)
        and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
        and (cast($topic_bits as bigint) is null or (topic_bits & $topic_bits) > 0)
)

select
    cells.year,
    cells.office,
    offices_chosen.name,
    offices_chosen.region,
    offices_chosen.development,
    cells.attendances,
    cells.participants,
    cells.participants_known,
    cells.last_training
from cells
inner join offices_chosen
    on offices_chosen.code = cells.office
where (cast($basis as varchar) is null or cells.basis = $basis)
