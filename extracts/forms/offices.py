"""Offices as people name them: by ST.3 code, by ISO code, by name in several languages, by a former or a short name."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from extracts.contract import Table
from extracts.forms.plain import in_capitals, words_of

NAMES_FILE = Path(__file__).with_name("office_names.csv")
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar", "pt", "de")
# Words that official names have and others leave out.
_SMALL_WORDS = {"the", "of", "and"}
# CLDR also names unions and parts of states by two letters; in ST.3 some of these are other offices (EA is EAPO).
KINDS_IN_CLDR = ("state", "territory")
LONGEST = 200  # letters; what is longer is no name

Office = tuple[str, str, str | None, str]  # code, name, iso3, kind


class OfficeNames:
    """The accepted rows of `offices` and every other name of theirs that is known."""

    def __init__(self, offices: Iterable[Office]) -> None:
        self._codes: dict[str, str] = {}
        self._names: dict[str, set[str]] = {key: set(codes) for key, codes in _own_names().items()}
        offices = list(offices)
        for code, name, iso3, _kind in offices:
            self._codes[code] = code
            self._add(name, code)
            if iso3:
                self._codes.setdefault(iso3, code)
        states = {code for code, _name, _iso3, kind in offices if kind in KINDS_IN_CLDR}
        for key, codes in _cldr_names().items():
            if meant := codes & states:
                self._names.setdefault(key, set()).update(meant)

    def _add(self, name: str, code: str) -> None:
        self._names.setdefault(name_key(name), set()).add(code)

    def codes_of(self, text: str) -> tuple[str, ...]:
        """Return the code of the office that `text` means, all codes where it means several, none where unknown.

        A code comes before a name: NA is Namibia.
        """
        if len(text) > LONGEST:
            return ()
        if code := self._codes.get(in_capitals(text.strip())):
            return (code,)
        return tuple(sorted(self._names.get(name_key(text), ())))


def office_columns(table: Table) -> frozenset[str]:
    """Return the columns of `table` that name an office."""
    return frozenset(
        key.column for key in table.foreign_keys if (key.references, key.references_column) == ("offices", "code")
    )


def name_key(name: str) -> str:
    """Return what two spellings of a name have in common: its words, whatever their order, without the small ones.

    So "Korea, Republic of" is "Republic of Korea", and "St. Lucia" is "Saint Lucia".
    """
    words = ("saint" if word == "st" else word for word in words_of(name))
    return " ".join(sorted(word for word in words if word not in _SMALL_WORDS))


@cache
def _own_names() -> dict[str, set[str]]:
    """Return the codes by key of the names in `office_names.csv`; a name with several codes there is never guessed."""
    found: dict[str, set[str]] = {}
    with NAMES_FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(name_key(row["name"]), set()).add(row["code"])
    return found


@cache
def _cldr_names() -> dict[str, set[str]]:
    # Only asked for where a name is not a code: the names take a while to load.
    from babel import Locale

    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(name_key(name), set()).add(code)
    found.pop("", None)
    return found
