-- title: Checks applied
-- question: Which rules were put to each extract, and how many rows broke them?
-- grain: one row per rule and column of an extract
-- scope: all regions
-- unit: rows set aside
-- sources: offices, trainings, training_offices, advice_requests, business_solutions, exchange_platforms,
--   ocr_rollout, collections, cws_participation, tool_releases, events, reported_figures
-- definition: Every rule of the contract and every check of the field, with the number of rows that it set aside, or
--   that it suspects and keeps. A row that breaks several rules counts at each of them.
-- caveats: Rows of a file that could not be read are not asked about; they stand among the rows set aside.
with

aside as (
    select
        dataset,
        column_name,
        rule,
        count(*) as faults
    from rows_set_aside
    group by dataset, column_name, rule
),

suspected as (
    select
        dataset,
        column_name,
        rule,
        count(*) as suspicions
    from rows_suspected
    group by dataset, column_name, rule
)

select
    checks.dataset,
    checks.column_name,
    checks.rule,
    checks.expected,
    coalesce(aside.faults, 0) as rows_set_aside,
    coalesce(suspected.suspicions, 0) as rows_suspected
from checks
left join aside
    on aside.dataset = checks.dataset
    and aside.column_name = checks.column_name
    and aside.rule = checks.rule
left join suspected
    on suspected.dataset = checks.dataset
    and suspected.column_name = checks.column_name
    and suspected.rule = checks.rule
order by rows_set_aside desc, rows_suspected desc, checks.dataset, checks.column_name, checks.rule
