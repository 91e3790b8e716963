-- One row per month and combination of what a training is chosen by; `trainings` says how many there are.
-- A training is in exactly one row, so that sums over rows count each training once. Topics and regions are sets, as in
-- `trainings`.
select
    extract(year from start_date) as year,
    extract(month from start_date) as month,
    date_precision in ('day', 'month') as is_month_known,
    mode,
    topic_bits,
    basis,
    region_bits,
    reported_region_bits,
    count(*) as trainings
from trainings
group by
    extract(year from start_date),
    extract(month from start_date),
    date_precision in ('day', 'month'),
    mode,
    topic_bits,
    basis,
    region_bits,
    reported_region_bits
order by year, month, is_month_known, mode, topic_bits, basis, region_bits, reported_region_bits
