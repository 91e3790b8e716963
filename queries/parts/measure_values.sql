-- One row per headline measure and span of years: the period chosen, the one of the same length before it, each year.
-- uses: measures, years_covered
with

spans as (
    select
        'period' as span,
        cast($from_year as bigint) as from_year,
        cast($to_year as bigint) as to_year
    union all
    -- There is nothing to compare with where the extracts do not cover the whole span before.
    select
        'previous' as span,
        2 * cast($from_year as bigint) - cast($to_year as bigint) - 1 as from_year,
        cast($from_year as bigint) - 1 as to_year
    where 2 * cast($from_year as bigint) - cast($to_year as bigint) - 1 >= (select min(years.year) from years)
    union all
    select
        'year' as span,
        year as from_year,
        year as to_year
    from years
    where year between $from_year and $to_year
),

measure_spans as (
    select
        spans.span,
        spans.from_year,
        spans.to_year,
        measures.position,
        measures.measure,
        measures.nature,
        measures.dataset,
        measures.counted_by,
        measures.value_if_none,
        measures.has_region or cast($region_bits as bigint) is null as is_applicable,
        case
            when measures.nature = 'state' then make_date(spans.to_year, 12, 31)
            else make_date(spans.from_year, 1, 1)
        end as first_day,
        make_date(spans.to_year, 12, 31) as last_day
    from spans
    cross join measures
    where measures.is_headline
),

units_chosen as (
    select
        measure,
        unit,
        quantity,
        active_from,
        active_to,
        -- A reported training that only an illustrative row brings to a region chosen.
        case when (reported_region_bits & $region_bits) = 0 then 'illustrative' else basis end as basis
    from cube_measures
    where (cast($basis as varchar) is null or basis = $basis)
        and (
            cast($region_bits as bigint) is null
            or (case when $basis = 'reported' then reported_region_bits else region_bits end & $region_bits) > 0
        )
),

counts as (
    select
        measure_spans.span,
        measure_spans.from_year,
        measure_spans.measure,
        count(distinct units_chosen.unit) as count_units,
        cast(sum(units_chosen.quantity) as bigint) as sum_quantity,
        count(case when units_chosen.basis = 'illustrative' then 1 end) > 0 as has_illustrative
    from measure_spans
    inner join units_chosen
        on units_chosen.measure = measure_spans.measure
        and units_chosen.active_from <= measure_spans.last_day
        and (units_chosen.active_to is null or units_chosen.active_to >= measure_spans.first_day)
    group by measure_spans.span, measure_spans.from_year, measure_spans.measure
),

gaps as (
    select
        spans.span,
        spans.from_year,
        years_covered.dataset,
        bool_or(years_covered.is_list_incomplete) as is_any_year_incomplete,
        bool_or(years_covered.is_list_incomplete and years_covered.year = spans.to_year) as is_last_year_incomplete
    from spans
    inner join years_covered
        on years_covered.year between spans.from_year and spans.to_year
    group by spans.span, spans.from_year, years_covered.dataset
),

-- Only a figure for the whole year, or for its last day, can stand for the year.
published as (
    select
        year,
        measure,
        -- A printed figure goes before one that was counted from a printed list.
        coalesce(max(case when kind = 'printed' then value end), max(value)) as value
    from reported_figures
    where $basis = 'reported'
        and cast($region_bits as bigint) is null
        and basis = 'reported'
        and kind in ('printed', 'listed')
        and as_of = make_date(year, 12, 31)
    group by year, measure
),

values_from_rows as (
    select
        measure_spans.span,
        measure_spans.from_year,
        measure_spans.to_year,
        measure_spans.position,
        measure_spans.measure,
        measure_spans.nature,
        measure_spans.value_if_none,
        measure_spans.is_applicable,
        case
            when counts.measure is null then measure_spans.value_if_none
            when measure_spans.counted_by = 'quantity' then counts.sum_quantity
            else counts.count_units
        end as value,
        coalesce(counts.has_illustrative, false) as has_illustrative,
        case
            when measure_spans.nature = 'state' then gaps.is_last_year_incomplete
            else gaps.is_any_year_incomplete
        end as is_list_incomplete
    from measure_spans
    left join counts
        on counts.span = measure_spans.span
        and counts.from_year = measure_spans.from_year
        and counts.measure = measure_spans.measure
    inner join gaps
        on gaps.span = measure_spans.span
        and gaps.from_year = measure_spans.from_year
        and gaps.dataset = measure_spans.dataset
)

select
    values_from_rows.span,
    values_from_rows.from_year,
    values_from_rows.to_year,
    values_from_rows.position,
    values_from_rows.measure,
    values_from_rows.nature,
    case
        when not values_from_rows.is_applicable then null
        when published.value is not null then published.value
        when values_from_rows.value > 0 or not values_from_rows.is_list_incomplete then values_from_rows.value
        -- A 0 delivered for this one year (no request in person) is a fact even where other rows of it are missing.
        when values_from_rows.value_if_none is null and values_from_rows.from_year = values_from_rows.to_year
            then values_from_rows.value
    end as value,
    case when published.value is not null then 'published' else 'rows' end as origin,
    values_from_rows.is_applicable and published.value is null and values_from_rows.is_list_incomplete as is_partial,
    values_from_rows.is_applicable and published.value is null and values_from_rows.has_illustrative as has_illustrative
from values_from_rows
left join published
    on published.measure = values_from_rows.measure
    and published.year = values_from_rows.to_year
    and (values_from_rows.nature = 'state' or values_from_rows.from_year = values_from_rows.to_year)
