"""What the picture drawn by script says."""

from __future__ import annotations

from dataclasses import asdict, replace

from tests.pages.made_explanations import EVERY_WEEK, ago

from lumbar.core.quantities import MassUnit
from lumbar.wording.report import TimelineWords, range_name, timeline_words


def words(unit: MassUnit = MassUnit.KG, *, pain_day: bool = True) -> TimelineWords:
    explanation = EVERY_WEEK if pain_day else replace(EVERY_WEEK, pain_on=None)
    return timeline_words(explanation, (), unit, shown=(ago(200), ago(-5)), weighed=True)


def test_a_day_is_read_out_in_the_unit_that_is_shown() -> None:
    said = words(MassUnit.LB)
    filled = [said.load.format(load="8,240"), said.times_usual.format(times="1.6"), said.pain.format(rating=4)]
    assert filled == ["8,240 lb × repetitions", "1.6 × your usual day", "pain 4"]


def test_a_date_has_its_year_where_that_is_not_the_year_asked_about() -> None:
    said = words()
    parts = {"weekday": said.weekdays[4], "day": 12, "month": said.months[4], "year": 2022}
    assert said.day.format(**parts) == "Thu 12 May"
    assert said.day_with_year.format(**parts) == "Thu 12 May 2022"


def test_the_picture_says_what_it_is_to_those_who_cannot_see_it() -> None:
    said = words()
    assert said.title == "Load of each training day and pain ratings, 10 Sep 2025 to 3 Apr 2026"
    assert "The middle half of the training days has 4,100 to 5,600 kg × repetitions." in said.description
    assert "arrow" in said.how


def test_the_buttons_name_the_time_they_bring_in_sight() -> None:
    assert [range_name(10), range_name(26), range_name(None)] == ["10 weeks", "6 months", "All"]


def test_without_a_day_of_pain_no_line_is_named() -> None:
    assert words(pain_day=False).pain_day is None
    assert words().pain_day == "pain on 29 Mar"


def test_no_word_is_empty_where_a_usual_is_known() -> None:
    assert all(asdict(words()).values())
