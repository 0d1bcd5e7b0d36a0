"""The daily table as it leaves the program: the columns of the contract, exact loads, and nothing for nothing."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

from tests.made_training import CATALOGUE, MONDAY, log_of, sets_of, weekly

from lumbar.exchange.load_table import COLUMNS, load_csv, load_json
from lumbar.usecases.hold_log import hold_log
from lumbar.usecases.review_load import LoadReview, review_load

ODD = sets_of("Deadlift", (100.115, 3), (0.2, 1))
"""300.345 + 0.2 = 300.545 kg x repetitions, which no float holds exactly."""


def review(weeks: int = 5) -> LoadReview:
    held = hold_log(log_of(weekly(weeks, ODD)), catalogue=CATALOGUE, suggest=lambda _: ())
    return review_load(held, catalogue=CATALOGUE, last=MONDAY + timedelta(days=7 * weeks - 1))


def test_the_columns_are_these_ten_in_this_order() -> None:
    header = load_csv(review()).splitlines()[0]
    assert header == ("day,load,acute,chronic,acwr_ewma,acwr_coupled,acwr_uncoupled,monotony,strain,spinal_exposure")


def test_there_is_a_row_for_every_day_and_its_load_is_exact() -> None:
    rows = list(csv.DictReader(io.StringIO(load_csv(review()))))
    assert len(rows) == 35
    assert [row["load"] for row in rows[:4]] == ["300.545", "0", "0", "300.545"]
    assert [row["day"] for row in rows[:2]] == ["2026-01-05", "2026-01-06"]


def test_what_is_undefined_is_an_empty_cell_and_null() -> None:
    told = review()
    rows = list(csv.DictReader(io.StringIO(load_csv(told))))
    days = load_json(told)["days"]
    assert {rows[26][name] for name in COLUMNS[2:9]} == {""}
    assert {days[26][name] for name in COLUMNS[2:9]} == {None}
    assert all(rows[27][name] and days[27][name] is not None for name in COLUMNS)


def test_both_say_the_same_and_no_figure_is_rounded() -> None:
    told = review()
    days = load_json(told)["days"]
    for row, one in zip(csv.DictReader(io.StringIO(load_csv(told))), days, strict=True):
        assert {name: float(row[name]) if row[name] else None for name in COLUMNS[1:]} == {
            name: one[name] for name in COLUMNS[1:]
        }
    assert days[27]["acute"] == told.days[27].acute


def test_the_answer_has_the_strength_with_its_doubt_the_hard_sets_and_what_each_figure_is() -> None:
    answer = json.loads(json.dumps(load_json(review()), allow_nan=False))
    assert (answer["from"], answer["to"], answer["monotony_sd"]) == ("2026-01-05", "2026-02-08", "sample")
    assert answer["log"]["sets"] == 20
    (lift,) = answer["strength"]
    assert lift["exercise"] == "Deadlift"
    assert [point["day"] for point in lift["points"]][-1] == lift["estimate"]["on"] == "2026-02-05"
    estimate = lift["estimate"]
    assert estimate["lowest_kg"] < estimate["kg"] < estimate["highest_kg"]
    trend = lift["trend"]
    assert trend["lowest_kg_per_week"] <= trend["kg_per_week"] <= trend["highest_kg_per_week"]
    assert answer["hard_sets"][-1]["week_ending"] == "2026-02-08"
    assert answer["hard_sets"][-1]["sets"] == {"glutes": 4.0}
    assert {note["certainty"] for note in answer["notes"]} >= {"low", "moderate"}
    assert all(note["sources"] for note in answer["notes"])
