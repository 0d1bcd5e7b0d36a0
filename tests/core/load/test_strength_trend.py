from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import theilslopes
from tests.made_training import CATALOGUE, MONDAY, exercise, log_of, session, sets_of

from lumbar.core.exercises import Implement, MovementClass, build_catalogue
from lumbar.core.load.strength_trend import EstimatedFrom, StrengthPoint, StrengthTrend, strength_points, strength_trend
from lumbar.core.training import SetKind, TrainingSet

UNTIL = MONDAY + timedelta(days=83)
SOME_SET = sets_of("Deadlift", (100, 5))[0]


def with_effort(kg: float, repetitions: float, *, rir: float | None = None, rpe: float | None = None) -> TrainingSet:
    return replace(sets_of("Deadlift", (kg, repetitions))[0], rir=rir, rpe=rpe)


def point(days: int, kg: float, estimated_from: EstimatedFrom = EstimatedFrom.FORMULAS) -> StrengthPoint:
    return StrengthPoint(MONDAY + timedelta(days=days), kg, estimated_from, SOME_SET)


def found(*work: TrainingSet) -> list[tuple[date, float, EstimatedFrom]]:
    points = strength_points(log_of([session(MONDAY, work)]), CATALOGUE).get("deadlift", ())
    return [(one.day, round(one.maximum_kg, 3), one.estimated_from) for one in points]


def test_the_best_estimate_of_a_day_is_by_the_middle_formula_where_no_effort_was_logged() -> None:
    """100 kg x 5: 116.583, the middle of the seven; 110 x 1 is itself; 60 x 10 is less."""
    work = sets_of("Deadlift", (60, 10), (100, 5), (110, 1))
    assert found(*work) == [(MONDAY, 116.583, EstimatedFrom.FORMULAS)]


def test_where_effort_was_logged_the_chart_says_and_the_reserve_has_the_last_word() -> None:
    """5 at RPE 8 are 81.1 %: 123.305. 5 with 1 left are 83.7 %: 119.474."""
    assert found(with_effort(100, 5, rpe=8)) == [(MONDAY, 123.305, EstimatedFrom.EFFORT)]
    assert found(with_effort(100, 5, rpe=8, rir=1)) == [(MONDAY, 119.474, EstimatedFrom.EFFORT)]


def test_an_easy_set_does_not_say_where_the_limit_is() -> None:
    assert found(with_effort(100, 5, rpe=5), with_effort(100, 5, rir=6)) == []


def test_warm_ups_long_sets_and_sets_without_load_or_repetitions_give_nothing() -> None:
    assert found(*sets_of("Deadlift", (100, 5), kind=SetKind.WARM_UP)) == []
    assert found(*sets_of("Deadlift", (100, 13), (None, 5), (0, 5), (100, None), (100, 0))) == []


def test_help_body_weight_bands_and_carries_have_no_maximum_and_unknown_names_neither() -> None:
    pull_up = replace(exercise("pull_up", "Pull up"), implement=Implement.BODY_WEIGHT)
    band = replace(exercise("band_row", "Band row"), implement=Implement.BAND)
    carry = exercise("carry", "Carry", movement=MovementClass.CARRY)
    assisted = exercise("assisted_dip", "Assisted dip", assisted=True)
    catalogue = build_catalogue((pull_up, band, carry, assisted), [], edition="made")
    names = ("Pull up", "Band row", "Carry", "Assisted dip", "My own machine")
    log = log_of([session(MONDAY, *(sets_of(name, (20, 5)) for name in names))])
    assert strength_points(log, catalogue) == {}


def test_two_sessions_of_a_day_are_one_point_and_days_come_in_order() -> None:
    """Singles of 100, 120 and 110 kg, the first two on one day."""
    log = log_of(
        [
            session(MONDAY, sets_of("Deadlift", (100, 1))),
            session(MONDAY, sets_of("Kreuzheben", (120, 1))),
            session(MONDAY + timedelta(days=3), sets_of("Deadlift", (110, 1))),
        ]
    )
    points = strength_points(log, CATALOGUE)["deadlift"]
    assert [(one.day, one.maximum_kg) for one in points] == [(MONDAY, 120), (MONDAY + timedelta(days=3), 110)]
    assert points[0].best_set.exercise == "Kreuzheben"


