-- title: Offices trained per year
-- question: How many offices were trained in each year, and how many people took part?
-- grain: one row per year
-- unit: offices
-- sources: trainings, training_offices, offices
-- definition: An office counts once in each year in which a training for it starts. Participants are the sum of the
--   numbers that are known; where offices were trained but no number is known, the sum is unknown.
-- caveats: The column of unknown participants says for how many attendances (one office at one training) no number is
--   known.
with

years_chosen as (
    select
        years.year,
        coalesce($basis = 'reported' and coverage.illustrative_rows > 0, false) as is_list_incomplete
    from years
    left join coverage
        on coverage.year = years.year
        and coverage.dataset = 'trainings'
    where years.year between $from_year and $to_year
),

trainings_chosen as (
    select
        training_id,
        start_date,
        extract(year from start_date) as year
    from trainings
    where (cast($basis as varchar) is null or basis = $basis)
        and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), mode))
        and (
            cast($topics as varchar[]) is null
            or training_id in (
                select trainings_topics.training_id
                from trainings_topics
                where list_contains(cast($topics as varchar[]), trainings_topics.topic)
            )
        )
),

attendances as (
    select
        trainings_chosen.year,
        trainings_chosen.training_id,
        trainings_chosen.start_date,
        training_offices.office,
        training_offices.participants
    from trainings_chosen
    inner join training_offices
        on training_offices.training_id = trainings_chosen.training_id
    inner join offices
        on offices.code = training_offices.office
    where (cast($basis as varchar) is null or training_offices.basis = $basis)
        and (
            cast($regions as varchar[]) is null
            or list_contains(cast($regions as varchar[]), offices.region)
        )
),

counts_by_year as (
    select
        year,
        count(distinct office) as offices,
        cast(sum(participants) as bigint) as participants,
        count(*) - count(participants) as participants_unknown
    from attendances
    group by year
)

select
    years_chosen.year,
    case
        when counts_by_year.offices is not null then counts_by_year.offices
        when not years_chosen.is_list_incomplete then 0
    end as offices,
    case
        when counts_by_year.offices is not null then counts_by_year.participants
        when not years_chosen.is_list_incomplete then 0
    end as participants,
    case
        when counts_by_year.offices is not null then counts_by_year.participants_unknown
        when not years_chosen.is_list_incomplete then 0
    end as participants_unknown
from years_chosen
left join counts_by_year
    on counts_by_year.year = years_chosen.year
order by years_chosen.year
