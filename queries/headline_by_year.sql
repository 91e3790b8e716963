-- title: Headline figures by year
-- question: How did each headline figure develop from year to year?
-- grain: one row per measure and year
-- unit: as the measure says
-- years: each by itself
-- sources: trainings, training_offices, advice_requests, business_solutions, exchange_platforms, ocr_rollout,
--   collections, cws_participation, tool_releases, reported_figures, offices
-- definition: The headline figures of each year by itself: activities of the year, what is in use or reached on 31
--   December.
-- caveats: With reported facts only, a value from an incomplete list means at least that many.
-- uses: measure_values
select
    measure,
    from_year as year,
    value
from measure_values
where span = 'year'
order by position, from_year
