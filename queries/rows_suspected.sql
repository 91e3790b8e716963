-- title: Rows suspected
-- question: Which rows count but look wrong?
-- grain: one row per suspicion about a row
-- scope: all regions
-- unit: suspicions
-- sources: offices, trainings, training_offices, advice_requests, business_solutions, exchange_platforms,
--   ocr_rollout, collections, cws_participation, tool_releases, events, reported_figures
-- definition: Rows that keep every rule of the contract and were accepted, and that a check of the field finds
--   doubtful, such as the same training under two ids. Expected names what to compare them with.
select
    dataset,
    file,
    line,
    column_name,
    value,
    rule,
    expected
from rows_suspected
order by dataset, file, line, column_name, rule, value, expected
