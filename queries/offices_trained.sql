-- title: Offices trained per year
-- question: How many offices were trained in each year, and how many people took part?
-- grain: one row per year
-- unit: offices
-- years: each by itself
-- sources: trainings, training_offices, offices
-- definition: An office counts once in each year in which a training for it starts. Participants are the sum of the
--   numbers that are known; where offices were trained but no number is known, the sum is unknown.
-- caveats: The column of unknown participants says for how many attendances (one office at one training) no number is
--   known.
-- uses: attendances_chosen, years_chosen
with

counts_by_year as (
    select
        year,
        count(distinct office) as offices,
        cast(sum(participants) as bigint) as participants,
        cast(sum(attendances - participants_known) as bigint) as participants_unknown
    from attendances_chosen
    group by year
)

select
    years_chosen.year,
    coalesce(counts_by_year.offices, years_chosen.value_if_none) as offices,
    case
        when counts_by_year.offices is null then years_chosen.value_if_none
        else counts_by_year.participants
    end as participants,
    coalesce(counts_by_year.participants_unknown, years_chosen.value_if_none) as participants_unknown
from years_chosen
left join counts_by_year
    on counts_by_year.year = years_chosen.year
where years_chosen.dataset = 'trainings'
order by years_chosen.year
