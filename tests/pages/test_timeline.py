"""The geometry of the picture, against numbers worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.symptoms import Nprs, PainReport
from lumbar.pages.timeline import (
    NARROW,
    WIDE,
    BarLook,
    Break,
    Frame,
    Marked,
    Timeline,
    day_rows,
    shown_days,
    spread,
    timeline,
    week_rows,
    worst_pain,
)
from lumbar.usecases.explain import LoadPicture

UP_TO = date(2026, 3, 29)
SHEET = Frame("sheet", width=300, weeks=4, left=10, right=10)
"""28 days on 280 px: 10 px a day."""


def ago(days: int) -> date:
    return UP_TO - timedelta(days=days)


def rated(days_ago: int, rating: int) -> PainReport:
    return PainReport(ago(days_ago), Nprs(rating))


def drawn(
    daily: dict[date, float],
    *,
    band: tuple[float | None, float | None] = (None, None),
    pain: tuple[PainReport, ...] = (),
    marked: tuple[Marked, ...] = (),
    breaks: tuple[Break, ...] = (),
    frame: Frame = SHEET,
) -> Timeline:
    return timeline(LoadPicture(daily, *band), up_to=UP_TO, pain=pain, marked=marked, breaks=breaks, frame=frame)


def test_a_bar_stands_in_the_middle_of_its_day_and_is_as_high_as_its_load() -> None:
    """
    10 px a day: day 0 is 10 to 20, its middle 15; the bar is 7.2 px wide. The highest load has all 160 px, half of it
    80.
    Without pain and markers: 14 + 32 = 46 is the label, 60 the top, 220 the base.
    """
    first, last = drawn({ago(27): 1000.0, ago(0): 2000.0}).bars
    assert (first.x, first.y, first.width, first.height) == (11.4, 140.0, 7.2, 80.0)
    assert (last.x, last.y, last.height) == (281.4, 60.0, 160.0)


def test_a_band_above_every_bar_sets_the_scale() -> None:
    """The band ends at 4,000, so 1,000 is a quarter of 160 px and the band from 2,000 reaches from 60 to 140."""
    picture = drawn({ago(27): 1000.0}, band=(2000.0, 4000.0))
    assert picture.bars[0].height == 40.0
    assert picture.band is not None
    assert (picture.band.top, picture.band.bottom) == (60.0, 140.0)


def test_a_narrow_band_keeps_its_labels_apart() -> None:
    """
    Top 60, bottom 61.6 (1,980 of 2,000). All three labels want to stand within 2 px: 16 px apart about their middle
    would begin at 44.8, which is above the top of 60, so they stand at 60, 76, 92, each 5 px lower for the height of
    its letters.
    """
    band = drawn({ago(27): 2000.0}, band=(1980.0, 2000.0)).band
    assert band is not None
    assert (band.high_label, band.name_label, band.low_label) == (65.0, 81.0, 97.0)


def test_pain_is_a_dot_ten_to_the_top() -> None:
    """The strip is 80 px from 26 to 106: 0 at 106, 5 at 66, 10 at 26. Two ratings of one day: the higher."""
    picture = drawn({ago(27): 1.0}, pain=(rated(27, 0), rated(26, 2), rated(26, 5), rated(0, 10)))
    assert [(dot.x, dot.y, dot.rating) for dot in picture.dots] == [
        (15.0, 106.0, 0),
        (25.0, 66.0, 5),
        (285.0, 26.0, 10),
    ]
    assert (picture.rows.pain_top, picture.rows.pain_bottom) == (26.0, 106.0)


def test_without_pain_there_is_no_strip() -> None:
    picture = drawn({ago(27): 1.0})
    assert picture.dots == ()
    assert picture.rows.pain_top is None
    assert picture.rows.height == 278.0


def test_days_without_any_weight_are_marks_of_one_height() -> None:
    picture = drawn({ago(27): 0.0, ago(20): 0.0})
    assert not picture.weighed
    assert [bar.height for bar in picture.bars] == [24.0, 24.0]
    assert picture.band is None


def test_a_training_day_without_weight_among_others_can_still_be_seen() -> None:
    assert [bar.height for bar in drawn({ago(27): 0.0, ago(20): 500.0}).bars] == [2.0, 160.0]


def test_two_markers_of_one_day_stand_side_by_side_and_point_at_the_same_bar() -> None:
    """Day 13 has its middle at 145; 26 px apart about it is 132 and 158."""
    picture = drawn({ago(14): 1000.0}, marked=(Marked("A", ago(14)), Marked("B", ago(14))))
    assert [(each.letter, each.x, each.bar_x) for each in picture.markers] == [("A", 132.0, 145.0), ("B", 158.0, 145.0)]
    (bar,) = picture.bars
    assert bar.look is BarLook.MARKED
    assert {each.bar_top for each in picture.markers} == {bar.y}


def test_markers_keep_their_distance_from_the_edge() -> None:
    """The last day's middle is 285, where both want to be; the last may stand at 300 - 13 = 287, the other at 261."""
    picture = drawn({ago(0): 1000.0}, marked=(Marked("A", ago(0)), Marked("B", ago(0))))
    assert [each.x for each in picture.markers] == [261.0, 287.0]


