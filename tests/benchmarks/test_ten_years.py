"""The made ten years are an export that Strong could have written, the same every time, and read without a loss."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from benchmarks.ten_years import HEADER, main, ten_years

from lumbar import wiring
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SetKind
from lumbar.demo import LAST_DAY
from lumbar.usecases.ports import ReadingChoices

LOG = ten_years()


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> FileReading:
    log = tmp_path_factory.mktemp("made") / "strong.csv"
    log.write_text(LOG, encoding="utf-8")
    return wiring.log_reader().read(str(log), ReadingChoices(LAST_DAY))


def test_the_same_seed_gives_the_same_log_and_another_seed_another() -> None:
    assert ten_years(500, seed=3) == ten_years(500, seed=3)
    assert ten_years(500, seed=3) != ten_years(500, seed=4)


def test_it_has_as_many_rows_as_were_asked_for_and_a_shorter_log_is_its_newest_part() -> None:
    assert len(LOG.splitlines()) == 1 + 60_000
    assert ten_years(1_000).splitlines() == [HEADER, *LOG.splitlines()[-1_000:]]


@pytest.mark.parametrize("rows", [0, -1, 1_000_000])
def test_more_rows_than_ten_years_hold_or_none_at_all_are_refused(rows: int) -> None:
    with pytest.raises(ValueError, match=f"{rows} rows were asked for"):
        ten_years(rows)


def test_every_row_has_the_columns_of_the_commonest_strong_export() -> None:
    assert {len(row) for row in csv.reader(LOG.splitlines())} == {12}


def test_every_row_is_read_and_its_unit_is_guessed_right(reading: FileReading) -> None:
    assert (reading.format, reading.variant) == ("strong", "D")
    assert (reading.unit, reading.unit_from) == (MassUnit.KG, UnitOrigin.GUESSED)
    assert reading.balance.records == 1 + reading.balance.done + reading.balance.rest == 60_001
    assert reading.problems == ()


def test_it_is_nearly_ten_years_of_three_to_four_sessions_in_a_week_of_training(reading: FileReading) -> None:
    days = [session.day for session in reading.sessions]
    assert LAST_DAY - timedelta(days=3) <= days[-1] <= LAST_DAY
    assert 9.5 * 365 <= (days[-1] - days[0]).days <= 10 * 365
    weeks = {day - timedelta(days=day.weekday()) for day in days}
    assert 3 <= len(days) / len(weeks) <= 4
    assert 420 <= len(weeks) <= 500, "the other weeks are holidays and breaks"


def test_a_session_has_some_exercises_of_some_sets(reading: FileReading) -> None:
    """The first may be cut off by the number of rows."""
    for session in reading.sessions[1:]:
        names = [done.exercise for done in session.sets]
        assert 3 <= len(set(names)) <= 7
        assert all(3 <= names.count(name) <= 8 for name in set(names)), "up to five sets, and three before them"


def test_loads_grow_in_plates_over_the_years(reading: FileReading) -> None:
    squats = [
        (session.day, done.load / 1000)
        for session in reading.sessions
        for done in session.sets
        if done.exercise == "Squat (Barbell)" and done.kind is SetKind.UNKNOWN and done.load
    ]
    first_year = [load for day, load in squats if day < date(2017, 11, 15)]
    last_year = [load for day, load in squats if day > date(2025, 11, 15)]
    assert all(load % 2.5 == 0 for _, load in squats)
    assert max(first_year) < max(last_year) <= 150


def test_some_sets_are_rated_some_flagged_as_warm_up_and_some_notes_speak_of_the_back(reading: FileReading) -> None:
    sets = [done for session in reading.sessions for done in session.sets]
    assert 0.02 < sum(done.rpe is not None for done in sets) / len(sets) < 0.2
    assert 0.05 < sum(done.kind is SetKind.WARM_UP for done in sets) / len(sets) < 0.2
    notes = {done.note for done in sets}
    assert {"lower back tight", "Rücken zwickt", "felt easy"} <= notes


def test_the_command_writes_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "log.csv"
    monkeypatch.setattr("sys.argv", ["ten_years.py", str(out), "--rows", "40", "--seed", "2"])
    main()
    assert out.read_text(encoding="utf-8") == ten_years(40, seed=2)
    assert capsys.readouterr().out == f"{out}: 40 rows\n"
