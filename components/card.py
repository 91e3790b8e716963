"""The card: one question as Chart · Table · About, with its export button and the rows behind a click.

Cards that stand together are a fragment: turning to a table or clicking a bar runs them, not the page. Of each card
only the open view runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts.clicks import columns_of, filters_of, month_of, rows_behind
from charts.picture import file_stem, picture_options
from charts.spec import ChartSpec, Width
from charts.specs import CHARTS
from components.ahead import is_sent, needs_list, waits_for_figures
from components.card_element import Card, Head, Told, cards_element
from components.comparison import is_compared
from components.comparison_figure import comparison_figure
from components.comparison_view import comparison_view
from components.data import (
    answer,
    answer_page,
    answer_rows,
    chart_answer,
    chart_question,
    data_key,
    events_about,
    origin,
    snapshot,
)
from components.drawings import drawing_of
from components.empty import empty_view
from components.export_button import card_menu, comparison_menu, picture_format
from components.figure import PlacedFigure
from components.filters import only_region
from components.language import fragment
from components.pages import page_address
from components.screen import on_phone
from components.tables import count_of, have_ready, list_table, rows_table
from components.text import plain
from queries import Filters, Query, query
from queries.describe import basis_text, documents_text, filters_text
from queries.filters import CODE_LISTS, INTERNATIONAL
from queries.paging import Page
from queries.rows import Answer, Rows
from words import _, label, language, ngettext
from words.forms import grouped, month_name
from words.glossary import terms_in

# Pixels; the frame of a card takes 34 of them from the figure in it.
CARD_WIDTH = 456
# Rows of a list that are searched for a clicked point: offices, sessions, the bars of a calendar are fewer.
MOST_BEHIND = 10_000


@fragment
def figure_cards(filters: Filters, *rows: str | Sequence[str]) -> None:
    """Show charts (named as in `charts.specs`) for `filters`, each in a card with the same rows as table, and about it.

    A row is one chart over the whole width of the page, or several beside each other where there is room for them.
    """
    key = f"cards-{rows[0] if isinstance(rows[0], str) else rows[0][0]}"
    told = Told(key)
    cards = []
    for row in rows:
        if isinstance(row, str):
            cards.append(_figure_card(row, filters, told, is_wide=True))
        else:
            with st.grid(2, min_column_width=CARD_WIDTH):
                cards += [_figure_card(chart, filters, told, is_wide=False) for chart in row]
    cards_element(key, cards, told)


def _figure_card(chart: str, filters: Filters, told: Told, is_wide: bool) -> Card:
    question, spec = chart_question(chart, filters), CHARTS[chart]
    head = _head(f"figure-{chart}", chart, _(spec.title), question, filters, told, has_chart=True)
    with _card(chart):
        if head.view == "compare":
            return _comparison(head, filters, is_wide)
        if head.has_menu:
            card_menu(chart, head.title, filters, lambda: len(answer_rows(question.name, filters)))
        make = partial(_figure_of, chart, is_wide)
        shown = make(filters) if head.view == "chart" else None
        if shown is None:
            with _panel(head):
                if head.view == "chart":
                    empty_view(question, filters, key=f"empty-chart-{chart}")
                elif head.view == "table":
                    found = answer(question.name, filters)
                    _table_view(found, question, filters, key=chart)
                    if spec.kind == "map" and found.rows:
                        _office_choice(spec, found.rows, filters, key=chart)
                else:
                    _about_view(question, filters)
            return Card(head)
        if spec.rows_query and (point := told.point(head.place, shown)):
            _rows_behind(spec.rows_query, spec.click, point, filters, key=f"behind-{chart}")
        return Card(head, shown, is_sent(shown, filters, make, partial(chart_answer, chart), told.kept))


@fragment
def table_cards(filters: Filters, *names: str, level: int = 2) -> None:
    """Show the answers to the questions `names`, one below the other, each in a card with an export and about it.

    `level` is that of their headings.
    """
    key = f"cards-table-{names[0]}"
    told = Told(key)
    waits = not told.is_due and waits_for_figures()
    cards_element(key, [_table_card(name, filters, told, level, waits) for name in names], told)


def _table_card(name: str, filters: Filters, told: Told, level: int, waits: bool) -> Card:
    question = query(name)
    head = replace(_head(f"head-{name}", name, _(question.title), question, filters, told), level=level)
    with _card(name):
        if head.view == "compare":
            return _comparison(head, filters)
        head = replace(head, waits=waits and head.view == "table")
        if head.view == "table":
            needs_list(filters, partial(have_ready, name))
        if head.has_menu:
            card_menu(name, head.title, filters, lambda: count_of(name, filters))
        with _panel(head):
            if head.view != "table":
                _about_view(question, filters)
            elif not head.waits:
                _list_view(question, filters, key=name)
    return Card(head)


def _card(key: str) -> DeltaGenerator:
    return st.container(border=True, key=f"card-{key}")


def _head(
    place: str, name: str, title: str, question: Query, filters: Filters, told: Told, has_chart: bool = False
) -> Head:
    """Return the head of a card; only the content of its open tab is made."""
    views = {"chart": _("Chart")} if has_chart else {}
    views |= {"table": _("Table")} | ({"compare": _("Compare")} if is_compared(name) else {}) | {"about": _("About")}
    has_no_region = filters.regions and question.parameters and "regions" not in question.parameters
    return Head(
        name,
        place,
        title,
        anchor=name.replace("_", "-"),
        views=views,
        view=told.view(place, views),
        remark=_("This has no region: the choice of regions does not apply.") if has_no_region else "",
        of=f"{hash((data_key(snapshot()), filters, language())):x}" if has_chart else "",
        has_menu=told.has_menu(place),
    )


def _comparison(head: Head, filters: Filters, is_wide: bool = False) -> Card:
    """Show what an open tab *Compare* holds: both sides as a chart and as a table, and the menu that exports them."""
    if head.has_menu:
        comparison_menu(head.name, head.title, filters)
    with _panel(head):
        comparison_view(head.name, filters)
    return Card(head, comparison_figure(head.name, filters, head.place, _width(is_wide)))


def _width(is_wide: bool) -> Width:
    return "phone" if on_phone() else "wide" if is_wide else "card"


def _panel(head: Head) -> DeltaGenerator:
    """Return the container of what an open tab shows; the card's element makes it known as such to a screen reader."""
    return st.container(key=f"panel-{head.place}")


