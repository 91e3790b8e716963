"""Notes of several tables: what holds for all of them, said once, and what each says besides."""

from __future__ import annotations

from collections.abc import Sequence

from exports.exhibit import Exhibit

Note = tuple[str, str]  # name and text


def shared_notes(exhibits: Sequence[Exhibit]) -> tuple[list[Note], list[list[Note]]]:
    """Return the notes that all `exhibits` have, and of each the others but its own title, which stands above them."""
    if not exhibits:
        return [], []
    common = [note for note in exhibits[0].sheet.notes if all(note in one.sheet.notes for one in exhibits)]
    common = [note for note in common if len(exhibits) > 1 or note[1] != exhibits[0].title]
    own = [[note for note in one.sheet.notes if note not in common and note[1] != one.title] for one in exhibits]
    return common, own
