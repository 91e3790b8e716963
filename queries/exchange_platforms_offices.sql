-- title: List of offices on the exchange platforms
-- question: Which offices were taking part in WIPO CASE and WIPO DAS at the end of the period, and since when?
-- grain: one row per office and platform it took part in on 31 December of the last year
-- unit: offices
-- sources: exchange_platforms, offices
-- definition: Participations that had begun by 31 December of the last year of the period and had not ended before
--   it.
with

platforms as (
    select
        code as platform,
        position
    from codes
    where field = 'exchange_platforms.platform'
)

select
    offices.code as office,
    offices.name,
    offices.region,
    exchange_platforms.platform,
    exchange_platforms.joined_on,
    exchange_platforms.date_precision,
    exchange_platforms.left_on,
    exchange_platforms.basis,
    exchange_platforms.source
from exchange_platforms
inner join offices
    on offices.code = exchange_platforms.office
inner join platforms
    on platforms.platform = exchange_platforms.platform
where exchange_platforms.joined_on <= make_date($to_year, 12, 31)
    and (exchange_platforms.left_on is null or exchange_platforms.left_on >= make_date($to_year, 12, 31))
    and (cast($basis as varchar) is null or exchange_platforms.basis = $basis)
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), offices.region))
    and (
        cast($platforms as varchar[]) is null
        or list_contains(cast($platforms as varchar[]), exchange_platforms.platform)
    )
order by offices.name, offices.code, platforms.position, exchange_platforms.joined_on
