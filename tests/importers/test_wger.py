"""wger, quirk by quirk. Records are made up in the shape that its interface documents."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, remarks

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles, wger
from lumbar.usecases.ports import ReadingChoices

BERLIN = ReadingChoices(LATEST, zone="Europe/Berlin")


def record(**changes: object) -> dict[str, Any]:
    """Five times 100.00 kg of exercise 184, with what a record has besides."""
    return {
        "id": 1,
        "date": "2026-01-05T17:30:00+00:00",
        "session": 7,
        "routine": 3,
        "exercise": 184,
        "repetitions_unit": 1,
        "repetitions": "5.00",
        "repetitions_target": "6.00",
        "weight_unit": 1,
        "weight": "100.00",
        "weight_target": "110.00",
        "rir": "2.0",
        "rir_target": None,
        "rest": 120,
    } | changes


def older(**changes: object) -> dict[str, Any]:
    told = {"id": 1, "reps": 5, "weight": "100.00", "date": "2021-01-05", "rir": "", "exercise_base": 184}
    return told | {"workout": 3, "repetition_unit": 1, "weight_unit": 1} | changes


def page(*records: object) -> bytes:
    return json.dumps({"count": len(records), "next": None, "previous": None, "results": records}).encode()


def read(content: bytes) -> FileReading:
    return LogFiles(FilesInMemory({"a.json": content}), documents=(wger,)).read("a.json", BERLIN)


def test_a_page_is_read_whole() -> None:
    reading = read(page(record(), record(id=2, repetitions="3.00", date="2026-01-05T17:35:00+00:00")))

    assert (reading.format, reading.variant, reading.unit) == ("wger", "workoutlog", MassUnit.KG)
    assert (reading.unit_from, reading.zone_from) == (UnitOrigin.COLUMN, "named")
    assert (reading.balance.records, reading.balance.done) == (2, 2)
    [done] = reading.sessions
    assert (done.start, done.precision) == (datetime(2026, 1, 5, 18, 30), SessionPrecision.SECOND)  # noqa: DTZ001
    assert (done.app_id, done.warm_ups_flagged) == ("7", False)
    assert [(one.exercise, one.load, one.load_raw, one.repetitions, one.rir, one.rpe) for one in done.sets] == [
        ("wger exercise 184", 100_000, "100.00", 5, 2, None),
        ("wger exercise 184", 100_000, "100.00", 3, 2, None),
    ]
    assert {one.kind for one in done.sets} == {SetKind.UNKNOWN}


def test_a_bare_list_is_read_as_a_page_is() -> None:
    assert read(json.dumps([record()]).encode()).sessions == read(page(record())).sessions


def test_the_older_shape_knows_only_the_day() -> None:
    reading = read(page(older(), older(id=2, reps=4), older(id=3, date="2021-01-07")))

    assert (reading.variant, reading.zone_from, len(reading.sessions)) == ("workoutlog-older", "local", 2)
    assert reading.sessions[0].precision is SessionPrecision.DAY
    assert [one.repetitions for one in all_sets(reading)] == [5, 4, 5]
    assert all_sets(reading)[0].rir is None


def test_sets_stand_in_the_order_in_which_they_were_logged() -> None:
    late = record(id=9, repetitions="3.00", date="2026-01-05T17:35:00+00:00")

    assert [one.repetitions for one in all_sets(read(page(late, record())))] == [5, 3]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"exercise": {"id": 184, "name": "Deadlift"}}, "Deadlift"),
        ({"exercise": {"id": 184}}, "wger exercise 184"),
        ({"exercise_name": " Kreuzheben "}, "Kreuzheben"),
        ({"exercise": "Kreuzheben"}, "Kreuzheben"),
        ({"exercise": "184"}, "wger exercise 184"),
    ],
)
def test_a_name_is_used_where_the_file_has_one(changes: dict[str, object], name: str) -> None:
    assert all_sets(read(page(record(**changes))))[0].exercise == name


@pytest.mark.parametrize(
    ("unit", "weight", "load", "said"),
    [
        (1, "82.50", 82_500, MassUnit.KG),
        (2, "135.00", 61_235, MassUnit.LB),  # 135 x 453.59237 g = 61 234.97 g
        (1, 60, 60_000, MassUnit.KG),
        (1, 0.1, 100, MassUnit.KG),
        (3, "1.00", None, None),
        (1, None, None, None),
    ],
)
def test_loads_are_read_in_their_unit(unit: int, weight: object, load: int | None, said: MassUnit | None) -> None:
    reading = read(page(record(weight_unit=unit, weight=weight)))

    assert (all_sets(reading)[0].load, all_sets(reading)[0].unit_raw) == (load, said)
    assert reading.problems == ()


def test_a_load_in_plates_is_kept_as_text_with_a_remark() -> None:
    reading = read(page(record(weight_unit=4, weight="3.00")))

    assert (all_sets(reading)[0].load, all_sets(reading)[0].load_raw) == (None, "3.00")
    assert remarks(reading) == [(1, ProblemKind.UNIT_UNKNOWN)]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        (1, (5, None, None)),
        (2, (5, None, None)),
        (3, (None, 5, None)),
        (4, (None, 300, None)),
        (5, (None, None, 8046.72)),
        (6, (None, None, 5000)),
    ],
)
def test_repetitions_are_what_their_unit_says(unit: int, expected: tuple[float | None, ...]) -> None:
    done = all_sets(read(page(record(repetitions_unit=unit))))[0]

    assert (done.repetitions, done.duration_s, done.distance_m) == expected
    assert done.kind is (SetKind.FAILURE if unit == 2 else SetKind.UNKNOWN)


def test_a_target_is_not_done() -> None:
    none = {"repetitions": None, "weight": None}
    without = {"repetitions_target": None, "weight_target": None}
    reading = read(page(record(), record(**none), record(**none, **without)))

    assert (reading.balance.done, reading.balance.planned, reading.balance.skipped) == (1, 1, 1)


@pytest.mark.parametrize("rir", ["-1", "99", "plenty"])
def test_an_effort_that_cannot_be_costs_no_set(rir: str) -> None:
    reading = read(page(record(rir=rir)))

    assert all_sets(reading)[0].rir is None
    assert remarks(reading) == [(1, ProblemKind.RPE_OUT_OF_RANGE)]


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (record(exercise=None), ProblemKind.EXERCISE_MISSING),
        (record(date="some day"), ProblemKind.DATE_UNREADABLE),
        (record(date=None), ProblemKind.DATE_UNREADABLE),
        (record(date="2027-01-05"), ProblemKind.DATE_IN_THE_FUTURE),
        (record(weight="heavy"), ProblemKind.NOT_A_NUMBER),
        (record(weight="-5"), ProblemKind.NEGATIVE),
        (record(weight="1000.5"), ProblemKind.LOAD_ABSURD),
        (record(repetitions="1001"), ProblemKind.REPETITIONS_ABSURD),
        (record(exercise_name="half a \ud83d"), ProblemKind.CHARACTERS_UNREADABLE),
        ("a text", ProblemKind.FIELD_COUNT),
    ],
)
def test_a_record_that_cannot_be_used_is_set_aside_alone(made: object, kind: ProblemKind) -> None:
    reading = read(page(record(), made))

    assert problems(reading) == [(2, kind)]
    assert reading.problems[0].raw


@pytest.mark.parametrize("content", [page(record())[:-40], b'{"rir": "weight_unit", "repetition_unit": 1'])
def test_what_is_cut_off_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableInput) as caught:
        read(content)

    assert caught.value.kind in (UnusableKind.CANNOT_BE_READ, UnusableKind.UNKNOWN_FORMAT)


@given(st.data())
def test_an_answer_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(page(record(), older()))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content))


@given(
    st.dictionaries(
        st.sampled_from(sorted(record())),
        st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.integers()),
    )
)
def test_a_record_of_any_values_is_read_or_set_aside(changes: dict[str, object]) -> None:
    reading = read(page(record(), record() | changes))

    assert reading.balance.records == 2
