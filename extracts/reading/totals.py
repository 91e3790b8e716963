"""Lines of a sheet that hold no row: empty ones, and totals below or between the rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# In the languages of the United Nations, and in Portuguese, German and Italian; case and accents make no difference.
TOTAL_WORDS = (
    *("total", "totals", "grand total", "grand totals", "subtotal", "subtotals", "sub-total", "sum"),
    *("totaux", "total general", "sous-total", "somme", "totales", "suma", "subtotales"),
    *("итого", "всего", "сумма", "合计", "合計", "总计", "總計", "小计", "共计"),
    *("المجموع", "مجموع", "الإجمالي", "إجمالي", "المجموع الكلي"),
    *("total geral", "soma", "summe", "gesamt", "gesamtsumme", "insgesamt", "totale"),
)


def _letters(text: str) -> str:
    """Return `text` without case, accents and white space around it."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).strip()


def _bare(text: str) -> str:
    """Return the letters of `text` without what follows the word: "Total:", "TOTAL 2020" → "total"."""
    return re.sub(r"[\s:=.\d]+$", "", _letters(text))


BARE_WORDS = frozenset(map(_bare, TOTAL_WORDS))


class _Beginnings(dict[str, bool]):
    """Tells quickly of the first two letters of a row whether it may hold no row; most rows end here."""

    def __missing__(self, beginning: str) -> bool:
        letters = _letters(beginning)
        may = not letters or any(word.startswith(letters) for word in BARE_WORDS)
        if len(self) < 10_000:
            self[beginning] = may
        return may


MAY_HOLD_NO_ROW = _Beginnings()


def is_empty(row: Sequence[str]) -> bool:
    """Tell whether all cells are empty: `;;;;` is what Excel leaves of a row that was deleted."""
    return not "".join(row).strip()


def is_total(row: Sequence[str], width: int, required: Sequence[int]) -> bool:
    """Tell whether `row` is a totals line: it begins with such a word, and a cell that a row must have is missing.

    `width` is the number of cells of the header and `required` the positions of those that no row may leave empty.
    """
    if len(row) > width or (len(row) == width and all(row[position].strip() for position in required)):
        return False
    return _bare(next((cell for cell in row if cell.strip()), "")) in BARE_WORDS
