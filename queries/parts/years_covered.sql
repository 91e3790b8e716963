-- One row per activity dataset and year of the extracts.
-- value_if_none is what a count means for which there is no row: 0, or unknown (null) where illustrative rows are left
-- out, because the full list of that year was never published. What does occur is counted either way.
select
    dataset,
    year,
    make_date(year, 12, 31) as last_day,
    coalesce($basis = 'reported' and illustrative_rows > 0, false) as is_list_incomplete,
    case when $basis = 'reported' and illustrative_rows > 0 then null else cast(0 as bigint) end as value_if_none
from coverage
