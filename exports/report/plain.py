"""Text from data made fit for XML."""

from __future__ import annotations

import re

# Characters that XML 1.0 cannot hold, and those that would break a line or jump to a tab stop.
_UNFIT = re.compile("[\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+")


def clean(text: str) -> str:
    """Return `text` as one line that XML can hold: each run of control characters becomes a space."""
    return _UNFIT.sub(" ", text).strip()
