-- One row per year and month of the start as delivered, and per year, month if it is known, and mode.
-- Several questions of a page take their rows of it: `start_month` or `mode` is not null.
-- uses: trainings_by_start
select
    year,
    month as start_month,
    case when is_month_known then month end as month,
    mode,
    cast(sum(trainings) as bigint) as trainings
from trainings_by_start
group by grouping sets ((year, month), (year, case when is_month_known then month end, mode))
order by year, start_month, month nulls last, mode
