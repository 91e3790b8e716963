-- title: Requests for technical advice
-- question: How many requests for advice came in, and through which channel?
-- grain: one row per year and channel that the extracts hold
-- unit: requests
-- years: each by itself
-- sources: advice_requests
-- definition: Requests as delivered for each year and channel. A 0 is a fact; an empty number means that it was not
--   published.
-- caveats: Requests are not split by region, so the choice of regions does not change them.
select
    advice_requests.year,
    advice_requests.channel,
    advice_requests.requests,
    advice_requests.basis,
    advice_requests.source
from advice_requests
inner join codes
    on codes.field = 'advice_requests.channel'
    and codes.code = advice_requests.channel
where advice_requests.year between $from_year and $to_year
    and (cast($basis as varchar) is null or advice_requests.basis = $basis)
order by advice_requests.year, codes.position