@pytest.mark.parametrize(
    ("wanted", "placed"),
    [
        ([], ()),
        ([50], (50.0,)),
        ([10, 50, 90], (10.0, 50.0, 90.0)),
        ([50, 50], (40.0, 60.0)),
        ([50, 50, 50], (30.0, 50.0, 70.0)),
        # 40 and 50 move to 35 and 55; 60 then touches the second: 40, 50 - 20, 60 - 40 have the mean 30
        ([40, 50, 60], (30.0, 50.0, 70.0)),
        ([0, 0], (0.0, 20.0)),
        ([100, 100], (80.0, 100.0)),
        # eleven do not fit 20 apart on 100 px: 10 apart do
        ([50] * 11, (0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0, 100.0)),
    ],
)
def test_places_are_spread_as_little_as_needed(wanted: list[float], placed: tuple[float, ...]) -> None:
    assert spread(wanted, 20, 0, 100) == placed


@given(st.lists(st.floats(0, 500), max_size=20).map(sorted))
def test_spread_places_keep_order_distance_and_room(wanted: list[float]) -> None:
    placed = spread(wanted, 20, 0, 500)
    assert len(placed) == len(wanted)
    assert all(0 <= place <= 500 for place in placed)
    assert all(right - left >= 19.8 for left, right in pairwise(placed))


def test_a_break_is_drawn_from_the_day_after_the_last_training_to_the_day_before_the_return() -> None:
    """Trained on day 6, back on day 13: seven days later. Days 7 to 12 are off: 10 + 70 = 80 to 10 + 130 = 140."""
    picture = drawn({ago(21): 1.0, ago(14): 1.0}, breaks=(Break(ago(14), 7),))
    (off,) = picture.breaks
    assert (off.days, off.span.left, off.span.right, off.span.middle) == (7, 80.0, 140.0, 110.0)


def test_a_break_that_ended_before_the_picture_is_not_in_it() -> None:
    assert drawn({ago(100): 1.0, ago(60): 1.0, ago(3): 1.0}, breaks=(Break(ago(60), 40),)).breaks == ()


def test_the_window_is_fourteen_days_up_to_the_day_asked_about() -> None:
    """Days 14 to 27: from 10 + 140 to 10 + 280."""
    picture = drawn({ago(27): 1.0})
    assert (picture.window.left, picture.window.right, picture.up_to_x) == (150.0, 290.0, 285.0)


def test_months_are_named_at_their_first_day() -> None:
    """
    2 to 29 March on the sheet: one name, at its left edge. The wide picture begins on 29 September, 181 days before;
    October begins two days later, which leaves no room for September's name.
    """
    assert [(month.x, month.day) for month in drawn({ago(27): 1.0}).months] == [(10.0, date(2026, 3, 2))]
    named = [(month.day.year, month.day.month) for month in drawn({ago(400): 1.0}, frame=WIDE).months]
    assert named == [(2025, 10), (2025, 11), (2025, 12), (2026, 1), (2026, 2), (2026, 3)]


def test_the_picture_reaches_as_far_as_the_log_and_no_further() -> None:
    assert shown_days({ago(400): 1.0}, UP_TO, (), 26) == (ago(181), UP_TO)
    assert shown_days({ago(100): 1.0}, UP_TO, (), 26) == (ago(100), UP_TO)
    assert shown_days({ago(2): 1.0}, UP_TO, (), 26) == (ago(27), UP_TO), "a short log is not stretched"


