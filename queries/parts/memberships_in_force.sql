-- One row per year of the extracts and participation, of an office and platform chosen, that covers its 31 December.
-- uses: offices_chosen, platforms_chosen, years_covered
select
    years_covered.year,
    exchange_platforms.office,
    offices_chosen.name,
    offices_chosen.region,
    exchange_platforms.platform,
    platforms_chosen.position as platform_position,
    platforms_chosen.bit as platform_bit,
    exchange_platforms.joined_on,
    exchange_platforms.date_precision,
    exchange_platforms.left_on,
    exchange_platforms.basis,
    exchange_platforms.source
from years_covered
inner join exchange_platforms
    on exchange_platforms.joined_on <= years_covered.last_day
    and (exchange_platforms.left_on is null or exchange_platforms.left_on >= years_covered.last_day)
inner join offices_chosen
    on offices_chosen.code = exchange_platforms.office
inner join platforms_chosen
    on platforms_chosen.platform = exchange_platforms.platform
where years_covered.dataset = 'exchange_platforms'
    and (cast($basis as varchar) is null or exchange_platforms.basis = $basis)
