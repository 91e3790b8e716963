"""Illustrative rollout of the OCR software, office by office."""

from __future__ import annotations

from datetime import date, timedelta

from data.illustrative.draw import LAST_DAY, REPORTED_YEAR, Draw, Row, illustrative
from data.illustrative.offices import codes
from data.illustrative.plan import year_end

# Published for the end of 2020: 35 offices had received the software in four years, 12 of them had it in production and
# Panama alone awaited its training.
_RECEIVED = {2017: 8, 2018: 10, 2019: 10, 2020: 6, 2021: 3, 2022: 4, 2023: 3, 2024: 3, 2025: 3}
_IN_PRODUCTION_THEN = 12
_IN_PRODUCTION_LATER = 17
_AWAITING_TRAINING = 2
_LANGUAGES = {
    **dict.fromkeys(codes("AR CL CO CR CU DO EC GT HN NI PE PY SV UY"), "es"),
    **dict.fromkeys(codes("DZ MA TN"), "ar;fr"),
    **dict.fromkeys(codes("BH EG GC JO OM QA SA"), "ar;en"),
    **dict.fromkeys(codes("AP BW GH KE NA NG PH TT ZA ZM ZW"), "en"),
    **{"AM": "hy;ru", "BR": "pt", "BY": "be;ru", "EA": "ru", "GE": "ka", "ID": "id", "IN": "en;hi", "KG": "ky;ru"},
    **{"KZ": "kk;ru", "LK": "en", "MD": "ro", "MN": "mn", "MX": "es", "MY": "en;ms", "OA": "en;fr", "RS": "sr"},
    **{"TH": "th", "TJ": "ru;tg", "UA": "uk", "UZ": "ru;uz", "VN": "vi"},
}


def make() -> list[Row]:
    """Return the illustrative rows of `ocr_rollout`; nobody is in production without having been trained."""
    draw = Draw("ocr_rollout")
    reference = year_end(REPORTED_YEAR)
    # Deliveries end in September, so that those of 2020 could be trained within the year.
    received = sorted(draw.day(date(y, 2, 1), date(y, 9, 15)) for y, count in _RECEIVED.items() for _ in range(count))
    trained = [day + timedelta(days=draw.number(15, 95)) for day in received]
    last = len(received) - _AWAITING_TRAINING
    early = [number for number in range(last) if trained[number].year < REPORTED_YEAR]
    then = set(draw.sample(early, _IN_PRODUCTION_THEN))
    later = set(draw.sample([n for n in range(last - 2) if n not in then], _IN_PRODUCTION_LATER))
    offices = draw.sample(_LANGUAGES, len(received))
    rows = []
    for number, (office, day, end_of_training) in enumerate(zip(offices, received, trained, strict=True)):
        production = None
        if number in then:
            production = draw.day(end_of_training + timedelta(days=60), reference)
        elif number in later:
            production = draw.day(max(end_of_training + timedelta(days=60), reference + timedelta(days=1)), LAST_DAY)
        rows.append(
            illustrative(
                office=office,
                languages=_LANGUAGES[office],
                received_on=day,
                trained_on=end_of_training if number < last else None,
                production_on=production,
                date_precision="day",
            )
        )
    return rows
