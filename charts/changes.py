"""What changed, in sentences: the rows of `headline_figures` read for the overview."""

from __future__ import annotations

from charts.grid import whole
from queries.rows import Row, Rows
from words import _, label
from words.forms import grouped

FEWEST, MOST = 3, 6


def changes(rows: Rows) -> list[str]:
    """Return up to six plain sentences about the largest changes in the rows of `headline_figures`, in their order.

    A count that has fallen to zero comes first of all, then the largest relative changes, then what cannot be compared.
    An unknown count is never compared; where little is known, one sentence names what is not.
    """
    known = [i for i, row in enumerate(rows) if whole(row["value"]) is not None]
    chosen = sorted(known, key=lambda i: (-_weight(rows[i]), i))[:MOST]
    sentences = [_sentence(rows[i]) for i in sorted(chosen)]
    unknown = [label("measure", row["measure"]) for i, row in enumerate(rows) if i not in known]
    if unknown and len(sentences) < FEWEST:
        sentences.append(_("Not known: {measures}.").format(measures="; ".join(unknown)))
    return sentences


def _weight(row: Row) -> float:
    value, previous = whole(row["value"]) or 0, whole(row["previous"])
    if previous is None or row["is_partial"]:
        return 0.0
    if value == 0 and previous > 0:
        return float("inf")
    return abs(value - previous) / max(previous, 1)


def _sentence(row: Row) -> str:
    value, previous = whole(row["value"]) or 0, whole(row["previous"])
    is_state = row["nature"] == "state"
    difference = value - (previous or 0)
    if row["is_partial"]:
        text = _("{measure}: at least {value}; the published list is incomplete.")
    elif previous is None:
        over, at_end = _("{measure}: {value} over the period."), _("{measure}: {value} at the end of the period.")
        text = at_end if is_state else over
    elif value == previous:
        over = _("{measure}: {value}, as in the period before.")
        at_end = _("{measure}: {value} at the end of the period, as many as before it.")
        text = at_end if is_state else over
    elif value == 0:
        text = _("{measure}: none, after {previous} before.")
    elif difference > 0:
        over = _("{measure}: {value}, {difference} more than in the period before ({previous}).")
        at_end = _("{measure}: {value} at the end of the period, {difference} more than before it ({previous}).")
        text = at_end if is_state else over
    else:
        over = _("{measure}: {value}, {difference} fewer than in the period before ({previous}).")
        at_end = _("{measure}: {value} at the end of the period, {difference} fewer than before it ({previous}).")
        text = at_end if is_state else over
    return text.format(
        measure=label("measure", row["measure"]),
        value=grouped(value),
        previous=grouped(previous or 0),
        difference=grouped(abs(difference)),
    )
