"""Garmin FIT, quirk by quirk. The files are made here, message by message."""

from __future__ import annotations

import csv
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, remarks
from tests.importers.fit_files import (
    TAKEN,
    UINT16,
    UNSET_16,
    WORKOUT,
    Value,
    activity,
    file_id,
    fit_file,
    message,
    performed,
    rest,
    session,
    title,
)

from lumbar import wiring
from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import keyed
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles, garmin_fit
from lumbar.usecases.ports import ReadingChoices

BERLIN = ReadingChoices(LATEST, zone="Europe/Berlin")
WHOLE = fit_file(file_id(), performed(), rest(), performed(28, 6, 5, 1280), session(), activity())


def read(content: bytes, choices: ReadingChoices = BERLIN) -> FileReading:
    return LogFiles(FilesInMemory({"a.fit": content}), (), (garmin_fit,)).read("a.fit", choices)


def refused(content: bytes) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        read(content)
    return caught.value


def test_a_strength_activity_is_read_whole() -> None:
    """1600 sixteenths of a kilogram are 100 kg, 1280 are 80 kg. It began at 04:26:40 UTC, and the clock was at +2 h."""
    reading = read(WHOLE)

    assert (reading.format, reading.variant, reading.unit) == ("garmin_fit", "activity", MassUnit.KG)
    assert (reading.unit_from, reading.zone_from) == (UnitOrigin.HEADER, "file")
    assert (reading.balance.records, reading.balance.done, reading.balance.rest) == (3, 2, 1)
    [done] = reading.sessions
    assert (done.start, done.precision) == (datetime(2026, 6, 10, 6, 26, 40), SessionPrecision.SECOND)  # noqa: DTZ001
    assert (done.duration_s, done.warm_ups_flagged) == (3600, False)
    assert [(one.exercise, one.load, one.load_raw, one.repetitions, one.duration_s) for one in done.sets] == [
        ("Romanian Deadlift", 100_000, "100", 10, 40),
        ("Barbell Back Squat", 80_000, "80", 5, 40),
    ]
    assert {one.kind for one in done.sets} == {SetKind.UNKNOWN}


def test_either_order_of_bytes_is_read() -> None:
    assert all_sets(read(fit_file(session(), performed(order=">"))))[0].load == 100_000


@pytest.mark.parametrize(
    ("sixteenths", "load", "raw"), [(980, 61_250, "61.25"), (1, 62, "0.0625"), (3, 188, "0.1875"), (0, 0, "0")]
)
def test_loads_are_exact_sixteenths_of_a_kilogram(sixteenths: int, load: int, raw: str) -> None:
    """1/16 kg is 62.5 g, to the even 62; 3/16 kg are 187.5 g, to the even 188."""
    done = all_sets(read(fit_file(session(), performed(sixteenths=sixteenths))))[0]

    assert (done.load, done.load_raw) == (load, raw)


def test_what_the_watch_did_not_say_is_not_recorded() -> None:
    done = all_sets(read(fit_file(session(), performed(repetitions=UNSET_16, sixteenths=UNSET_16))))[0]

    assert (done.load, done.load_raw, done.repetitions, done.unit_raw, done.duration_s) == (None, "", None, None, 40)


def test_no_repetitions_in_a_timed_set_stand_for_none_counted() -> None:
    assert all_sets(read(fit_file(session(), performed(repetitions=0))))[0].repetitions is None


def test_a_time_of_65_535_thousandths_is_a_time() -> None:
    assert all_sets(read(fit_file(session(), performed(seconds=65.535))))[0].duration_s == 65.535


def test_an_active_set_in_which_nothing_was_done_is_skipped() -> None:
    reading = read(fit_file(session(), performed(), performed(repetitions=0, sixteenths=0, seconds=0)))

    assert (reading.balance.done, reading.balance.skipped) == (1, 1)


