-- title: Collections added by database
-- question: How many collections joined each of the global databases in each year?
-- grain: one row per year and database
-- unit: collections
-- sources: collections, offices
-- definition: One office's collection in one database counts once, in the year it joined. The cumulative number runs
--   from the first year of the extracts, whatever period is chosen.
with

years_covered as (
    select
        years.year,
        coalesce(coverage.illustrative_rows, 0) as illustrative_rows
    from years
    left join coverage
        on coverage.year = years.year
        and coverage.dataset = 'collections'
),

years_since_start as (
    select
        year,
        coalesce($basis = 'reported' and illustrative_rows > 0, false) as is_list_incomplete,
        coalesce($basis = 'reported' and sum(illustrative_rows) over (order by year) > 0, false) as is_sum_incomplete
    from years_covered
),

databases_chosen as (
    select
        code as database,
        position
    from codes
    where field = 'collections.database'
        and (cast($databases as varchar[]) is null or list_contains(cast($databases as varchar[]), code))
),

collections_chosen as (
    select
        collections.year,
        collections.database
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

counts_by_database as (
    select
        year,
        database,
        count(*) as collections
    from collections_chosen
    group by year, database
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
        years_since_start.year,
        years_since_start.is_list_incomplete,
        years_since_start.is_sum_incomplete,
        databases_chosen.database,
        databases_chosen.position,
        coalesce(counts_by_database.collections, 0) as collections,
        cast(
            sum(coalesce(counts_by_database.collections, 0)) over (
                partition by databases_chosen.database
                order by years_since_start.year
            ) as bigint
        ) as cumulative,
        coalesce(counts_by_year.collections, 0) as year_collections
    from years_since_start
    cross join databases_chosen
    left join counts_by_database
        on counts_by_database.year = years_since_start.year
        and counts_by_database.database = databases_chosen.database
    left join counts_by_year
        on counts_by_year.year = years_since_start.year
)

select
    year,
    database,
    case when collections > 0 or not is_list_incomplete then collections end as collections,
    case when cumulative > 0 or not is_sum_incomplete then cumulative end as cumulative,
    case when year_collections > 0 or not is_list_incomplete then year_collections end as year_collections
from counts
where year between $from_year and $to_year
order by year, position
