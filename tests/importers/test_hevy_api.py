"""Hevy's answers to programs, in the documented shape: nobody here has an account to fetch a real one with."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, read, remarks
from tests.importers.test_every_importer import accounted

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading
from lumbar.core.same_training import keyed
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles
from lumbar.usecases.ports import ReadingChoices

BERLIN = ReadingChoices(LATEST, zone="Europe/Berlin")


def performed(**said: Any) -> dict[str, Any]:
    figures = dict.fromkeys(("weight_kg", "reps", "distance_meters", "duration_seconds", "rpe", "custom_metric"))
    return {"index": 0, "type": "normal", **figures, **said}


def exercise(*sets: Any, title: str = "Squat (Barbell)", notes: str = "") -> dict[str, Any]:
    return {"index": 0, "title": title, "notes": notes, "superset_id": None, "sets": list(sets)}


def workout(*exercises: Any, **said: Any) -> dict[str, Any]:
    started = {"start_time": "2026-01-05T17:30:37+00:00", "end_time": "2026-01-05T18:35:37+00:00"}
    return {"id": "b459cba5", "title": "Beine", "description": "", **started, "exercises": list(exercises), **said}


def answer(*workouts: Any, pages: int = 1) -> str:
    return json.dumps({"page": 1, "page_count": pages, "workouts": list(workouts)})


def in_berlin(content: str | bytes) -> FileReading:
    octets = content.encode() if isinstance(content, str) else content
    return LogFiles(FilesInMemory({"answer.json": octets})).read("answer.json", BERLIN)


def refused(content: str | bytes) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        in_berlin(content)
    return caught.value


FIVE = performed(weight_kg=100, reps=5)


def test_a_workout_is_a_session_at_the_minute_on_the_persons_clock() -> None:
    """17:30:37 of UTC on 5 January is 18:30 in Berlin; 65 minutes are 3900 s."""
    reading = in_berlin(
        answer(
            workout(
                exercise(
                    performed(type="warmup", weight_kg=60, reps=5),
                    performed(type="failure", weight_kg=102.5, reps=3, rpe=9.5),
                    notes="belt",
                ),
                exercise(performed(duration_seconds=60, reps=0), title="Plank"),
                exercise(performed(distance_meters=500, duration_seconds=120), title="Rowing"),
                description="late",
            )
        )
    )

    (session,) = reading.sessions
    assert (session.source, session.title, session.note) == ("hevy", "Beine", "late")
    assert (session.start, session.precision) == (datetime(2026, 1, 5, 18, 30), SessionPrecision.MINUTE)  # noqa: DTZ001
    assert (session.duration_s, session.warm_ups_flagged, session.app_id) == (3900, True, "")
    warm_up, failure, plank, rowing = session.sets
    assert (warm_up.kind, warm_up.load, warm_up.load_raw, warm_up.note) == (SetKind.WARM_UP, 60_000, "60", "belt")
    assert (failure.kind, failure.load, failure.rpe, failure.note) == (SetKind.FAILURE, 102_500, 9.5, "")
    assert (plank.load, plank.repetitions, plank.duration_s) == (None, None, 60)
    assert (rowing.distance_m, rowing.duration_s) == (500, 120)
    assert (reading.format, reading.variant, reading.zone_from) == ("hevy_api", "v1", "named")
    assert (reading.balance.records, reading.balance.done, reading.unit_is_a_guess) == (4, 4, False)


def test_the_same_workout_from_the_csv_export_has_the_same_key_and_the_same_content() -> None:
    csv = (
        '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
        '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
        '"Beine","5 Jan 2026, 18:30","5 Jan 2026, 19:35","","Squat (Barbell)",,"belt",0,"warmup",60,5,,,\n'
        '"Beine","5 Jan 2026, 18:30","5 Jan 2026, 19:35","","Squat (Barbell)",,"belt",1,"normal",44.09,5,,,8\n'
        '"Beine","5 Jan 2026, 18:30","5 Jan 2026, 19:35","","Rowing",,"",0,"normal",,,0.5,120,\n'
    )
    reading = in_berlin(
        answer(
            workout(
                exercise(
                    performed(type="warmup", weight_kg=60, reps=5),
                    performed(weight_kg=44.09, reps=5, rpe=8),
                    notes="belt",
                ),
                exercise(performed(distance_meters=500, duration_seconds=120), title="Rowing"),
            )
        )
    )

    (from_csv,), (from_api,) = keyed(read(csv).sessions), keyed(reading.sessions)
    assert (from_csv.key, from_csv.content) == (from_api.key, from_api.content)


def test_a_load_is_exact_to_the_gram_however_many_places_it_has() -> None:
    """44.09245243697551 lb are 20 kg; written as kilograms they stay 44.092452... kg: 44,092 g."""
    reading = in_berlin(answer(workout(exercise(performed(weight_kg=44.09245243697551, reps=5)))))

    (done,) = all_sets(reading)
    assert (done.load, done.load_raw) == (44_092, "44.09245243697551")


def test_what_was_not_done_is_skipped_and_null_is_not_0() -> None:
    """A set of nothing, one of no repetitions and no load, an exercise and a workout without sets; one done."""
    nothing = workout(title="Rest", start_time="2026-01-06T17:30:00Z")
    reading = in_berlin(
        answer(workout(exercise(performed(), performed(reps=0), performed(reps=12)), exercise(title="Row")), nothing)
    )

    assert (reading.balance.records, reading.balance.done, reading.balance.skipped) == (5, 1, 4)
    assert [(one.load, one.repetitions) for one in all_sets(reading)] == [(None, 12)]
    assert accounted(reading) == 5


def test_a_load_tried_and_not_lifted_once_is_a_set_of_no_repetitions() -> None:
    assert [
        one.repetitions for one in all_sets(in_berlin(answer(workout(exercise(performed(weight_kg=140, reps=0))))))
    ] == [0]


@pytest.mark.parametrize("key", ["type", "set_type"])
@pytest.mark.parametrize("word", ["dropset", "drop_set", "DropSet"])
def test_the_kind_of_set_is_known_under_both_names_that_are_in_use(key: str, word: str) -> None:
    said = {name: value for name, value in FIVE.items() if name != "type"} | {key: word}

    assert [one.kind for one in all_sets(in_berlin(answer(workout(exercise(said)))))] == [SetKind.DROP]


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"weight_kg": "heavy"}, ProblemKind.NOT_A_NUMBER),
        ({"weight_kg": True}, ProblemKind.NOT_A_NUMBER),
        ({"reps": [5]}, ProblemKind.NOT_A_NUMBER),
        ({"weight_kg": -20}, ProblemKind.NEGATIVE),
        ({"weight_kg": 1000.5}, ProblemKind.LOAD_ABSURD),
        ({"weight_kg": 10**300}, ProblemKind.LOAD_ABSURD),
        ({"reps": 1001}, ProblemKind.REPETITIONS_ABSURD),
        ({"duration_seconds": 86_401}, ProblemKind.DURATION_ABSURD),
        ({"type": "giant"}, ProblemKind.SET_ORDER_UNKNOWN),
        ({"type": {"giant": "set"}}, ProblemKind.SET_ORDER_UNKNOWN),
    ],
    ids=str,
)
def test_a_set_with_a_figure_that_cannot_be_is_set_aside_with_its_reason(
    said: dict[str, Any], kind: ProblemKind
) -> None:
    reading = in_berlin(answer(workout(exercise({**FIVE, **said}, FIVE))))

    assert problems(reading) == [(1, kind)]
    assert reading.problems[0].column == next(iter(said))
    assert '"exercise": "Squat (Barbell)"' in reading.problems[0].raw
    assert (reading.balance.done, reading.balance.quarantined, accounted(reading)) == (1, 1, 2)


@pytest.mark.parametrize(
    ("started", "kind"),
    [
        ("", ProblemKind.DATE_UNREADABLE),
        ("yesterday", ProblemKind.DATE_UNREADABLE),
        ("2026-01-05", ProblemKind.DATE_UNREADABLE),
        ("2027-01-05T17:30:00Z", ProblemKind.DATE_IN_THE_FUTURE),
        ("1926-01-05T17:30:00Z", ProblemKind.DATE_TOO_OLD),
        ("2026-01-05T17:30:00+99:99", ProblemKind.DATE_UNREADABLE),
    ],
)
def test_a_workout_without_a_start_that_can_be_is_set_aside(started: str, kind: ProblemKind) -> None:
    reading = in_berlin(answer(workout(exercise(FIVE), start_time=started), workout(exercise(FIVE))))

    assert problems(reading) == [(1, kind)]
    assert reading.balance.done == 1


def test_an_rpe_that_is_none_and_a_length_that_cannot_be_cost_no_set() -> None:
    said = workout(exercise(performed(reps=5, rpe=11)), end_time="2026-01-05T17:00:00Z")
    reading = in_berlin(answer(said))

    assert remarks(reading) == [(1, ProblemKind.SESSION_LENGTH_IMPLAUSIBLE), (1, ProblemKind.RPE_OUT_OF_RANGE)]
    assert [(one.rpe, session.duration_s) for session in reading.sessions for one in session.sets] == [(None, None)]


def test_a_set_without_an_exercise_is_set_aside() -> None:
    assert problems(in_berlin(answer(workout(exercise(FIVE, title=" "), exercise(FIVE))))) == [
        (1, ProblemKind.EXERCISE_MISSING)
    ]


def test_half_a_character_costs_a_name_its_set_and_a_note_nothing() -> None:
    half = "Squat \ud83d"
    reading = in_berlin(answer(workout(exercise(FIVE, title=half), exercise(FIVE, notes=half))))

    assert problems(reading) == [(1, ProblemKind.CHARACTERS_UNREADABLE)]
    assert [one.note for one in all_sets(reading)] == ["Squat \ufffd"]
    assert reading.problems[0].raw.encode()


def test_what_stands_where_a_workout_an_exercise_or_a_set_should_be_is_set_aside() -> None:
    reading = in_berlin(answer(workout(exercise("five reps", FIVE), "squats"), 7))

    assert [kind for _, kind in problems(reading)] == [ProblemKind.MARKUP_BROKEN] * 3
    assert [problem.raw for problem in reading.problems] == ["five reps", "squats", "7"]
    assert (reading.balance.records, accounted(reading)) == (4, 4)


def test_an_answer_that_is_cut_off_keeps_the_workouts_before_the_cut() -> None:
    written = json.dumps(
        {"page": 1, "page_count": 1, "workouts": [workout(exercise(FIVE)), workout(exercise(FIVE), title="Push")]},
        indent=1,
    )
    reading = in_berlin(written[:-60])
    title_on = written[: written.index('"Push"')].count("\n") + 1  # its brace and its number stand above it

    assert (reading.balance.done, reading.balance.quarantined) == (1, 1)
    assert problems(reading) == [(title_on - 2, ProblemKind.MARKUP_BROKEN)]


def test_a_number_that_is_none_of_json_costs_its_workout_and_what_follows() -> None:
    written = answer(workout(exercise(FIVE)), workout(exercise(performed(reps=5, weight_kg=float("nan")))))

    assert problems(in_berlin(written)) == [(1, ProblemKind.MARKUP_BROKEN)]


def test_an_account_without_workouts_has_nothing_to_read() -> None:
    assert refused(answer()).kind is UnusableKind.HEADER_ONLY


@pytest.mark.parametrize("other", ['{"workouts": [{"sets": []}]}', '{"page_count": 1}', "[]", '{"x": "workouts"}', "{"])
def test_other_json_is_not_taken_for_it(other: str) -> None:
    assert refused(other).kind is not UnusableKind.HEADER_ONLY


def test_boxes_in_boxes_without_end_are_refused_in_one_sentence() -> None:
    bottomless = answer(workout(exercise(FIVE))).replace("100", "[" * 100_000)

    assert refused(bottomless).kind is UnusableKind.NOTHING_USABLE


def test_the_zone_is_said_to_be_the_machines_where_none_was_named() -> None:
    assert read(answer(workout(exercise(FIVE)))).zone_from == "machine"


WHOLE = answer(
    workout(exercise(FIVE, performed(type="warmup", weight_kg=60.5, reps=5, rpe=7))), workout(exercise(FIVE))
).encode()


@given(st.integers(0, len(WHOLE) - 1), st.binary(max_size=4), st.integers(0, 40))
def test_whatever_happens_to_the_bytes_nothing_but_a_refusal_comes_out_and_the_records_add_up(
    at: int, put: bytes, taken: int
) -> None:
    damaged = WHOLE[:at] + put + WHOLE[at + taken :]
    with suppress(UnusableInput):
        reading = in_berlin(damaged)
        assert accounted(reading) == reading.balance.records
        for problem in reading.problems:
            assert isinstance((problem.raw + (problem.met or "")).encode(), bytes)


_ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@given(st.sampled_from([*FIVE, "title", "notes", "sets", "start_time", "end_time", "description", "exercises"]), _ODD)
def test_whatever_stands_under_a_name_nothing_but_a_refusal_comes_out(name: str, odd: object) -> None:
    said, squat, whole = dict(FIVE), exercise(FIVE), workout()
    for holder in (said, squat, whole):
        if name in holder:
            holder[name] = odd
    squat["sets"] = squat["sets"] if name == "sets" else [said, FIVE]
    whole["exercises"] = whole["exercises"] if name == "exercises" else [squat]
    with suppress(UnusableInput):
        reading = in_berlin(answer(whole, workout(exercise(FIVE))))
        assert accounted(reading) == reading.balance.records
        for problem in reading.problems:
            assert isinstance((problem.raw + (problem.met or "")).encode(), bytes)
        for session in reading.sessions:
            assert isinstance(f"{session.title} {session.note} {session.sets}".encode(), bytes)
