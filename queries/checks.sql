-- title: Checks applied
-- question: Which rules were put to each extract, and how many rows broke them?
-- grain: one row per rule and column of an extract
-- unit: rows set aside
-- sources: offices, trainings, training_offices, advice_requests, business_solutions, exchange_platforms,
--   ocr_rollout, collections, cws_participation, tool_releases, reported_figures
-- definition: Every rule of the contract and every check of the field that compares columns of a row, with the number
--   of rows that it set aside. A row that breaks several rules counts at each of them.
-- caveats: Rows of a file that could not be read are not asked about; they stand among the rows set aside.
select
    checks.dataset,
    checks.column_name,
    checks.rule,
    checks.expected,
    count(rows_set_aside.line) as rows_set_aside
from checks
left join rows_set_aside
    on rows_set_aside.dataset = checks.dataset
    and rows_set_aside.column_name = checks.column_name
    and rows_set_aside.rule = checks.rule
group by checks.dataset, checks.column_name, checks.rule, checks.expected
order by rows_set_aside desc, checks.dataset, checks.column_name, checks.rule
