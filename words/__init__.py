"""Every string that a person reads passes through here.

`_` and `ngettext` look a message up in the catalogue of the language in use, `N_` only marks one for extraction, and
`label` names a code ("AF" → "Africa"). Codes stay codes in URLs and in the data of files; only
their names are translated. The catalogues are `locale/<language>/LC_MESSAGES/dashboard.po`; English needs none.
"""

from __future__ import annotations

import gettext
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path

from words.codes import LABELS

# The languages of the United Nations by their codes, each under its own name, in the order of the codes.
LANGUAGES = {"ar": "العربية", "en": "English", "es": "Español", "fr": "Français", "ru": "Русский", "zh": "中文"}
RIGHT_TO_LEFT = frozenset({"ar"})
LOCALE = Path(__file__).resolve().parent.parent / "locale"

# A context variable, not a global: sessions of one server may read different languages at once.
_language: ContextVar[str] = ContextVar("language", default="en")


def use_language(language: str) -> None:
    """Set the language of the current session; an unknown one falls back to English."""
    _language.set(language)


def language() -> str:
    """Return the language in use, as its code: what is kept in words is kept under it."""
    return _language.get()


def is_right_to_left() -> bool:
    """Tell whether the language in use is read from right to left."""
    return language() in RIGHT_TO_LEFT


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    path = LOCALE / language / "LC_MESSAGES" / "dashboard.po"
    if not path.is_file():
        return gettext.NullTranslations()
    # Who reads English does not wait for Babel; compiled once a process, a catalogue is never older than its source.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(message: str) -> str:
    """Return `message` in the language in use."""
    # gettext answers the empty message with the catalogue's own header.
    return _catalogue(_language.get()).gettext(message) if message else ""


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form that the language in use needs for `count`."""
    return _catalogue(_language.get()).ngettext(singular, plural, count)


def label(field: str, code: object) -> str:
    """Return the name of `code` in the code list of `field`, or the code itself where the list does not hold it."""
    text = str(code)
    return _(LABELS.get(field, {}).get(text, "")) or text
