"""Why an import cannot be undone: one sentence with what was met, why it matters and what to do."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from lumbar.usecases.ports import StoredImport
from lumbar.usecases.undo_import import NotUndone, WhyNotUndone
from lumbar.wording.importing import import_sentence, not_undone_sentence, undone_sentence

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def third(*, needed_by: tuple[int, ...] = (), undone_at: datetime | None = None) -> StoredImport:
    return StoredImport(UUID(int=3), 3, NOON, ("a.csv", "b.csv"), 1, 1204, 2, undone_at=undone_at, needed_by=needed_by)


@pytest.mark.parametrize("why", WhyNotUndone)
def test_every_refusal_is_one_sentence_without_a_placeholder(why: WhyNotUndone) -> None:
    sentence = not_undone_sentence(NotUndone(why, "7", third(needed_by=(4,))))
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "None" not in sentence


@pytest.mark.parametrize(
    ("needed_by", "said"),
    [
        ((4,), "Import 3 cannot be undone yet: import 4 changed sessions it brought; undo that first."),
        ((4, 6, 9), "Import 3 cannot be undone yet: imports 4, 6 and 9 changed sessions it brought; undo those first."),
    ],
)
def test_what_must_be_undone_before_is_named(needed_by: tuple[int, ...], said: str) -> None:
    assert not_undone_sentence(NotUndone(WhyNotUndone.NEEDED, asked=third(needed_by=needed_by))) == said


def test_an_import_is_listed_with_what_it_brought_and_when_it_was_undone() -> None:
    listed = "3, 2026-03-10 12:00: a.csv, b.csv. 1 session new, 1,204 sets in all, 2 sessions replaced."
    assert import_sentence(third()) == listed
    assert import_sentence(third(undone_at=NOON)) == f"{listed} Undone 2026-03-10 12:00."
    assert undone_sentence(third()) == (
        "Undone: import 3 of 2026-03-10 12:00 (a.csv, b.csv). 1 session taken back. 2 sessions put back as before."
    )
