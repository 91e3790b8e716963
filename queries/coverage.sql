-- title: Reported and illustrative rows per dataset and year
-- question: How many rows of each dataset are published facts and how many illustrative, in each year?
-- grain: one row per dataset and year
-- unit: rows
-- years: each by itself
-- sources: trainings, advice_requests, business_solutions, exchange_platforms, ocr_rollout, collections,
--   cws_participation, tool_releases
-- definition: Rows of the year for events; rows active on 31 December of the year for what is in use or taken part
--   in.
select
    dataset,
    year,
    reported_rows,
    illustrative_rows
from coverage
where year between $from_year and $to_year
order by dataset, year
