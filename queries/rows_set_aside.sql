-- title: Rows set aside
-- question: Which rows were refused, why, and what would put them right?
-- grain: one row per fault of a row
-- scope: all regions
-- unit: faults
-- sources: offices, trainings, training_offices, advice_requests, business_solutions, exchange_platforms,
--   ocr_rollout, collections, cws_participation, tool_releases, events, reported_figures
-- definition: Every value that breaks a rule of the contract, with the line of the file it stands in.
select
    dataset,
    file,
    line,
    column_name,
    value,
    rule,
    expected
from rows_set_aside
order by dataset, file, line, column_name, rule, value, expected
