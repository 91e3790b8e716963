-- One row per training of a part, in the order of their numbers and thus of their days.
with

numbers as (
    select range as number
    from range(getvariable('part_start'), getvariable('part_beyond'))
),

topic_numbers as (
    select
        number,
        draw(number, 1) % 8 as one,
        -- Never the same as the first.
        (draw(number, 1) + 1 + draw(number, 2) % 7) % 8 as other,
        draw(number, 3) % 10 < 3 as has_two
    from numbers
),

named as (
    select
        number,
        ['IPC', 'Nice', 'Vienna', 'Locarno', 'Standards', 'Sequence', 'Solutions', 'Exchange'] as topics,
        case when has_two then least(one, other) else one end as first_topic,
        case when has_two then greatest(one, other) end as second_topic,
        make_date(getvariable('year'), 1, 1)
        + cast((number - getvariable('year_start')) * 365 // getvariable('year_trainings') as integer) as start_date
    from topic_numbers
)

select
    printf('T%09d', number) as training_id,
    concat('Training no. ', number, ' on ', topics[1 + first_topic]) as title,
    ['course', 'seminar', 'workshop', 'webinar'][1 + draw(number, 4) % 4] as type,
    concat_ws(';', topics[1 + first_topic], topics[1 + second_topic]) as topics,
    ['online', 'on_site', 'hybrid'][1 + draw(number, 5) % 3] as mode,
    start_date,
    start_date + cast(draw(number, 6) % 5 as integer) as end_date,
    'day' as date_precision,
    cast(null as varchar) as host_office,
    'Examiners' as audience,
    ['en', 'fr', 'es', 'ar'][1 + draw(number, 7) % 4] as language,
    'reported' as basis,
    concat('Activity register ', getvariable('year')) as source
from named
order by number
