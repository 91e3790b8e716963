-- One row per set of regions (AF;AP) and region chosen that it holds, all while none is chosen.
select regions
from region_sets
where (cast($regions as varchar[]) is null or list_contains(cast($regions as varchar[]), region))
