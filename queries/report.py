"""The tables of the yearly report to the Committee on WIPO Standards, in its order."""

from __future__ import annotations

from dataclasses import dataclass

from words.codes import N_


@dataclass(frozen=True)
class Section:
    """A part of the report: its heading (a message to translate) and the questions that its tables answer."""

    heading: str
    queries: tuple[str, ...]


REPORT = (
    Section(N_("Headline figures"), ("headline_figures", "published_figures")),
    Section(
        N_("Training and technical advice"),
        (
            "trainings_list",
            "trainings_by_region",
            "trainings_by_topic",
            "trainings_by_mode",
            "offices_trained",
            "advice_requests",
        ),
    ),
    Section(
        N_("Infrastructure"),
        (
            "business_solutions_by_region",
            "business_solutions_by_solution",
            "business_solutions_offices",
            "exchange_platforms_by_year",
            "exchange_platforms_offices",
            "ocr_status",
            "ocr_by_region",
            "ocr_offices",
        ),
    ),
    Section(N_("Capacity building"), ("tool_releases",)),
    Section(N_("Better understanding of WIPO Standards"), ("cws_participation",)),
    Section(N_("Data exchange"), ("collections_list", "collections_by_database", "collections_by_region")),
)


def report_queries() -> tuple[str, ...]:
    """Return the names of all report tables, in the order of the report."""
    return tuple(name for section in REPORT for name in section.queries)
