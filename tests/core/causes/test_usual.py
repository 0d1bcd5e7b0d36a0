from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.made_training import MONDAY

from lumbar.core.causes.finding import HowOften, Measure
from lumbar.core.causes.usual import Judged, Observation, YearBefore, how_often, percentile_among
from lumbar.core.causes.usual import judge as judge_days


def seen(number: int, departure: float, *, noticeable: bool = True) -> Observation:
    """An observation every third day."""
    return Observation(MONDAY + timedelta(days=3 * number), departure, noticeable, departure, 0.0, Measure.DAYS)


def judge(observations: Sequence[Observation], began: date) -> Sequence[Judged]:
    """One observation a day, as most kinds have it."""
    return judge_days([(observation,) for observation in observations], began)


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
    """Every other day: day 54 is not yet eight weeks (56 days) after the first; day 56 is."""
    daily = [Observation(MONDAY + timedelta(days=2 * n), 1, True, 1, 0.0, Measure.DAYS) for n in range(28)]  # noqa: FBT003
    early = daily[-1]._replace(departure=9)
    assert judge([*daily[:-1], early], MONDAY)[-1].percentile is None
    late = early._replace(day=MONDAY + timedelta(days=56))
    assert judge([*daily, late], MONDAY)[-1].changed


def test_nothing_is_changed_with_fewer_than_twenty_days_to_compare_with() -> None:
    assert judge([*[seen(number, 1) for number in range(19)], seen(100, 9)], MONDAY)[-1].percentile is None
    compared = judge([*[seen(number, 1) for number in range(20)], seen(100, 9)], MONDAY)[-1]
    assert (compared.percentile, compared.compared_with) == (100, 20)


def test_two_lifts_of_one_day_are_both_judged_and_the_day_counts_once() -> None:
    quiet = [(seen(number, number % 5),) for number in range(40)]
    one, other = seen(40, 9), seen(40, 8)
    judged = judge_days([*quiet, (one, other), (seen(41, 8.5),)], MONDAY)
    assert [each.changed for each in judged[-3:]] == [True, True, True]
    assert judged[-1].compared_with == 41


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
    """Departures 5 and 6 three days apart are one occurrence; 4 is less than 5; then 5 and 9: three of at least 5."""
    days = [0, 3, 30, 60, 90]
    observations = [
        seen(0, departure)._replace(day=MONDAY + timedelta(days=number))
        for number, departure in zip(days, [5, 6, 4, 5, 9], strict=True)
    ]
    until = date(2026, 4, 5)  # 90 days after Monday the 5th of January: 12.86 weeks
    assert how_often(observations, observations[3], MONDAY, until) == HowOften(times=3, in_weeks=13)
    assert how_often(observations, observations[4], MONDAY, until) == HowOften(times=1, in_weeks=13)
    assert how_often(observations, seen(1, 5, noticeable=False), MONDAY, until) is None


def test_what_goes_on_for_weeks_is_counted_each_week_and_not_once() -> None:
    """Every third day for 30 days, days 0 3 ... 27: counted on days 0, 9, 18 and 27."""
    every_third = [seen(number, 5) for number in range(10)]
    often = how_often(every_third, seen(0, 5), MONDAY, MONDAY + timedelta(days=28))
    assert often == HowOften(times=4, in_weeks=4)


def slow(number: int, departure: float) -> Observation:
    """The same of a figure over four weeks."""
    return seen(number, departure)._replace(spans_days=28)


def test_a_figure_over_four_weeks_is_counted_once_a_stretch() -> None:
    """Days 0 3 ... 60 share their training with the one before; day 90 is 30 days on: a second stretch."""
    observations = [*(slow(number, 5) for number in range(21)), slow(30, 5)]
    often = how_often(observations, slow(0, 5), MONDAY, MONDAY + timedelta(days=91))
    assert often == HowOften(times=2, in_weeks=13)


def test_a_figure_over_four_weeks_must_be_the_most_of_the_year() -> None:
    """One a span, on days 0 28 ... 224: eight spans, of which one had 9. More than 7 of 8 of them is 87.5 %."""
    months = [
        slow(0, departure)._replace(day=MONDAY + timedelta(days=28 * n)) for n, departure in enumerate([9, *[1] * 7])
    ]
    today = MONDAY + timedelta(days=28 * 8)
    less = judge([*months, slow(0, 8)._replace(day=today)], MONDAY)[-1]
    assert (less.compared_with, less.percentile, less.changed) == (8, 87.5, False)
    assert judge([*months, slow(0, 10)._replace(day=today)], MONDAY)[-1].changed


def weekly_figure(number: int, departure: float) -> Observation:
    """A figure over a week, on each day."""
    at = MONDAY + timedelta(days=number)
    return Observation(at, departure, True, departure, 0.0, Measure.DAYS, spans_days=7)  # noqa: FBT003


def test_a_week_is_held_against_weeks_of_its_own_and_not_against_days_it_shares() -> None:
    """Days 0 to 97 and then day 98: the seven days before it share its training, and 13 whole weeks lie before them."""
    quiet = [weekly_figure(number, number % 3) for number in range(98)]
    judged = judge([*quiet, weekly_figure(98, 5)], MONDAY)[-1]
    assert (judged.compared_with, judged.percentile, judged.changed) == (14, 100, True)


def test_a_week_that_stood_out_is_not_told_again_as_it_fades() -> None:
    quiet = [weekly_figure(number, number % 3) for number in range(98)]
    fading = [weekly_figure(98 + number, departure) for number, departure in enumerate([5, 6, 6, 4])]
    assert [each.changed for each in judge([*quiet, *fading], MONDAY)[-4:]] == [True, True, False, False]


def test_with_fewer_than_twelve_weeks_of_their_own_a_week_cannot_be_told() -> None:
    quiet = [weekly_figure(number, number % 3) for number in range(77)]
    assert judge([*quiet, weekly_figure(77, 5)], MONDAY)[-1].percentile is None


@given(st.lists(st.floats(0, 100), min_size=30, max_size=200), st.integers(0, 600), st.integers(0, 60))
def test_judging_some_days_says_of_them_what_judging_all_does(
    departures: list[float], from_day: int, many: int
) -> None:
    days = [(seen(number, departure),) for number, departure in enumerate(departures)]
    since, until = MONDAY + timedelta(days=from_day), MONDAY + timedelta(days=from_day + many)
    every = [each for each in judge_days(days, MONDAY) if since <= each.observation.day <= until]
    assert list(judge_days(days, MONDAY, since=since, until=until)) == every


@given(st.lists(st.tuples(st.integers(0, 900), st.floats(0, 100)), max_size=100), st.integers(900, 1000))
def test_the_year_before_holds_just_what_is_not_older_than_a_year(figures: list[tuple[int, float]], today: int) -> None:
    figures = sorted(figures)
    before = YearBefore()
    for number, figure in figures:
        before.add(MONDAY + timedelta(days=number), figure)
    expected = sorted(figure for number, figure in figures if number >= today - 365)
    assert list(before.rising(MONDAY + timedelta(days=today))) == expected
