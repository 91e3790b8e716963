-- title: Published figures against the rows
-- question: Do the figures that the rows give agree with those that official reports printed?
-- grain: one row per published figure
-- scope: all regions
-- unit: as the measure says
-- years: each by itself
-- sources: reported_figures, trainings, training_offices, advice_requests, business_solutions, exchange_platforms,
--   ocr_rollout, collections, cws_participation, tool_releases, offices
-- definition: Activities are counted over the year of the figure, what is in use or reached on the day to which it
--   refers. All rows count, reported and illustrative. The difference is the computed figure less the published one.
-- caveats: A forecast is shown but not compared, nor is a figure for which the rows give no number.
-- uses: measures
with

figures as (
    select
        reported_figures.year,
        reported_figures.measure,
        reported_figures.as_of,
        reported_figures.kind,
        reported_figures.value as published,
        reported_figures.document,
        reported_figures.paragraph,
        measures.position,
        measures.counted_by,
        measures.value_if_none,
        case
            when measures.nature = 'state' then reported_figures.as_of
            else make_date(reported_figures.year, 1, 1)
        end as first_day,
        case
            when measures.nature = 'state' then reported_figures.as_of
            else make_date(reported_figures.year, 12, 31)
        end as last_day
    from reported_figures
    left join measures
        on measures.measure = reported_figures.measure
    where reported_figures.year between $from_year and $to_year
),

counts as (
    select
        figures.year,
        figures.measure,
        figures.kind,
        count(distinct cube_measures.unit) as count_units,
        cast(sum(cube_measures.quantity) as bigint) as sum_quantity
    from figures
    left join cube_measures
        on cube_measures.measure = figures.measure
        and cube_measures.active_from <= figures.last_day
        and (cube_measures.active_to is null or cube_measures.active_to >= figures.first_day)
    group by figures.year, figures.measure, figures.kind
),

compared as (
    select
        figures.year,
        figures.measure,
        figures.position,
        figures.as_of,
        figures.kind,
        figures.published,
        case
            when counts.count_units = 0 then figures.value_if_none
            when figures.counted_by = 'quantity' then counts.sum_quantity
            else counts.count_units
        end as computed,
        figures.document,
        figures.paragraph
    from figures
    inner join counts
        on counts.year = figures.year
        and counts.measure = figures.measure
        and counts.kind = figures.kind
)

select
    year,
    measure,
    as_of,
    kind,
    published,
    computed,
    case when kind <> 'forecast' then computed - published end as difference,
    case
        when kind = 'forecast' or computed is null then 'not compared'
        when computed = published then 'agrees'
        else 'differs'
    end as status,
    document,
    paragraph
from compared
order by year, position nulls last, measure, kind
