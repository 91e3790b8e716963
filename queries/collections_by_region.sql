-- title: Collections added by region
-- question: From which regions did the collections come that joined the global databases in each year?
-- grain: one row per year and region
-- unit: collections
-- years: each by itself
-- regions: each by itself
-- total: year_collections of collections
-- sources: collections, offices
-- definition: One office's collection in one database counts once, in the year it joined and in the region of the
--   office. Collections of former states count in the region that such a state belongs to.
-- uses: collections_chosen, regions_chosen, years_chosen
with

counts_by_region as (
    select
        year,
        region,
        count(*) as collections
    from collections_chosen
    group by year, region
),

counts_by_year as (
    select
        year,
        count(*) as collections
    from collections_chosen
    group by year
)

select
    years_chosen.year,
    regions_chosen.region,
    coalesce(counts_by_region.collections, years_chosen.value_if_none) as collections,
    coalesce(counts_by_year.collections, years_chosen.value_if_none) as year_collections
from years_chosen
cross join regions_chosen
left join counts_by_region
    on counts_by_region.year = years_chosen.year
    and counts_by_region.region = regions_chosen.region
left join counts_by_year
    on counts_by_year.year = years_chosen.year
where years_chosen.dataset = 'collections'
    and (regions_chosen.region <> 'IN' or counts_by_region.collections > 0)
order by years_chosen.year, regions_chosen.position
