-- title: List of trainings
-- question: Which trainings were held, when, on what and for whom?
-- grain: one row per training
-- unit: trainings
-- sources: trainings, training_offices, offices
-- definition: Trainings that start in the period. With regions chosen, those with at least one beneficiary office in
--   them; all beneficiary offices of such a training are named. Participants are the sum of the numbers that are
--   known.
-- caveats: A date known only to the month or the year is shown as the first day of it in files; the precision is
--   given beside it.
-- counter: trainings_count
with

page as (
    -- The rows of a page are chosen among the trainings alone, between two days so that the other years are not read;
    -- offices are looked up for these few only.
    select
        training_id,
        start_date,
        end_date,
        date_precision,
        title,
        type,
        topics,
        mode,
        host_office,
        case when $basis = 'reported' then reported_region_bits else region_bits end as region_bits,
        audience,
        language,
        basis,
        source
    from trainings
    where start_date between make_date($from_year, 1, 1) and make_date($to_year, 12, 31)
        and start_date between cast($first_day as date) and cast($last_day as date)
        and (cast($basis as varchar) is null or basis = $basis)
        and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
        and (cast($topic_bits as bigint) is null or (topic_bits & $topic_bits) > 0)
        and (
            cast($region_bits as bigint) is null
            or (case when $basis = 'reported' then reported_region_bits else region_bits end & $region_bits) > 0
        )
    order by start_date, training_id
    limit $count_rows offset $first_row
),

offices_by_training as (
    -- All of them, also those of regions that are not chosen.
    select
        page.training_id,
        string_agg(offices.name, '; ' order by offices.name, offices.code) as offices,
        cast(sum(training_offices.participants) as bigint) as participants
    from page
    inner join training_offices
        on training_offices.training_id = page.training_id
    inner join offices
        on offices.code = training_offices.office
    -- A training of the page has the basis that was chosen; that an office took part may have another.
    where (cast($basis as varchar) is null or training_offices.basis = $basis)
    group by page.training_id
)

select
    page.training_id,
    page.start_date,
    page.end_date,
    page.date_precision,
    page.title,
    page.type,
    page.topics,
    page.mode,
    page.host_office,
    offices_by_training.offices,
    replace(region_sets.regions, ';', '; ') as regions,
    offices_by_training.participants,
    page.audience,
    page.language,
    page.basis,
    page.source
from page
left join offices_by_training
    on offices_by_training.training_id = page.training_id
left join region_sets
    on region_sets.bits = page.region_bits
order by page.start_date, page.training_id
