"""Named checks of the field that a Table Schema cannot state: each compares columns of one row."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DomainCheck:
    """A row of `table` breaks `rule` where `fault`, a condition in SQL over its typed columns, is true.

    `column` is the one whose value is shown to the person who can mend it.
    """

    rule: str
    table: str
    column: str
    fault: str


CHECKS = (
    DomainCheck("ends_before_start", "trainings", "end_date", "end_date < start_date"),
    DomainCheck("ends_before_start", "business_solutions", "in_use_to", "in_use_to < in_use_from"),
    DomainCheck("ends_before_start", "exchange_platforms", "left_on", "left_on < joined_on"),
    DomainCheck("ends_before_start", "cws_participation", "held_to", "held_to < held_from"),
    # The OCR ladder is climbed step by step: received, trained, in production.
    DomainCheck("trained_before_received", "ocr_rollout", "trained_on", "trained_on < received_on"),
    DomainCheck(
        "production_without_training",
        "ocr_rollout",
        "production_on",
        "production_on is not null and trained_on is null",
    ),
    DomainCheck("production_before_training", "ocr_rollout", "production_on", "production_on < trained_on"),
)
