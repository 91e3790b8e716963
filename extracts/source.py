"""A place as a publication needs it: how it looks, whether it rests, and its delivery at hand to be read."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, TextIO

from extracts.folder import look, signature
from extracts.mirror import mirror, sorted_out
from extracts.place import AtHand, Place, Store, StoreError
from extracts.progress import Telling
from extracts.settings import ROOT
from extracts.store import S3, StoredObject


class Source(Protocol):
    """Where deliveries come from. All raise StoreError where a store fails."""

    def look(self) -> str:
        """Return what tells one state of the place from another; "" where there is no folder."""

    def changed_within(self, seconds: float) -> bool:
        """Tell whether something came, or changed, so lately that more may be on its way."""

    def bring(self, telling: Telling) -> AtHand:
        """Return the delivery that `look` has seen last. Raises ChangedError where it has changed meanwhile."""


class FolderSource:
    """A folder of this machine, which is read where it lies."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def look(self) -> str:
        return look(self._folder)

    def changed_within(self, seconds: float) -> bool:
        now = time.time_ns()
        return any(abs(now - int(changed)) < seconds * 1e9 for *_rest, changed in signature(self._folder))

    def bring(self, telling: Telling) -> AtHand:  # noqa: ARG002
        return AtHand(self._folder)


class StoreSource:
    """An object store, whose objects are brought into the folder `into` to be read there."""

    def __init__(self, store: Store, into: Path) -> None:
        self._store, self._into = S3(store), into
        self._listed: Sequence[StoredObject] = ()

    def look(self) -> str:
        self._listed = self._store.listing()
        wanted, not_read = sorted_out(self._listed)
        seen = [(stored.name, stored.etag, stored.size, stored.changed_at.isoformat()) for stored in wanted]
        return hashlib.sha256(repr((seen, not_read)).encode(errors="backslashreplace")).hexdigest()

    def changed_within(self, seconds: float) -> bool:
        now = datetime.now(UTC)
        return any(abs((now - stored.changed_at).total_seconds()) < seconds for stored in sorted_out(self._listed)[0])

    def bring(self, telling: Telling) -> AtHand:
        telling.step("fetching")
        return mirror(self._store, self._listed, self._into)


def source(place: Place, into: Path) -> Source:
    """Return `place` as a source; what a store holds is brought into the folder `into`. Raises StoreError."""
    return StoreSource(place, into) if isinstance(place, Store) else FolderSource(place)


def at_hand(place: Place, into: Path) -> AtHand:
    """Return the delivery in `place` as it is now, at hand to be read. Raises OSError like a source does."""
    found = source(place, into)
    if isinstance(place, Store):
        found.look()
    return found.bring(Telling())


def answer_looks(data: Place, questions: TextIO, answers: TextIO) -> int:
    """Look at `data` for each line of `questions` and say on `answers` what is seen; return 0 when nobody asks more."""
    found: Source | None = None
    for _line in questions:
        try:
            found = found or source(data, ROOT)
            begun = time.process_time()
            said: dict[str, object] = {"seen": found.look(), "cost": time.process_time() - begun}
        except StoreError as error:
            found = None  # the next look asks for credentials anew: they may have been replaced
            said = {"place": error.filename, "reason": error.reason, "values": error.values}
        print(json.dumps(said), file=answers, flush=True)
    return 0
