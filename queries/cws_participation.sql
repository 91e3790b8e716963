-- title: Funded participation in the Committee on WIPO Standards
-- question: How many participants were funded for each session of the Committee on WIPO Standards?
-- grain: one row per session
-- unit: participants
-- years: each by itself
-- sources: cws_participation
-- definition: Participants whose attendance was funded, as published for the session; empty where no number was
--   published.
-- caveats: The report on 2020 prints the seventh session beside its number although the eighth was held in that year;
--   the number is kept as printed, under 2020. Participation is not split by region, so the choice of regions does
--   not change it.
select
    session,
    year,
    held_from,
    held_to,
    funded_participants,
    basis,
    source
from cws_participation
where year between $from_year and $to_year
    and (cast($basis as varchar) is null or cws_participation.basis = $basis)
order by year, held_from nulls last, session
