-- title: Releases of tools
-- question: Which versions of the tools were released, and when?
-- grain: one row per release of a tool
-- unit: releases
-- sources: tool_releases
-- definition: Releases in the period, followed by those whose date was not published.
-- caveats: Releases without a date are listed whatever period is chosen.
select
    tool,
    version,
    released_on,
    date_precision,
    basis,
    source
from tool_releases
where (released_on is null or extract(year from released_on) between $from_year and $to_year)
    and (cast($basis as varchar) is null or tool_releases.basis = $basis)
order by released_on nulls last, tool, version
