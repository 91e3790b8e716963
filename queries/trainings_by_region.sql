-- title: Trainings per year by region
-- question: How many trainings reached each region in each year?
-- grain: one row per year and region
-- unit: trainings
-- every: year of trainings, region of region_bits
-- total: year_trainings of trainings
-- sources: trainings, training_offices, offices
-- definition: A training counts in the year it starts in, and once in every region that one of its beneficiary
--   offices belongs to. The total of the year counts each training once, so it can be smaller than the sum of the
--   regions.
-- caveats: Trainings without a named beneficiary office count in the total only, and only while no region is chosen.
-- uses: trainings_in_years
-- takes: rows of trainings_in_years
select
    year,
    region_bits,
    trainings
from trainings_in_years
where region_bits is not null
