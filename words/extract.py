"""Collects every message of the project into a template for translators, `locale/dashboard.pot`.

A new language begins with `pybabel init -D dashboard -i locale/dashboard.pot -d locale -l de` and follows later changes
with `pybabel update -D dashboard -i locale/dashboard.pot -d locale`; its catalogue is read as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from words.headers import TRANSLATED, read_header

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("words", "extracts", "queries", "charts", "exports", "components", "pages")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
# No dates and no names: the template changes only where a message does.
HEADER = """\
# Messages of the dashboard.
msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

Message = str | tuple[str, ...]  # singular and plural, where a number decides


def template(root: Path = ROOT) -> bytes:
    """Return the template: all messages of the project under `root`, in alphabetical order, as a PO file in UTF-8."""
    catalogue = Catalog()
    for message in (*_messages_of_code(root), *_messages_of_queries(root), *_messages_of_contract(root)):
        catalogue.add(message)
    buffer = BytesIO()
    write_po(buffer, catalogue, width=120, no_location=True, omit_header=True, sort_output=True)
    return HEADER.encode() + buffer.getvalue()


def _messages_of_code(root: Path) -> Iterator[Message]:
    files = [path for room in ROOMS for path in sorted((root / room).rglob("*.py"))]
    for path in [*files, root / "dashboard.py"]:
        for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            yield message


def _messages_of_queries(root: Path) -> Iterator[Message]:
    for path in sorted((root / "queries").glob("*.sql")):
        header = read_header(path.read_text(encoding="utf-8"))
        yield from (header[name] for name in TRANSLATED if name in header)


def _messages_of_contract(root: Path) -> Iterator[Message]:
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        yield from (resource["title"], resource["description"])
        yield from (field["description"] for field in resource["schema"]["fields"])
