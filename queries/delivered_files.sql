-- title: Files delivered
-- question: Which files came in, when, and how many of their rows were accepted?
-- grain: one row per file
-- unit: rows
-- sources: offices, trainings, training_offices, advice_requests, business_solutions, exchange_platforms,
--   ocr_rollout, collections, cws_participation, tool_releases, events, reported_figures
-- definition: Rows read from the file, which are the rows accepted under the contract and the rows set aside because
--   they break it; among those accepted, the rows that look wrong. The form is how the file was read.
select
    dataset,
    file,
    form,
    rows_read,
    rows_accepted,
    rows_set_aside,
    rows_suspected,
    changed_at
from delivered_files
order by dataset, file
