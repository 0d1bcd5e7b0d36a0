"""``lumbar self-test``: how to do one, noting a result, the list, and what an urgent answer leaves of it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from tests.cli.conftest import Lumbar
from tests.cli.made_logs import JUMP_DAY, half_a_year_then_a_jump

from lumbar.core.triage.questions import Question
from lumbar.wording.safety import URGENT_SIGNS
from lumbar.wording.self_tests import TESTS

ON = (JUMP_DAY - timedelta(days=2)).isoformat()
EARLIER = (JUMP_DAY - timedelta(days=60)).isoformat()


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def test_without_a_check_in_no_test_is_offered_and_an_earlier_result_can_be_noted(lumbar: Lumbar, data: Path) -> None:
    shown = on_one_line(lumbar("self-test").out)
    assert shown.index(URGENT_SIGNS[0]) < shown.index("Check in first")
    assert [words.how for words in TESTS.values() if words.how in shown] == []
    assert "lumbar self-test side_plank --left" in shown
    assert not data.exists()


def test_after_a_check_in_of_today_it_is_told_how_each_test_is_done(lumbar: Lumbar, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    said = dict.fromkeys(Question, "no")
    answers.write_text(json.dumps({"age": 30, "pain": 1, "duration_days": 2, "answers": said}))
    lumbar("check-in", "--answers", answers)
    shown = on_one_line(lumbar("self-test").out)
    assert [words.how for words in TESTS.values() if words.how not in shown] == []


def test_the_tests_are_told_to_programs(lumbar: Lumbar) -> None:
    answer = lumbar("self-test", "--json").json
    assert answer["withheld"] is None
    assert [(one["test"], one["unit"], one["sides"], one["needs_zero"]) for one in answer["tests"]] == [
        ("side_plank", "s", ["left", "right"], False),
        ("biering_sorensen", "s", [], False),
        ("front_plank", "s", [], False),
        ("active_knee_extension", "deg", ["left", "right"], False),
        ("sit_and_reach", "cm", [], True),
    ]


@pytest.mark.parametrize("disposition", ["emergency", "incomplete"])
def test_from_an_urgent_or_unfinished_answer_no_test_is_offered(
    lumbar: Lumbar, tmp_path: Path, disposition: str
) -> None:
    if disposition == "emergency":
        answers = tmp_path / "answers.json"
        answers.write_text(json.dumps({"answers": {Question.SADDLE_NUMBNESS: "yes"}, "pain": 3}))
        lumbar("check-in", "--answers", answers)
    else:
        lumbar("check-in", "--pain", "2")
    answer = lumbar("self-test", "--json").json
    assert (answer["tests"], answer["withheld"]["disposition"]) == ([], disposition)
    shown = on_one_line(lumbar("self-test").out)
    assert answer["withheld"]["text"] in shown
    assert [words.title for words in TESTS.values() if words.title in shown] == []


def test_a_result_is_noted_and_held_against_the_ones_before_it(lumbar: Lumbar) -> None:
    first = lumbar("self-test", "side_plank", "--left", "62", "--right", "75", "--on", EARLIER, "--json").json
    assert [(one["side"], one["value"], one["unit"], one["on"]) for one in first["noted"]] == [
        ("left", 62, "s", EARLIER),
        ("right", 75, "s", EARLIER),
    ]
    assert {one["status"] for one in first["findings"]} == {"not_recorded"}
    second = lumbar("self-test", "side_plank", "--left", "90", "--on", ON, "--json").json
    changed = second["findings"][0]
    assert (changed["status"], changed["value"], changed["usual"]) == ("changed", 90, 62)
    listed = lumbar("self-test", "--list", "--on", ON, "--json").json["results"]
    assert [(one["number"], one["value"], one["change"], one["error"], one["beyond_error"]) for one in listed] == [
        (3, 90, 28, 17, True),
        (2, 75, None, 17, False),
        (1, 62, None, 17, False),
    ]
    assert "28 seconds more than your usual of 62 seconds: a change (17 seconds)" in on_one_line(
        lumbar("self-test", "--list", "--on", ON).out
    )


def test_a_result_is_removed_by_its_number(lumbar: Lumbar) -> None:
    lumbar("self-test", "front_plank", "--value", "90")
    assert lumbar("self-test", "--remove", "1", "--json").json["removed"]["value"] == 90
    assert lumbar("self-test", "--list", "--json").json == {"results": [], "findings": []}
    assert "No self-test was entered yet" in lumbar("self-test", "--list").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["side_plank", "--value", "62"], "Side plank has two sides"),
        (["front_plank"], "no result was given"),
        (["front_plank", "--value", "nan"], "not a number"),
        (["front_plank", "--value", "5000"], "between 0 and 3,600 seconds"),
        (["front_plank", "--value", "50", "--on", "2999-01-01"], "still to come"),
        (["sit_and_reach", "--value", "20"], "boxes begin at different marks"),
        (["--value", "20"], "name the test"),
        (["front_plank", "--list"], "one of them at a time"),
        (["--remove", "1"], "no result with the number 1"),
        (["handstand", "--value", "20"], "handstand"),
    ],
)
def test_a_slip_is_said_in_one_sentence_and_makes_no_store(
    lumbar: Lumbar, data: Path, arguments: list[str], said: str
) -> None:
    ended = lumbar("self-test", *arguments)
    assert (ended.code, ended.out) == (2, "")
    assert said in on_one_line(ended.err)
    assert not data.exists()


def findings_of_why(lumbar: Lumbar, log: Path) -> list[dict[str, object]]:
    answer = lumbar("why", log, "--unit", "kg", "--pain-on", JUMP_DAY.isoformat(), "--json").json
    return [finding for finding in answer["findings"] if finding["kind"] == "self_test"]


def test_why_tells_a_change_and_without_any_result_one_quiet_line(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    [nothing] = findings_of_why(lumbar, log)
    assert (nothing["status"], nothing["value"]) == ("not_recorded", None)
    lumbar("self-test", "biering_sorensen", "--value", "180", "--on", EARLIER)
    lumbar("self-test", "biering_sorensen", "--value", "100", "--on", ON)
    [changed] = findings_of_why(lumbar, log)
    assert (changed["status"], changed["cause"], changed["value"], changed["usual"], changed["unit"]) == (
        "changed",
        "imbalance",
        100,
        180,
        "s",
    )


def test_a_store_without_self_tests_is_not_opened_for_them(lumbar: Lumbar, data: Path) -> None:
    """It is there, and of this version: asking it costs no database library."""
    lumbar("self-test", "front_plank", "--value", "90")
    lumbar("self-test", "--remove", "1")
    program = (
        "import sys, pathlib; from lumbar import wiring; assert not wiring.self_tests(pathlib.Path(sys.argv[1]));"
        "print('sqlalchemy' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program, data], capture_output=True, text=True, check=True)
    assert ended.stdout == "False\n"


def test_results_are_taken_out_and_read_as_a_table(lumbar: Lumbar, tmp_path: Path) -> None:
    lumbar("self-test", "sit_and_reach", "--value", "-3", "--zero", "0", "--on", ON)
    assert lumbar("export", tmp_path / "out", "--json").json["self_tests"] == 1
    [row] = csv.DictReader((tmp_path / "out" / "self_tests.csv").read_text().splitlines())
    assert (row["test"], row["value"], row["zero"], row["date"]) == ("sit_and_reach", "-3", "0", ON)


def test_a_result_of_the_first_year_is_a_slip_and_kept_nowhere(lumbar: Lumbar, data: Path) -> None:
    ended = lumbar("self-test", "front_plank", "--value", "60", "--on", "0001-01-01")
    assert ended.code == 2
    assert not data.exists()
