-- title: Collections added by region
-- question: From which regions did the collections come that joined the global databases in each year?
-- grain: one row per year and region
-- unit: collections
-- regions: each by itself
-- every: year of collections, region
-- total: year_collections of collections
-- sources: collections, offices
-- definition: One office's collection in one database counts once, in the year it joined and in the region of the
--   office. Collections of former states count in the region that such a state belongs to.
-- uses: collections_chosen
select
    year,
    region,
    count(*) as collections
from collections_chosen
group by year, region
