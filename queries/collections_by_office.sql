-- title: Collections added per office
-- question: Which offices gave collections to the global databases in the period, and how many?
-- grain: one row per office with a collection added in the period
-- unit: collections
-- regions: each by itself
-- sources: collections, offices
-- definition: One office's collection in one database counts once, in the year it joined.
-- uses: collections_chosen
with

counts_by_office as (
    select
        office,
        count(*) as collections
    from collections_chosen
    where year between $from_year and $to_year
    group by office
)

select
    offices.code as office,
    offices.name,
    offices.iso3,
    offices.region,
    counts_by_office.collections
from counts_by_office
inner join offices
    on offices.code = counts_by_office.office
order by counts_by_office.collections desc, offices.name, offices.code
