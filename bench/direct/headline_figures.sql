-- title: Headline figures
-- question: What did we deliver in this period, and what changed since the period before?
-- grain: one row per measure
-- unit: as the measure says
-- sources: trainings, training_offices, advice_requests, business_solutions, exchange_platforms, ocr_rollout,
--   collections, cws_participation, tool_releases, reported_figures, offices
-- definition: Activities count over the whole period, what is in use or reached counts on 31 December of its last
--   year. The previous value is for the period of the same length directly before, and unknown where its list is
--   incomplete. Business Solutions count offices of developing and least developed countries. With reported facts
--   only, a published figure stands in where one exists for the period.
-- caveats: A value from an incomplete list means at least that many. Advice, funded participants and releases have no
--   region.
-- uses: measure_values
with

period as (
    select
        measure,
        position,
        nature,
        value,
        origin,
        is_partial,
        has_illustrative
    from measure_values
    where span = 'period'
),

previous as (
    -- "At least so many" is nothing to measure a change against.
    select
        measure,
        value
    from measure_values
    where span = 'previous'
        and not is_partial
)

select
    period.measure,
    period.nature,
    period.value,
    previous.value as previous,
    period.origin,
    period.is_partial,
    period.has_illustrative
from period
left join previous
    on previous.measure = period.measure
order by period.position
