-- One row per topic of the choice, all while none is chosen; position is its place in the contract,
-- bit the topic as a set of one.
select
    code as topic,
    position,
    bit
from codes
where field = 'trainings.topics'
    and (cast($topics as varchar[]) is null or list_contains(cast($topics as varchar[]), code))
