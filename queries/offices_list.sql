-- title: List of offices
-- question: Which offices do the extracts name, and in which region?
-- grain: one row per office
-- unit: offices
-- regions: each by itself
-- sources: offices
-- definition: Every office, organization and former state of the extracts by its ST.3 code.
-- uses: offices_chosen
select
    offices_chosen.code as office,
    offices_chosen.name,
    offices_chosen.name as english_name,
    offices_chosen.region,
    offices_chosen.development,
    offices.kind
from offices_chosen
inner join offices
    on offices.code = offices_chosen.code
order by offices_chosen.name, offices_chosen.code
