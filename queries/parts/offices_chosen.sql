-- One row per office of the regions chosen, all while none is chosen.
select
    code,
    name,
    region,
    development
from offices
where (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), region))
