-- One row per state of the five regions: region_number (0 to 4), position in the region (from 0), size of the region.
select
    region,
    dense_rank() over (order by region) - 1 as region_number,
    row_number() over (partition by region order by code) - 1 as position,
    count(*) over (partition by region) as size,
    code
from read_csv(getvariable('offices'), header = true, all_varchar = true)
where kind = 'state'
    and region <> 'IN'
