"""Liftosaur's backup. The documents are made up in the shape of the app's published source; no real one was seen."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, remarks
from tests.importers.test_every_importer import accounted

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SetKind
from lumbar.importers import LogFiles
from lumbar.usecases.ports import ReadingChoices

Thing = dict[str, Any]


def a_set(repetitions: object = 5, load: object = 100, unit: str = "kg", **more: object) -> Thing:
    """A set of which 12 repetitions with 145 kg were required."""
    done: Thing = {"vtype": "set", "reps": 12, "weight": {"value": 145, "unit": "kg"}, "isCompleted": True}
    return {**done, "completedReps": repetitions, "completedWeight": {"value": load, "unit": unit}, **more}


def entry(*sets: object, warm_ups: tuple[object, ...] = (), **more: object) -> Thing:
    exercise = {"id": "romanianDeadlift", "equipment": "leverageMachine"}
    return {"exercise": exercise, "sets": list(sets), "warmupSets": list(warm_ups), **more}


def workout(*entries: object, date: str = "2026-06-29T04:56:39.712Z", **more: object) -> Thing:
    """One that began at 04:56:39.712 UTC and took an hour."""
    begun = 1_782_708_999_712
    return {
        "date": date,
        "programName": "UL Kraft",
        "dayName": "Sa: Lower",
        "startTime": begun,
        "endTime": begun + 3_600_000,
        "entries": list(entries),
        **more,
    }


def backup(*workouts: object, own: object = None, indent: int | None = 2) -> str:
    """The whole document."""
    storage = {
        "stats": {"weight": {}},
        "programs": [{"id": "p", "name": "P", "exercises": []}],
        "history": list(workouts),
        "settings": {"units": "kg", "exercises": own or {}},
        "version": "20260501",
    }
    return json.dumps(storage, ensure_ascii=False, indent=indent)


def read(content: str | bytes, zone: str | None = "Europe/Berlin") -> FileReading:
    content = content.encode() if isinstance(content, str) else content
    return LogFiles(FilesInMemory({"log": content})).read("log", ReadingChoices(LATEST, zone=zone))


def test_a_backup_is_read_whole() -> None:
    reading = read(backup(workout(entry(a_set(9, 180, completedRpe=8.5), warm_ups=(a_set(5, 42.5),)), notes="tired")))
    session = reading.sessions[0]

    assert (reading.format, reading.variant, reading.unit, reading.unit_from) == (
        *("liftosaur_json", "json"),
        *(MassUnit.KG, UnitOrigin.COLUMN),
    )
    assert (session.source, session.title, session.note) == ("liftosaur", "Sa: Lower", "tired")
    assert session.start == datetime(2026, 6, 29, 6, 56, 39)  # noqa: DTZ001  two hours ahead of UTC
    assert session.duration_s == 3600
    assert [(done.kind, done.load, done.repetitions, done.rpe) for done in session.sets] == [
        (SetKind.WARM_UP, 42_500, 5, None),
        (SetKind.WORK, 180_000, 9, 8.5),
    ]
    assert session.sets[0].exercise == "Romanian Deadlift, Leverage Machine"
    assert session.sets[0].load_raw == "42.5"
    assert session.warm_ups_flagged
    assert (reading.balance.records, accounted(reading), reading.zone_from) == (2, 2, "named")


@pytest.mark.parametrize(
    "planned", [a_set(None), a_set(5, isCompleted=False), {"reps": 5, "weight": {"value": 100, "unit": "kg"}}, {}]
)
def test_what_was_planned_is_not_done(planned: Thing) -> None:
    reading = read(backup(workout(entry(a_set(), planned, warm_ups=(planned,)))))

    assert (reading.balance.done, reading.balance.planned) == (1, 2)
    assert reading.set_count == 1


def test_a_required_load_is_never_taken_for_a_completed_one() -> None:
    assert all_sets(read(backup(workout(entry(a_set(completedWeight=None))))))[0].load is None


def test_loads_are_exact_and_each_in_its_own_unit() -> None:
    """0.1 + 0.2 has no place here: 44.0924 lb are 20 000.0 g, 100 lb 45 359.237 g."""
    reading = read(backup(workout(entry(a_set(load=100, unit="lb"), a_set(load=82.5), a_set(load=44.0924, unit="lb")))))

    assert [done.load for done in all_sets(reading)] == [45_359, 82_500, 20_000]
    assert reading.unit is MassUnit.LB


@pytest.mark.parametrize(
    ("damaged", "kind"),
    [
        (a_set("many"), ProblemKind.NOT_A_NUMBER),
        (a_set(repetitions=True), ProblemKind.NOT_A_NUMBER),
        (a_set(-5), ProblemKind.NEGATIVE),
        (a_set(1001), ProblemKind.REPETITIONS_ABSURD),
        (a_set(load=1001), ProblemKind.LOAD_ABSURD),
        (a_set(load=1e300), ProblemKind.NOT_A_NUMBER),
        (a_set(load=-20), ProblemKind.NEGATIVE),
        (a_set(unit="stone"), ProblemKind.UNIT_UNKNOWN),
        (a_set(completedWeight=80), ProblemKind.UNIT_UNKNOWN),
        ("no set", ProblemKind.MARKUP_BROKEN),
        (None, ProblemKind.MARKUP_BROKEN),
    ],
)
def test_a_damaged_set_is_set_aside_with_the_line_of_its_workout(damaged: object, kind: ProblemKind) -> None:
    """The history begins on line 13, and the first workout on line 14."""
    text = backup(workout(entry(a_set(), damaged)))
    reading = read(text)

    at = next(number for number, line in enumerate(text.splitlines(), 1) if '"history"' in line) + 1
    assert problems(reading) == [(at, kind)]
    assert (reading.balance.records, reading.balance.done, reading.balance.quarantined) == (2, 1, 1)


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        ("2026-06-31T04:56:39Z", ProblemKind.DATE_UNREADABLE),
        ("2026-06-29", ProblemKind.DATE_UNREADABLE),
        ("2027-06-29T04:56:39Z", ProblemKind.DATE_IN_THE_FUTURE),
        ("1960-06-29T04:56:39Z", ProblemKind.DATE_TOO_OLD),
    ],
)
def test_a_workout_with_a_date_that_cannot_be_sets_its_sets_aside(date: str, kind: ProblemKind) -> None:
    reading = read(backup(workout(entry(a_set())), workout(entry(a_set(), a_set()), date=date)))

    assert [found for _, found in problems(reading)] == [kind, kind]
    assert reading.balance.done == 1


def test_the_milliseconds_stand_in_for_a_date_that_is_missing() -> None:
    assert read(backup(workout(entry(a_set()), date=""))).sessions[0].start == datetime(2026, 6, 29, 6, 56, 39)  # noqa: DTZ001


def test_an_exercise_of_the_persons_own_has_their_name() -> None:
    own = {"romanianDeadlift": {"id": "romanianDeadlift", "name": "Kreuzheben für Größe"}, "x": 7}
    named = entry(a_set())
    unequipped = entry(a_set(), exercise={"id": "bentOverRow"})
    short = entry(a_set(), exercise={"id": "squat", "equipment": "ezbar"})
    reading = read(backup(workout(named, unequipped, short), own=own))

    assert [done.exercise for done in all_sets(reading)] == [
        "Kreuzheben für Größe, Leverage Machine",
        "Bent Over Row",
        "Squat, EZ Bar",
    ]


@pytest.mark.parametrize("exercise", [None, {}, {"id": ""}, "squat", {"id": 7}])
def test_a_set_without_an_exercise_is_set_aside(exercise: object) -> None:
    reading = read(backup(workout(entry(a_set()), entry(a_set(), exercise=exercise))))
    if exercise == {"id": 7}:
        assert all_sets(reading)[1].exercise == "7"
    else:
        assert [kind for _, kind in problems(reading)] == [ProblemKind.EXERCISE_MISSING]


def test_the_note_of_an_exercise_stands_on_its_first_set_that_was_done() -> None:
    reading = read(backup(workout(entry(a_set(None), a_set(), a_set(), notes="brace"))))

    assert [done.note for done in all_sets(reading)] == ["brace", ""]


@pytest.mark.parametrize("rpe", [11, 0.5, "hard"])
def test_an_effort_outside_the_scale_costs_no_set(rpe: object) -> None:
    reading = read(backup(workout(entry(a_set(completedRpe=rpe)))))

    assert [kind for _, kind in remarks(reading)] == [ProblemKind.RPE_OUT_OF_RANGE]
    assert all_sets(reading)[0].rpe is None


def test_an_end_days_later_gives_no_length() -> None:
    reading = read(backup(workout(entry(a_set(), a_set()), endTime=1_782_708_999_712 + 90_000_000)))

    assert reading.sessions[0].duration_s is None
    assert [kind for _, kind in remarks(reading)] == [ProblemKind.SESSION_LENGTH_IMPLAUSIBLE]


@pytest.mark.parametrize("damaged", ['"no workout"', "7", "null", "[]"])
def test_what_stands_in_place_of_a_workout_is_set_aside(damaged: str) -> None:
    text = backup(workout(entry(a_set())), "HERE").replace('"HERE"', damaged)
    reading = read(text)

    assert [kind for _, kind in problems(reading)] == [ProblemKind.MARKUP_BROKEN]
    assert reading.balance.done == 1


def test_a_backup_that_is_cut_off_keeps_the_workouts_before() -> None:
    text = backup(workout(entry(a_set())), workout(entry(a_set()), date="2026-07-01T04:56:39Z"))
    reading = read(text[: text.rindex('"warmupSets"') + 20])

    assert (reading.balance.done, reading.balance.quarantined) == (1, 1)


def test_a_backup_is_known_however_far_into_it_the_history_stands() -> None:
    assert read(json.dumps({"stats": "x" * 3_000_000, "history": [workout(entry(a_set()))]})).balance.done == 1


@pytest.mark.parametrize("text", ['{"history": []}', '{"workouts": []}', "{}", '{"history": [{"entries": []}]}'])
def test_other_json_is_not_taken_for_a_backup(text: str) -> None:
    with pytest.raises(UnusableInput) as refused:
        read(text)

    assert refused.value.kind is not UnusableKind.NOTHING_USABLE


def test_a_backup_without_a_finished_set_has_nothing_to_use() -> None:
    with pytest.raises(UnusableInput) as refused:
        read(backup(workout(entry(a_set(None)))))

    assert refused.value.kind is UnusableKind.NOTHING_USABLE


def test_lists_inside_of_lists_without_end_raise_nothing_but_a_refusal() -> None:
    with pytest.raises(UnusableInput):
        read('{"warmupSets": 1, "history": [' + "[" * 100_000)


LOG = backup(
    workout(entry(a_set(), a_set(None), warm_ups=(a_set(),))), workout(entry(a_set()), date="2026-07-01T04:56:39Z")
)


@given(st.data())
def test_damaged_bytes_raise_nothing_but_a_refusal_and_still_add_up(data: st.DataObject) -> None:
    content = bytearray(LOG.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        reading = read(bytes(content))
        assert reading.balance.records == accounted(reading)
        assert reading.balance.done == len(all_sets(reading))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(anything, st.sampled_from(["completedReps", "completedWeight", "completedRpe", "isCompleted"]), anything)
def test_no_value_anywhere_raises_anything_but_a_refusal(set_value: object, key: str, other: object) -> None:
    odd = workout(
        entry({**a_set(), key: set_value}, set_value), other, date="2026-07-01T04:56:39Z", notes=other, dayName=other
    )
    reading = read(backup(workout(entry(a_set())), odd, other))

    assert reading.balance.done >= 1
    assert reading.balance.records == accounted(reading)
