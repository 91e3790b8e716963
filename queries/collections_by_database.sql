-- title: Collections added by database
-- question: How many collections joined each of the global databases in each year?
-- grain: one row per year and database
-- unit: collections
-- years: each by itself
-- sources: collections, offices
-- definition: One office's collection in one database counts once, in the year it joined. The cumulative number runs
--   from the first year of the extracts, whatever period is chosen.
-- uses: collections_chosen, databases_chosen, years_covered
with

years_since_start as (
    select
        year,
        value_if_none,
        count(case when is_list_incomplete then 1 end) over (order by year) > 0 as is_sum_incomplete
    from years_covered
    where dataset = 'collections'
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
        years_since_start.is_sum_incomplete,
        databases_chosen.database,
        databases_chosen.position,
        coalesce(counts_by_database.collections, years_since_start.value_if_none) as collections,
        cast(
            sum(coalesce(counts_by_database.collections, 0)) over (
                partition by databases_chosen.database
                order by years_since_start.year
            ) as bigint
        ) as cumulative,
        coalesce(counts_by_year.collections, years_since_start.value_if_none) as year_collections
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
    collections,
    case when cumulative > 0 or not is_sum_incomplete then cumulative end as cumulative,
    year_collections
from counts
where year between $from_year and $to_year
order by year, position
