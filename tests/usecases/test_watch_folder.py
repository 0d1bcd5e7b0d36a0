"""Which files of a folder are imported when, look by look; and what came of them, on stores and files in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.clock import StandingClock
from tests.fakes.log_reader import InMemoryLogReader
from tests.fakes.logs import reading, session, set_aside
from tests.fakes.training_store import InMemoryTrainingStore

from lumbar.core.errors import StoreTrouble, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.usecases.watch_folder import (
    Arrival,
    ImportInto,
    ListedFile,
    TakenFile,
    Watched,
    import_arrivals,
    look,
    watched_since,
    with_taken,
)

NOW = StandingClock(datetime(2026, 11, 23, 18, 0, tzinfo=UTC))
HERE = "0.1.0 -"


def file(path: str = "strong.csv", size: int = 100, changed: int = 1) -> ListedFile:
    return ListedFile(path, size, changed)


def due_at_each_look(looks: Sequence[Sequence[ListedFile]], taken: Sequence[TakenFile] = ()) -> list[list[str]]:
    """The paths that are due, look by look, where each is imported at once."""
    watched, found = watched_since(taken), []
    for listing in looks:
        seen = look(watched, listing, HERE)
        found.append([each.path for each in seen.due])
        watched = seen.watched
        for each in seen.due:
            watched = with_taken(watched, each)
    return found


def test_a_file_is_due_when_two_looks_in_a_row_find_it_the_same_and_never_again() -> None:
    assert due_at_each_look([[file()], [file()], [file()], [file()]]) == [[], ["strong.csv"], [], []]


def test_a_file_that_still_grows_waits() -> None:
    growing = [[file(size=size, changed=size)] for size in (10, 20, 30, 30)]

    assert due_at_each_look(growing) == [[], [], [], ["strong.csv"]]


def test_a_file_that_changed_is_due_once_more() -> None:
    later = file(size=120, changed=2)

    assert due_at_each_look([[file()], [file()], [later], [later], [later]]) == [
        [],
        ["strong.csv"],
        [],
        ["strong.csv"],
        [],
    ]


def test_a_file_of_the_same_size_that_was_written_anew_has_changed() -> None:
    later = file(changed=2)

    assert due_at_each_look([[file()], [file()], [later], [later]])[-1] == ["strong.csv"]


def test_an_empty_file_is_one_that_is_still_to_come() -> None:
    empty = file(size=0)

    assert due_at_each_look([[empty], [empty], [file()], [file()]]) == [[], [], [], ["strong.csv"]]


def test_the_one_that_was_changed_first_comes_first() -> None:
    both = [file("b.csv", changed=1), file("a.csv", changed=2), file("c.csv", changed=1)]

    assert due_at_each_look([both, both])[-1] == ["b.csv", "c.csv", "a.csv"]


def test_what_an_earlier_run_took_is_not_due() -> None:
    assert due_at_each_look([[file()], [file()]], [TakenFile(file())]) == [[], []]
    assert not look(watched_since([TakenFile(file())]), [file()], HERE).growing


def test_what_could_not_be_used_is_due_under_other_circumstances_only() -> None:
    refused = [TakenFile(file(), refused_under=HERE)]
    first = look(watched_since(refused), [file()], HERE)
    other = look(watched_since(refused), [file()], "0.1.0 kg")

    assert not first.growing
    assert other.growing
    assert look(other.watched, [file()], "0.1.0 kg").due == (file(),)


def test_what_is_no_longer_there_is_forgotten() -> None:
    assert look(watched_since([TakenFile(file())]), [], HERE).watched == Watched()


LISTINGS = st.lists(
    st.dictionaries(st.sampled_from("ab"), st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=2).map(
        lambda files: [file(path, size, changed) for path, (size, changed) in files.items()]
    ),
    max_size=12,
)


@given(LISTINGS)
def test_whatever_is_due_stands_in_this_look_and_the_one_before_and_is_not_what_was_taken_last(
    looks: list[list[ListedFile]],
) -> None:
    watched, last = Watched(), list[ListedFile]()
    taken: dict[str, ListedFile] = {}
    for listing in looks:
        found = look(watched, listing, HERE)
        taken = {path: each for path, each in taken.items() if path in {one.path for one in listing}}
        for each in found.due:
            assert each in listing
            assert each in last
            assert each.size > 0
            assert taken.get(each.path) != each
        missed = [one for one in listing if one in last and one.size and taken.get(one.path) != one]
        assert sorted(missed, key=lambda one: one.path) == sorted(found.due, key=lambda one: one.path)
        watched, last = found.watched, listing
        for each in found.due:
            watched, taken[each.path] = with_taken(watched, each), each


# What comes of them


@dataclass
class MemoryFolder:
    """Each file's digest is made from its path, as those of readings in memory are."""

    looked_into: list[str] = field(default_factory=list)

    def listing(self) -> Sequence[ListedFile]:
        return ()

    def digest(self, path: str) -> str | None:
        self.looked_into.append(path)
        return reading(path).sha256


