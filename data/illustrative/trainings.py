"""Illustrative trainings and the offices that took part in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from data.illustrative.draw import Draw, Row, illustrative
from data.illustrative.offices import Office, codes

# Rising, with no more than the reported ones in the first year of the pandemic.
_TRAININGS = {
    **{2011: 12, 2012: 14, 2013: 15, 2014: 18, 2015: 21, 2016: 22, 2017: 25, 2018: 28, 2019: 30},
    **{2021: 24, 2022: 30, 2023: 34, 2024: 37, 2025: 40},
}


@dataclass(frozen=True)
class _Subject:
    topics: str
    wording: str
    audience: str
    weights: tuple[int, int, int, int]
    """How often it is taught up to 2018, up to 2020, in 2021–2023 (when ST.26 came in) and later."""

    def weight(self, year: int) -> int:
        return self.weights[0 if year <= 2018 else 1 if year <= 2020 else 2 if year <= 2023 else 3]


_PATENT, _MARK, _DESIGN = "Patent examiners", "Trademark examiners", "Design examiners"
_BOTH, _SYSTEMS, _DATA = "Trademark and design examiners", "Staff who run office systems", "Staff who publish IP data"
_SUBJECTS = (
    _Subject("IPC", "the International Patent Classification", _PATENT, (6, 5, 4, 4)),
    _Subject("IPC;Standards", "patent classification and patent document standards", _PATENT, (1, 1, 1, 1)),
    _Subject("Nice", "the Nice Classification", _MARK, (5, 5, 4, 4)),
    _Subject("Nice;Vienna", "the Nice and Vienna Classifications", _MARK, (5, 4, 3, 3)),
    _Subject("Nice;Vienna;Locarno", "the Nice, Vienna and Locarno Classifications", _BOTH, (2, 2, 2, 2)),
    _Subject("Vienna", "the Vienna Classification", _MARK, (2, 1, 1, 1)),
    _Subject("Locarno", "the Locarno Classification", _DESIGN, (2, 2, 2, 3)),
    _Subject("Standards", "WIPO Standards for IP data", _DATA, (4, 3, 3, 3)),
    _Subject("Standards;Sequence", "Standard ST.26 and WIPO Sequence", _PATENT, (0, 2, 5, 2)),
    _Subject("Sequence", "WIPO Sequence", _PATENT, (0, 1, 8, 4)),
    _Subject("Solutions", "WIPO Business Solutions", _SYSTEMS, (5, 5, 5, 7)),
    _Subject("Standards;Solutions", "standards in WIPO Business Solutions", _SYSTEMS, (1, 1, 2, 2)),
    _Subject("Exchange", "WIPO CASE and WIPO DAS", _PATENT, (1, 2, 2, 3)),
    _Subject("Standards;Exchange", "standards in WIPO CASE and WIPO DAS", _SYSTEMS, (0, 1, 1, 1)),
    _Subject("Solutions;Exchange", "WIPO Business Solutions, WIPO CASE and WIPO DAS", _SYSTEMS, (0, 1, 1, 2)),
)
_SCOPES = {"National": 54.0, "Regional": 33.0, "Interregional": 13.0}
_REGIONS = {"AF": 26.0, "AR": 16.0, "AP": 26.0, "LC": 22.0, "TD": 10.0}
_SERVED = ("LDC", "developing", "transition")
_SELDOM = frozenset(codes("AF CK CN FM HT IN KI KM KN LY MH MV NR NU PW SB SD SG SO SS ST SY TL TO TR TV VU WS YE"))
"""Offices with few examiners to send, in hard times, or large enough to train their own."""
_NEVER = frozenset(codes("KP"))
"""States about which made-up assistance could be mistaken for news."""
_GUESTS = frozenset(codes("AP BG EA EE GC HR LT LV OA PL RO"))
_TYPES = {
    "on_site": {"course": 35.0, "seminar": 25.0, "workshop": 40.0},
    "online": {"course": 25.0, "seminar": 30.0, "webinar": 45.0},
    "hybrid": {"course": 50.0, "workshop": 50.0},
}


def _inside_sentence(words: str) -> str:
    return words[0].lower() + words[1:]


def _modes(year: int) -> dict[str, float]:
    if year < 2020:
        return {"on_site": 88.0, "online": 10.0, "hybrid": 2.0}
    if year == 2021:
        return {"on_site": 3.0, "online": 92.0, "hybrid": 5.0}
    if year == 2022:
        return {"on_site": 35.0, "online": 45.0, "hybrid": 20.0}
    return {"on_site": 50.0, "online": 35.0, "hybrid": 15.0}


def _days(year: int, draw: Draw) -> tuple[date, date]:
    """Return first and last day: from one working day to the five of a week."""
    start = draw.day(date(year, 1, 18), date(year, 12, 5))
    start -= timedelta(days=max(0, start.weekday() - 3))
    return start, start + timedelta(days=draw.number(0, 4 - start.weekday()))


def _beneficiaries(scope: str, pool: dict[Office, float], draw: Draw) -> list[Office]:
    """Return the offices that take part, the leading one first; a regional training has one working language."""
    region = draw.weighted(_REGIONS)
    lead = draw.weighted({office: weight for office, weight in pool.items() if office.region == region})
    if scope == "National":
        return [lead]
    if scope == "Regional":
        others = {
            office: weight
            for office, weight in pool.items()
            if office != lead and office.region == region and office.language == lead.language
        }
        return [lead, *draw.weighted_sample(others, draw.number(3, 11))]
    regions = {region, *draw.sample([other for other in _REGIONS if other != region], draw.number(1, 2))}
    chosen = [lead]
    for other in sorted(regions):
        offices = {office: weight for office, weight in pool.items() if office != lead and office.region == other}
        chosen += draw.weighted_sample(offices, draw.number(2, 5))
    return chosen


def _participants(scope: str, mode: str, draw: Draw) -> int:
    if scope == "National":
        return draw.number(8, 40)
    return draw.number(2, 14) if mode == "online" else draw.number(1, 4)


def _host(scope: str, mode: str, lead: Office, draw: Draw) -> str | None:
    if mode == "online":
        return lead.code if draw.chance(0.1) else None
    return "WO" if scope == "Interregional" and draw.chance(0.4) else lead.code


def make(offices: Sequence[Office]) -> tuple[list[Row], list[Row]]:
    """Return the rows of `trainings` and of `training_offices`, in the order of the trainings' first days."""
    draw = Draw("trainings")
    served = [o for o in offices if o.kind == "state" and o.development in _SERVED and o.code not in _NEVER]
    # Some offices come back more often than others, as in life.
    pool = {office: 1.0 if office.code in _SELDOM else float(draw.number(2, 9)) for office in served}
    pool |= {office: 1.0 for office in offices if office.code in _GUESTS}
    trainings: list[Row] = []
    attendances: list[Row] = []
    for year, count in _TRAININGS.items():
        for number, (start, end) in enumerate(sorted(_days(year, draw) for _ in range(count)), start=1):
            subject = draw.weighted({subject: float(subject.weight(year)) for subject in _SUBJECTS})
            scope, mode = draw.weighted(_SCOPES), draw.weighted(_modes(year))
            chosen = _beneficiaries(scope, pool, draw)
            form = draw.weighted(_TYPES[mode])
            if form == "webinar":
                end = min(end, start + timedelta(days=1))
            identifier = f"I{year}-{number:02}"
            trainings.append(
                illustrative(
                    training_id=identifier,
                    title=f"{scope} {form} on {subject.wording} for {_inside_sentence(subject.audience)}",
                    type=form,
                    topics=subject.topics,
                    mode=mode,
                    start_date=start,
                    end_date=end,
                    date_precision="day",
                    host_office=_host(scope, mode, chosen[0], draw),
                    audience=subject.audience,
                    language="en" if scope == "Interregional" else chosen[0].language,
                )
            )
            unknown = 1.0 if draw.chance(0.1) else 0.04
            for office in chosen:
                persons = None if draw.chance(unknown) else _participants(scope, mode, draw)
                attendances.append(illustrative(training_id=identifier, office=office.code, participants=persons))
    return trainings, attendances
