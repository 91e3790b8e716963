-- title: Files delivered
-- question: Which files came in, when, and how many of their rows were accepted?
-- grain: one row per file
-- unit: rows
-- sources: offices, trainings, training_offices, advice_requests, business_solutions, exchange_platforms,
--   ocr_rollout, collections, cws_participation, tool_releases, reported_figures
-- definition: Rows read from the file, rows accepted under the contract and rows set aside because they break it.
select
    dataset,
    file,
    rows_read,
    rows_accepted,
    rows_set_aside,
    changed_at
from delivered_files
order by dataset, file
