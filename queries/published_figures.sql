-- title: Published figures
-- question: Which figures did official reports print for these years, and where?
-- grain: one row per figure
-- unit: as the measure says
-- years: each by itself
-- sources: reported_figures
-- definition: Figures as printed by a document, as counted from a list that it prints, or as forecast by it.
select
    year,
    measure,
    value,
    as_of,
    kind,
    document,
    paragraph,
    source
from reported_figures
where year between $from_year and $to_year
    and (cast($basis as varchar) is null or reported_figures.basis = $basis)
order by year, measure, kind
