"""A made-up language, in which every message stands in «quotes»."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

import words
from words.extract import template


@pytest.fixture(scope="session")
def messages() -> Catalog:
    """The template as Babel reads it."""
    return read_po(BytesIO(template()))


@pytest.fixture
def in_quotes(messages: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Return a function that turns to the language "la", in which each message of the template is «quoted»."""
    translated = Catalog(locale="la")  # two forms: one, and all other numbers
    for message in messages:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            quoted = tuple(f"«{text}»" for text in ids)
            translated.add(message.id, quoted if len(quoted) > 1 else quoted[0])
    folder = tmp_path / "la" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "dashboard.po").open("wb") as file:
        write_po(file, translated)
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    words._catalogue.cache_clear()
    yield lambda: words.use_language("la")
    words.use_language("en")
    words._catalogue.cache_clear()
