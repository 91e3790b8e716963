-- title: Remarks on the reading
-- question: Where could a file be read in more than one way, and how was it read?
-- grain: one row per remark on a file
-- scope: all regions
-- unit: remarks
-- sources: offices, trainings, training_offices, advice_requests, business_solutions, exchange_platforms,
--   ocr_rollout, collections, cws_participation, tool_releases, events, reported_figures
-- definition: Choices made while reading a file that other content of it justifies, such as the order of day and month,
--   and content that was left out, such as columns that the contract does not know.
select
    dataset,
    file,
    line,
    column_name,
    value,
    rule,
    expected
from remarks
order by dataset, file, line, column_name, rule, value, expected
