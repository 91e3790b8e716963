-- One row per topic of the choice, all while none is chosen; position is its place in the contract.
select
    code as topic,
    position
from codes
where field = 'trainings.topics'
    and (cast($topics as varchar[]) is null or list_contains(cast($topics as varchar[]), code))