def _figure_of(chart: str, is_wide: bool, filters: Filters) -> PlacedFigure | None:
    """Return the figure of the card of `chart`, None where there is no row to draw."""
    text = drawing_of(chart, filters, _width(is_wide), dark=st.context.theme.type == "dark")
    if text is None:
        return None
    # A picture has no place for its source but its name.
    stem = f"{file_stem(chart, filters.period, filters.regions)}_{snapshot().fingerprint[:8]}"
    picture = picture_options(stem, picture_format(chart), text.height)
    return PlacedFigure(f"figure-{chart}", text, picture, is_selectable=CHARTS[chart].rows_query is not None)


def _rows_behind(list_query: str, click: Sequence[str], point: Sequence[object], filters: Filters, key: str) -> None:
    """Show the rows that the clicked point stands for; `point` is its customdata, whose positions `click` names."""
    narrowed = replace(filters, **filters_of(click, point)).within(snapshot())  # type: ignore[arg-type]
    heading = st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center")
    behind = None
    if columns_of(click, point):
        # What is no filter is looked for among the rows; lists that charts point into so are short.
        behind = rows_behind(answer_page(list_query, narrowed, Page(0, MOST_BEHIND)).answer, click, point)
    rows = behind.rows if behind else ()
    said = " · ".join(
        _code_name(name, code, rows) for name, code in zip(click, point, strict=False) if code is not None
    )
    alt = _("Rows behind {what}").format(what=said)
    if behind:
        count = len(rows)
        rows_table(behind, alt, key)
    else:
        stretch = _month_in(list_query, narrowed, month_of(click, point))
        count = stretch.count if stretch else count_of(list_query, narrowed)
        list_table(list_query, narrowed, f"page-{key}", alt, stretch)
    text = ngettext("{what}: {count} row", "{what}: {count} rows", count).format(what=said, count=grouped(count))
    with heading:
        st.markdown(f"**{plain(text)}**")
        if "office" in click:
            _region_button(str(point[click.index("regions")]), filters, key)