def test_a_steady_rise_of_one_kilogram_a_week_is_found_without_doubt() -> None:
    told = strength_trend([point(7 * week, 100 + week) for week in range(12)], UNTIL)
    assert told == StrengthTrend(
        first=MONDAY,
        last=MONDAY + timedelta(days=77),
        days=12,
        kg_per_week=1,
        lowest_kg_per_week=1,
        highest_kg_per_week=1,
        estimated_from=EstimatedFrom.FORMULAS,
    )
    assert told.is_clear


def test_one_odd_day_does_not_move_the_trend_and_widens_the_doubt() -> None:
    """
    Weeks 0 to 5: 100 101 102 103 104 90. The 15 slopes a week, sorted:
    -14  -6.5  -4  -2.75  -2  and ten times 1, of which the middle, the eighth, is 1.
    Kendall: sqrt(6 x 5 x 17 / 18) = 5.323, x 1.95996 = 10.433; (15 - 10.433) / 2 = 2.28, rounded 2: the second, -6.5.
    """
    told = strength_trend([point(7 * week, kg) for week, kg in enumerate((100, 101, 102, 103, 104, 90))], UNTIL)
    assert told is not None
    assert (told.kg_per_week, told.lowest_kg_per_week, told.highest_kg_per_week) == pytest.approx((1, -6.5, 1))
    assert not told.is_clear


def test_five_days_are_too_few_and_days_outside_the_weeks_do_not_count() -> None:
    """Twelve weeks up to day 83 begin with day 0; day -1 lies before, day 84 after."""
    five = [point(days, 100) for days in (0, 7, 14, 21, 83)]
    assert strength_trend(five, UNTIL) is None
    assert strength_trend([point(-1, 100), *five, point(84, 100)], UNTIL) is None
    assert strength_trend([*five[:4], point(28, 100), five[4]], UNTIL) is not None


def test_estimates_by_effort_and_by_formulas_are_not_mixed() -> None:
    """Six days by formulas at 100 kg, then six by effort at 110: no ten kilograms were gained by writing it down."""
    points = [point(7 * week, 100) for week in range(6)]
    points += [point(7 * week, 110, EstimatedFrom.EFFORT) for week in range(6, 12)]
    told = strength_trend(points, UNTIL)
    assert told is not None
    assert (told.kg_per_week, told.days, told.estimated_from) == (0, 6, EstimatedFrom.EFFORT)


@given(st.dictionaries(st.integers(0, 83), st.integers(50, 250), min_size=6, max_size=30))
def test_the_slope_and_its_interval_are_those_of_scipy(kilograms: dict[int, int]) -> None:
    days = sorted(kilograms)
    told = strength_trend([point(day, kilograms[day]) for day in days], UNTIL)
    slope, _, lowest, highest = theilslopes([kilograms[day] for day in days], days, alpha=0.95)
    assert told is not None
    assert (told.kg_per_week, told.lowest_kg_per_week, told.highest_kg_per_week) == pytest.approx(
        (7 * slope, 7 * lowest, 7 * highest)
    )
    assert told.lowest_kg_per_week <= told.kg_per_week <= told.highest_kg_per_week


def test_a_rated_single_counts_before_a_heavier_looking_set_without_a_rating() -> None:
    """150 kg x 1 at RPE 8 is 150 / 0.922 = 162.7 by the chart; 150 x 5 unrated is 170 or so by the formulas."""
    single = replace(sets_of("Deadlift", (150, 1))[0], rpe=8)
    log = log_of([session(MONDAY, (single,), sets_of("Deadlift", (150, 5)))])
    (point,) = strength_points(log, CATALOGUE)["deadlift"]
    assert point.estimated_from is EstimatedFrom.EFFORT
    assert point.maximum_kg == pytest.approx(150 / 0.922)
