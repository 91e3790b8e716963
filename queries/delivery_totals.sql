-- title: Delivery in all
-- question: How much came in, and how much of it counts?
-- grain: one row for all files together
-- unit: rows
-- sources: offices, trainings, training_offices, advice_requests, business_solutions, exchange_platforms,
--   ocr_rollout, collections, cws_participation, tool_releases, events, reported_figures
-- definition: The files delivered and the rows read from them, which are the rows accepted under the contract and the
--   rows set aside because they break it.
select
    count(*) as files,
    cast(coalesce(sum(rows_read), 0) as bigint) as rows_read,
    cast(coalesce(sum(rows_accepted), 0) as bigint) as rows_accepted,
    cast(coalesce(sum(rows_set_aside), 0) as bigint) as rows_set_aside
from delivered_files
