-- title: List of offices on the exchange platforms
-- question: Which offices were taking part in WIPO CASE and WIPO DAS at the end of the period, and since when?
-- grain: one row per office and platform it took part in on 31 December of the last year
-- unit: offices
-- regions: each by itself
-- sources: exchange_platforms, offices
-- definition: Participations that had begun by 31 December of the last year of the period and had not ended before
--   it.
-- uses: memberships_in_force
select
    office,
    name,
    region,
    platform,
    joined_on,
    date_precision,
    left_on,
    basis,
    source
from memberships_in_force
where year = $to_year
order by name, office, platform_position, joined_on
