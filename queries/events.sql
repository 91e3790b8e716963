-- title: Events that explain a bend
-- question: Which events from outside should readers of a chart over time know of?
-- grain: one row per event
-- unit: events
-- sources: events
-- definition: Events of all years, whatever is chosen; each names the extracts whose charts show it.
-- caveats: An event stands beside the numbers. That it caused them to change is for the reader to judge.
select
    event,
    happened_on,
    date_precision,
    concerns,
    basis,
    source
from events
order by happened_on, event
