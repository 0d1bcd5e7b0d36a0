"""Saying on a page which column of a table is which: nothing is read before, and it is asked once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.web.conftest import House, Visitor, text_of
from tests.web.test_log_pages import went_to

from lumbar.storage import open_store
from lumbar.storage.location import store_exists
from lumbar.usecases.ports import ColumnMapping
from lumbar.wording import first_minute, teaching

TABLE = b"Day,Lift,Sets,Reps,Weight,Mood\n2026-01-05,Squat,3,5,100,good\n2026-01-07,Deadlift,1,5,140,tired\n"
OTHER = b"When;Movement;Kilos (kg);Times\n2026-02-03;Bench press;60;8\n2026-02-05;Squat;80,5;5\n"
OPEN_DATES = b"Date,Exercise,Reps,kg\n05/01/2026,Squat,5,100\n07/01/2026,Deadlift,5,140\n"
AS_PROPOSED = {"date": "0", "exercise": "1", "sets": "2", "repetitions": "3", "load": "4"}
"""Of the first table, by the places of its columns."""


def chosen(page: str) -> dict[str, str]:
    """What each field of the form stands on, where it stands on something."""
    fields = re.findall(r'<select id="\w+" name="(\w+)".*?</select>', page, re.DOTALL)
    parts = re.split(r"<select ", page)[1:]
    found = {}
    for name, part in zip(fields, parts, strict=True):
        if selected := re.search(r'value="([^"]*)" selected', part.split("</select>")[0]):
            found[name] = selected[1]
    return found


def table_asked(visitor: Visitor) -> str:
    found = re.search(r'name="table" value="(\w+)"', visitor.get("/columns").text)
    assert found is not None
    return found[1]


def say(visitor: Visitor, **said: str) -> dict[str, str | list[str]]:
    return {"table": table_asked(visitor), **said}


def remembered(house: House) -> list[ColumnMapping]:
    return list(open_store(house.data).column_mappings().values()) if store_exists(house.data) else []


@pytest.fixture(autouse=True)
def _leaves_in_the_end(visitor: Visitor) -> Iterator[None]:
    """Files that wait are held open."""
    yield
    visitor.post("/leave")


@pytest.fixture
def asked(visitor: Visitor) -> Visitor:
    """Has dropped a table of nobody we know."""
    assert went_to(visitor.drop(("my log.csv", TABLE))) == "/columns"
    return visitor


def test_what_the_columns_seem_to_mean_is_shown_with_the_first_rows(asked: Visitor) -> None:
    page = asked.get("/columns")
    said = text_of(page)
    assert teaching.COLUMNS_TITLE in said
    assert "No app Lumbar knows wrote “my log.csv”" in said
    assert "2026-01-05 Squat 3 5 100 good 2026-01-07 Deadlift 1 5 140 tired" in said
    assert chosen(page.text) == AS_PROPOSED
    assert "Left out: “Mood”." in said


def test_what_is_still_missing_is_said_and_nothing_is_taken_silently(asked: Visitor, house: House) -> None:
    assert "Nothing says whether the loads are kilograms or pounds" in text_of(asked.get("/columns"))
    answer = asked.post("/columns", say(asked, **AS_PROPOSED))
    assert answer.status_code == 422
    assert re.findall(r'role="alert">(.*?)</p>', answer.text) == [
        "Nothing says whether the loads are kilograms or pounds: choose it, or the column that says it."
    ]
    assert chosen(answer.text) == AS_PROPOSED
    assert not store_exists(house.data)
    assert asked.get("/when").headers["location"] == "/", "nothing was read"


def test_that_is_right_reads_the_table_and_is_remembered(asked: Visitor, house: House) -> None:
    assert went_to(asked.post("/columns", say(asked, **AS_PROPOSED, unit="kg"))) == "/when"
    page = text_of(asked.get("/when"))
    assert "Remembered: tables with the columns of “my log.csv” are read so from now on." in page
    assert "2 sessions, 4 sets" in page  # a row of three sets, and a row of one
    [mapping] = remembered(house)
    assert mapping.columns == {
        "date": "Day",
        "exercise": "Lift",
        "sets": "Sets",
        "repetitions": "Reps",
        "load": "Weight",
    }
    assert mapping.unit == "kg"
    assert house.stored_sets == 0, "the log itself is kept only when they say so"


def test_the_same_columns_are_not_asked_about_again(asked: Visitor, house: House) -> None:
    asked.post("/columns", say(asked, **AS_PROPOSED, unit="kg"))
    assert went_to(house.visitor().drop(("next year.csv", TABLE))) == "/when"


def test_a_correction_counts_and_no_column_means_none(asked: Visitor, house: House) -> None:
    asked.post("/columns", say(asked, date="0", exercise="1", repetitions="3", note="5"))
    [mapping] = remembered(house)
    assert mapping.columns == {"date": "Day", "exercise": "Lift", "repetitions": "Reps", "note": "Mood"}
    assert "2 sessions, 2 sets" in text_of(asked.get("/when"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "No column is the day yet"),
        ({"date": "0", "exercise": "1"}, "No column says what was done yet"),
        ({"date": "99", "exercise": "1", "repetitions": "-1"}, "No column is the day yet"),
        (AS_PROPOSED | {"unit": "stone"}, "kilograms or pounds"),
        (AS_PROPOSED | {"unit": "kg", "note": "4"}, "“Weight” cannot be “Load” and “Note” at once"),
    ],
)
def test_what_cannot_be_read_by_is_said_and_not_remembered(
    asked: Visitor, house: House, said: dict[str, str], sentence: str
) -> None:
    answer = asked.post("/columns", say(asked, **said))
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not store_exists(house.data)


def test_a_mapping_by_which_no_row_makes_sense_is_said_and_not_remembered(asked: Visitor, house: House) -> None:
    """The mood is no day, so that every row would be set aside for good."""
    answer = asked.post("/columns", say(asked, **AS_PROPOSED | {"date": "5", "unit": "kg"}))
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert chosen(answer.text)["date"] == "5"
    assert remembered(house) == []
    assert went_to(asked.post("/columns", say(asked, **AS_PROPOSED, unit="kg"))) == "/when"


def test_dates_that_can_be_read_in_two_ways_are_asked_about(visitor: Visitor, house: House) -> None:
    visitor.drop(("dates.csv", OPEN_DATES))
    said = chosen(visitor.get("/columns").text)
    assert said == {"date": "0", "exercise": "1", "repetitions": "2", "load": "3", "unit": "kg"}
    answer = visitor.post("/columns", say(visitor, **said))
    assert "No date shows whether day or month comes first" in text_of(answer)
    assert went_to(visitor.post("/columns", say(visitor, **said, date_order="month_first"))) == "/when"
    assert "1 May 2026 to 1 Jul 2026" in text_of(visitor.get("/when"))


def test_several_tables_are_asked_about_one_after_the_other(visitor: Visitor, house: House) -> None:
    assert (
        went_to(visitor.drop(("one.csv", TABLE), ("two.csv", OTHER), ("photo.jpg", b"\xff\xd8\xff\xe0"))) == "/columns"
    )
    first = table_asked(visitor)
    assert "“one.csv”" in text_of(visitor.get("/columns"))
    assert went_to(visitor.post("/columns", say(visitor, **AS_PROPOSED, unit="kg"))) == "/columns"
    assert "“two.csv”" in text_of(visitor.get("/columns"))
    late = {"table": first, **AS_PROPOSED, "unit": "kg"}
    assert went_to(visitor.post("/columns", late)) == "/columns", "a form of the table before says nothing of this one"
    said = chosen(visitor.get("/columns").text) | {"date": "0", "exercise": "1", "load": "2", "repetitions": "3"}
    assert went_to(visitor.post("/columns", say(visitor, **said))) == "/when"
    page = text_of(visitor.get("/when"))
    assert "4 sessions, 6 sets" in page
    assert "photo.jpg" in page
    assert len(remembered(house)) == 2


def test_a_table_beside_a_known_log_is_asked_about_before_anything_else(visitor: Visitor, log: Path) -> None:
    assert went_to(visitor.drop((log.name, log.read_bytes()), ("mine.csv", TABLE))) == "/columns"
    assert went_to(visitor.post("/columns", say(visitor, **AS_PROPOSED, unit="kg"))) == "/unit"
    assert went_to(visitor.post("/unit", {"unit": "kg"})) == "/when"
    assert "133 sets" in text_of(visitor.get("/when"))  # 42 x 3 and 3 of the log, 3 and 1 of the table


def test_a_table_behind_a_file_that_is_none_is_asked_about(visitor: Visitor) -> None:
    assert went_to(visitor.drop(("photo.jpg", b"\xff\xd8\xff\xe0"), ("mine.csv", TABLE))) == "/columns"


def test_a_table_that_is_no_log_is_left_out_and_the_others_are_read(visitor: Visitor, log: Path, house: House) -> None:
    visitor.drop((log.name, log.read_bytes()), ("mine.csv", TABLE))
    assert went_to(visitor.post("/columns/leave-out", say(visitor))) == "/unit"
    visitor.post("/unit", {"unit": "kg"})
    page = text_of(visitor.get("/when"))
    assert "129 sets" in page
    assert "mine.csv" not in page
    assert remembered(house) == []


def test_where_the_only_file_is_left_out_it_begins_anew(asked: Visitor) -> None:
    assert went_to(asked.post("/columns/leave-out", say(asked))) == "/"
    assert teaching.NO_FILE_LEFT in text_of(asked.get("/"))
    assert went_to(asked.get("/columns")) == "/"


def test_what_is_left_after_leaving_one_out_may_be_no_log_at_all(visitor: Visitor) -> None:
    visitor.drop(("mine.csv", TABLE), ("photo.jpg", b"\xff\xd8\xff\xe0 no log"))
    answer = visitor.post("/columns/leave-out", say(visitor))
    assert answer.status_code == 422
    assert first_minute.START_TITLE in text_of(answer)
    assert "photo.jpg" in text_of(answer)


def test_what_was_said_before_and_gives_nothing_any_more_may_be_corrected(visitor: Visitor, house: House) -> None:
    """Once they wrote their repetitions under Mood."""
    visitor.drop(("old.csv", b"Day,Lift,Reps,Mood\n2026-01-05,Squat,,5\n2026-01-07,Deadlift,,3\n"))
    visitor.post("/columns", say(visitor, date="0", exercise="1", repetitions="3"))
    new = b"Day,Lift,Reps,Mood\n2026-03-05,Squat,5,good\n2026-03-07,Deadlift,3,tired\n"
    assert went_to(visitor.drop(("new.csv", new))) == "/columns"
    page = visitor.get("/columns")
    assert "You said before what the columns of “new.csv” mean" in text_of(page)
    assert chosen(page.text) == {"date": "0", "exercise": "1", "repetitions": "3"}
    assert went_to(visitor.post("/columns", say(visitor, date="0", exercise="1", repetitions="2"))) == "/when"
    assert [mapping.columns["repetitions"] for mapping in remembered(house)] == ["Reps"]


def test_answered_twice_it_leads_on(asked: Visitor) -> None:
    said = say(asked, **AS_PROPOSED, unit="kg")
    for _ in range(2):
        assert went_to(asked.post("/columns", said)) == "/when"
    assert went_to(asked.post("/columns/leave-out", said)) == "/when"
    assert "4 sets" in text_of(asked.get("/when"))


@pytest.mark.parametrize("path", ["/columns", "/columns/leave-out"])
def test_without_a_table_there_is_nothing_to_say(visitor: Visitor, path: str) -> None:
    assert went_to(visitor.get("/columns")) == "/"
    assert went_to(visitor.post(path, AS_PROPOSED)) == "/when"


def test_headers_of_any_characters_twice_or_empty_are_shown_as_they_are(visitor: Visitor, house: House) -> None:
    header = 'Date,"<b>Exercise</b>  name",Reps,Reps,,Body %\n'
    visitor.drop(("odd.csv", f"{header}2026-01-05,Squat,5,6,x,70\n2026-01-07,Deadlift,5,6,y,70\n".encode()))
    page = visitor.get("/columns").text
    assert "<b>Exercise" not in page
    assert re.findall(r'<option value="(\d)"', page.split("</select>")[0]) == ["0", "1", "2", "5"]
    assert went_to(visitor.post("/columns", say(visitor, date="0", exercise="1", repetitions="2", note="5"))) == "/when"
    [mapping] = remembered(house)
    assert mapping.columns["exercise"] == "<b>Exercise</b>  name"
