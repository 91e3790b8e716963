-- title: List of collections added
-- question: Which collections joined which database, in the order of the report?
-- grain: one row per collection and database
-- unit: collections
-- sources: collections, offices
-- definition: Collections that joined in the period, by year and database in the order of that year's report; those
--   without a place in a report come last.
-- caveats: Only the year is known where the day is empty.
with

databases as (
    select
        code as database,
        position
    from codes
    where field = 'collections.database'
)

select
    collections.year,
    collections.database,
    collections.order_in_report,
    offices.code as office,
    offices.name,
    offices.region,
    collections.added_on,
    collections.basis,
    collections.source
from collections
inner join offices
    on offices.code = collections.office
inner join databases
    on databases.database = collections.database
where collections.year between $from_year and $to_year
    and (cast($basis as varchar) is null or collections.basis = $basis)
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), offices.region))
    and (
        cast($databases as varchar[]) is null
        or list_contains(cast($databases as varchar[]), collections.database)
    )
order by collections.year, databases.position, collections.order_in_report nulls last, offices.name, offices.code
