"""Try before you deliver: files are checked under the rules of a publication, and nothing of them stays."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import duckdb
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components.data import snapshot
from components.errors import noted
from components.language import fragment
from components.tables import rows_table
from components.text import plain
from components.trial_run import ROWS_KEPT, Book, BusyError, Trial, try_out, unassigned
from extracts import read_contract
from extracts.folder import SUFFIXES
from extracts.upload import UploadError
from extracts.worker import WorkerError
from queries import query
from words import _, label, ngettext

ROWS_SHOWN = 1_000
# The outermost suffix: a browser knows no other.
_TYPES = sorted({suffix.rpartition(".")[2] for suffix in SUFFIXES})
_STATE = "trial"


@fragment
def trial() -> None:
    """Offer to try a delivery, and show what would become of it."""
    st.header(_("Try before you deliver"), anchor="try", divider="gray")
    if snapshot().regions is not None:
        st.info(
            _("This is offered to those who may see all regions: a trial reads all of the data."),
            icon=":material/visibility_off:",
        )
        return
    st.markdown(
        _(
            "Give the files that you are about to deliver, or a ZIP of them. They are checked beside the data of this"
            " dashboard, which stays as it is, and deleted afterwards."
        )
    )
    files: list[UploadedFile] = st.file_uploader(
        _("Files to try"), _TYPES, accept_multiple_files=True, key="trial-files", label_visibility="collapsed"
    )
    if not files:
        st.session_state.pop(_STATE, None)
        return
    state = _state_of(files)
    tables = _tables_chosen(state.get("unassigned", {}))
    if "unassigned" in state and st.button(_("Check these files"), type="primary", key="trial-check"):
        state.pop("trial", None)
        with st.spinner(_("Reading and checking…")):
            state["trial"] = _guarded(lambda: try_out(_contents(files), tables, snapshot()))
    if isinstance(found := state.get("trial"), Trial):
        _show(found)
    elif message := state.get("trial") or state.get("message"):
        st.error(message)


def _state_of(files: list[UploadedFile]) -> dict[str, Any]:
    """Return what this session remembers of a trial of just these files, and look at new ones for the first time."""
    key = tuple(file.file_id for file in files)
    state: dict[str, Any] = st.session_state.get(_STATE, {})
    if state.get("key") != key:
        state = {"key": key}
        found = _guarded(lambda: unassigned(_contents(files)))
        state["message" if isinstance(found, str) else "unassigned"] = found
        st.session_state[_STATE] = state
    return state


def _contents(files: list[UploadedFile]) -> list[tuple[str, bytes]]:
    return [(file.name, file.getvalue()) for file in files]


def _guarded(work: Callable[[], Any]) -> Any:
    """Return what `work` does, or, as Markdown, why it cannot be done."""
    try:
        return work()
    except BusyError:
        return _("Other deliveries are being checked just now. Try again in a minute.")
    except (UploadError, WorkerError) as error:
        return plain(str(error))
    except (OSError, duckdb.Error) as error:
        told = _("These files could not be checked. Try again, or report it with the number {id}.")
        return told.format(id=noted(error))


def _tables_chosen(unassigned_files: dict[str, str | None]) -> dict[str, str]:
    """Let the person say to which table each file belongs whose name does not; return the tables by path."""
    names = [table.name for table in read_contract()]
    chosen = {}
    for path, guessed in unassigned_files.items():
        # A key becomes a class of the page: no letters of others.
        number = hashlib.sha256(path.encode()).hexdigest()[:12]
        table = st.selectbox(
            _("To which table does {file} belong?").format(file=plain(path)),
            names,
            index=names.index(guessed) if guessed else None,
            format_func=lambda name: label("dataset", name),
            placeholder=_("To none: leave it out"),
            key=f"trial-table-{number}",
        )
        if table:
            chosen[path] = table
    return chosen


def _show(found: Trial) -> None:
    if found.objections:
        st.error(_("This delivery would not be published:"))
        st.markdown("\n".join(f"- {plain(text)}" for text in found.objections))
    elif not found.files.rows:
        st.warning(_("There is no file of a table among these."))
    else:
        st.success(_("This delivery would be published."))
    if found.not_read:
        st.markdown(_("Not looked at:"))
        st.markdown("\n".join(f"- {plain(name)}: {plain(why)}" for name, why in found.not_read))
    if found.files.rows:
        _titled(_("What was read"), lambda: rows_table(found.files, _("What was read"), "trial-files"))
        if not found.changes.rows:
            st.markdown(_("No headline figure would change."))
        else:
            _titled(_("What would change"), lambda: rows_table(found.changes, _("What would change"), "trial-changes"))
    for book in found.books:
        _book(book)


def _book(book: Book) -> None:
    title = _(query(book.name).title)
    with st.container(border=True, key=f"trial-{book.name}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{title}**")
            st.download_button(
                _("CSV"),
                book.csv,
                f"trial-{book.name.replace('_', '-')}.csv",
                "text/csv",
                key=f"trial-csv-{book.name}",
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
            )
        rows_table(book.rows.of(book.rows.rows[:ROWS_SHOWN]), title, f"trial-{book.name}")
        if book.count > ROWS_SHOWN:
            st.caption(
                ngettext("{shown} of {count} row.", "{shown} of {count} rows; the file holds more.", book.count).format(
                    shown=ROWS_SHOWN, count=book.count
                )
            )
        if book.count > ROWS_KEPT:
            st.caption(_("The file holds the first {count}.").format(count=ROWS_KEPT))


def _titled(title: str, draw: Callable[[], None]) -> None:
    with st.container(border=True):
        st.markdown(f"**{title}**")
        draw()
