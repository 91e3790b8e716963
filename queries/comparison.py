"""What a view is compared with: the period before, another period, or other regions; as a choice and as filters."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from queries.filters import Filters, known_codes

BEFORE = "before"
_PERIOD = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?", re.ASCII)


@dataclass(frozen=True)
class Comparison:
    """One choice: the period of the same length `before`, the years of `period`, or the codes of `regions`."""

    kind: Literal["before", "period", "regions"]
    period: tuple[int, int] | None = None
    regions: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """The choice as a link has it: "before", "2011-2015", "2015", "AF-LC"."""
        if self.period:
            first, last = self.period
            return str(first) if first == last else f"{first}-{last}"
        return "-".join(self.regions) if self.kind == "regions" else BEFORE

    def other(self, filters: Filters, first_year: int) -> Filters | None:
        """Return the filters of the other side of `filters`, made safe before; all but what is compared stays.

        None where the extracts, which begin in `first_year`, hold no such period.
        """
        if self.kind == "regions":
            return replace(filters, regions=self.regions)
        if self.period:
            return replace(filters, from_year=self.period[0], to_year=self.period[1])
        first, last = filters.period
        begin = first - (last - first + 1)
        return replace(filters, from_year=begin, to_year=first - 1) if begin >= first_year else None


def comparison_of(code: str, first_year: int, last_year: int, regions: Collection[str]) -> Comparison | None:
    """Return the choice that `code` stands for in a link, None where it stands for none.

    Years are put in order and moved between `first_year` and `last_year`; of codes only those among `regions` are left,
    in the contract's order.
    """
    if code == BEFORE:
        return Comparison("before")
    if found := _PERIOD.fullmatch(code):
        years = sorted(min(max(int(year), first_year), last_year) for year in (found[1], found[2] or found[1]))
        return Comparison("period", period=(years[0], years[1]))
    known = tuple(region for region in known_codes("regions", code.split("-")) if region in regions)
    return Comparison("regions", regions=known) if known else None
