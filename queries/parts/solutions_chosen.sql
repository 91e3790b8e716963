-- One row per solution of the choice, all while none is chosen; position is its place in the contract,
-- bit the solution as a set of one.
select
    code as solution,
    position,
    bit
from codes
where field = 'business_solutions.solution'
    and (cast($solutions as varchar[]) is null or list_contains(cast($solutions as varchar[]), code))
