"""Codes as people write them: in other case, with other separators, or by their English name."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from extracts.contract import Field
from extracts.forms.plain import without_accents
from words.codes import LABELS

# The list of `words.codes.LABELS` that names the codes of a column, where it is not called like the column.
CODE_LISTS = {"topics": "topic", "languages": "language"}
# Columns without a list of codes in the contract whose values are codes all the same: ISO 639-1.
OPEN_LISTS = ("language", "languages")
SEPARATORS = re.compile(r"[;,|/&\n]")
_IGNORED = re.compile(r"[\s_\-\N{EN DASH}\N{NON-BREAKING HYPHEN}]+")


def has_codes(field: Field) -> bool:
    """Tell whether the cells of `field` hold codes that have names."""
    return bool(field.codes) or field.name in OPEN_LISTS


def code_reader(field: Field) -> Callable[[str], str | None]:
    """Return the function that reads a cell of `field`: the code or codes as the contract writes them, or None.

    A cell with several codes may separate them by any of `SEPARATORS`; they come in the order delivered, each once.
    """
    codes = _codes_by_name(CODE_LISTS.get(field.name, field.name), field.codes)
    is_open = not field.codes

    def read(text: str) -> str | None:
        key = _key(text)
        return codes.get(key) or (key if is_open else None)

    def read_several(text: str) -> str | None:
        if whole := codes.get(_key(text)):
            return whole
        members = [read(member) for member in SEPARATORS.split(text) if member.strip()]
        if not members or None in members:
            return None
        return (field.separator or "").join(dict.fromkeys(filter(None, members)))

    return read_several if field.separator else read


@cache
def _codes_by_name(list_name: str, codes: tuple[str, ...]) -> dict[str, str]:
    """Return the code for each spelling that means one code only."""
    names = LABELS.get(list_name, {})
    found: dict[str, set[str]] = {}
    for code in codes or names:
        for spelling in (code, names.get(code, code)):
            found.setdefault(_key(spelling), set()).add(code)
    return {key: meant.pop() for key, meant in found.items() if len(meant) == 1}


def _key(text: str) -> str:
    return _IGNORED.sub("", without_accents(text).replace("&", " and "))
