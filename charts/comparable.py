"""Which answers can be compared, and how: declared for each chart and question, never guessed from its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# "sum": what belongs to exactly one year adds up over the years of a period. "last": a state on 31 December is that of
# the last year. "whole": the question answers for the whole period at once, each thing counted once.
Over = Literal["sum", "last", "whole"]
# "apart": each thing counts in one part, so that parts add up. "overlap": it may count in several. "nested": each part
# lies within the first.
Parts = Literal["apart", "overlap", "nested"]


@dataclass(frozen=True)
class Rule:
    """How two answers to `question` are compared: one row for each code of the columns `by`.

    `value` is the column of counts; where there is none, rows are counted. `total` is the column of the true total; the
    parts are summed up only where they are "apart". `if_none` is what a missing row means, 0 or None (unknown).
    `is_exact` says that numbers are given one by one, so that an incomplete list makes none of them "at least".
    `at_least` is the column that says so of a row, `unknown` one that counts what a number leaves out, `dated` one
    without which a row belongs to no period. `listed` is a question whose rows are the things counted, marked one by
    one. `without_region` are codes that do not apply while regions are chosen. `is_cumulative` marks counts that rest
    on all years up to theirs.
    """

    question: str
    by: tuple[str, ...]
    value: str = ""
    over: Over = "sum"
    parts: Parts = "apart"
    total: str = ""
    if_none: int | None = 0
    is_exact: bool = False
    at_least: str = ""
    unknown: str = ""
    dated: str = ""
    listed: str = ""
    without_region: tuple[str, ...] = ()
    has_total: bool = True
    is_cumulative: bool = False


RULES: dict[str, Rule] = {
    "trainings_by_region": Rule(
        "trainings_by_region", ("region",), "trainings", parts="overlap", total="year_trainings"
    ),
    "trainings_by_topic": Rule("trainings_by_topic", ("topic",), "trainings", parts="overlap", total="year_trainings"),
    "trainings_by_mode": Rule("trainings_by_mode", ("mode",), "trainings", total="year_trainings"),
    # An office trained in two years is one office of the period: so the offices of the whole period are counted.
    "offices_trained": Rule("offices_trained_list", ("region",), over="whole", listed="offices_trained_list"),
    "participants_trained": Rule("offices_trained", ("year",), "participants", unknown="participants_unknown"),
    "trainings_calendar": Rule("trainings_by_month", ("month",), "trainings"),
    "advice_requests": Rule("advice_requests", ("channel",), "requests", if_none=None, is_exact=True),
    "business_solutions_by_region": Rule(
        "business_solutions_by_region", ("region",), "offices", "last", total="year_offices"
    ),
    "business_solutions_by_solution": Rule(
        "business_solutions_by_solution", ("solution",), "offices", "last", "overlap", "year_offices"
    ),
    "business_solutions_newcomers": Rule("business_solutions_newcomers", ("region",), "offices", total="year_offices"),
    "exchange_platforms_by_year": Rule(
        "exchange_platforms_by_year", ("platform",), "offices", "last", "overlap", "year_offices"
    ),
    "ocr_status": Rule("ocr_status", ("stage",), "offices", "last", "nested"),
    "ocr_ladder": Rule("ocr_status", ("stage",), "offices", "last", "nested"),
    "ocr_by_region": Rule("ocr_by_region", ("region", "stage"), "offices", "last", "nested"),
    "collections_by_database": Rule("collections_by_database", ("database",), "collections", total="year_collections"),
    "collections_cumulative": Rule("collections_by_database", ("database",), "cumulative", "last", is_cumulative=True),
    "collections_by_region": Rule("collections_by_region", ("region",), "collections", total="year_collections"),
    "cws_participation": Rule("cws_participation", ("year",), "funded_participants", if_none=None, is_exact=True),
    "tool_releases": Rule("tool_releases", ("tool",), dated="released_on", over="whole"),
    "headline_figures": Rule(
        "headline_figures",
        ("measure",),
        "value",
        "whole",
        at_least="is_partial",
        if_none=None,
        is_exact=True,
        without_region=("advice_in_person", "cws_funded", "tool_releases"),
        has_total=False,  # measures are of different kinds
    ),
}


@dataclass(frozen=True)
class ListRule:
    """How two lists are compared: by the columns that say what one row stands for; `over` as in `Rule`."""

    by: tuple[str, ...]
    over: Over


# Lists of states on the last day of the period, and of what was done within it.
LISTS: dict[str, ListRule] = {
    "business_solutions_offices": ListRule(("office",), "last"),
    "exchange_platforms_offices": ListRule(("office", "platform"), "last"),
    "ocr_offices": ListRule(("office",), "last"),
    "collections_list": ListRule(("database", "office"), "whole"),
    "offices_trained_list": ListRule(("office",), "whole"),
}