@pytest.mark.parametrize(
    ("category", "subtype", "name"),
    [
        (8, 0, "Barbell Deadlift"),
        (8, UNSET_16, "Deadlift"),
        (8, 999, "Deadlift"),
        ((8, 23), (23, 45), "Romanian Deadlift"),
        ((65534, 23), (UNSET_16, 45), "Barbell Row"),
        (65534, UNSET_16, "Unknown Exercise"),
        (UNSET_16, UNSET_16, "Unknown Exercise"),
        (53, 0, "Bike Outdoor"),
        (51, 7, "Garmin exercise 51/7"),
    ],
)
def test_the_best_guess_names_the_exercise(
    category: int | tuple[int, ...], subtype: int | tuple[int, ...], name: str
) -> None:
    assert all_sets(read(fit_file(session(), performed(category, subtype))))[0].exercise == name


def test_the_files_own_title_names_what_no_table_knows() -> None:
    titles = [title(8, 900, "Onkel Ottos Kreuzheben"), title(8, 23, "Rumänisches Kreuzheben")]
    reading = read(fit_file(*titles, session(), performed(8, 900), performed(8, 23), activity()))

    assert [one.exercise for one in all_sets(reading)] == ["Onkel Ottos Kreuzheben", "Romanian Deadlift"]
    assert (reading.balance.records, reading.balance.header, reading.balance.done) == (4, 2, 2)


def test_the_workouts_name_is_the_title() -> None:
    name = message(WORKOUT, Value(8, 0x07, "Pull A"))

    assert read(fit_file(name, session(), performed())).sessions[0].title == "Pull A"


def test_without_a_local_time_the_zone_named_decides() -> None:
    named = read(fit_file(session(), performed()), ReadingChoices(LATEST, zone="Asia/Tokyo"))

    assert (named.sessions[0].start.hour, named.zone_from) == (13, "named")  # 04:26 UTC + 9 h
    assert read(fit_file(session(), performed()), ReadingChoices(LATEST)).zone_from == "machine"


def test_a_local_time_that_is_days_off_is_not_believed() -> None:
    assert read(fit_file(session(), performed(), activity(hours_from_utc=100))).zone_from == "named"


def test_without_a_session_the_first_set_says_when_it_began() -> None:
    """The first set began a minute after the file was made."""
    done = read(fit_file(file_id(), performed())).sessions[0]

    assert (done.start.minute, done.start.second, done.duration_s) == (27, 40, None)


def test_the_serial_and_the_instant_name_the_session() -> None:
    again = fit_file(file_id(), message(WORKOUT, Value(8, 0x07, "renamed")), session(TAKEN + 9), performed())

    assert read(WHOLE).sessions[0].app_id == f"3912345678-{TAKEN}"
    assert keyed(read(WHOLE).sessions)[0].key == keyed(read(again).sessions)[0].key


def test_chained_files_are_two_activities() -> None:
    later = fit_file(file_id(created=TAKEN + 86_400), performed(), session(TAKEN + 86_400), activity())
    reading = read(later + WHOLE)

    assert [one.day.day for one in reading.sessions] == [10, 11]
    assert (reading.balance.records, reading.balance.done) == (4, 3)


def test_of_chained_files_only_the_one_with_a_wrong_check_sum_is_set_aside() -> None:
    damaged = WHOLE[:-1] + bytes([WHOLE[-1] ^ 1])
    reading = read(damaged + WHOLE)

    assert (reading.balance.done, reading.balance.rest, reading.balance.quarantined) == (2, 1, 3)
    assert {kind for _, kind in problems(reading)} == {ProblemKind.CHARACTERS_UNREADABLE}


def test_a_file_with_a_wrong_check_sum_is_refused_with_all_its_sets() -> None:
    error = refused(WHOLE[:-1] + bytes([WHOLE[-1] ^ 1]))

    assert (error.kind, len(error.problems)) == (UnusableKind.NOTHING_USABLE, 3)


