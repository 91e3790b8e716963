"""What is new: what the delivery that is shown has changed against the one before it."""

from __future__ import annotations

import logging
from dataclasses import replace

import duckdb
import streamlit as st

from components.access import allowed_regions
from components.data import publication, snapshot
from components.kept import Kept
from components.pages import page_link
from components.tables import rows_table
from components.times import moment
from extracts.comparison import News, TableChange
from extracts.snapshot import open_snapshot
from extracts.standing import same_layout
from queries import Filters
from queries.rows import Answer
from queries.trial import changed_only, headline_changes
from words import _, ngettext
from words.forms import grouped

ANCHOR = "what-is-new"
log = logging.getLogger("dashboard")
# Two snapshots have one comparison, whoever asks; regions that may be seen make another.
_figures: Kept[Answer | None] = Kept(16)


def what_is_new() -> None:
    """Show what the delivery shown has of new: rows of each table, and the headline figures before and now."""
    st.header(_("What is new"), anchor=ANCHOR, divider="gray")
    news = publication().news
    if news is None:
        st.markdown(_("There is no earlier snapshot to compare with."))
        return
    st.markdown(_days(news))
    if not news.changed:
        st.markdown(_("No row of any table is another one."))
    else:
        _titled(_("Rows"), _rows(news.changed), "news-rows")
        if any(table.added is None for table in news.changed):
            st.caption(
                _("Where nothing is said of single rows, there are too many to compare them, or their form is new.")
            )
    figures = _figures_then_and_now(news)
    if figures is None:
        st.caption(_("The headline figures of the earlier snapshot cannot be computed any more."))
    elif not figures.rows:
        st.markdown(_("No headline figure is another one."))
    else:
        _titled(_("Headline figures"), figures, "news-figures")


def news_line(filters: Filters) -> None:
    """Say in one line, with a link, that there is something new; nothing where there is not."""
    news = publication().news
    if news and news.changed:
        page_link("data_health.py", filters, label=f":material/update: {_line(news)}")


def _line(news: News) -> str:
    """Return what has changed since the earlier snapshot, as one line."""
    changed = news.changed
    counts = [
        ngettext("{count} row added", "{count} rows added", added).format(count=grouped(added))
        for added in [sum(table.added or 0 for table in changed)]
        if added
    ]
    counts += [
        ngettext("{count} row changed", "{count} rows changed", rows).format(count=grouped(rows))
        for rows in [sum(table.changed or 0 for table in changed)]
        if rows
    ]
    counts += [
        ngettext("{count} row removed", "{count} rows removed", removed).format(count=grouped(removed))
        for removed in [sum(table.removed or 0 for table in changed)]
        if removed
    ]
    said = ", ".join(counts) or ngettext("{count} table", "{count} tables", len(changed)).format(count=len(changed))
    return _("New since {time}: {what}. Data health says more.").format(time=moment(news.published_at), what=said)


def _days(news: News) -> str:
    shown, current = publication().snapshot, publication().current
    unknown = _("unknown day")
    return _(
        "The snapshot shown, {new} with data of {new_day}, was published on {new_time}; the one before it, {old} with"
        " data of {old_day}, on {old_time}."
    ).format(
        new=shown.fingerprint[:8],
        new_day=shown.changed_on.isoformat() if shown.changed_on else unknown,
        new_time=moment(current.published_at) if current else unknown,
        old=news.fingerprint[:8],
        old_day=news.changed_on or unknown,
        old_time=moment(news.published_at),
    )


def _rows(tables: tuple[TableChange, ...]) -> Answer:
    counts = ("earlier", "shown", "added", "removed", "changed")
    rows = [
        {
            "dataset": table.dataset,
            "earlier": table.before,
            "shown": table.now,
            "added": table.added,
            "removed": table.removed,
            "changed": table.changed,
        }
        for table in tables
    ]
    return Answer(("dataset", *counts), frozenset(counts), rows)


def _figures_then_and_now(news: News) -> Answer | None:
    """Return the headline figures that are others than in the earlier snapshot, None where that one is gone."""
    key = (news.fingerprint, publication().snapshot.fingerprint, allowed_regions())
    return _figures.get(key, lambda: _compared(news))


def _compared(news: News) -> Answer | None:
    path = publication().previous
    if path is None:
        return None
    try:
        before = replace(open_snapshot(path, snapshot().folder), regions=allowed_regions())
    except (duckdb.Error, OSError) as error:
        log.warning("the earlier snapshot %s cannot be opened: %s", path.name, error)
        return None
    try:
        # The one before may be the same delivery, read by another version of this program.
        if before.fingerprint != news.fingerprint or not same_layout(before, snapshot()):
            return None
        changes = changed_only(headline_changes(before, snapshot()))
    finally:
        before.connection.close()
    return changes.renamed({"before": "earlier", "after": "shown"})


def _titled(title: str, rows: Answer, key: str) -> None:
    with st.container(border=True):
        st.markdown(f"**{title}**")
        rows_table(rows, title, key)
