"""Illustrative rows of the tables that are counted by the year: collections, advice, sessions and releases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.illustrative.draw import FIRST_YEAR, LAST_YEAR, REPORTED_YEAR, Draw, Row, illustrative
from data.illustrative.offices import Office, codes

# Collections added in a year: to the Global Brand Database, PATENTSCOPE and, from 2015, the Global Design Database.
_COLLECTIONS = {
    **{2011: (3, 3, 0), 2012: (4, 4, 0), 2013: (4, 5, 0), 2014: (5, 4, 0), 2015: (5, 4, 3), 2016: (6, 5, 3)},
    **{2017: (4, 3, 4), 2018: (6, 5, 3), 2019: (7, 6, 5), 2021: (6, 4, 4), 2022: (5, 5, 4), 2023: (5, 3, 3)},
    **{2024: (4, 3, 4), 2025: (4, 3, 3)},
}
_DATABASES = ("GBD", "PATENTSCOPE", "GDD")
_PATENTS_ONLY = frozenset(codes("CS DD EP EA SU"))
"""Offices and former states that have patents but neither national trademarks nor designs here."""
_NO_COLLECTION = frozenset(codes("CK FM KI KP MH NR NU PW QZ SB SO SS TL TV VA WO XN XV YU"))
"""Offices without a register of their own, very small ones, and one about which a made-up row might pass for news."""

_SESSIONS = {"CWS/6": 2018, "CWS/8": 2021, "CWS/9": 2022, "CWS/10": 2023, "CWS/11": 2024, "CWS/12": 2025}
"""Session and the year whose report would print it: the one after it was held, as the report on 2020 does."""

_RELEASES = {
    "WIPO IPAS": (2012, 2014, 2016, 2018, 2021, 2024),
    "WIPO Publish": (2013, 2016, 2019, 2022),
    "WIPO File": (2014, 2017, 2021, 2023),
    "WIPO Scan": (2013, 2018, 2022),
    "WIPO Sequence": (2021, 2022, 2023, 2025),
    "WIPO DAS": (2013, 2019, 2023),
}


def collections(offices: Sequence[Office], reported: Sequence[Row]) -> list[Row]:
    """Return the illustrative rows of `collections`; a collection joins a database once, `reported` ones included."""
    draw = Draw("collections")
    taken = {(row["database"], row["office"]) for row in reported}
    rows: list[Row] = []
    for year, counts in _COLLECTIONS.items():
        for database, count in zip(_DATABASES, counts, strict=True):
            free = [
                office.code
                for office in offices
                if (database, office.code) not in taken and office.code not in _NO_COLLECTION
                if office.kind != "territory" and (database == "PATENTSCOPE" or office.code not in _PATENTS_ONLY)
            ]
            days = sorted(draw.day(date(year, 1, 10), date(year, 12, 15)) for _ in range(count))
            for order, (office, day) in enumerate(zip(draw.sample(free, count), days, strict=True), start=1):
                taken.add((database, office))
                added_on = day if draw.chance(0.75) else None
                rows.append(
                    illustrative(database=database, office=office, year=year, added_on=added_on, order_in_report=order)
                )
    return rows


def advice_requests() -> list[Row]:
    """Return the illustrative rows of `advice_requests`: e-mail grows, online takes over from visits in 2021."""
    draw = Draw("advice_requests")
    rows: list[Row] = []
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        if year == REPORTED_YEAR:
            continue
        since = year - FIRST_YEAR
        numbers = {
            "email": 60 + 6 * since + draw.number(-8, 8),
            "online": draw.number(0, 2) + since // 2 if year < REPORTED_YEAR else draw.number(36, 48),
            "in_person": draw.number(0, 2) if year == REPORTED_YEAR + 1 else draw.number(5, 12),
        }
        rows += [illustrative(year=year, channel=channel, requests=number) for channel, number in numbers.items()]
    return rows


def cws_participation() -> list[Row]:
    """Return the illustrative rows of `cws_participation`: only the number is made up, so there are no dates."""
    draw = Draw("cws_participation")
    return [
        illustrative(session=session, year=year, held_from=None, held_to=None, funded_participants=draw.number(5, 11))
        for session, year in _SESSIONS.items()
    ]


def tool_releases() -> list[Row]:
    """Return the illustrative rows of `tool_releases`; the versions say that they are made up."""
    draw = Draw("tool_releases")
    return [
        illustrative(
            tool=tool,
            version=f"illustrative {year}-1",
            released_on=draw.day(date(year, 2, 1), date(year, 11, 30)),
            date_precision="day",
        )
        for tool, years in _RELEASES.items()
        for year in years
    ]
