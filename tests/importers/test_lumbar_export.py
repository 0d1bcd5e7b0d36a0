"""Lumbar's own export: what is taken out is read back as it was, and doubles nothing."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, problems

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.same_training import compare, keyed
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingSet, set_lines
from lumbar.exchange.archive_json import archive_json
from lumbar.exchange.training_csv import training_csv
from lumbar.importers import LogFiles
from lumbar.usecases.ports import ReadingChoices, StoredSession
from lumbar.usecases.take_out import Everything

TAKEN_OUT = datetime(2026, 11, 1, 20, 0, tzinfo=UTC)
MONDAY = datetime.fromisoformat("2026-03-02T18:04:00")

SETS = (
    TrainingSet("Deadlift", SetKind.WARM_UP, Grams(102_058), 5.0, "225", MassUnit.LB, rpe=8.5, note='a, "b"\nc\\nd'),
    TrainingSet("=HYPERLINK", SetKind.FAILURE, Grams(61_235), 7.5, "61.2350", MassUnit.KG, rir=1.5, multiplier=2.0),
    TrainingSet("Chin Up", SetKind.UNKNOWN, None, 6.0, "-18.14", MassUnit.KG, assistance=Grams(18_140)),
    TrainingSet("Plank", SetKind.COOL_DOWN, None, None, duration_s=60.25, distance_m=None),
    TrainingSet("Sled", SetKind.DROP, Grams(0), 0.0, "0", MassUnit.KG, distance_m=20.5),
)


def session(source: str = "hevy", start: datetime = MONDAY, *sets: TrainingSet) -> Session:
    return Session(
        source=source,
        start=start,
        precision=SessionPrecision.MINUTE,
        title="Pull + pain",
        sets=sets or SETS,
        duration_s=3600.0,
        note="- tired",
        warm_ups_flagged=True,
        lines=set_lines(range(10, 10 + len(sets or SETS))),
    )


SESSIONS = (
    replace(session("strong"), app_id="117"),
    session("hevy", MONDAY + timedelta(days=1)),
    session("hevy", MONDAY + timedelta(days=1), SETS[1]),
    replace(session("fitnotes", datetime.fromisoformat("2026-03-09")), precision=SessionPrecision.DAY, title=""),
)


def everything(*sessions: Session) -> Everything:
    return Everything(tuple(StoredSession(one, TAKEN_OUT) for one in keyed(sessions)), (), (), {}, ())


def archive(*sessions: Session) -> bytes:
    return archive_json(everything(*sessions), TAKEN_OUT).encode()


def read(content: bytes) -> FileReading:
    return LogFiles(FilesInMemory({"a": content})).read("a", ReadingChoices(LATEST))


def refused(content: bytes) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        read(content)
    return caught.value


def changed(content: bytes, old: str, new: str) -> bytes:
    """An archive with a text replaced, and the digest it would have had it been written so."""
    document = json.loads(content)
    document["content"] = json.loads(json.dumps(document["content"]).replace(old, new, 1))
    canonical = json.dumps(document["content"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    document["sha256"] = hashlib.sha256(canonical.encode("utf-8", "backslashreplace")).hexdigest()
    return json.dumps(document).encode()


def test_an_archive_is_read_back_as_it_was_stored() -> None:
    reading = read(archive(*SESSIONS))

    assert (reading.format, reading.unit, reading.unit_from) == ("lumbar_archive", MassUnit.KG, UnitOrigin.COLUMN)
    assert reading.sessions == SESSIONS
    assert (reading.balance.records, reading.balance.done, reading.problems) == (16, 16, ())


def test_training_csv_is_read_back_but_for_what_it_has_no_column_for() -> None:
    reading = read(training_csv(everything(*SESSIONS), TAKEN_OUT).encode())

    assert (reading.format, reading.variant, reading.unit_from) == ("lumbar_export", "csv", UnitOrigin.HEADER)
    assert (reading.balance.header, reading.balance.done, reading.problems) == (1, 16, ())
    without = [replace(one, app_id="", duration_s=None, sets=(), lines=()) for one in SESSIONS]
    assert [replace(one, sets=(), lines=()) for one in reading.sessions] == without
    for found, expected in zip(reading.sessions, SESSIONS, strict=True):
        assert [*found.sets] == [_as_csv(one) for one in expected.sets]


def _as_csv(performed: TrainingSet) -> TrainingSet:
    """A set that covered a distance without one repetition has none recorded, as from any table."""
    none = performed.repetitions == 0 and performed.distance_m
    return replace(performed, repetitions=None if none else performed.repetitions)


@pytest.mark.parametrize("rendering", [archive_json, training_csv])
def test_what_was_taken_out_adds_nothing_to_the_store_it_came_from(rendering: object) -> None:
    kept = tuple(replace(one, sets=one.sets[:4], lines=one.lines[:4]) for one in SESSIONS)
    told = rendering(everything(*kept), TAKEN_OUT).encode()  # type: ignore[operator]
    comparison = compare(keyed(read(told).sessions), keyed(kept))

    assert (comparison.added, comparison.grown, comparison.changed) == ((), (), ())
    assert len(comparison.already_there) == 4


def test_an_older_csv_without_the_newer_columns_is_read() -> None:
    lines = training_csv(everything(session("hevy", MONDAY, SETS[4])), TAKEN_OUT).splitlines()
    reading = read("\n".join(line.rsplit(",", 4)[0] for line in lines).encode())

    assert (reading.variant, reading.balance.done) == ("csv-older", 1)


def test_sessions_that_only_their_number_tells_apart_keep_their_keys() -> None:
    """An archive may hold the second session of a minute before the first."""
    one, other = SESSIONS[1], SESSIONS[2]
    stored = keyed((one, other))
    swapped = Everything(tuple(StoredSession(each, TAKEN_OUT) for each in reversed(stored)), (), (), {}, ())

    assert keyed(read(archive_json(swapped, TAKEN_OUT).encode()).sessions) == stored


def test_an_archive_that_is_not_as_it_was_written_is_refused() -> None:
    error = refused(archive(*SESSIONS).replace(b"102058", b"902058"))

    assert (error.kind, error.met) == (UnusableKind.CANNOT_BE_READ, "not as it was written")


def test_an_archive_of_a_newer_version_is_refused() -> None:
    error = refused(archive(*SESSIONS).replace(b'"schema_version": 3', b'"schema_version": 99'))

    assert (error.kind, error.met) == (UnusableKind.CANNOT_BE_READ, "schema 99, newer than 4")


def test_an_archive_that_is_cut_off_is_refused() -> None:
    assert refused(archive(*SESSIONS)[:-50]).kind is UnusableKind.CANNOT_BE_READ


@pytest.mark.parametrize(
    ("old", "new", "kind", "aside"),
    [
        ('"load_g": 102058', '"load_g": "heavy"', ProblemKind.NOT_A_NUMBER, 1),
        ('"load_g": 102058', '"load_g": -5', ProblemKind.NEGATIVE, 1),
        ('"load_g": 102058', '"load_g": NaN', ProblemKind.NOT_A_NUMBER, 1),
        ('"load_g": 102058', '"load_g": 9999999', ProblemKind.LOAD_ABSURD, 1),
        ('"exercise": "Deadlift"', '"exercise": null', ProblemKind.EXERCISE_MISSING, 1),
        ('"kind": "warm_up"', '"kind": "else"', ProblemKind.SET_ORDER_UNKNOWN, 1),
        ('"2026-03-02T18:04:00"', '"2027-03-02T18:04:00"', ProblemKind.DATE_IN_THE_FUTURE, 5),
        ('"2026-03-02T18:04:00"', '"2026-03-02T18:04:00Z"', ProblemKind.DATE_UNREADABLE, 5),
        ('"Pull + pain"', '"half \\ud83d"', ProblemKind.CHARACTERS_UNREADABLE, 5),
    ],
)
def test_a_set_that_cannot_be_is_set_aside(old: str, new: str, kind: ProblemKind, aside: int) -> None:
    reading = read(changed(archive(*SESSIONS), old, new))

    assert [found for _, found in problems(reading)] == [kind] * aside
    assert reading.balance.done == 16 - aside


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("warm_up", "else", ProblemKind.SET_ORDER_UNKNOWN),
        (",225,lb,", ",225,stone,", ProblemKind.UNIT_UNKNOWN),
        (",1.5,2,,yes", ",many,2,,yes", ProblemKind.NOT_A_NUMBER),
        (",,,18.14,yes", ",,,-18.14,yes", ProblemKind.NEGATIVE),
    ],
)
def test_a_row_that_cannot_be_is_set_aside(old: str, new: str, kind: ProblemKind) -> None:
    told = training_csv(everything(SESSIONS[0]), TAKEN_OUT)
    assert old in told

    assert [found for _, found in problems(read(told.replace(old, new).encode()))] == [kind]


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
figures = st.none() | st.integers(0, 900).map(float)
sets = st.builds(
    TrainingSet,
    words,
    st.sampled_from(SetKind),
    st.none() | st.integers(0, 1_000_000).map(Grams),
    figures,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
    st.none() | st.sampled_from(MassUnit),
    duration_s=figures,
    note=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    rir=figures,
    multiplier=figures,
    assistance=st.none() | st.integers(0, 1_000_000).map(Grams),
)


@given(st.lists(sets, min_size=1, max_size=5))
def test_any_sets_come_back_from_an_archive(done: list[TrainingSet]) -> None:
    stored = session("hevy", MONDAY, *done)

    assert read(archive(stored)).sessions == (stored,)


@given(st.data())
def test_an_export_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([archive(*SESSIONS), training_csv(everything(*SESSIONS), TAKEN_OUT).encode()]))
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content))