def _code_name(name: str, code: object, rows: Rows) -> str:
    """Return what a position of a clicked point is called; an office is named by the `rows` behind it."""
    if name == "month":
        return month_name(int(str(code)), "abbreviated")
    if name == "office" and rows:
        return str(rows[0]["name"])
    return label(CODE_LISTS.get(name, name), code)


def _region_button(region: str, filters: Filters, key: str) -> None:
    """Draw the button that leaves only `region` in the whole page, unless it is so or the filter does not offer it."""
    if region == INTERNATIONAL or filters.regions == (region,):
        return
    text = _("Only {region}").format(region=label("region", region))
    if st.button(plain(text), key=f"only-{key}", icon=":material/filter_alt:", on_click=only_region, args=(region,)):
        st.rerun(scope="app")


def _office_choice(spec: ChartSpec, rows: Rows, filters: Filters, key: str) -> None:
    """Draw the choice of an office, which shows what a click on its country does: by keyboard, and without a map."""
    names = {row["office"]: row["name"] for row in rows}
    offices = sorted(names, key=names.__getitem__)
    widget = f"office-{key}"
    if st.session_state.get(widget) not in (None, *offices):
        del st.session_state[widget]
    chosen = st.selectbox(
        _("Rows behind an office"),
        offices,
        index=None,
        format_func=names.__getitem__,
        placeholder=_("Choose an office"),
        key=widget,
    )
    if chosen and spec.rows_query:
        region = next(row["region"] for row in rows if row["office"] == chosen)
        _rows_behind(spec.rows_query, spec.click, [region, chosen], filters, key=f"behind-{key}")


def _month_in(name: str, filters: Filters, month: int | None) -> Page | None:
    """Return where the rows of `month` stand in the list `name` of one year, None where no month is asked for."""
    if month is None:
        return None
    counts = answer_rows(query(name).counter, filters)
    before = sum(row["trainings"] for row in counts if row["start_month"] < month)
    return Page(before, sum(row["trainings"] for row in counts if row["start_month"] == month))


def _list_view(question: Query, filters: Filters, key: str) -> None:
    """Show the answer to `question`, of any length."""
    if question.needs_all_regions and snapshot().regions is not None:
        st.info(_("This is shown to those who may see all regions."), icon=":material/visibility_off:")
    elif not count_of(question.name, filters):
        empty_view(question, filters, key=f"empty-table-{key}")
    else:
        list_table(question.name, filters, f"page-{key}", _(question.title))


def _table_view(rows: Answer, question: Query, filters: Filters, key: str) -> None:
    """Show the rows of a chart, which are few."""
    if not rows.rows:
        empty_view(question, filters, key=f"empty-table-{key}")
    else:
        rows_table(rows, _(question.title), key)


def _about_view(question: Query, filters: Filters) -> None:
    """Say what `question` asks, how it counts, what it rests on and what to beware of."""
    basis = origin(question, filters)
    # What has no period has no axis of years.
    events = events_about(question, filters) if "to_year" in question.parameters else ()
    lines = [
        (_("Question"), _(question.question)),
        (_("Definition"), _(question.definition)),
        (_("One row is"), _(question.grain)),
        (_("Unit"), _(question.unit)),
        (_("Beware"), _(question.caveats)),
        (_("Filters"), filters_text(filters, question.parameters)),
        (_("Extracts"), ", ".join(label("dataset", source) for source in question.sources)),
        (_("Sources"), documents_text(basis)),
        (_("Basis"), basis_text(basis)),
        (_("Events"), "; ".join(f"{event.text}: {event.source}" for event in events)),
        (_("Last change"), basis.changed_on.isoformat() if basis.changed_on else ""),
    ]
    said = [f"**{name}:** {plain(text)}" for name, text in lines if text]
    st.markdown("\n\n".join([*said, *_terms_of(question, filters)]))


def _terms_of(question: Query, filters: Filters) -> list[str]:
    """Return, as Markdown, the terms of the glossary that `question` is told in, and a link to all of them."""
    told = (question.title, question.question, question.definition, question.caveats, question.grain, question.unit)
    terms = [f"- **{plain(_(term.name))}:** {plain(_(term.text))}" for term in terms_in(told)]
    heading, link = _("Terms"), _("All terms are in the glossary")
    return [f"**{heading}:**", "\n".join(terms), f"[{link}]({page_address('find', filters, 'glossary')})"]
