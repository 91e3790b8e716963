-- One row per collection of the databases and regions chosen, of any year.
-- uses: databases_chosen, offices_chosen
select
    collections.year,
    collections.database,
    databases_chosen.position as database_position,
    collections.order_in_report,
    collections.office,
    offices_chosen.name,
    offices_chosen.region,
    collections.added_on,
    collections.basis,
    collections.source
from collections
inner join offices_chosen
    on offices_chosen.code = collections.office
inner join databases_chosen
    on databases_chosen.database = collections.database
where (cast($basis as varchar) is null or collections.basis = $basis)