def test_days_after_are_shown_for_four_weeks_at_most() -> None:
    assert shown_days({ago(30): 1.0, ago(-10): 1.0}, UP_TO, (), 10)[1] == ago(-10)
    assert shown_days({ago(30): 1.0}, UP_TO, (rated(-12, 3),), 10)[1] == ago(-12)
    assert shown_days({ago(30): 1.0, ago(-900): 1.0}, UP_TO, (), 10)[1] == ago(-28)


def test_training_after_the_pain_looks_like_what_it_is() -> None:
    before, after = drawn({ago(20): 1.0, ago(-5): 1.0}).bars
    assert (before.look, after.look) == (BarLook.BEFORE, BarLook.AFTER)


def test_the_worst_pain_of_a_day_is_its_pain() -> None:
    assert worst_pain([rated(1, 3), rated(2, 4), rated(1, 5), rated(1, 0)]) == {ago(2): 4, ago(1): 5}


def test_a_week_of_the_table_ends_on_the_day_asked_about() -> None:
    """
    Trained 8, 6 and 0 days before: the row up to the day holds the last two, the row before it the first.
    The log begins 8 days before, so that row has two of its seven days.
    """
    daily = {ago(8): 100.0, ago(6): 200.0, ago(0): 300.0}
    first, second = week_rows(
        LoadPicture(daily, None, None), up_to=UP_TO, pain=(rated(6, 1), rated(3, 4)), marked=(Marked("A", ago(6)),)
    )
    assert (first.first, first.last, first.load, first.worst_pain) == (ago(8), ago(7), 100.0, None)
    assert (second.first, second.last, second.load, second.worst_pain) == (ago(6), ago(0), 500.0, 4)
    assert (first.letters, second.letters) == ((), ("A",))
    assert first.times_usual is second.times_usual is None


def test_a_week_is_told_as_a_multiple_of_the_usual_week() -> None:
    """Twelve weeks of one day with 1,000, then one with 1,500: 1.5 times the median of the weeks before."""
    daily = {ago(7 * week): 1500.0 if week == 0 else 1000.0 for week in range(13)}
    rows = week_rows(LoadPicture(daily, None, None), up_to=UP_TO, pain=(), marked=())
    assert rows[-1].times_usual == pytest.approx(1.5)
    assert rows[-2].times_usual == pytest.approx(1.0)
    assert rows[1].times_usual is None, "too little log before it"


def test_a_day_is_in_the_table_when_there_is_something_to_say_of_it() -> None:
    rows = day_rows(
        LoadPicture({ago(5): 100.0, ago(3): 0.0}, None, None),
        up_to=UP_TO,
        pain=(rated(4, 0),),
        marked=(Marked("A", ago(5)),),
    )
    assert [(row.day, row.load, row.worst_pain, row.letters) for row in rows] == [
        (ago(5), 100.0, None, ("A",)),
        (ago(4), None, 0, ()),
        (ago(3), 0.0, None, ()),
    ]


@given(
    st.dictionaries(st.integers(0, 6000), st.floats(0, 30000), min_size=1, max_size=120),
    st.sampled_from([WIDE, NARROW]),
)
def test_nothing_is_drawn_off_the_sheet(loads: dict[int, float], frame: Frame) -> None:
    daily = {ago(days - 60): load for days, load in loads.items()}
    picture = drawn(daily, pain=(rated(3, 7),), marked=(Marked("A", ago(0)), Marked("B", ago(1))), frame=frame)
    for bar in picture.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= frame.width
        assert picture.rows.load_top - 0.1 <= bar.y <= picture.rows.base
    assert all(13 <= marker.x <= frame.width - 13 for marker in picture.markers)


@given(st.dictionaries(st.integers(0, 6000), st.floats(0, 30000), min_size=1, max_size=120))
def test_weeks_and_days_of_the_table_add_up_to_the_same(loads: dict[int, float]) -> None:
    picture = LoadPicture({ago(days - 60): load for days, load in loads.items()}, None, None)
    weeks = week_rows(picture, up_to=UP_TO, pain=(), marked=())
    days = day_rows(picture, up_to=UP_TO, pain=(), marked=())
    assert sum(row.load for row in weeks) == pytest.approx(sum(row.load or 0 for row in days))
