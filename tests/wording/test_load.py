"""What is said of load: a multiple of one's own usual, in the person's unit, with its doubt and without an alarm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.made_training import CATALOGUE, MONDAY, log_of, session, sets_of, weekly

from lumbar.core.exercises import Muscle
from lumbar.core.load.strength_trend import EstimatedFrom, StrengthTrend
from lumbar.core.quantities import MassUnit
from lumbar.usecases.hold_log import hold_log
from lumbar.usecases.review_load import LoadReview, review_load
from lumbar.wording import load as words

TENS = sets_of("Deadlift", (100, 10))
"""1,000 kg x repetitions."""
RISING = StrengthTrend(
    first=date(2026, 1, 5),
    last=date(2026, 3, 30),
    days=11,
    kg_per_week=0.62,
    lowest_kg_per_week=0.1,
    highest_kg_per_week=1.14,
    estimated_from=EstimatedFrom.FORMULAS,
)


def reviewed(weeks: int, days: int | None = None, *, extra: int = 0) -> LoadReview:
    """Two sessions of 1,000 a week, and so many more sets on the last Monday."""
    log = weekly(weeks, TENS)
    if extra:
        log.append(session(MONDAY + timedelta(weeks=weeks - 1), *[TENS] * extra))
    held = hold_log(log_of(log), catalogue=CATALOGUE, suggest=lambda _: ())
    return review_load(held, catalogue=CATALOGUE, last=MONDAY + timedelta(days=(days or 7 * weeks) - 1))


def test_a_week_is_told_as_a_multiple_of_the_usual_and_that_this_alone_means_nothing() -> None:
    """3,000 in the last week, 2,000 in the four before it."""
    assert words.week_sentence(reviewed(5, extra=1).table, MassUnit.KG) == (
        "In the seven days up to 8 Feb 2026 you lifted 3,000 kg × repetitions. "
        "This week is 1.5 times your usual. That alone does not mean injury."
    )


def test_a_usual_that_is_not_known_is_said_not_to_be() -> None:
    said = words.week_sentence(reviewed(2).table, MassUnit.KG)
    assert "Your usual week is not known: it takes 4 weeks with training before this one" in said
    assert "less than a week" in words.week_sentence(reviewed(1, 3).table, MassUnit.KG)


def test_loads_are_in_the_unit_of_the_person() -> None:
    """2,000 kg are 4,409 lb."""
    assert "4,409 lb × repetitions" in words.week_sentence(reviewed(5).table, MassUnit.LB)


def test_averages_and_ratios_are_told_from_the_28th_day_on() -> None:
    young, old = reviewed(3).days[-1], reviewed(5).days[-1]
    assert "shown from the 28th day of the log" in words.averages_sentence(young, MassUnit.KG)
    assert words.ratios_sentence(young) == ""
    assert "(acute)" in words.averages_sentence(old, MassUnit.KG)
    assert words.ratios_sentence(old).endswith("no ratio of loads predicts pain.")


def test_what_the_back_was_asked_is_told_as_that_of_a_rough_model() -> None:
    week = reviewed(5).table.weeks[-1]
    assert words.back_sentence(week) == "By a rough model, it asked 1.0 times your usual week of your lower back."
    assert "too few weeks" in words.back_sentence(reviewed(2).table.weeks[-1])
    unknown = replace(week, spinal_exposure=None, back_times_usual=None)
    assert "cannot be told" in words.back_sentence(unknown)


@pytest.mark.parametrize(
    ("trend", "said"),
    [
        (RISING, "Over 11 days of it since 5 Jan, up by about 0.6 kg a week, somewhere between 0.1 and 1.1."),
        (
            replace(RISING, kg_per_week=-0.62, lowest_kg_per_week=-1.14, highest_kg_per_week=-0.1),
            "Over 11 days of it since 5 Jan, down by about 0.6 kg a week, somewhere between 0.1 and 1.1.",
        ),
        (
            replace(RISING, lowest_kg_per_week=-0.3),
            "Over 11 days of it since 5 Jan, no clear trend: between 0.3 kg down and 1.1 kg up a week.",
        ),
        (
            replace(RISING, lowest_kg_per_week=0.0, kg_per_week=0.0, highest_kg_per_week=0.0),
            "Over 11 days of it since 5 Jan, no clear trend: between no change and no change a week.",
        ),
        (None, "No trend: it takes 6 days of the lift in 12 weeks."),
    ],
    ids=["up", "down", "either", "none", "too few"],
)
def test_a_trend_is_told_with_its_bounds_and_without_a_direction_where_they_hold_both(
    trend: StrengthTrend | None, said: str
) -> None:
    assert words.trend_sentence(trend, MassUnit.KG) == said


def test_an_estimate_is_told_with_the_disagreement_of_the_formulas() -> None:
    """Ten with 100 kg: from 125 (O'Conner) to 134.7 (Wathan), in pounds 276 to 297."""
    (lift,) = reviewed(5).strength
    assert "(the formulas say 125 to 135 kg)" in words.strength_sentence(lift, MassUnit.KG)
    assert "(the formulas say 276 to 297 lb)" in words.strength_sentence(lift, MassUnit.LB)
    assert "gone to failure" in words.effort_sentence([lift])
    with_effort = replace(lift, points=(replace(lift.newest, estimated_from=EstimatedFrom.EFFORT),))
    assert words.effort_sentence([with_effort]) == ""


def test_hard_sets_are_counted_and_those_without_effort_told() -> None:
    assert words.hard_sets_sentence(reviewed(5)).startswith(
        "2 sets in the seven days up to 8 Feb 2026; all without a logged effort."
    )
    assert words.hard_sets_sentence(reviewed(5, days=45)).startswith("None in the seven days up to 18 Feb 2026.")
    assert words.muscle_row(Muscle.ERECTOR_SPINAE, {Muscle.ERECTOR_SPINAE: 2.5}, {}) == ("lower back", "2.5", "–")
    assert words.muscle_row(Muscle.LATS, {}, {Muscle.LATS: 3.0}) == ("lats", "0", "3")


def test_what_is_undefined_is_a_dash_in_the_table_of_weeks() -> None:
    row = words.week_row(reviewed(2).table.weeks[-1], MassUnit.KG)
    assert row == ("18 Jan", "2,000", "–", "–", "–", "–", "–", "–")
    assert len(row) == len(words.WEEK_HEADERS)


def test_each_figure_has_a_note_with_its_certainty_and_none_raises_an_alarm() -> None:
    said = " ".join(words.note_sentence(note) for note in words.NOTES).lower()
    for name in ("acwr_coupled", "monotony", "sample sd", "spinal_exposure", "strength", "hard_sets"):
        assert name in said
    assert said.count("certainty:") == len(words.NOTES)
    assert not {"risk", "danger", "dangerous", "safe", "unsafe", "overtraining"} & {
        word.strip(".,:;()") for word in said.split()
    }


def test_a_week_without_training_is_no_ratio_of_nought() -> None:
    """Eight weeks of training, and a table that goes on for a week."""
    table = reviewed(8, days=7 * 9).table
    assert words.week_sentence(table, MassUnit.KG).startswith("Nothing was trained in the seven days up to")
    assert words.back_sentence(table.weeks[-1]) == ""
