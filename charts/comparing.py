"""A comparison as people read it: asked, named, noted and set as a table, the same on the page and in files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from charts.columns import column_label, display
from charts.comparable import LISTS, RULES
from charts.comparison import TOTAL, Compared, Line, Side, compare
from charts.comparison_lists import SIDES, compare_lists
from charts.comparison_text import change_text, count_text, difference_text, mark_code, mark_text
from charts.comparison_views import by_years, indices, shares
from charts.grid import year_list
from charts.specs import CHARTS
from queries import Filters, query
from queries.comparison import Comparison
from queries.describe import filters_text, period_text, regions_text
from queries.provenance import Provenance
from queries.rows import Answer
from words import _, label
from words.codes import N_
from words.forms import month_name

Ask = Callable[[str, Filters], Answer]
Rests = Callable[[str, Filters], Provenance]

VIEWS = {"number": N_("Number"), "share": N_("Share"), "years": N_("Year by year"), "index": N_("Index")}
FILE_COLUMNS = ("code", "counted", "now", "now_at_least", "then", "then_at_least", "difference", "change", "mark")
_VIEWED = {"share": shares, "years": by_years, "index": indices}


@dataclass(frozen=True)
class Sides:
    """What is compared: filters and their name in a few words, of this side and the other."""

    now: Filters
    then: Filters
    now_name: str
    then_name: str
    by_regions: bool

    def names(self, compared: Compared) -> tuple[str, str]:
        """Return the names of both sides over the lines of `compared`: of years, not of the one that a state is of."""
        if self.by_regions or compared.by != ("year",):
            return self.now_name, self.then_name
        return period_text(self.now), period_text(self.then)


def sides_of(comparison: Comparison, filters: Filters, first_year: int) -> Sides | None:
    """Return both sides of `filters` under `comparison`, None where the extracts hold no such other side."""
    other = comparison.other(filters, first_year)
    if other is None:
        return None
    name = regions_text if comparison.kind == "regions" else period_text
    return Sides(filters, other, name(filters), name(other), comparison.kind == "regions")


def is_comparable(name: str, by_regions: bool) -> bool:
    """Say whether the chart or question `name` can be compared by regions, or by periods."""
    rule = RULES.get(name)
    if rule is None:
        return name in LISTS and not by_regions
    if not by_regions:
        return True
    # Parts by region and something else have nothing in common with those of another region.
    return "regions" in query(rule.question).parameters and (len(rule.by) == 1 or "region" not in rule.by)


def sides_for(name: str, sides: Sides) -> Sides:
    """Return `sides` under the names that the comparison of `name` gives them: states are those of one year."""
    if sides.by_regions or (RULES[name] if name in RULES else LISTS[name]).over != "last":
        return sides
    return replace(sides, now_name=str(sides.now.period[1]), then_name=str(sides.then.period[1]))


def title_of(name: str) -> str:
    """Return the title of the chart or question `name`."""
    return _(CHARTS[name].title if name in CHARTS else query(name).title)


def compared(name: str, sides: Sides, ask: Ask, rests: Rests) -> Compared:
    """Return the comparison of the chart or question `name`. Raises KeyError for one without a rule."""
    rule = RULES[name]
    now, then = (_side(rule.question, filters, ask, rests, rule.is_cumulative) for filters in (sides.now, sides.then))
    return compare(rule, now, then, by_year=sides.by_regions and "region" in rule.by)


def compared_list(name: str, sides: Sides, ask: Ask, rests: Rests) -> Answer:
    """Return the rows of the list `name` on both sides, with marks (see `compare_lists`)."""
    now, then = (_side(name, filters, ask, rests) for filters in (sides.now, sides.then))
    return compare_lists(LISTS[name], now, then)


def viewed(whole: Compared, view: str) -> Compared:
    """Return the comparison as numbers, shares (in thousandths), year by year or as an index."""
    return _VIEWED[view](whole) or whole if view in _VIEWED else whole


def views_of(whole: Compared) -> list[str]:
    """Return the views that `whole` has: shares where there is a total to share, the others where there are years."""
    return ["number", *(view for view, make in _VIEWED.items() if make(whole))]


def line_name(by: tuple[str, ...], line: Line) -> str:
    """Return the name of what a line counts."""
    if line.codes == TOTAL:
        return _("Total, each counted once")
    if by == ("year",):
        return " / ".join(dict.fromkeys(line.codes))
    if by == ("month",):
        return month_name(int(line.codes[0])) if line.codes[0] else _("month not known")
    return " · ".join(label(field, code) for field, code in zip(by, line.codes, strict=True))


def shown_table(whole: Compared, sides: Sides, view: str = "number", is_narrow: bool = False) -> dict[str, list[str]]:
    """Return the table of a comparison for people, by column; a narrow one has difference, change and mark in one."""
    shown = viewed(whole, view)
    table: dict[str, list[str]] = {}
    now_name, then_name = _apart(*sides.names(shown))
    by = " · ".join(map(column_label, shown.by))
    points = _("Difference in percentage points") if view == "share" else _("Difference")
    for line in shown.lines:
        row = {by: line_name(shown.by, line)}
        row |= {now_name: count_text(line.now, view), then_name: count_text(line.then, view)}
        difference, change = difference_text(line, view), change_text(line)
        mark = mark_text(line.mark, sides.by_regions)
        if is_narrow:
            row[_("Change")] = " ".join(filter(None, [mark, difference]))
        else:
            row |= {points: difference} | ({} if view == "share" else {_("Change in per cent"): change})
            row[column_label("mark")] = mark
        for name, text in row.items():
            table.setdefault(name, []).append(text)
    return table


def file_table(whole: Compared, sides: Sides) -> Answer:
    """Return the table of a comparison for files: codes, names, numbers as numbers; an unknown cell is None."""
    rows = [
        {
            "code": ";".join(line.codes) or None,
            "counted": line_name(whole.by, line),
            "now": line.now.value,
            "now_at_least": line.now.at_least,
            "then": line.then.value,
            "then_at_least": line.then.at_least,
            "difference": line.difference,
            "change": None if line.change is None else round(line.change, 1),
            "mark": mark_code(line.mark, sides.by_regions),
        }
        for line in whole.lines
    ]
    return Answer(FILE_COLUMNS, frozenset(("now", "then", "difference", "change")), rows)


def shown_list(listed: Answer) -> dict[str, list[str]]:
    """Return the rows of a compared list for people, by column: what it is, and its mark."""
    shown = display(listed.only([name for name in listed.columns if name not in SIDES]))
    return {**shown, column_label("mark"): [mark_text(row["mark"]) for row in listed.rows]}


def notes_of(
    name: str, whole: Compared | None, sides: Sides, running: frozenset[int], view: str = "number"
) -> list[str]:
    """Return the sentences that a reader needs beside a comparison: what is running, partial, of unlike length."""
    rule, notes = RULES.get(name), []
    over = rule.over if rule else LISTS[name].over
    periods = [side.period for side in (sides.now, sides.then)]
    spans = [range(last if over == "last" else first, last + 1) for first, last in periods]
    if over == "last":
        notes.append(_("States are those of 31 December of the last year of each period."))
    elif len(spans[0]) != len(spans[1]):
        text = _("The periods are not of the same length: {now} against {then} years.")
        notes.append(text.format(now=len(spans[0]), then=len(spans[1])))
    common = sorted({*spans[0]} & {*spans[1]})
    if common and not sides.by_regions:
        notes.append(_("These years count on both sides: {years}.").format(years=year_list(map(str, common))))
    still = sorted(year for year in running if any(year in span for span in spans))
    if still:
        notes.append(_("Incomplete: {years}.").format(years=year_list(map(str, still))))
    if whole and any(count.at_least for line in whole.lines for count in (line.now, line.then)):
        notes.append(_("≥ means at least: the full list was not published. No change is measured against it."))
    if rule and whole and whole.by == rule.by and rule.parts == "overlap" and view in ("number", "share"):
        if view == "share":
            notes.append(_("Parts overlap, so that their shares may exceed 100% together."))
        else:
            notes.append(_("What belongs to several parts counts in each of them, and once in the total."))
    if view == "index":
        notes.append(_("Index: the first year with a value is 100."))
    if whole and whole.by == ("year",) and len(spans[0]) != len(spans[1]):
        notes.append(_("Year stands beside year where both periods have the same number of years."))
    return notes


def filters_said(name: str, sides: Sides) -> str:
    """Return the filters of both sides in one line."""
    parameters = query(RULES[name].question if name in RULES else name).parameters
    now, then = filters_text(sides.now, parameters), filters_text(sides.then, parameters)
    return _("This side: {now}. Other side: {then}.").format(now=now, then=then)


def _side(question: str, filters: Filters, ask: Ask, rests: Rests, is_cumulative: bool = False) -> Side:
    basis = rests(question, replace(filters, from_year=None) if is_cumulative else filters)
    return Side(ask(question, filters), filters.period, basis.partial_years, bool(filters.regions))


def _apart(now: str, then: str) -> tuple[str, str]:
    """Return the names of two columns, told apart where both sides are the same."""
    return (now, then) if now != then else (now, f"{then} (2)")
