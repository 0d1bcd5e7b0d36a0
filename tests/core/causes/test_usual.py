from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made_training import MONDAY

from lumbar.core.causes.finding import HowOften, Measure
from lumbar.core.causes.usual import Observation, how_often, judge, percentile_among


def seen(number: int, departure: float, *, noticeable: bool = True) -> Observation:
    """An observation every third day."""
    return Observation(MONDAY + timedelta(days=3 * number), departure, noticeable, departure, 0.0, Measure.DAYS)


def test_a_percentile_counts_the_days_on_which_it_was_less_pronounced() -> None:
    """Of 1 2 2 3 one is below 2: 25 %."""
    assert percentile_among(2, [1, 2, 2, 3]) == 25
    assert percentile_among(4, [1, 2, 2, 3]) == 100
    assert percentile_among(0, [1, 2, 2, 3]) == 0


def test_rare_and_noticeable_is_changed_and_either_alone_is_not() -> None:
    ordinary = [seen(number, number % 5) for number in range(40)]
    rare = judge([*ordinary, seen(40, 9)], MONDAY)[-1]
    assert rare.changed
    assert rare.percentile == 100
    assert not judge([*ordinary, seen(40, 9, noticeable=False)], MONDAY)[-1].changed
    assert not judge([*ordinary, seen(40, 4)], MONDAY)[-1].changed


def test_nothing_is_changed_before_eight_weeks_of_log() -> None:
    """Day 54 is not yet eight weeks (56 days) after the first; day 57 is."""
    quiet = [seen(number, 1) for number in range(18)]
    assert judge([*quiet, seen(18, 9)], MONDAY)[-1].percentile is None
    assert judge([*quiet, seen(19, 9)], MONDAY)[-1].changed


def test_only_the_year_before_counts() -> None:
    long_ago = [seen(number, 50) for number in range(20)]
    lately = [seen(number, 1) for number in range(200, 230)]
    assert judge([*long_ago, *lately, seen(230, 9)], MONDAY)[-1].percentile == 100


@given(st.lists(st.floats(0, 100), min_size=13, max_size=120))
def test_later_days_never_change_what_was_said_of_an_earlier_one(departures: list[float]) -> None:
    observations = [seen(number, departure) for number, departure in enumerate(departures)]
    whole = judge(observations, MONDAY)
    half = judge(observations[: len(observations) // 2], MONDAY)
    assert list(whole[: len(half)]) == list(half)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=200), st.floats(0, 100))
def test_a_percentile_is_what_counting_gives(values: list[float], departure: float) -> None:
    below = sum(value < departure for value in values)
    assert percentile_among(departure, sorted(values)) == pytest.approx(100 * below / len(values))


@given(st.lists(st.floats(0, 1), min_size=200, max_size=200))
def test_no_kind_is_changed_on_more_than_a_small_share_of_even_days(departures: list[float]) -> None:
    """Whatever the figures are, they cannot all be above the 95th percentile of the days before them, save while
    they rise.
    """
    level = [seen(number, departures[number % 100]) for number in range(200)]
    repeated = judge(level, MONDAY)[100:]
    assert sum(judged.changed for judged in repeated) <= 0.06 * len(repeated)


def test_how_often_counts_occurrences_at_least_as_pronounced_and_a_week_as_one() -> None:
    days = [0, 3, 30, 60, 90]
    observations = [
        Observation(
            MONDAY + timedelta(days=number),
            departure,
            noticeable=True,
            value=departure,
            usual=0.0,
            measure=Measure.DAYS,
        )
        for number, departure in zip(days, [5, 6, 4, 5, 9], strict=True)
    ]
    judged = judge(observations, MONDAY)
    until = date(2026, 4, 5)  # 90 days after Monday the 5th of January: 12.86 weeks
    assert how_often(judged, observations[3], MONDAY, until) == HowOften(times=3, in_weeks=13)
    assert how_often(judged, observations[4], MONDAY, until) == HowOften(times=1, in_weeks=13)
    assert how_often(judged, seen(1, 5, noticeable=False), MONDAY, until) is None
