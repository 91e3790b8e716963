"""What a manager has chosen, as one value: hashable, so that an answer can be kept under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from extracts import Snapshot, read_contract

# Which column of the contract holds the codes that a list filter may name.
CODE_COLUMNS = {
    "regions": "offices.region",
    "topics": "trainings.topics",
    "modes": "trainings.mode",
    "solutions": "business_solutions.solution",
    "platforms": "exchange_platforms.platform",
    "databases": "collections.database",
}

# The region of organizations that belong to none: nobody chooses it, and it is named only where something counts there.
INTERNATIONAL = "IN"
# The code list that names the codes of a list filter.
CODE_LISTS = {
    "regions": "region",
    "topics": "topic",
    "modes": "mode",
    "solutions": "solution",
    "platforms": "platform",
    "databases": "database",
}


@dataclass(frozen=True)
class Filters:
    """The filters of all pages; an empty one chooses everything.

    `from_year` and `to_year` are inclusive. `basis` "reported" leaves only published facts. `development` "developing"
    counts users of Business Solutions as the yearly report does, in developing countries including LDCs; "all" counts
    every user.
    """

    from_year: int | None = None
    to_year: int | None = None
    regions: tuple[str, ...] = ()
    basis: Literal["reported"] | None = None
    topics: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    solutions: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    databases: tuple[str, ...] = ()
    development: Literal["developing", "all"] = "developing"

    def within(self, snapshot: Snapshot) -> Filters:
        """Return these filters made safe: years of the snapshot in order, and only codes that the contract knows.

        Where `snapshot` allows some regions only, those chosen among them, or all of them: never "all regions".
        """
        first, last = snapshot.first_year, snapshot.last_year
        years = sorted(
            min(max(first if year is None else year, first), last)
            for year in (
                self.from_year if self.from_year is not None else first,
                self.to_year if self.to_year is not None else last,
            )
        )
        codes = {name: known_codes(name, getattr(self, name)) for name in CODE_COLUMNS}
        if snapshot.regions is not None:
            chosen = tuple(code for code in codes["regions"] if code in snapshot.regions)
            codes["regions"] = chosen or snapshot.regions
        return replace(
            self,
            from_year=years[0],
            to_year=years[1],
            basis="reported" if self.basis == "reported" else None,
            development="all" if self.development == "all" else "developing",
            **codes,
        )

    @property
    def period(self) -> tuple[int, int]:
        """The years from and to. Raises ValueError before `within` has set them."""
        if self.from_year is None or self.to_year is None:
            raise ValueError("the period is open: call within() first")
        return self.from_year, self.to_year


def bits_of(filter_name: str, codes: Iterable[str]) -> int:
    """Return `codes` of the list filter `filter_name` as a set in one number: the `bit` of each, added up."""
    chosen = set(codes)
    return sum(1 << position for position, code in enumerate(codes_of(filter_name)) if code in chosen)


@cache
def codes_of(filter_name: str) -> tuple[str, ...]:
    """Return the codes that the list filter `filter_name` may hold, in the contract's order."""
    table_name, column = CODE_COLUMNS[filter_name].split(".")
    table = next(table for table in read_contract() if table.name == table_name)
    return next(field.codes for field in table.fields if field.name == column)


def known_codes(filter_name: str, codes: Iterable[str]) -> tuple[str, ...]:
    """Return those of `codes` that the contract knows, each once, in the contract's order."""
    chosen = set(codes)
    return tuple(code for code in codes_of(filter_name) if code in chosen)
