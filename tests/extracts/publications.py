"""What the tests of publication share."""

from __future__ import annotations

from datetime import date

from extracts import Snapshot
from extracts.publication import publish
from extracts.state import State, state_folder
from tests.extracts.conftest import TODAY, Folder


def published(folder: Folder, today: date = TODAY) -> State:
    """Publish what lies in `folder`, which need not rest for it."""
    return publish(folder.path, state_folder(folder.path), today, settle=0)


def titles(snapshot: Snapshot) -> list[str]:
    with snapshot.cursor() as cursor:
        return [title for (title,) in cursor.execute("select title from trainings order by title").fetchall()]
