"""Figures on a calendar: the trainings of a year or of several, and the releases of tools.

They are drawn from lists, one mark per row; more trainings than can be told apart are drawn from counts. A date is
drawn as exactly as it is known: a day, the whole month, the whole year, or in words where nothing is known.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from operator import itemgetter

from charts.columns import cell_text, column_label, date_text
from charts.drawing import Drawing, bar, scatter
from charts.events import mark_days
from charts.figures import series_colour, series_name
from charts.grid import in_order
from charts.layout import dress
from charts.months import ALL_MONTHS, by_month, columns, is_counted, years
from charts.palette import paper
from charts.ranks import name_axis
from charts.spec import WIDTHS, ChartSpec, Context
from charts.template import SMALL_SIZE, TEXT_SIZE
from charts.text import escape, shorten, text_width
from queries.rows import Row, Rows
from words import _, label
from words.forms import month_name

DAY = 86_400_000  # Plotly measures the length of a bar on a time axis in milliseconds
LEAST_DAYS = 4  # a single day would be a hair's breadth on an axis of a year


def span(first: date, last: date, precision: str) -> tuple[date, date]:
    """Return the first and last day that a date of this `precision` may mean."""
    if precision == "year":
        return date(first.year, 1, 1), date(last.year, 12, 31)
    if precision == "month":
        return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
    return first, last


def trainings(rows: Rows, title: str, spec: ChartSpec, context: Context) -> tuple[Drawing, int]:
    """Return the trainings of `rows`: within one year bar by bar where they are listed, else counted by month.

    `rows` are those of `trainings_list` or of `trainings_by_month`; `charts.questions` says which it is to be.
    """
    if context.period[0] != context.period[1]:
        return years(by_month(rows), title, spec, context)
    return (columns if is_counted(rows) else _bars)(rows, title, spec, context)


def _hover(row: Row) -> str:
    lines = [f"<b>{escape(row['title'])}</b>"]
    dates = [date_text(row[name], row["date_precision"]) for name in ("start_date", "end_date")]
    lines.append(escape(" – ".join(dict.fromkeys(dates))))
    for name in ("topics", "mode", "regions", "offices", "participants"):
        text = cell_text(name, row[name], is_number=name == "participants")
        lines.append(escape(f"{column_label(name)}: {shorten(text, 420, TEXT_SIZE)}"))
    return "<br>".join(lines)


def _bars(rows: Rows, title: str, spec: ChartSpec, context: Context) -> tuple[Drawing, int]:
    """Return one row per training on an axis of the year's months."""
    figure = Drawing()
    codes = in_order((str(row["mode"]) for row in rows), "mode")
    year = int(rows[0]["start_date"].year)
    last_day = date(year, 12, 31)
    for code in codes:
        places = [place for place, row in enumerate(rows) if str(row["mode"]) == code]
        chosen = [rows[place] for place in places]
        spans = [span(row["start_date"], row["end_date"], row["date_precision"]) for row in chosen]
        last_day = max([last_day, *(last for _first, last in spans)])
        figure.add_trace(
            bar(
                name=escape(series_name(spec, code)),
                orientation="h",
                y=places,
                base=[first.isoformat() for first, _last in spans],
                x=[max(LEAST_DAYS, (last - first).days + 1) * DAY for first, last in spans],
                marker={
                    "color": series_colour(spec, code, context),
                    # A month or a year of which the day is not known is drawn lighter than the days of a training.
                    "opacity": [1.0 if row["date_precision"] == "day" else 0.45 for row in chosen],
                },
                width=0.62,
                customdata=[[row["start_date"].year, None, code, row["training_id"]] for row in chosen],
                hovertext=[_hover(row) for row in chosen],
                hovertemplate="%{hovertext}<extra></extra>",
            )
        )
    figure.update_layout(barmode="overlay")
    _month_axis(figure, year, context)
    figure.update_xaxes(range=[date(year, 1, 1).isoformat(), (last_day + timedelta(days=1)).isoformat()])
    left = name_axis(figure, [str(row["title"]) for row in rows], context, share=0.5)
    notes = [mark_days(figure, context.events, context.dark)]
    if any(row["date_precision"] != "day" for row in rows):
        notes.append(_("Lighter bars: the date is not known to the day."))
    names = [series_name(spec, code) for code in codes]
    height = dress(figure, title, spec, context, names=names, notes=notes, height=max(60, 19 * len(rows)), left=left)
    return figure, height


