"""The made person is one story, told the same every time, read like anybody's log and explained by the same rules."""

from __future__ import annotations

import csv
import hashlib
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from lumbar import wiring
from lumbar.core.causes.finding import Finding, FindingKind, Status
from lumbar.core.provenance import UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.demo import DEMO_PAIN_ON, LAST_DAY, demo_log_csv, demo_pain, demo_pain_on
from lumbar.usecases.explain import Explanation, explain_files
from lumbar.usecases.ports import ReadingChoices

HEVY_HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type",'
    '"weight_kg","reps","distance_km","duration_seconds","rpe"'
)
Row = dict[str, str]


def rows_of(text: str) -> list[Row]:
    return list(csv.DictReader(StringIO(text)))


def day_of(row: Row) -> date:
    return datetime.strptime(row["start_time"], "%d %b %Y, %H:%M").date()  # noqa: DTZ007  logs have local time


def explained(folder: Path, seed: int) -> Explanation:
    log = folder / "hevy.csv"
    log.write_text(demo_log_csv(seed=seed), encoding="utf-8")
    return explain_files(
        [str(log)],
        reader=wiring.log_reader(),
        choices=ReadingChoices(latest_day=LAST_DAY),
        catalogue=wiring.catalogue(),
        suggest=lambda _: (),
        pain_on=DEMO_PAIN_ON,
        on=LAST_DAY,
        pain=demo_pain(seed=seed),
    )


def changed(explanation: Explanation, kind: FindingKind) -> list[Finding]:
    return [each for each in explanation.findings if each.kind is kind and each.status is Status.CHANGED]


def test_it_is_a_hevy_export_in_kilograms_newest_first() -> None:
    text = demo_log_csv()
    days = [day_of(row) for row in rows_of(text)]
    assert text.splitlines()[0] == HEVY_HEADER
    assert days == sorted(days, reverse=True)
    assert {row["set_type"] for row in rows_of(text)} == {"warmup", "normal", "failure"}


def test_the_same_seed_and_day_give_the_same_bytes() -> None:
    assert demo_log_csv() == demo_log_csv()
    assert demo_pain() == demo_pain()
    assert demo_log_csv(seed=1) != demo_log_csv(seed=2)
    assert demo_pain(seed=1) != demo_pain(seed=2)


def test_the_bytes_do_not_change_from_one_python_or_machine_to_another() -> None:
    """Guards the form of a large output and nothing else: change the digest when the story is changed on purpose."""
    ratings = " ".join(f"{report.on}:{report.pain.rating}" for report in demo_pain())
    assert hashlib.sha256(f"{demo_log_csv()}{ratings}".encode()).hexdigest()[:16] == "d6ec3de011fa640d"


def test_another_last_day_moves_the_whole_story() -> None:
    later = LAST_DAY + timedelta(days=30)
    moved = {(day_of(row) - timedelta(days=30), row["exercise_title"]) for row in rows_of(demo_log_csv(last_day=later))}
    assert moved == {(day_of(row), row["exercise_title"]) for row in rows_of(demo_log_csv())}
    assert demo_pain_on(later) - DEMO_PAIN_ON == timedelta(days=30)
    assert [report.on - timedelta(days=30) for report in demo_pain(last_day=later)] == [
        report.on for report in demo_pain()
    ]


def test_half_a_year_is_in_it() -> None:
    first, last = LAST_DAY - timedelta(days=26 * 7 - 1), LAST_DAY
    days = {day_of(row) for row in rows_of(demo_log_csv())}
    assert first == min(days)
    assert first <= min(report.on for report in demo_pain())
    assert max(*days, *(report.on for report in demo_pain())) <= last


@pytest.mark.parametrize("seed", range(6))
def test_loads_are_made_of_plates_that_exist(seed: int) -> None:
    for row in rows_of(demo_log_csv(seed=seed)):
        if "Barbell" in row["exercise_title"]:
            assert float(row["weight_kg"]) % 2.5 == 0
            assert float(row["weight_kg"]) >= 20
        if row["rpe"]:
            assert 6 <= float(row["rpe"]) <= 10
            assert float(row["rpe"]) % 0.5 == 0
        assert row["reps"] or row["duration_seconds"]
        assert not row["reps"] or 1 <= int(row["reps"]) <= 15


@pytest.mark.parametrize("seed", range(6))
def test_pain_is_rated_most_evenings_and_eases_over_three_weeks(seed: int) -> None:
    ratings = {report.on: report.pain.rating for report in demo_pain(seed=seed)}
    before = [rating for day, rating in ratings.items() if day < DEMO_PAIN_ON - timedelta(days=2)]
    assert len(ratings) == len(demo_pain(seed=seed)), "one rating an evening"
    assert 90 < len(before) < 150, "some evenings are left out, which is normal"
    assert max(before) <= 2
    assert ratings[DEMO_PAIN_ON] >= 6
    assert all(rating <= 2 for day, rating in ratings.items() if day >= DEMO_PAIN_ON + timedelta(days=19))


@pytest.mark.parametrize("seed", [26, *range(8)])
def test_the_break_the_deadlift_and_the_missing_ramp_are_found_by_the_same_rules_as_for_anybody(
    seed: int, tmp_path: Path
) -> None:
    explanation = explained(tmp_path, seed)
    (jump,) = changed(explanation, FindingKind.LOAD_JUMP)
    assert (jump.exercise, jump.value, jump.usual) == ("Deadlift", 150, 132.5)
    (start,) = changed(explanation, FindingKind.NO_RAMP)
    assert (start.exercise, start.on) == ("Deadlift", DEMO_PAIN_ON - timedelta(days=2))
    (returned,) = [each for each in changed(explanation, FindingKind.RETURN_AFTER_BREAK) if each.exercise is None]
    assert returned.value == 24
    assert explanation.findings.index(jump) < 2


def test_it_is_read_whole_and_every_exercise_is_known(tmp_path: Path) -> None:
    log = explained(tmp_path, 26).log
    (reading,) = log.readings
    assert (reading.format, reading.unit, reading.unit_from) == ("hevy", MassUnit.KG, UnitOrigin.HEADER)
    assert reading.problems == ()
    assert reading.balance.quarantined == 0
    assert log.unknown == ()
