-- One row per database of the choice, all while none is chosen; position is its place in the contract.
select
    code as database,
    position
from codes
where field = 'collections.database'
    and (cast($databases as varchar[]) is null or list_contains(cast($databases as varchar[]), code))
