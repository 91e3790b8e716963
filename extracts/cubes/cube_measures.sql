-- One row per measure and thing that it counts, with the days on which it counts.
-- A unit may have several rows (an office trained in two years): count distinct units. Trainings, which are many, are
-- one row per year and set of regions, with their number as quantity.
-- An event has the same day twice, 1 January where only its year is known or asked about. What lasts has no last day
-- while it does. A row counts in every span of days that it overlaps; a state is counted in a span of one day.
-- region_bits is the set of regions that the row names, reported_region_bits those that reported rows name; NULL where
-- there is none to name. basis is 'reported' only if every row it rests on is.
with

stages as (
    select
        'ocr_received' as measure,
        office,
        received_on as reached_on,
        basis
    from ocr_rollout
    union all
    select
        'ocr_trained' as measure,
        office,
        trained_on as reached_on,
        basis
    from ocr_rollout
    union all
    select
        'ocr_production' as measure,
        office,
        production_on as reached_on,
        basis
    from ocr_rollout
)

select
    'trainings' as measure,
    'trainings' as unit,
    cast(sum(trainings) as bigint) as quantity,
    region_bits,
    reported_region_bits,
    make_date(year, 1, 1) as active_from,
    make_date(year, 1, 1) as active_to,
    basis
from cube_trainings_by_year
group by year, basis, region_bits, reported_region_bits
union all
select
    measure_names.measure,
    cube_attendances_by_year.office as unit,
    case when measure_names.measure = 'participants' then cube_attendances_by_year.participants end as quantity,
    cube_attendances_by_year.region_bits,
    cube_attendances_by_year.region_bits as reported_region_bits,
    make_date(cube_attendances_by_year.year, 1, 1) as active_from,
    make_date(cube_attendances_by_year.year, 1, 1) as active_to,
    cube_attendances_by_year.basis
from cube_attendances_by_year
cross join (
    values
        ('offices_trained'),
        ('participants')
) as measure_names (measure)
union all
select
    'advice_in_person' as measure,
    channel as unit,
    requests as quantity,
    null as region_bits,
    null as reported_region_bits,
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
    null as region_bits,
    null as reported_region_bits,
    make_date(year, 1, 1) as active_from,
    make_date(year, 1, 1) as active_to,
    basis
from cws_participation
union all
select
    'tool_releases' as measure,
    concat(tool, ' ', version) as unit,
    null as quantity,
    null as region_bits,
    null as reported_region_bits,
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
    office_bits.bit as region_bits,
    office_bits.bit as reported_region_bits,
    business_solutions.in_use_from as active_from,
    business_solutions.in_use_to as active_to,
    business_solutions.basis
from business_solutions
inner join office_bits
    on office_bits.code = business_solutions.office
cross join (
    values
        ('business_solutions_ipos'),
        ('business_solutions_ldc_ipos'),
        ('ipas_ipos')
) as measure_names (measure)
where (measure_names.measure = 'business_solutions_ipos' and office_bits.development in ('LDC', 'developing'))
    or (measure_names.measure = 'business_solutions_ldc_ipos' and office_bits.development = 'LDC')
    or (measure_names.measure = 'ipas_ipos' and business_solutions.solution = 'IPAS')
union all
select
    measure_names.measure,
    exchange_platforms.office as unit,
    null as quantity,
    office_bits.bit as region_bits,
    office_bits.bit as reported_region_bits,
    exchange_platforms.joined_on as active_from,
    exchange_platforms.left_on as active_to,
    exchange_platforms.basis
from exchange_platforms
inner join office_bits
    on office_bits.code = exchange_platforms.office
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
    stages.measure,
    stages.office as unit,
    null as quantity,
    office_bits.bit as region_bits,
    office_bits.bit as reported_region_bits,
    stages.reached_on as active_from,
    null as active_to,
    stages.basis
from stages
inner join office_bits
    on office_bits.code = stages.office
where stages.reached_on is not null
union all
select
    measure_names.measure,
    concat(collections.database, ' ', collections.office, ' ', collections.year) as unit,
    null as quantity,
    office_bits.bit as region_bits,
    office_bits.bit as reported_region_bits,
    make_date(collections.year, 1, 1) as active_from,
    make_date(collections.year, 1, 1) as active_to,
    collections.basis
from collections
inner join office_bits
    on office_bits.code = collections.office
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
order by measure, active_from, active_to, unit, basis, region_bits, reported_region_bits
