"""The geometry of the load picture, against numbers worked out by hand, and the part of a page it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from tests.pages.made_pages import ids_of, text_of

from lumbar.core.quantities import GramRepetitions, MassUnit
from lumbar.pages.environment import environment
from lumbar.pages.load_picture import Average, back_drawing, load_drawing, load_view
from lumbar.pages.timeline import Frame
from lumbar.usecases.review_load import LoadDay, LoadTable, LoadWeek, UsualBack
from lumbar.wording import load as words

UP_TO = date(2026, 3, 29)
SHEET = Frame("sheet", width=300, weeks=4, left=10, right=10)
"""28 days on 280 px: 10 px a day. The bars stand at 28 + 150 = 178."""
REST = LoadDay(
    day=UP_TO,
    load=GramRepetitions(0),
    acute=None,
    chronic=None,
    acwr_ewma=None,
    acwr_coupled=None,
    acwr_uncoupled=None,
    monotony=None,
    strain=None,
    spinal_exposure=0.0,
    trained=False,
)


def days_of(loads: Sequence[int], averages: Sequence[tuple[float | None, float | None]]) -> tuple[LoadDay, ...]:
    """Loads in kg x repetitions and (acute, chronic) of as many days up to the last one."""
    first = UP_TO - timedelta(days=len(loads) - 1)
    return tuple(
        replace(
            REST,
            day=first + timedelta(days=number),
            load=GramRepetitions(load * 1000),
            acute=acute,
            chronic=chronic,
            trained=load > 0,
        )
        for number, (load, (acute, chronic)) in enumerate(zip(loads, averages, strict=True))
    )


def week_of(weeks_ago: int, exposure: float | None, *, load: int = 1000) -> LoadWeek:
    last = UP_TO - timedelta(weeks=weeks_ago)
    return LoadWeek(
        first=last - timedelta(days=6),
        last=last,
        load=GramRepetitions(load * 1000),
        times_usual=1.0,
        acute=None,
        chronic=None,
        monotony=None,
        strain=None,
        spinal_exposure=exposure,
        back_times_usual=None if exposure is None else exposure / 1000,
        trained_days=1,
    )


NOTHING: tuple[float | None, float | None] = (None, None)
DAYS = days_of([2000, *[0] * 26, 1000], [NOTHING] * 28)
WEEKS = tuple(week_of(ago, exposure) for ago, exposure in ((3, 1000.0), (2, 2000.0), (1, None), (0, 500.0)))
TABLE = LoadTable(DAYS, WEEKS, UsualBack(low=0.5, high=1.5, week=1000.0))


def test_a_bar_stands_in_the_middle_of_its_day_and_a_day_of_rest_has_none() -> None:
    """Day 0 is 10 to 20 px; 2,000 has all 150 px and 1,000 half of them."""
    first, last = load_drawing(TABLE, MassUnit.KG, SHEET).bars
    assert (first.x, first.y, first.width, first.height) == (11.4, 28, 7.2, 150)
    assert (last.x, last.y, last.height) == (281.4, 103, 75)


def test_a_day_on_which_an_average_is_undefined_is_a_gap_in_its_line() -> None:
    """The scale ends at 2,000. Acute is 1,000 on the last three days but the one between: two dots and no line."""
    averages = [*[NOTHING] * 25, (1000.0, 500.0), (None, 500.0), (1000.0, 500.0)]
    drawn = load_drawing(LoadTable(days_of([2000] * 28, averages), WEEKS, None), MassUnit.KG, SHEET)
    acute, chronic = drawn.lines
    assert (acute.of, acute.paths) == (Average.ACUTE, ("M265.0 103.0h0", "M285.0 103.0h0"))
    assert chronic.paths == ("M265.0 140.5L275.0 140.5L285.0 140.5",)


def test_no_line_is_drawn_where_no_average_is_defined() -> None:
    drawn = load_drawing(TABLE, MassUnit.KG, SHEET)
    assert [line.paths for line in drawn.lines] == [(), ()]
    assert drawn.labels == ()


def test_the_ends_of_the_lines_are_named_apart_the_higher_one_above() -> None:
    """Both wish to stand at the same height; two lines of text each, so 32 px apart. 2,000 kg are 4,409 lb."""
    averages = [*[NOTHING] * 27, (1000.0, 1000.0)]
    table = LoadTable(days_of([2000] * 28, averages), WEEKS, None)
    one, other = load_drawing(table, MassUnit.LB, SHEET).labels
    assert other.y - one.y == 32
    assert (one.value, other.value) == ("2,205", "2,205")
    averages = [*[NOTHING] * 27, (500.0, 2000.0)]
    table = LoadTable(days_of([2000] * 28, averages), WEEKS, None)
    assert [label.of for label in load_drawing(table, MassUnit.KG, SHEET).labels] == [Average.CHRONIC, Average.ACUTE]


def test_a_week_of_the_back_is_a_multiple_of_the_usual_and_an_unknown_one_has_no_bar() -> None:
    """
    72 px for 2 times the usual, so 1 is 36 and 0.5 is 18; 70 px a week, 0.72 of them 50.4. The band from 0.5 to 1.5 is
    18 to 54 px above 28 + 72 = 100.
    """
    drawn = back_drawing(TABLE, SHEET)
    assert drawn is not None
    assert [(bar.x, bar.width, bar.height) for bar in drawn.bars] == [
        (19.8, 50.4, 36),
        (89.8, 50.4, 72),
        (229.8, 50.4, 18),
    ]
    assert (drawn.band.top, drawn.band.bottom) == (46, 82)
    assert (drawn.band_high, drawn.band_low) == ("1.5 ×", "0.5 ×")


def test_without_a_usual_week_there_is_no_picture_of_the_back() -> None:
    assert back_drawing(replace(TABLE, usual_back=None), SHEET) is None


def test_a_frame_shows_its_weeks_and_no_more() -> None:
    drawn = load_drawing(TABLE, MassUnit.KG, replace(SHEET, weeks=1))
    assert len(drawn.bars) == 2, "a short log gets the room of four weeks"
    year = LoadTable(
        days_of([1000] * 364, [NOTHING] * 364), tuple(week_of(ago, 1.0) for ago in range(51, -1, -1)), None
    )
    assert len(load_drawing(year, MassUnit.KG, replace(SHEET, weeks=10)).bars) == 70


@pytest.mark.parametrize(
    "table",
    [None, LoadTable(DAYS, (), None), LoadTable(days_of([0] * 28, [NOTHING] * 28), WEEKS, None)],
    ids=["no log", "no whole week", "nothing weighed"],
)
def test_where_there_is_no_load_there_is_no_section(table: LoadTable | None) -> None:
    assert load_view(table, MassUnit.KG) is None
    assert section(table) == ""


def section(table: LoadTable | None) -> str:
    template = '{% import "load.html.j2" as part %}{{ part.section(view) }}'
    return environment().from_string(template).render(view=load_view(table, MassUnit.KG)).strip()


def test_the_section_names_its_pictures_tells_them_in_words_and_has_the_same_weeks_as_a_table() -> None:
    page = ET.fromstring(section(TABLE))  # noqa: S314  our own page
    ids = ids_of(page)
    assert len(ids) == len(set(ids))
    assert all(each.startswith("answer-load") for each in ids)
    named = {name for element in page.iter() for name in element.get("aria-labelledby", "").split()}
    assert named <= set(ids)
    said = text_of(page)
    assert "By a rough model, it asked 0.5 times your usual week of your lower back." in said
    assert "no ratio of loads predicts pain" in said
    rows = [[cell.text or text_of(cell) for cell in row] for row in page.iter("tr")]
    assert rows[0] == list(words.TABLE_HEADERS)
    assert rows[3][1:] == ["1,000", "1.0", "not known", "not known", "not known"]
    assert rows[4][1:] == ["1,000", "1.0", "not known", "not known", "0.5"]


def test_no_bar_and_no_line_has_a_colour_of_alarm() -> None:
    """Marked bars are amber; nothing in this picture is marked."""
    assert "marked" not in section(TABLE)
    assert "style=" not in section(TABLE)
