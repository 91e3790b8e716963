"""Names as people and programs spell them: case, accents, spaces, dashes, dots and underscores make no difference."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """Return the letters and digits of `name`, without case and accents: `Start Date`, `START_DATE` → `startdate`."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())