def arrivals(
    files: dict[str, FileReading | UnusableInput], store: InMemoryTrainingStore
) -> tuple[Watched, tuple[Arrival, ...]]:
    listing = [file(path) for path in files]
    found = look(look(Watched(), listing, HERE).watched, listing, HERE)
    return import_arrivals(found, MemoryFolder(), ImportInto(InMemoryLogReader(files), store, NOW), HERE)


def test_each_file_is_an_import_of_its_own() -> None:
    store = InMemoryTrainingStore()
    files = {
        "a.csv": reading("a.csv", session("2026-03-02T18:00")),
        "b.csv": reading("b.csv", session("2026-03-04T18:00")),
    }
    watched, came = arrivals(dict(files), store)

    assert [(each.path, each.result and each.result.sets.added) for each in came] == [("a.csv", 1), ("b.csv", 1)]
    assert store.saves == 2
    assert watched.taken == {path: TakenFile(file(path)) for path in files}


def test_a_file_whose_bytes_are_stored_costs_nothing_and_is_not_told_of() -> None:
    store = InMemoryTrainingStore()
    files: dict[str, FileReading | UnusableInput] = {"a.csv": reading("a.csv", session())}
    arrivals(files, store)
    watched, came = arrivals(files, store)

    assert came == ()
    assert watched.taken == {"a.csv": TakenFile(file("a.csv"))}
    assert store.saves == 1


def test_one_that_cannot_be_used_is_told_and_keeps_no_other_from_being_imported() -> None:
    strange = UnusableInput(UnusableKind.UNKNOWN_FORMAT, "notes.txt", met="Dear diary")
    store = InMemoryTrainingStore()
    watched, came = arrivals({"a.csv": reading("a.csv", session()), "notes.txt": strange}, store)

    assert [each.problem for each in came] == [None, strange]
    assert [each.anything_set_aside for each in came] == [False, True]
    assert watched.taken["notes.txt"] == TakenFile(file("notes.txt"), refused_under=HERE)


def test_a_unit_that_would_be_a_guess_is_refused_with_the_reason_there_is() -> None:
    guessed = reading("a.csv", session(), unit_from=UnitOrigin.GUESSED)
    store = InMemoryTrainingStore()
    _, (came,) = arrivals({"a.csv": guessed}, store)

    assert came.problem is not None
    assert came.problem.kind is UnusableKind.UNIT_NOT_CONFIRMED
    assert store.saves == 0


def test_records_that_were_set_aside_are_said() -> None:
    damaged = reading("a.csv", session(), problems=(set_aside("8o", path="a.csv"),))

    _, (came,) = arrivals({"a.csv": damaged}, InMemoryTrainingStore())
    assert came.anything_set_aside


def test_a_store_that_cannot_be_used_is_no_fault_of_the_file() -> None:
    busy = UnusableInput(UnusableKind.STORE_UNREADABLE, "lumbar.db", met=StoreTrouble.LOCKED)

    with pytest.raises(UnusableInput) as raised:
        arrivals({"a.csv": busy}, InMemoryTrainingStore())
    assert raised.value is busy
