"""The notation of plain-text logs, rule by rule; the examples of its page; and the law of reading what was written."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.logs import performed

from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingLog, TrainingSet, start_of_day
from lumbar.importers import plausible
from lumbar.usecases import plain_notation, plain_sets
from lumbar.usecases.plain_notation import (
    Blank,
    Comment,
    DateLine,
    NotUnderstood,
    UnitLine,
    read_line,
    training_sets,
    units_of,
    write_plain,
)
from lumbar.usecases.plain_session import SessionLine
from lumbar.usecases.plain_sets import Fault, SetsLine

PAGE = (Path(__file__).parents[2] / "docs" / "plain-text-log.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"^\| `(.+?)` \| (.+) \|$", PAGE, re.MULTILINE))
REFUSED = dict(re.findall(r"^\| `(.+?)` \| (.+) \|$", PAGE.partition("These are refused:")[2], re.MULTILINE))


def sets(text: str, unit: MassUnit = MassUnit.KG) -> tuple[TrainingSet, ...]:
    """The sets of a line that is understood."""
    line = read_line(text)
    assert isinstance(line, SetsLine), line
    return training_sets(line, unit)


def loads(text: str) -> list[tuple[int | None, float | None]]:
    """Load in grams and repetitions of each set."""
    return [(each.load, each.repetitions) for each in sets(text)]


def fault(text: str) -> Fault:
    line = read_line(text)
    assert isinstance(line, NotUnderstood), line
    return line.fault


@pytest.mark.parametrize("example", sorted(set(EXAMPLES) - set(REFUSED)))
def test_every_example_of_the_page_is_read_as_many_sets_as_it_says(example: str) -> None:
    told = re.match(r"(\d+) sets?", EXAMPLES[example])

    assert len(sets(example)) == (int(told[1]) if told else len(sets(example)))


@pytest.mark.parametrize("example", sorted(REFUSED))
def test_everything_that_the_page_refuses_is_refused(example: str) -> None:
    assert isinstance(read_line(example), NotUnderstood)


def test_the_log_on_the_page_is_read_line_by_line() -> None:
    lines = [read_line(line) for line in PAGE.split("```")[1].strip().splitlines()]

    assert [type(line) for line in lines] == [
        *(Comment, UnitLine, Blank, DateLine, SetsLine, SetsLine, SetsLine, SetsLine, Blank),
        *(DateLine, Comment, SetsLine),
    ]
    assert set(units_of(lines)[1:]) == {MassUnit.KG}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("deadlift 3x5 @ 120 kg", [(120_000, 5)] * 3),
        ("deadlift 3x5 120 kg", [(120_000, 5)] * 3),
        ("deadlift 120 kg 3x5", [(120_000, 5)] * 3),
        ("DEADLIFT 3 X 5 @ 120 KG", [(120_000, 5)] * 3),
        ("deadlift 3×5 @120kg", [(120_000, 5)] * 3),
        ("deadlift: 3x5 reps @ 120", [(120_000, 5)] * 3),
        ("deadlift 120x5", [(120_000, 5)]),
        ("deadlift 120kgx5", [(120_000, 5)]),
        ("deadlift 120 kg x 5,5,4", [(120_000, 5), (120_000, 5), (120_000, 4)]),
        ("deadlift 120x5, 5, 4", [(120_000, 5), (120_000, 5), (120_000, 4)]),
        ("deadlift 3x5,5,4 @ 120", [(120_000, 5), (120_000, 5), (120_000, 4)]),
        ("squat 60x5, 80x5; 100x3", [(60_000, 5), (80_000, 5), (100_000, 3)]),
        ("squat 60x5,80x5,100x3", [(60_000, 5), (80_000, 5), (100_000, 3)]),
        ("squat 102,5x5", [(102_500, 5)]),
        ("squat 102.5x5, 97,5x5", [(102_500, 5), (97_500, 5)]),
        ("squat 3x5 @ 102,5, 2x5 @ 90", [(102_500, 5)] * 3 + [(90_000, 5)] * 2),
        ("squat 225 lb x 5", [(102_058, 5)]),  # 225 x 453.59237 = 102,058.28 g
        ("pull-up 3x8", [(None, 8)] * 3),
        ("pull-up bw x 8,7", [(None, 8), (None, 7)]),
        ("pull-up bw+20 x 5", [(20_000, 5)]),
        ("pull-up 3x8 @ bw+20 kg", [(20_000, 8)] * 3),
        ("sit-up 3x50 @ bw", [(None, 50)] * 3),
        ("bar 1x5 @ 0 kg", [(0, 5)]),
        ("squat 1x7.5 @ 60 kg", [(60_000, 7.5)]),
    ],
)
def test_loads_and_repetitions(text: str, expected: list[tuple[int | None, float | None]]) -> None:
    assert loads(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pull-up", Fault.NO_SETS),
        ("3x5 @ 120 kg", Fault.NO_EXERCISE),
        ("warm-up 10 min", Fault.NO_EXERCISE),
        ('"" 3x5', Fault.NO_EXERCISE),
        ("squat 60 3x5", Fault.FIGURE_IN_THE_NAME),
        ("squat @ 100 3x5", Fault.FIGURE_IN_THE_NAME),
        ("squat 3x5 @ 100 nice", Fault.WORDS_LEFT),
        ("curl 15x10", Fault.SETS_OR_LOAD),
        ("curl 12.5x10", Fault.SETS_OR_LOAD),
        ("row 5x100", Fault.LOAD_OR_REPETITIONS),
        ("row 100x31", Fault.LOAD_OR_REPETITIONS),
        ("row 5x100kg", Fault.LOAD_BEHIND_THE_X),
        ("row 5 x 100 lbs", Fault.LOAD_BEHIND_THE_X),
        ("curl 3x10 @ 8", Fault.RPE_OR_LOAD),
        ("curl 3x10 @8", Fault.RPE_OR_LOAD),
        ("squat 3x5, 60x5", Fault.SETS_AND_LOADS),
        ("squat 102,5x5,5x3", Fault.SETS_AND_LOADS),
        ("squat 3x5 @ 100 kg, 2x8", Fault.LOAD_LEFT_OUT),
        ("squat 3x5 @ 102,5x3", Fault.LOAD_LEFT_OUT),
        ("squat 3x5 @ 102,5,2x5 @ 90", Fault.SETS_NOT_WHOLE),
        ("squat 3x5,5 @ 100", Fault.SETS_AND_LIST),
        ("squat 2.5x5 @ 100", Fault.SETS_NOT_WHOLE),
        ("squat 120x5 @ 60", Fault.TOO_MANY_SETS),
        ("squat 100 kg x 5 @ 90", Fault.SAID_TWICE),
        ("squat 3x5 @ 100 rpe 8 @9", Fault.SAID_TWICE),
        ("pull-up 3x8 @ 20 -20 assist", Fault.SAID_TWICE),
        ("squat 60 kg x 5, 135 lb x 5, 80x5", Fault.UNITS_MIXED),
        ("squat 1,000x5", Fault.NUMBER_UNCLEAR),
        ("pull-up 3x8 -20 kg", Fault.NEGATIVE),
        ("squat 1x0", Fault.NOTHING_DONE),
        ("plank 0 s", Fault.NOTHING_DONE),
        ('"squat 3x5', Fault.QUOTE_UNCLOSED),
        ('squat 3x5 @ 100 "slow', Fault.QUOTE_UNCLOSED),
        ("squat 3x5 @ 100 rpe 11", Fault.RPE_OUT_OF_RANGE),
        ("skip 1x1001 @ bw", Fault.REPETITIONS_ABSURD),
        ("plank 25 h", Fault.DURATION_ABSURD),
        ("20.11.2026", Fault.DATE_UNREADABLE),
        ("2026-11-31", Fault.DATE_UNREADABLE),
        ("2026-11-20 25:00", Fault.DATE_UNREADABLE),
        ("2026-11-20 squat 3x5 @ 100 kg", Fault.SETS_BEHIND_THE_DATE),
        ("unit: stone", Fault.UNIT_UNKNOWN),
    ],
)
def test_what_is_unclear_or_impossible_is_refused_with_its_reason(text: str, expected: Fault) -> None:
    assert fault(text) == expected


@pytest.mark.parametrize(
    ("figure", "expected"), [("10", [None] * 10), ("20", [20_000]), ("120", [120_000]), ("22.5", [22_500])]
)
def test_without_a_load_elsewhere_a_figure_up_to_10_counts_sets_and_one_from_20_is_a_load(
    figure: str, expected: list[int | None]
) -> None:
    assert [each.load for each in sets(f"squat {figure}x5")] == expected


def test_kinds_stand_before_the_set_and_before_the_name_for_all_of_them() -> None:
    assert [each.kind for each in sets("squat w 40x5, warm-up 60x5, 100x5, drop 80x8, failure 60x12")] == [
        SetKind.WARM_UP,
        SetKind.WARM_UP,
        SetKind.WORK,
        SetKind.DROP,
        SetKind.FAILURE,
    ]
    assert {each.kind for each in sets("warm-up squat 40x5, 60x5")} == {SetKind.WARM_UP}


def test_effort_reserve_help_and_hands_are_kept_apart() -> None:
    [rated] = sets("squat 100x5 @8.5")
    assert (rated.rpe, rated.rir, rated.load) == (8.5, None, 100_000)
    [reserve] = sets("squat 100x5 rir 2")
    assert (reserve.rpe, reserve.rir) == (None, 2)
    [helped] = sets("pull-up 1x8 -20 kg assist")
    assert (helped.load, helped.assistance) == (None, 20_000)
    [two] = sets("curl 1x10 @ 12 kg per hand")
    assert (two.load, two.multiplier) == (12_000, 2)


def test_times_and_distances() -> None:
    assert [each.duration_s for each in sets("plank 2x1:30, 45s, 2 min")] == [90, 90, 45, 120]
    [walk] = sets("farmer walk 1x40m @ 32")
    assert (walk.distance_m, walk.repetitions, walk.load) == (40, None, 32_000)
    [run] = sets("run 1 mi in 6:30")
    assert (run.distance_m, run.duration_s) == (1609.344, 390)


def test_a_note_is_on_the_last_set_and_may_hold_anything() -> None:
    assert [each.note for each in sets("squat 100x5,5 # 3x5, @ 60 kg?")] == ["", "3x5, @ 60 kg?"]
    assert sets(r'squat 100x5 "he said \"go\"\nand I went"')[0].note == 'he said "go"\nand I went'


def test_a_load_nobody_lifts_is_found_once_its_unit_is_known() -> None:
    line = read_line("squat 3x5 @ 1500")
    assert isinstance(line, SetsLine)
    assert training_sets(line, MassUnit.LB)[0].load == 680_389  # 1500 x 453.59237 = 680,388.555 g
    with pytest.raises(plain_sets.NotUnderstoodError):
        training_sets(line, MassUnit.KG)


def test_a_load_without_a_unit_has_that_of_the_unit_line_before_that_of_the_line_above() -> None:
    lines = [read_line(text) for text in ("squat 60x5", "squat 60 lb x 5", "squat 60x5", "unit: kg", "squat 60x5")]

    assert units_of(lines) == [None, MassUnit.LB, MassUnit.LB, MassUnit.KG, MassUnit.KG]


def test_a_unit_line_outlasts_one_line_in_another_unit() -> None:
    lines = [read_line(text) for text in ("unit: kg", "curl 20 lb x 5", "squat 60x5")]

    assert units_of(lines) == [MassUnit.KG, MassUnit.LB, MassUnit.KG]


@pytest.mark.parametrize(
    ("text", "start", "precision", "title"),
    [
        ("2026-11-20", "2026-11-20T00:00", SessionPrecision.DAY, ""),
        ("2026-11-20 8:30", "2026-11-20T08:30", SessionPrecision.MINUTE, ""),
        ("2026-11-20T18:30:05 Pull day", "2026-11-20T18:30:05", SessionPrecision.SECOND, "Pull day"),
        ('2026-11-20 "5x5 of it"', "2026-11-20T00:00", SessionPrecision.DAY, "5x5 of it"),
    ],
)
def test_a_session_begins_with_its_day(text: str, start: str, precision: SessionPrecision, title: str) -> None:
    assert read_line(text) == DateLine(datetime.fromisoformat(start), precision, title)


def test_typed_sets_are_held_to_the_bounds_of_exported_ones() -> None:
    for ours, theirs in (
        (plain_notation.LOAD_MOST_KG, plausible.LOAD_MOST_KG),
        (plain_sets.REPETITIONS_MOST, plausible.REPETITIONS_MOST),
        (plain_sets.DURATION_MOST_H, plausible.DURATION_MOST_H),
        (plain_sets.RPE_LEAST, plausible.RPE_LEAST),
        (plain_sets.RPE_MOST, plausible.RPE_MOST),
    ):
        assert (ours.value, ours.unit) == (theirs.value, theirs.unit)


# Reading what was written

_NAMES = st.text(min_size=1, max_size=25).filter(str.strip) | st.sampled_from(
    ["Squat", "leg press 45", "5x5", "w squat", "cable drop", "unit: kg", "2026-01-01 x", "#1", "a @ b", 'a "b"', "bw"]
)
_TENTHS = st.integers(0, 9_999).map(lambda tenths: tenths / 10)
_MASSES = st.integers(0, 1_000_000).map(Grams)
_DONE = st.one_of(
    st.tuples(st.integers(1, 1000).map(float) | st.sampled_from([7.5, 0.1]), st.none() | _TENTHS, st.none() | _TENTHS),
    st.tuples(st.none(), st.integers(1, 86_400).map(float), st.none()),
    st.tuples(st.none(), st.none() | st.just(90.5), st.floats(0.001, 50_000, allow_subnormal=False)),
    st.just((None, None, None)),
)


@st.composite
def any_set(draw: st.DrawFn) -> TrainingSet:
    """A set as an importer may have read it."""
    repetitions, duration_s, distance_m = draw(_DONE)
    load, assistance = draw(st.tuples(st.none() | _MASSES, st.none()) | st.tuples(st.none(), st.none() | _MASSES))
    return TrainingSet(
        exercise=draw(_NAMES),
        kind=draw(st.sampled_from(SetKind)),
        load=load,
        repetitions=repetitions,
        load_raw=draw(st.sampled_from(["", "100", "bw+20", "+20", "1e3"])),
        unit_raw=draw(st.none() | st.sampled_from(MassUnit)),
        duration_s=duration_s,
        distance_m=distance_m,
        rpe=draw(st.none() | st.sampled_from([1.0, 8.5, 10.0])),
        note=draw(st.just("") | st.text(max_size=30)),
        rir=draw(st.none() | st.sampled_from([0.0, 2.0, 1.5])),
        multiplier=draw(st.none() | st.sampled_from([0.0, 1.0, 2.0, 4.0])),
        assistance=assistance,
    )


@st.composite
def any_log(draw: st.DrawFn) -> TrainingLog:
    days = draw(st.lists(st.integers(0, 9_000), unique=True, max_size=4).map(sorted))
    return TrainingLog(
        tuple(
            Session(
                source="lumbar",
                start=start_of_day(date(2001, 1, 1)) + timedelta(days=day),
                precision=draw(st.sampled_from(SessionPrecision)),
                title=draw(st.sampled_from(["", "Pull", "5x5"]) | st.text(max_size=15)),
                sets=tuple(draw(st.lists(any_set(), min_size=1, max_size=4))),
                note=draw(st.sampled_from(["", "felt good\n# twice"])),
            )
            for day in days
        )
    )


def what_was_done(each: TrainingSet) -> tuple[object, ...]:
    return (
        *(each.exercise, each.kind, each.load, each.repetitions, each.duration_s, each.distance_m),
        *(each.rpe, each.rir, each.multiplier, each.assistance, each.note),
    )


@given(any_log())
def test_reading_a_log_that_was_written_gives_the_same_sets(log: TrainingLog) -> None:
    dates: list[DateLine] = []
    found: list[list[tuple[object, ...]]] = []
    for line in map(read_line, write_plain(log).split("\n")):
        if isinstance(line, DateLine):
            dates.append(line)
            found.append([])
        elif isinstance(line, SetsLine):
            found[-1] += map(what_was_done, training_sets(line, MassUnit.KG))
        else:
            assert isinstance(line, (Blank, Comment)), line

    assert [(one.start, one.precision, one.title) for one in dates] == [
        (one.start, one.precision, one.title) for one in log.sessions
    ]
    assert found == [[what_was_done(each) for each in one.sets] for one in log.sessions]


@given(st.text(max_size=60) | st.text('0123456789x@,. kgblwsm"#:-+rpe', max_size=40))
def test_no_line_is_anything_but_read_or_refused(text: str) -> None:
    line = read_line(text)
    if isinstance(line, SetsLine):
        assert line.sets


def test_sets_alike_are_written_together_in_the_words_of_the_log() -> None:
    log = TrainingLog(
        (
            Session(
                source="strong",
                start=datetime.fromisoformat("2026-11-20T18:30"),
                precision=SessionPrecision.MINUTE,
                title="Pull",
                sets=(performed("Deadlift (Barbell)"), performed("Deadlift (Barbell)"), performed("Row", kg=None)),
                note="slept badly",
            ),
        )
    )

    assert write_plain(log) == "2026-11-20 18:30 Pull\n# slept badly\nDeadlift (Barbell) 2x5 @ 100 kg\nRow 1x5\n"


@pytest.mark.parametrize(
    ("text", "rpe", "duration_s"),
    [
        ("session: rpe 7, 62 min", 7.0, 62 * 60.0),
        ("Session: 1 h 5 min, RPE 6,5", 6.5, 65 * 60.0),
        ("session: rpe 7/10", 7.0, None),
        ("session: 45m # short on time", None, 45 * 60.0),
        ("session: rpe 0", 0.0, None),
    ],
)
def test_a_session_line_says_how_hard_the_session_was_and_how_long(
    text: str, rpe: float | None, duration_s: float | None
) -> None:
    assert read_line(text) == SessionLine(rpe, duration_s)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("session: rpe 11", Fault.RPE_OUT_OF_RANGE),
        ("session: hard", Fault.WORDS_LEFT),
        ("session:", Fault.WORDS_LEFT),
        ("session: rpe 7, rpe 8", Fault.SAID_TWICE),
        ("session: 0 min", Fault.DURATION_ABSURD),
        ("session: 90 h", Fault.DURATION_ABSURD),
    ],
)
def test_a_session_line_that_says_something_else_is_refused_with_the_reason(text: str, fault: Fault) -> None:
    line = read_line(text)
    assert isinstance(line, NotUnderstood)
    assert line.fault is fault


def test_an_exercise_that_is_called_session_is_an_exercise() -> None:
    assert isinstance(read_line("session squat 3x5 @ 60 kg"), SetsLine)
