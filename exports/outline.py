"""What each page holds, in its order: decks, workbooks and archives of a page or of all pages follow it.

The pages themselves are plain scripts; a test compares what they show with what stands here.
"""

from __future__ import annotations

from dataclasses import dataclass

from words.codes import N_


@dataclass(frozen=True)
class Chapter:
    """One page as a part of a file: `title` is a message to translate; `charts` and `tables` are in page order."""

    path: str
    title: str
    charts: tuple[str, ...]
    tables: tuple[str, ...] = ()


CHAPTERS = (
    Chapter(
        "trainings-by-region",
        N_("Trainings by region"),
        (
            "trainings_by_region",
            "trainings_by_topic",
            "trainings_map",
            "trainings_by_mode",
            "offices_trained",
            "participants_trained",
            "advice_requests",
            "trainings_calendar",
        ),
        ("trainings_list",),
    ),
    Chapter(
        "business-solutions",
        N_("Business Solutions"),
        (
            "business_solutions_by_region",
            "business_solutions_map",
            "business_solutions_by_solution",
            "exchange_platforms_by_year",
            "business_solutions_newcomers",
        ),
        ("business_solutions_offices", "exchange_platforms_offices", "published_figures"),
    ),
    Chapter(
        "ocr-rollout",
        N_("OCR rollout"),
        ("ocr_ladder", "ocr_by_region", "ocr_map", "ocr_status"),
        ("ocr_offices",),
    ),
    Chapter(
        "collections",
        N_("Collections"),
        ("collections_by_database", "collections_cumulative", "collections_map", "collections_by_region"),
        ("collections_list",),
    ),
    Chapter(
        "standards-outreach",
        N_("Standards outreach"),
        ("cws_participation", "tool_releases", "advice_requests"),
        ("published_figures",),
    ),
)

HEALTH = Chapter(
    "data-health",
    N_("Data health"),
    (),
    (
        "reconciliation",
        "delivered_files",
        "rows_set_aside",
        "rows_suspected",
        "remarks",
        "files_not_read",
        "checks",
        "coverage",
    ),
)


def chapters_of(path: str) -> tuple[Chapter, ...]:
    """Return the chapters that the page at `path` takes along: its own, or all of them from the overview."""
    return tuple(chapter for chapter in (*CHAPTERS, HEALTH) if chapter.path == path) or CHAPTERS
