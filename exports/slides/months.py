"""The calendar of trainings as columns: PowerPoint has no calendars, so its trainings are counted by month."""

from __future__ import annotations

from charts.figures import series_colour, series_name
from charts.grid import in_order
from charts.months import ALL_MONTHS, UNKNOWN, by_month, places
from charts.series import PlainChart, Series
from charts.spec import Context
from charts.specs import CHARTS
from exports.exhibit import Exhibit
from words import _, ngettext
from words.forms import grouped, month_name

NAME = "trainings_calendar"


def months_chart(exhibit: Exhibit, subtitle: str, footer: str) -> PlainChart:
    """Return the trainings of `exhibit` per month in which they start, whatever the year, stacked by mode."""
    rows, spec = by_month(exhibit.answer.rows), CHARTS[NAME]
    names = [month_name(month, "abbreviated") for month in ALL_MONTHS]
    months = places(rows)
    if UNKNOWN in months:
        names.append(_("Month not known"))
    # Colours and names do not depend on the context on white paper.
    context = Context(period=(0, 0))
    series = []
    for code in in_order((str(row["mode"]) for row in rows), "mode"):
        counts = [0] * len(names)
        for month, row in zip(months, rows, strict=True):
            counts[month] += int(row["trainings"]) if row["mode"] == code else 0
        series.append(Series(series_name(spec, code), series_colour(spec, code, context), tuple(counts)))
    totals = tuple(sum(values) for values in zip(*(one.values for one in series), strict=True))
    return PlainChart(
        name=NAME,
        form="stacked column",
        title=_finding(names, totals),
        subtitle=subtitle,
        alt=_("Stacked column chart: trainings per month in which they start. {counts}.").format(
            counts="; ".join(f"{name} {grouped(count)}" for name, count in zip(names, totals, strict=True))
        ),
        categories=tuple(names),
        series=tuple(series),
        totals=totals if len(series) > 1 else (),
        value_label=_("Trainings"),
        notes=(
            _("The calendar of the page as columns: the same trainings, counted by the month in which they start."),
        ),
        footer=footer,
    )


def _finding(names: list[str], totals: tuple[int, ...]) -> str:
    total, most = sum(totals), max(totals[:12])
    leaders = [name for name, count in zip(names, totals[:12], strict=False) if count == most]
    if len(leaders) > 3 or not most:
        return ngettext("{count} training", "{count} trainings", total).format(count=grouped(total))
    text = _("Most trainings started in {months}: {count} of {total}")
    if len(leaders) > 1:
        text = _("Most trainings started in {months}: {count} of {total} in each")
    return text.format(months="; ".join(leaders), count=grouped(most), total=grouped(total))
