-- title: List of collections added
-- question: Which collections joined which database, in the order of the report?
-- grain: one row per collection and database
-- unit: collections
-- years: each by itself
-- regions: each by itself
-- sources: collections, offices
-- definition: Collections that joined in the period, by year and database in the order of that year's report; those
--   without a place in a report come last.
-- caveats: Only the year is known where the day is empty.
-- uses: collections_chosen
select
    year,
    database,
    order_in_report,
    office,
    name,
    region,
    added_on,
    basis,
    source
from collections_chosen
where year between $from_year and $to_year
order by year, database_position, order_in_report nulls last, name, office