def _month_axis(figure: Drawing, year: int, context: Context) -> None:
    """Name the months of `year` on x in the middle of each, with a thin line between two."""
    short = WIDTHS[context.width] < 700
    figure.update_xaxes(
        type="date",
        tickmode="array",
        tickvals=[date(year, month, 15).isoformat() for month in ALL_MONTHS],
        ticktext=[month_name(month, "narrow" if short else "abbreviated") for month in ALL_MONTHS],
        tickangle=0,
        showgrid=False,
    )
    line = {"width": 1, "color": paper(context.dark).grid}
    for month in range(2, 13):
        figure.add_vline(x=date(year, month, 1).isoformat(), line=line, layer="below")


def _years_axis(figure: Drawing, context: Context, left: int) -> None:
    """Name the years of the period on x at their first day, as many as fit beside `left` pixels."""
    years = range(context.period[0], context.period[1] + 1)
    step = max(1, -(-len(years) * 34 // (WIDTHS[context.width] - left - 40)))
    figure.update_xaxes(
        type="date",
        tickmode="array",
        tickvals=[date(year, 1, 1).isoformat() for year in years][::step],
        ticktext=[str(year) for year in years][::step],
        tickangle=0,
    )


def releases(rows: Rows, title: str, spec: ChartSpec, context: Context) -> tuple[Drawing, int]:
    """Return a line of time per tool with a mark per release; releases without a date are named below."""
    colours = paper(context.dark)
    dated = sorted((row for row in rows if row["released_on"]), key=itemgetter("released_on"))
    tools = list(dict.fromkeys(str(row["tool"]) for row in rows))
    figure = Drawing()
    first, last = date(context.period[0], 1, 1), date(context.period[1], 12, 31)
    left = name_axis(figure, tools, context)
    pixels_a_day = (WIDTHS[context.width] - left - 40) / max(1, (last - first).days)
    for place, tool in enumerate(tools):
        chosen = [row for row in dated if str(row["tool"]) == tool]
        days = [row["released_on"] for row in chosen]
        rooms = (
            [(after - day).days * pixels_a_day - 12 for day, after in zip(days, [*days[1:], last], strict=True)]
            if days
            else []
        )
        versions = [str(row["version"]) for row in chosen]
        figure.add_trace(
            scatter(
                name=escape(tool),
                x=[day.isoformat() for day in days],
                y=[place] * len(days),
                mode="lines+markers+text",
                line={"width": 1, "color": colours.grid},
                marker={
                    "size": 10,
                    "color": colours.accent,
                    "symbol": ["circle" if row["date_precision"] == "day" else "circle-open" for row in chosen],
                },
                text=[
                    escape(v) if text_width(v, SMALL_SIZE) <= room else ""
                    for v, room in zip(versions, rooms, strict=True)
                ],
                textposition="top right",
                textfont={"size": SMALL_SIZE, "color": colours.ink},
                customdata=[[day.year, tool, version] for day, version in zip(days, versions, strict=True)],
                hovertext=[
                    f"<b>{escape(tool)} {escape(version)}</b>"
                    f"<br>{escape(date_text(row['released_on'], row['date_precision']))}"
                    f"<br>{escape(label('basis', row['basis']))}"
                    for version, row in zip(versions, chosen, strict=True)
                ],
                hovertemplate="%{hovertext}<extra></extra>",
                showlegend=False,
                cliponaxis=False,
            )
        )
    undated = [row for row in rows if not row["released_on"]]
    notes = [mark_days(figure, context.events, context.dark)]
    if any(row["date_precision"] != "day" for row in dated):
        notes.append(_("Open circles: only the month or the year is known."))
    if len(undated):
        listed = "; ".join(f"{row['tool']} {row['version']}" for row in undated)
        notes.append(_("Date not known: {releases}.").format(releases=listed))
    is_one_year = first.year == last.year
    _month_axis(figure, first.year, context) if is_one_year else _years_axis(figure, context, left)
    margin = timedelta(days=0 if is_one_year else 20)
    figure.update_xaxes(range=[(first - margin).isoformat(), (last + margin).isoformat()], showgrid=not is_one_year)
    figure.update_yaxes(showgrid=True)
    height = dress(
        figure, title, spec, context, names=[], notes=notes, height=44 * len(tools) + 10, left=left, right=30
    )
    return figure, height
