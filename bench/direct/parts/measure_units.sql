-- One row per measure and thing that it counts, with the days on which it counts.
-- A unit may have several rows (a training in two regions): count distinct units.
-- An event has the same day twice, 1 January where only its year is known. What lasts has no last day while it does.
-- A row counts in every span of days that it overlaps; a state is counted in a span of one day.
-- region is null where there is none to name; basis is 'reported' only if every row it rests on is.
-- uses: attendances, ocr_stages_reached

-- The training by itself: it counts in the total even without a beneficiary office, or with none that is reported.
select
    'trainings' as measure,
    training_id as unit,
    cast(null as bigint) as quantity,
    cast(null as varchar) as region,
    start_date as active_from,
    start_date as active_to,
    basis
from trainings
union all
select
    measure_names.measure,
    case when measure_names.measure = 'trainings' then attendances.training_id else attendances.office end as unit,
    case when measure_names.measure = 'participants' then attendances.participants end as quantity,
    attendances.region,
    attendances.start_date as active_from,
    attendances.start_date as active_to,
    attendances.basis
from attendances
cross join (
    values
        ('trainings'),
        ('offices_trained'),
        ('participants')
) as measure_names (measure)
union all
select
    'advice_in_person' as measure,
    channel as unit,
    requests as quantity,
    null as region,
    make_date(year, 1, 1) as active_from,
    make_date(year, 1, 1) as active_to,
    basis
from advice_requests
where channel = 'in_person'
union all
select
    'cws_funded' as measure,
    session as unit,
    funded_participants as quantity,
    null as region,
    make_date(year, 1, 1) as active_from,
    make_date(year, 1, 1) as active_to,
    basis
from cws_participation
union all
select
    'tool_releases' as measure,
    concat(tool, ' ', version) as unit,
    null as quantity,
    null as region,
    released_on as active_from,
    released_on as active_to,
    basis
from tool_releases
where released_on is not null
union all
select
    measure_names.measure,
    business_solutions.office as unit,
    null as quantity,
    offices.region,
    business_solutions.in_use_from as active_from,
    business_solutions.in_use_to as active_to,
    business_solutions.basis
from business_solutions
inner join offices
    on offices.code = business_solutions.office
cross join (
    values
        ('business_solutions_ipos'),
        ('business_solutions_ldc_ipos'),
        ('ipas_ipos')
) as measure_names (measure)
where (measure_names.measure = 'business_solutions_ipos' and offices.development in ('LDC', 'developing'))
    or (measure_names.measure = 'business_solutions_ldc_ipos' and offices.development = 'LDC')
    or (measure_names.measure = 'ipas_ipos' and business_solutions.solution = 'IPAS')
union all
select
    measure_names.measure,
    exchange_platforms.office as unit,
    null as quantity,
    offices.region,
    exchange_platforms.joined_on as active_from,
    exchange_platforms.left_on as active_to,
    exchange_platforms.basis
from exchange_platforms
inner join offices
    on offices.code = exchange_platforms.office
inner join (
    values
        ('exchange_platform_ipos', 'CASE'),
        ('exchange_platform_ipos', 'DAS'),
        ('case_ipos', 'CASE'),
        ('das_ipos', 'DAS')
) as measure_names (measure, platform)
    on measure_names.platform = exchange_platforms.platform
union all
select
    concat('ocr_', stage) as measure,
    office as unit,
    null as quantity,
    region,
    reached_on as active_from,
    null as active_to,
    basis
from ocr_stages_reached
where reached_on is not null
union all
select
    measure_names.measure,
    concat(collections.database, ' ', collections.office, ' ', collections.year) as unit,
    null as quantity,
    offices.region,
    make_date(collections.year, 1, 1) as active_from,
    make_date(collections.year, 1, 1) as active_to,
    collections.basis
from collections
inner join offices
    on offices.code = collections.office
inner join (
    values
        ('collections', 'GBD'),
        ('collections', 'PATENTSCOPE'),
        ('collections', 'GDD'),
        ('collections_gbd', 'GBD'),
        ('collections_patentscope', 'PATENTSCOPE'),
        ('collections_gdd', 'GDD')
) as measure_names (measure, database)
    on measure_names.database = collections.database