def test_of_a_file_cut_short_the_whole_sets_are_used() -> None:
    cut = WHOLE[: WHOLE.index(performed(28, 6, 5, 1280)) + 40]
    reading = read(cut)

    assert (reading.balance.done, reading.balance.rest, reading.balance.quarantined) == (1, 1, 1)
    assert problems(reading) == [(3, ProblemKind.CHARACTERS_UNREADABLE)]


def test_a_file_of_rests_has_nothing_to_use() -> None:
    assert refused(fit_file(session(), rest(), rest())).kind is UnusableKind.NOTHING_USABLE


def test_a_run_is_no_log_of_sets() -> None:
    error = refused(fit_file(file_id(), session(sport=1, sub_sport=0), activity()))

    assert (error.kind, error.met) == (UnusableKind.BINARY, "FIT")


def test_the_lengths_of_a_swim_are_no_sets() -> None:
    error = refused(fit_file(session(sport=5, sub_sport=17), performed(UNSET_16, UNSET_16)))

    assert error.kind is UnusableKind.NOTHING_USABLE


@pytest.mark.parametrize(
    ("start", "kind"),
    [(1_200_000_000, ProblemKind.DATE_IN_THE_FUTURE), (90, ProblemKind.DATE_UNREADABLE)],
)
def test_a_start_that_cannot_be_sets_every_set_aside(start: int, kind: ProblemKind) -> None:
    """1 200 000 000 s after the end of 1989 is January 2028; 90 s is since the watch was switched on."""
    without_start = message(225, Value(3, UINT16, 5), Value(5, 0, 1))
    error = refused(fit_file(session(start), without_start))

    assert [problem.kind for problem in error.problems] == [kind]


@pytest.mark.parametrize(
    ("made", "kind"),
    [
        (performed(sixteenths=16_001), ProblemKind.LOAD_ABSURD),
        (performed(repetitions=1001), ProblemKind.REPETITIONS_ABSURD),
        (performed(seconds=86_401), ProblemKind.DURATION_ABSURD),
    ],
)
def test_figures_beyond_what_can_be_are_set_aside(made: bytes, kind: ProblemKind) -> None:
    reading = read(fit_file(session(), performed(), made))

    assert problems(reading) == [(2, kind)]
    assert reading.balance.done == 1


def test_a_load_above_500_kg_is_used_with_a_remark() -> None:
    assert remarks(read(fit_file(session(), performed(sixteenths=8001)))) == [(1, ProblemKind.LOAD_UNUSUAL)]


def test_the_names_of_what_matters_most_to_a_back_are_known_to_the_catalogue() -> None:
    known = {"Barbell Deadlift", "Romanian Deadlift", "Barbell Back Squat", "Barbell Row", "Kettlebell Swing"}
    table = Path(garmin_fit.__file__).with_name("garmin_exercises.csv")
    with table.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))

    assert sum(not row["subtype"] for row in rows) == 53
    assert len({(row["category"], row["subtype"]) for row in rows}) == len(rows)
    assert known <= {row["name"] for row in rows}
    assert all(wiring.catalogue().resolve(name) for name in known)


@given(st.data())
def test_a_file_damaged_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(14, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content[: data.draw(st.integers(14, len(content)))]))


@given(st.binary(max_size=120), st.booleans())
def test_a_whole_file_of_any_bytes_is_read_or_refused(body: bytes, sound: bool) -> None:  # noqa: FBT001
    with suppress(UnusableInput):
        read(fit_file(performed(), body, session()) if sound else fit_file(performed()) + body)


@pytest.mark.parametrize(("kept", "rpe"), [(70, 7.0), (0, 0.0), (None, None), (255, None), (101, None)])
def test_the_rating_of_the_whole_activity_is_its_session_rpe(kept: int | None, rpe: float | None) -> None:
    """The watch keeps the rating ten times as large; 255 is unset."""
    [done] = read(fit_file(file_id(), performed(), session(workout_rpe=kept), activity())).sessions
    assert done.rpe == rpe
