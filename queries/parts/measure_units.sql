-- One row per measure and thing that it counts, with the days on which it counts.
-- A unit may have several rows (a training in two regions): count distinct units.
-- An event has the same day twice, 1 January where only its year is known. What lasts has no last day while it does.
-- A row counts in every span of days that it overlaps; a state is counted in a span of one day.
-- region is null where there is none to name; basis is 'reported' only if every row it rests on is.
with

attendances as (
    select
        trainings.training_id,
        training_offices.office,
        training_offices.participants,
        offices.region,
        trainings.start_date as active_from,
        case
            when trainings.basis = 'reported' and training_offices.basis = 'reported' then 'reported'
            else 'illustrative'
        end as basis
    from training_offices
    inner join trainings
        on trainings.training_id = training_offices.training_id
    inner join offices
        on offices.code = training_offices.office
),

training_units as (
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
        'trainings' as measure,
        training_id as unit,
        cast(null as bigint) as quantity,
        region,
        active_from,
        active_from as active_to,
        basis
    from attendances
    union all
    select
        'offices_trained' as measure,
        office as unit,
        cast(null as bigint) as quantity,
        region,
        active_from,
        active_from as active_to,
        basis
    from attendances
    union all
    select
        'participants' as measure,
        office as unit,
        participants as quantity,
        region,
        active_from,
        active_from as active_to,
        basis
    from attendances
),

unregional_units as (
    select
        'advice_in_person' as measure,
        channel as unit,
        requests as quantity,
        cast(null as varchar) as region,
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
        cast(null as varchar) as region,
        make_date(year, 1, 1) as active_from,
        make_date(year, 1, 1) as active_to,
        basis
    from cws_participation
    union all
    select
        'tool_releases' as measure,
        concat(tool, ' ', version) as unit,
        cast(null as bigint) as quantity,
        cast(null as varchar) as region,
        released_on as active_from,
        released_on as active_to,
        basis
    from tool_releases
    where released_on is not null
),

solution_measures as (
    select
        business_solutions.office,
        business_solutions.in_use_from,
        business_solutions.in_use_to,
        business_solutions.basis,
        offices.region,
        measure_names.measure
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
),

platform_measures as (
    select
        exchange_platforms.office,
        exchange_platforms.joined_on,
        exchange_platforms.left_on,
        exchange_platforms.basis,
        offices.region,
        measure_names.measure
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
),

ocr_measures as (
    select
        ocr_rollout.office,
        case measure_names.measure
            when 'ocr_received' then ocr_rollout.received_on
            when 'ocr_trained' then ocr_rollout.trained_on
            when 'ocr_production' then ocr_rollout.production_on
        end as reached_on,
        ocr_rollout.basis,
        offices.region,
        measure_names.measure
    from ocr_rollout
    inner join offices
        on offices.code = ocr_rollout.office
    cross join (
        values
            ('ocr_received'),
            ('ocr_trained'),
            ('ocr_production')
    ) as measure_names (measure)
),

collection_measures as (
    select
        concat(collections.database, ' ', collections.office, ' ', collections.year) as collection,
        make_date(collections.year, 1, 1) as active_from,
        collections.basis,
        offices.region,
        measure_names.measure
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
)

select
    measure,
    unit,
    quantity,
    region,
    active_from,
    active_to,
    basis
from training_units
union all
select
    measure,
    unit,
    quantity,
    region,
    active_from,
    active_to,
    basis
from unregional_units
union all
select
    measure,
    office as unit,
    cast(null as bigint) as quantity,
    region,
    in_use_from as active_from,
    in_use_to as active_to,
    basis
from solution_measures
union all
select
    measure,
    office as unit,
    cast(null as bigint) as quantity,
    region,
    joined_on as active_from,
    left_on as active_to,
    basis
from platform_measures
union all
select
    measure,
    office as unit,
    cast(null as bigint) as quantity,
    region,
    reached_on as active_from,
    cast(null as date) as active_to,
    basis
from ocr_measures
where reached_on is not null
union all
select
    measure,
    collection as unit,
    cast(null as bigint) as quantity,
    region,
    active_from,
    active_from as active_to,
    basis
from collection_measures
