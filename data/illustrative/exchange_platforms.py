"""Illustrative participation in the exchange platforms CASE and DAS."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.illustrative.draw import FIRST_DAY, REPORTED_YEAR, Draw, Row, illustrative
from data.illustrative.offices import codes
from data.illustrative.plan import join_days, year_end

# CASE: AU, CA and GB from 2011, BN from 2014 and BR from 2020 are reported. Published: 24 on 1 October 2016.
_CASE_PLAN = {
    **{
        FIRST_DAY: 3,
        year_end(2012): 3,
        year_end(2013): 8,
        year_end(2014): 14,
        year_end(2015): 19,
        date(2016, 10, 1): 24,
    },
    **{
        year_end(2016): 24,
        year_end(2017): 26,
        year_end(2018): 28,
        year_end(2019): 30,
        year_end(2020): 32,
        year_end(2021): 33,
    },
    **{year_end(2022): 34, year_end(2023): 35, year_end(2024): 36, year_end(2025): 36},
}
# DAS. Published: 38 on 1 February 2023.
_DAS_PLAN = {
    **{
        FIRST_DAY: 6,
        year_end(2011): 7,
        year_end(2012): 8,
        year_end(2013): 9,
        year_end(2014): 10,
        year_end(2015): 12,
        year_end(2016): 15,
    },
    **{
        year_end(2017): 18,
        year_end(2018): 22,
        year_end(2019): 26,
        year_end(2020): 31,
        year_end(2021): 34,
        year_end(2022): 37,
    },
    **{date(2023, 2, 1): 38, year_end(2023): 39, year_end(2024): 41, year_end(2025): 42},
}
_ON_BOTH = 32 + 31 - 51
"""Published: 51 offices on one platform or both at the end of 2020."""
_CASE_DEPARTURE, _DAS_DEPARTURE = date(2019, 3, 31), date(2022, 6, 30)
_CASE_POOL = codes(
    "AR CL CN CO CR CZ DK DO EA EC EP ES FI GE HU ID IL IN JP KE KH KR LA MA MX MY NO NZ PE PH PL RU SA SE SG TH UA "
    "US UY VN"
)
_DAS_POOL = codes(
    "AM AR AT AU BR CA CH CL CN CO CR CZ DE DK DZ EA EE EG EP ES FI FR GB GE GR IL IN IT JP KR KZ LT LV MA MX NL NO NZ "
    "PE PL PT RO RS SA SE SG SI SK TN TR UA US UZ"
)


def _row(platform: str, office: str, joined: date, left: date | None = None) -> Row:
    return illustrative(office=office, platform=platform, joined_on=joined, left_on=left, date_precision="day")


def make(reported: Sequence[Row]) -> list[Row]:
    """Return the illustrative rows of `exchange_platforms`; the `reported` ones count towards the plan of CASE."""
    draw = Draw("exchange_platforms")
    known = {str(row["office"]): day for row in reported if isinstance(day := row["joined_on"], date)}
    case_days = join_days(_CASE_PLAN, draw, [_CASE_DEPARTURE], known.values())
    leaver, *stayers = draw.sample([code for code in _CASE_POOL if code not in known], len(case_days))
    case = [_row("CASE", leaver, case_days[0], _CASE_DEPARTURE)]
    case += [_row("CASE", office, day) for office, day in zip(stayers, case_days[1:], strict=True)]

    # Who is on both platforms decides how many offices are on one or both.
    reference = year_end(REPORTED_YEAR)
    on_case = {*known, *(office for office, day in zip(stayers, case_days[1:], strict=True) if day <= reference)}
    das_days = join_days(_DAS_PLAN, draw, [_DAS_DEPARTURE])
    by_then = sum(day <= reference for day in das_days)
    both = draw.sample([code for code in _DAS_POOL if code in on_case], _ON_BOTH)
    one = draw.sample([code for code in _DAS_POOL if code not in on_case], by_then - _ON_BOTH)
    later = draw.sample([code for code in _DAS_POOL if code not in {*both, *one}], len(das_days) - by_then)
    das = [_row("DAS", office, day) for office, day in zip([*draw.order([*both, *one]), *later], das_days, strict=True)]
    das[0]["left_on"] = _DAS_DEPARTURE
    return [*case, *das]
