-- One row per platform of the choice, all while none is chosen; position is its place in the contract,
-- bit the platform as a set of one.
select
    code as platform,
    position,
    bit
from codes
where field = 'exchange_platforms.platform'
    and (cast($platforms as varchar[]) is null or list_contains(cast($platforms as varchar[]), code))
