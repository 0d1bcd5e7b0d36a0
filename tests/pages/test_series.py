"""What the script is given to draw, against numbers worked out by hand."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pages.made_explanations import EDGES, EVERY_WEEK, PAIN_ON, ago

from lumbar.core.quantities import MassUnit
from lumbar.core.symptoms import Nprs, PainReport
from lumbar.pages.series import TimelineSeries, timeline_series
from lumbar.usecases.explain import Explanation, LoadPicture

MOST_BYTES = 60_000
TEN_YEARS = 3650


def series_of(explanation: Explanation = EVERY_WEEK, unit: MassUnit = MassUnit.KG) -> TimelineSeries:
    series = timeline_series(explanation, unit)
    assert series is not None
    return series


def with_loads(
    daily: dict[date, float], *, band: tuple[float, float] | None = None, pain: tuple[PainReport, ...] = ()
) -> Explanation:
    return replace(EVERY_WEEK, picture=LoadPicture(daily, *(band or (None, None))), findings=(), pain=pain)


def test_days_are_counted_from_the_first_training_day() -> None:
    """40 days before is day 0, so 30 before is day 10 and the day asked about day 40."""
    json_ready = series_of(with_loads({ago(30): 1000.0, ago(40): 2000.0})).as_json()
    assert json_ready["first"] == ago(40).isoformat()
    assert json_ready["training"] == [[0, 10], [2000, 1000]]
    assert (json_ready["up_to"], json_ready["pain_on"], json_ready["last"]) == (40, 40, 40)


def test_a_short_log_has_four_weeks_in_sight() -> None:
    """28 days that end on the day asked about begin 27 before it."""
    assert series_of(with_loads({ago(3): 1000.0})).first == ago(27)


def test_nothing_later_than_four_weeks_after_the_day_asked_about_is_told() -> None:
    pain = (PainReport(ago(-28), Nprs(1)), PainReport(ago(-29), Nprs(9)))
    series = series_of(with_loads({ago(40): 1.0, ago(-28): 2.0, ago(-29): 3.0}, pain=pain))
    assert series.last == ago(-28)
    assert [trained.on for trained in series.training] == [ago(40), ago(-28)]
    assert [rated.rating for rated in series.pain] == [1]


def test_a_day_on_which_nothing_was_weighed_has_no_load_rather_than_a_load_of_0() -> None:
    assert series_of(with_loads({ago(40): 0.0, ago(38): 500.0})).as_json()["training"] == [[0, 2], [None, 500]]


def test_loads_and_band_are_in_the_unit_that_is_shown() -> None:
    """4,535.9237 kg are 10,000 lb; 907.18474 kg are 2,000."""
    series = series_of(with_loads({ago(40): 4535.9237}, band=(907.18474, 4535.9237)), MassUnit.LB)
    assert series.training[0].load == 10_000
    assert series.usual is not None
    assert (series.usual.low, series.usual.high) == (2000, 10_000)
    assert series.words.load == "{load} lb × repetitions"


def test_a_log_without_weights_has_no_usual_band() -> None:
    series = series_of(EDGES["body weight only"])
    assert series.usual is None
    assert {trained.load for trained in series.training} == {None}
    assert series.words.load_label == "Days with training (no weights in this log)"


def test_the_usual_day_is_the_middle_of_the_weighed_days_of_the_year_before() -> None:
    """Days 0 to 20 before have 1,000 to 3,000 in steps of 100: the middle of 21 is 2,000. The others do not count."""
    year = {ago(days): 1000.0 + 100 * days for days in range(21)}
    others = {ago(21): 0.0, ago(365): 90_000.0, ago(-1): 90_000.0}
    usual = series_of(with_loads(year | others, band=(1500.0, 2500.0))).usual
    assert usual is not None
    assert usual.day == 2000.0


def test_with_fewer_than_20_such_days_no_day_is_called_more_than_usual() -> None:
    usual = series_of(with_loads({ago(days): 1000.0 for days in range(19)}, band=(1000.0, 1000.0))).usual
    assert usual is not None
    assert usual.day is None


def test_the_usual_of_a_short_log_is_not_known() -> None:
    usual = series_of(EDGES["three weeks of log"]).usual
    assert usual is not None
    assert usual.day is None


def test_the_worst_pain_of_a_day_is_told() -> None:
    pain = tuple(PainReport(ago(2), Nprs(rating)) for rating in (3, 7, 0))
    assert series_of(with_loads({ago(40): 1.0}, pain=pain)).as_json()["pain"] == [[38], [7]]


def test_letters_break_and_window_stand_on_their_days() -> None:
    """
    The log begins 200 days before, so day 200 is the one asked about. A came back 9 days before after 24 days: the
    days without training are 32 to 10 before. B is 2 days before, and 14 days looked at begin 13 before.
    """
    json_ready = series_of().as_json()
    assert json_ready["marked"] == [["A", 191], ["B", 198]]
    assert json_ready["breaks"] == [[168, 190, [["24-day gap"], ["24-day", "gap"]]]]
    assert json_ready["window"] == [187, 200]


def test_the_buttons_bring_ten_weeks_half_a_year_or_all_in_sight() -> None:
    """70 and 182 days that end on day 200 begin on days 131 and 19."""
    assert series_of().as_json()["ranges"] == [["10 weeks", 131], ["6 months", 19], ["All", 0]]


def test_a_range_does_not_begin_before_the_log() -> None:
    assert [each.first for each in series_of(with_loads({ago(80): 1.0})).ranges] == [ago(69), ago(80), ago(80)]


def test_without_a_log_there_is_nothing_to_draw() -> None:
    assert timeline_series(EDGES["told"], MassUnit.KG) is None


def test_ten_years_stay_small() -> None:
    """1,825 training days and a rating on every one of 3,650 days, with loads of five digits."""
    daily = {ago(days): 12_345.0 + days for days in range(0, TEN_YEARS, 2)}
    pain = tuple(PainReport(ago(days), Nprs(days % 11)) for days in range(TEN_YEARS))
    series = series_of(replace(EVERY_WEEK, picture=LoadPicture(daily, 12_400.0, 15_000.0), pain=pain))
    assert len(json.dumps(series.as_json(), separators=(",", ":"))) < MOST_BYTES


@pytest.mark.parametrize("explanation", [each for each in EDGES.values() if each.picture.daily])
def test_all_that_is_given_to_the_script_is_json(explanation: Explanation) -> None:
    json_ready = series_of(explanation).as_json()
    assert json.loads(json.dumps(json_ready, allow_nan=False)) == json.loads(json.dumps(json_ready))


@given(
    st.dictionaries(st.integers(-400, 400), st.floats(0, 1e6), min_size=1),
    st.dictionaries(st.integers(-400, 400), st.integers(0, 10)),
)
def test_every_day_told_is_in_sight_and_in_order(loads: dict[int, float], ratings: dict[int, int]) -> None:
    pain = tuple(PainReport(ago(days), Nprs(rating)) for days, rating in ratings.items())
    series = series_of(with_loads({ago(days): load for days, load in loads.items()}, pain=pain))
    for days in ([trained.on for trained in series.training], [rated.on for rated in series.pain]):
        assert days == sorted(set(days))
        assert all(series.first <= day <= series.last for day in days)
    assert series.first + timedelta(days=27) <= PAIN_ON <= series.last
    assert all(series.first <= each.first <= series.last for each in series.ranges)
