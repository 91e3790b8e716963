"""Other ways to look at a comparison: shares of the total, year beside year, an index."""

from __future__ import annotations

from charts.comparison import Compared, Count, Line

FIRST_INDEX = 100


def shares(compared: Compared) -> Compared | None:
    """Return each part in thousandths of the true total of its side, None where there is no total to share.

    Parts that overlap make more than a thousand together.
    """
    total = compared.total
    if total is None or not compared.parts or compared.by == ("year",):
        return None
    lines = [Line(line.codes, _share(line.now, total.now), _share(line.then, total.then)) for line in compared.parts]
    if all(count.value is None for line in lines for count in (line.now, line.then)):
        return None
    return Compared(compared.by, tuple(lines))


def _share(part: Count, whole_: Count) -> Count:
    if not part.applies or part.exact is None or not whole_.exact:
        return Count(None, applies=part.applies)
    return Count(round(1000 * part.exact / whole_.exact))


def by_years(compared: Compared) -> Compared | None:
    """Return the totals year beside year, None where there are no two years or these are the lines already."""
    if not compared.years or compared.by == ("year",):
        return None
    return Compared(("year",), compared.years, compared.years)


def indices(compared: Compared) -> Compared | None:
    """Return the totals of the years as an index: the first year that is known and not zero is 100 on its side.

    None where there are no two years, or none is known.
    """
    now, then = _index([line.now for line in compared.years]), _index([line.then for line in compared.years])
    if all(count.value is None for count in (*now, *then)):
        return None
    lines = (Line(line.codes, a, b) for line, a, b in zip(compared.years, now, then, strict=True))
    return Compared(("year",), tuple(lines))


def _index(counts: list[Count]) -> list[Count]:
    base = next((count.exact for count in counts if count.exact), None)
    return [
        Count(None if base is None or count.exact is None else round(FIRST_INDEX * count.exact / base))
        for count in counts
    ]
