"""Saying on a page what a logged name means: asked once, remembered, and used at once for what is in hand."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from tests.cli.made_logs import JUMP_DAY, strong_file, strong_row
from tests.web.conftest import House, Visitor, text_of
from tests.web.test_log_pages import went_to

from lumbar.storage import open_store
from lumbar.storage.location import store_exists
from lumbar.web.routes.names import MOST_ON_A_PAGE, mark
from lumbar.wording import teaching

COACHED = "Coach Special No. 7"
"""A name that comes close to nothing."""
MISSPELT = "Bench Pres"
"""Comes close to the bench press and two of its kind."""


def log_of(folder: Path, sets: dict[str, int]) -> Path:
    """So many sets of each name, all on one day, and one of a lift that is known."""
    names = ["Deadlift (Barbell)", *(name for name, many in sets.items() for _ in range(many))]
    rows = [strong_row(JUMP_DAY, "50.0", order=order, name=name) for order, name in enumerate(names, start=1)]
    return strong_file(folder / "strong.csv", rows)


@pytest.fixture
def with_two_names(visitor: Visitor, tmp_path: Path) -> Visitor:
    visitor.drop_log(log_of(tmp_path, {COACHED: 3, MISSPELT: 2}))
    return visitor


def asked(visitor: Visitor) -> list[str]:
    """The names the page asks for, as they stand on it."""
    page = visitor.get("/names").text
    return [html.unescape(name) for name in re.findall(r'<h2 id="name-[0-9a-f]+">(.*?)</h2>', page)]


def learned(house: House) -> dict[str, str | None]:
    if not store_exists(house.data):
        return {}
    return {answer.name: answer.exercise for answer in open_store(house.data).learned_names()}


def test_the_day_and_the_answer_lead_to_the_names_nobody_knows(with_two_names: Visitor) -> None:
    when = with_two_names.get("/when")
    assert "2 names Lumbar does not know: say what they mean" in text_of(when)
    assert 'href="/names?back=/when"' in when.text
    with_two_names.post("/when", {"day": JUMP_DAY.isoformat()})
    assert 'href="/names?back=/answer"' in with_two_names.get("/answer").text


def test_where_every_name_is_known_nothing_leads_there(with_a_log: Visitor) -> None:
    assert "/names" not in with_a_log.get("/when").text
    assert "/names" not in with_a_log.get("/answer").text


def test_the_names_come_most_frequent_first_with_their_sets_and_what_they_may_mean(with_two_names: Visitor) -> None:
    assert asked(with_two_names) == [COACHED, MISSPELT]
    page = with_two_names.get("/names")
    assert "3 sets" in text_of(page)
    assert re.findall(r'name="exercise" value="(\w+)"', page.text)[0] == "bench_press"
    assert page.text.count('name="typed"') == 2
    assert '<option value="Back squat">' in page.text


def test_one_tap_says_it_and_it_is_remembered_and_used_at_once(with_two_names: Visitor, house: House) -> None:
    assert "The exercise is known for 1 of 6 sets" in text_of(with_two_names.get("/when"))
    assert went_to(with_two_names.post("/names", {"name": mark(MISSPELT), "exercise": "bench_press"})) == "/names"
    assert learned(house) == {MISSPELT: "bench_press"}
    assert "“Bench Pres” means Bench press from now on." in text_of(with_two_names.get("/names"))
    assert asked(with_two_names) == [COACHED]
    assert "The exercise is known for 3 of 6 sets" in text_of(with_two_names.get("/when"))
    assert house.stored_sets == 0, "the log itself is kept only when they say so"


def test_the_answer_is_made_anew_with_the_name(visitor: Visitor, log: Path) -> None:
    """The jump to 130 kg is told once it is known that the lift is one that loads the back."""
    log.write_text(log.read_text("utf-8").replace("Deadlift (Barbell)", COACHED), "utf-8")
    visitor.drop_log(log)
    visitor.post("/when", {"day": JUMP_DAY.isoformat()})
    assert "130 kg" not in text_of(visitor.get("/answer"))
    visitor.get("/names?back=/answer")
    assert went_to(visitor.post("/names", {"name": mark(COACHED), "exercise": "deadlift"})) == "/answer"
    assert "130 kg" in text_of(visitor.get("/answer"))


@pytest.mark.parametrize("typed", ["Front squat", " front  SQUAT ", "front_squat"])
def test_an_exercise_may_be_typed_as_the_catalogue_has_it(with_two_names: Visitor, house: House, typed: str) -> None:
    assert went_to(with_two_names.post("/names", {"name": mark(COACHED), "typed": typed})) == "/names"
    assert learned(house) == {COACHED: "front_squat"}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"typed": "Frnt squat"}, "Lumbar knows no exercise called “Frnt squat”, so nothing was learned."),
        ({"typed": "<b>"}, "Lumbar knows no exercise called “<b>”, so nothing was learned."),
        ({"typed": " "}, teaching.NAME_EMPTY),
        ({"exercise": "no_such_thing"}, teaching.NAME_EMPTY),
        ({}, teaching.NAME_EMPTY),
    ],
)
def test_what_is_no_exercise_is_said_beside_the_name_and_learned_never(
    with_two_names: Visitor, house: House, said: dict[str, str | list[str]], sentence: str
) -> None:
    answer = with_two_names.post("/names", {"name": mark(MISSPELT), **said})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    first = answer.text.index(f"name-{mark(MISSPELT)}")
    assert first < answer.text.index('role="alert"') < answer.text.index(f"name-{mark(COACHED)}")
    assert learned(house) == {}


def test_none_of_these_is_an_answer_and_is_not_asked_again(with_two_names: Visitor, house: House) -> None:
    with_two_names.post("/names", {"name": mark(COACHED), "none": "1"})
    assert learned(house) == {COACHED: None}
    assert asked(with_two_names) == [MISSPELT]


def test_later_puts_a_name_off_for_this_time_and_learns_nothing(with_two_names: Visitor, house: House) -> None:
    assert went_to(with_two_names.post("/names", {"name": mark(COACHED), "later": "1"})) == "/names"
    assert asked(with_two_names) == [MISSPELT]
    assert not store_exists(house.data)
    with_two_names.get("/names?back=/when")
    assert asked(with_two_names) == [COACHED, MISSPELT], "who comes back for them is asked again"


@pytest.mark.parametrize(("back", "to"), [("/when", "/when"), ("/answer", "/answer"), ("//evil.example", "/when")])
def test_after_the_last_name_it_goes_back_to_where_they_came_from(with_two_names: Visitor, back: str, to: str) -> None:
    with_two_names.get(f"/names?back={back}")
    assert went_to(with_two_names.post("/names", {"name": mark(COACHED), "later": "1"})) == "/names"
    assert went_to(with_two_names.post("/names", {"name": mark(MISSPELT), "exercise": "bench_press"})) == to


def test_an_answer_may_be_changed(with_two_names: Visitor, house: House) -> None:
    for name, exercise in ((MISSPELT, "bench_press"), (COACHED, "deadlift")):
        with_two_names.post("/names", {"name": mark(name), "exercise": exercise})
    page = with_two_names.get("/names")
    assert teaching.NAMES_ALL_SAID in text_of(page)
    assert f"/names?again={mark(COACHED)}" in page.text
    assert "You said: Deadlift." in text_of(with_two_names.get(f"/names?again={mark(COACHED)}"))
    with_two_names.post("/names", {"name": mark(COACHED), "exercise": "back_squat"})
    assert learned(house) == {MISSPELT: "bench_press", COACHED: "back_squat"}


def test_the_same_tap_twice_and_a_name_nobody_logged_change_nothing(with_two_names: Visitor, house: House) -> None:
    for _ in range(2):
        assert went_to(with_two_names.post("/names", {"name": mark(MISSPELT), "exercise": "bench_press"})) == "/names"
    assert went_to(with_two_names.post("/names", {"name": mark("Something else"), "none": "1"})) == "/names"
    assert learned(house) == {MISSPELT: "bench_press"}


def test_names_that_differ_in_case_alone_are_asked_for_once(visitor: Visitor, tmp_path: Path) -> None:
    visitor.drop_log(log_of(tmp_path, {COACHED: 2, COACHED.upper(): 1}))
    assert asked(visitor) == [COACHED]
    assert "3 sets" in text_of(visitor.get("/names"))


def test_twenty_names_stand_on_a_page_and_it_says_how_many_come_after(visitor: Visitor, tmp_path: Path) -> None:
    visitor.drop_log(log_of(tmp_path, {f"Qx{chr(97 + n)} Zvk": 1 for n in range(22)}))
    assert len(asked(visitor)) == MOST_ON_A_PAGE
    assert "2 more names come after these." in text_of(visitor.get("/names"))


@pytest.mark.parametrize(
    "name", ['"><script>alert(1)</script>', "Bank\x07drücken\x1f", "上斜 卧推 变体", "%s {{ 7 * 7 }} &amp;"]
)
def test_a_name_of_any_characters_is_shown_as_it_is_and_learned(
    visitor: Visitor, house: House, tmp_path: Path, name: str
) -> None:
    visitor.drop_log(log_of(tmp_path, {name.replace('"', '""'): 1}))
    page = visitor.get("/names")
    assert "<script>alert" not in page.text
    [said] = set(re.findall(r'name="name" value="([0-9a-f]+)"', page.text))
    visitor.post("/names", {"name": said, "exercise": "bench_press"})
    assert list(learned(house).values()) == ["bench_press"]
    assert asked(visitor) == []


def test_the_names_of_a_stored_log_are_asked_for_too(with_two_names: Visitor, house: House) -> None:
    with_two_names.post("/keep")
    another = house.visitor()
    assert asked(another) == [COACHED, MISSPELT]
    another.post("/names", {"name": mark(MISSPELT), "exercise": "bench_press"})
    assert asked(another) == [COACHED]
    assert asked(house.visitor()) == [COACHED]


def test_for_the_made_person_nothing_is_asked_and_nothing_stored(visitor: Visitor, house: House) -> None:
    visitor.post("/made-person")
    assert "/names" not in visitor.get("/answer").text
    assert went_to(visitor.get("/names")) == "/"
    assert went_to(visitor.post("/names", {"name": mark(COACHED), "none": "1"})) == "/"
    assert not store_exists(house.data)


def test_without_a_log_there_are_no_names(visitor: Visitor) -> None:
    assert went_to(visitor.get("/names")) == "/"
    assert went_to(visitor.post("/names", {"name": "x", "none": "1"})) == "/"
