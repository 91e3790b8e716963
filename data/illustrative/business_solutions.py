"""Illustrative spells of use of WIPO Business Solutions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from data.illustrative.draw import FIRST_DAY, LAST_DAY, LAST_YEAR, Draw, Row, illustrative
from data.illustrative.offices import Office, codes
from data.illustrative.plan import join_days, year_end

# Offices active on a day: LDCs, other developing countries, countries in transition, organizations.
# Published: 17 LDCs on 4 June 2015; 77 with IPAS on 1 October 2016 (83 less the six of _OTHER_FIRST); 90 offices of
# developing countries (26 + 64) at the end of 2020.
_GROUPS = ("LDC", "developing", "transition", "organization")
_SOLUTIONS_PLAN: dict[date, tuple[int, int, int, int]] = {
    FIRST_DAY: (11, 37, 5, 1),
    year_end(2011): (12, 38, 6, 1),
    year_end(2012): (13, 41, 7, 2),
    year_end(2013): (15, 43, 8, 2),
    year_end(2014): (16, 46, 9, 2),
    date(2015, 6, 4): (17, 47, 10, 3),
    year_end(2015): (18, 48, 10, 3),
    date(2016, 10, 1): (19, 50, 11, 3),
    year_end(2016): (19, 51, 11, 3),
    year_end(2017): (21, 54, 12, 3),
    year_end(2018): (23, 57, 12, 3),
    year_end(2019): (24, 61, 13, 3),
    year_end(2020): (26, 64, 13, 3),
    year_end(2021): (27, 65, 13, 4),
    year_end(2022): (28, 66, 14, 4),
    year_end(2023): (29, 67, 14, 4),
    year_end(2024): (30, 67, 14, 4),
    year_end(2025): (30, 68, 15, 4),
}
_LAUNCH = date(1999, 1, 1)
_IPAS_DAY = date(2016, 10, 1)
_OTHER_FIRST = 6
"""Offices that by then ran another solution but not IPAS."""
_DEPARTURES = {"LDC": [date(2014, 3, 31)], "developing": [date(2013, 5, 31), date(2018, 9, 30), date(2022, 6, 30)]}
_RETURNS = {"developing": date(2016, 1, 1)}
"""The first developing country that left is the first to join again after this day."""
_LARGE_OFFICES = frozenset(codes("BR CN IN KP MX SG TR ZA"))
"""States whose offices build their own systems, so that a reader would wonder to see them here."""
_SCAN_ENDS = 6

# Share of offices that take up the solution after their first one, and the year from which it can be had.
_ADDED_LATER = {"Publish": (0.5, 2013), "File": (0.35, 2014), "Scan": (0.4, 2011)}


def _spells(group: str, candidates: Sequence[str], draw: Draw) -> list[tuple[str, date, date | None]]:
    """Return (office, first day, last day) of each office's time with any solution."""
    column = _GROUPS.index(group)
    departures = _DEPARTURES.get(group, [])
    days = join_days({day: counts[column] for day, counts in _SOLUTIONS_PLAN.items()}, draw, departures)
    fresh = iter(candidates)
    lasts: dict[int, date] = dict(enumerate(departures))
    spells: list[tuple[str, date, date | None]] = []
    returns_after = _RETURNS.get(group)
    for number, day in enumerate(days):
        if returns_after and day > returns_after:
            spells.append((spells[0][0], day, None))
            returns_after = None
        else:
            spells.append((next(fresh), day, lasts.get(number)))
    return spells


def make(offices: Sequence[Office]) -> list[Row]:
    """Return the rows of `business_solutions`; an office that added a solution later has a row for each."""
    draw = Draw("business_solutions")
    spells: list[tuple[str, date, date | None]] = []
    for group in _GROUPS:
        if group == "organization":
            candidates = ["AP", "OA", "GC", "EA"]
        else:
            states = [o.code for o in offices if o.kind == "state" and o.development == group]
            candidates = draw.order(code for code in states if code not in _LARGE_OFFICES)
        spells += _spells(group, candidates, draw)
    # Offices that were there when the extracts begin joined over the years before, not all on one day.
    earlier = Draw("business_solutions before the extracts")
    spells = [
        (office, earlier.day(_LAUNCH, FIRST_DAY - timedelta(days=1)) if start == FIRST_DAY else start, end)
        for office, start, end in spells
    ]
    joined_midway = [spell for spell in spells if date(2012, 1, 1) <= spell[1] <= _IPAS_DAY and spell[2] is None]
    other_first = set(draw.sample(joined_midway, _OTHER_FIRST))
    rows: list[Row] = []
    for office, start, end in spells:
        if (office, start, end) in other_first or (start > _IPAS_DAY and draw.chance(0.15)):
            first = draw.pick(("File", "Publish") if start.year >= 2014 else ("Scan",))
            later_ipas = draw.day(max(start, _IPAS_DAY) + timedelta(days=200), LAST_DAY + timedelta(days=700))
            used = {first: start} | ({"IPAS": later_ipas} if later_ipas <= LAST_DAY else {})
        else:
            used = {"IPAS": start}
        for solution, (share, launched) in _ADDED_LATER.items():
            day = max(start, date(launched, 1, 1)) + timedelta(days=draw.number(150, 2400))
            if solution not in used and draw.chance(share) and day <= (end or LAST_DAY):
                used[solution] = day
        rows += [
            illustrative(office=office, solution=solution, in_use_from=day, in_use_to=end)
            for solution, day in used.items()
        ]
    _end_some_scans(rows, draw)
    return rows


def _end_some_scans(rows: Sequence[Row], draw: Draw) -> None:
    """Let some offices stop scanning, but none that would then have no solution left."""
    with_others = {row["office"] for row in rows if row["solution"] == "IPAS" and row["in_use_to"] is None}
    candidates = [
        (row, began)
        for row in rows
        if row["solution"] == "Scan" and row["in_use_to"] is None and row["office"] in with_others
        if isinstance(began := row["in_use_from"], date) and began.year <= LAST_YEAR - 5
    ]
    for row, began in draw.sample(candidates, _SCAN_ENDS):
        row["in_use_to"] = draw.day(began + timedelta(days=900), LAST_DAY)
