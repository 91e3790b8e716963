-- One row per mode of the choice, all while none is chosen; position is its place in the contract.
select
    code as mode,
    position
from codes
where field = 'trainings.mode'
    and (cast($modes as varchar[]) is null or list_contains(cast($modes as varchar[]), code))
