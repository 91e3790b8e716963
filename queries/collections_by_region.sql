-- title: Collections added by region
-- question: From which regions did the collections come that joined the global databases in each year?
-- grain: one row per year and region
-- unit: collections
-- sources: collections, offices
-- definition: One office's collection in one database counts once, in the year it joined and in the region of the
--   office. Collections of former states count in the region that such a state belongs to.
with

years_chosen as (
    select
        years.year,
        coalesce($basis = 'reported' and coverage.illustrative_rows > 0, false) as is_list_incomplete
    from years
    left join coverage
        on coverage.year = years.year
        and coverage.dataset = 'collections'
    where years.year between $from_year and $to_year
),

regions_chosen as (
    select
        code as region,
        position
    from codes
    where field = 'offices.region'
        and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), code))
),

collections_chosen as (
    select
        collections.year,
        offices.region
    from collections
    inner join offices
        on offices.code = collections.office
    where (cast($basis as varchar) is null or collections.basis = $basis)
        and (
            cast($regions as varchar[]) is null
            or list_contains(cast($regions as varchar[]), offices.region)
        )
        and (
            cast($databases as varchar[]) is null
            or list_contains(cast($databases as varchar[]), collections.database)
        )
),

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
),

counts as (
    select
        years_chosen.year,
        years_chosen.is_list_incomplete,
        regions_chosen.region,
        regions_chosen.position,
        coalesce(counts_by_region.collections, 0) as collections,
        coalesce(counts_by_year.collections, 0) as year_collections
    from years_chosen
    cross join regions_chosen
    left join counts_by_region
        on counts_by_region.year = years_chosen.year
        and counts_by_region.region = regions_chosen.region
    left join counts_by_year
        on counts_by_year.year = years_chosen.year
)

select
    year,
    region,
    case when collections > 0 or not is_list_incomplete then collections end as collections,
    case when year_collections > 0 or not is_list_incomplete then year_collections end as year_collections
from counts
where region <> 'IN' or collections > 0
order by year, position
