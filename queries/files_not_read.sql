-- title: Files not read
-- question: Which files in the folder were not read, and why?
-- grain: one row per file
-- unit: files
-- sources: offices, trainings, training_offices, advice_requests, business_solutions, exchange_platforms,
--   ocr_rollout, collections, cws_participation, tool_releases, events, reported_figures
-- definition: Files that belong to no table, and those that are not taken because they could lead out of the folder,
--   are too large or may not be opened.
select
    file,
    rule
from files_not_read
order by file, rule
