-- The measures that are counted, one row each, in the order of the headline figures.
-- nature: 'period' counts what happened in a period, 'state' what was in force on its last day.
-- counted_by: 'units' counts distinct units, 'quantity' adds up numbers that may be unknown.
-- value_if_none: what the absence of any row means, 0 or (null) unknown.
-- has_region: false where a measure cannot be split by region.
select
    listed.position,
    listed.measure,
    listed.nature,
    listed.dataset,
    listed.counted_by,
    cast(listed.value_if_none as bigint) as value_if_none,
    listed.has_region,
    listed.is_headline
from (
    values
        (1, 'trainings', 'period', 'trainings', 'units', 0, true, true),
        (2, 'offices_trained', 'period', 'trainings', 'units', 0, true, true),
        (3, 'participants', 'period', 'trainings', 'quantity', 0, true, true),
        (4, 'advice_in_person', 'period', 'advice_requests', 'quantity', null, false, true),
        (5, 'business_solutions_ipos', 'state', 'business_solutions', 'units', 0, true, true),
        (6, 'exchange_platform_ipos', 'state', 'exchange_platforms', 'units', 0, true, true),
        (7, 'ocr_received', 'state', 'ocr_rollout', 'units', 0, true, true),
        (8, 'ocr_trained', 'state', 'ocr_rollout', 'units', 0, true, true),
        (9, 'ocr_production', 'state', 'ocr_rollout', 'units', 0, true, true),
        (10, 'collections', 'period', 'collections', 'units', 0, true, true),
        (11, 'cws_funded', 'period', 'cws_participation', 'quantity', null, false, true),
        (12, 'tool_releases', 'period', 'tool_releases', 'units', 0, false, true),
        (13, 'business_solutions_ldc_ipos', 'state', 'business_solutions', 'units', 0, true, false),
        (14, 'ipas_ipos', 'state', 'business_solutions', 'units', 0, true, false),
        (15, 'case_ipos', 'state', 'exchange_platforms', 'units', 0, true, false),
        (16, 'das_ipos', 'state', 'exchange_platforms', 'units', 0, true, false),
        (17, 'collections_gbd', 'period', 'collections', 'units', 0, true, false),
        (18, 'collections_patentscope', 'period', 'collections', 'units', 0, true, false),
        (19, 'collections_gdd', 'period', 'collections', 'units', 0, true, false)
) as listed (position, measure, nature, dataset, counted_by, value_if_none, has_region, is_headline)
