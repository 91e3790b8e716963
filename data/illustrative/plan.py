"""Plans: how many offices are active on given days, and the joining days that make it so.

The published figures are among the planned numbers, so the rows meet them by construction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from data.illustrative.draw import Draw


def year_end(year: int) -> date:
    """Return 31 December of `year`, the day on which offices are counted."""
    return date(year, 12, 31)


def join_days(
    plan: Mapping[date, int], draw: Draw, departures: Iterable[date] = (), already: Iterable[date] = ()
) -> list[date]:
    """Return the days on which offices join so that `plan` holds on each of its days.

    Those of the plan's first day join on it: they were there when the extracts begin. `already` are the joining days of
    reported rows. A departure is a last day. Raises ValueError where the plan cannot be met.
    """
    days = sorted(already)
    known = len(days)
    before = date.min
    for day, planned in plan.items():
        active = sum(joined <= day for joined in days) - sum(left < day for left in departures)
        if active > planned:
            raise ValueError(f"{active} offices on {day}, {planned} planned")
        opens = day if before == date.min else before + timedelta(days=1)
        days += sorted(draw.day(opens, day) for _ in range(planned - active))
        before = day
    return sorted(days[known:])
