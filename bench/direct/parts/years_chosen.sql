-- One row per activity dataset and year of the period.
-- uses: years_covered
select
    dataset,
    year,
    last_day,
    value_if_none
from years_covered
where year between $from_year and $to_year
