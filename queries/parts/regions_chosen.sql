-- One row per region of the choice, all while none is chosen; position is its place in the contract.
select
    code as region,
    position
from codes
where field = 'offices.region'
    and (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), code))
