-- One row per office with a chosen spell of use: the first day, of any year, on which it used any chosen solution.
-- uses: spells_chosen
select
    office,
    region,
    min(in_use_from) as in_use_from,
    extract(year from min(in_use_from)) as year
from spells_chosen
group by office, region
