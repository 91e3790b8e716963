-- One row per training of the basis, modes, topics and regions chosen, of any year; year is the one it starts in.
-- A region chosen is one of a beneficiary office; while none is chosen, a training without beneficiaries counts too.
-- uses: attendances
select
    training_id,
    mode,
    topics,
    extract(year from start_date) as year
from trainings
where (cast($basis as varchar) is null or basis = $basis)
    and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
    and (
        cast($topics as varchar[]) is null
        or topics in (
            select trainings_topics.topics
            from trainings_topics
            where list_contains(cast($topics as varchar[]), trainings_topics.topic)
        )
    )
    and (
        cast($regions as varchar[]) is null
        or training_id in (
            select attendances.training_id
            from attendances
            where (cast($basis as varchar) is null or attendances.basis = $basis)
                and list_contains(cast($regions as varchar[]), attendances.region)
        )
    )
