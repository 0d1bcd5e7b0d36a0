from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Lumbar

from lumbar.core.triage.questions import Question

KEYS = {
    "disposition", "because", "ask", "exercise", "see", "resembles_training_soreness", "safety_net", "age_needed",
    "edition",
}  # fmt: skip
ALL_NO = {question.value: "no" for question in Question}
SORE: dict[str, Any] = {"age": 30, "sex": "male", "pain": 3, "duration_days": 2, "assessment": None, "answers": ALL_NO}
IN_DATE = {"on": "2026-11-01", "expires": "2027-01-01"}


def _file(folder: Path, content: object) -> Path:
    path = folder / "answers.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_numb_saddle_is_an_emergency_with_every_key_of_the_contract(lumbar: Lumbar, tmp_path: Path) -> None:
    ended = lumbar("triage", _file(tmp_path, {"answers": {"saddle_numbness": "yes"}}), "--json")
    assert ended.code == 0
    answer = ended.json
    assert answer.keys() == KEYS
    assert (answer["disposition"], answer["exercise"], answer["see"]) == ("emergency", "none", "emergency")
    (because,) = answer["because"]
    assert because.keys() == {"rule", "level", "question", "text", "sources"}
    assert (because["rule"], because["level"], because["question"]) == ("R01", "emergency", ["saddle_numbness"])
    assert because["text"].startswith("Because you said")
    assert "girft-ces-2023" in because["sources"]
    assert "were not answered" in answer["safety_net"]


def test_an_ordinary_sore_back_is_looked_after_at_home(lumbar: Lumbar, tmp_path: Path) -> None:
    answer = lumbar("triage", _file(tmp_path, SORE), "--json").json
    assert (answer["disposition"], answer["exercise"], answer["see"]) == ("self_care", "planned", "none")
    assert answer["resembles_training_soreness"] == "yes"
    assert (answer["ask"], answer["because"], answer["age_needed"]) == ([], [], False)
    assert "not answered" not in answer["safety_net"]


def test_an_empty_object_is_incomplete_and_asks_the_emergency_group_first(lumbar: Lumbar, tmp_path: Path) -> None:
    answer = lumbar("triage", _file(tmp_path, {}), "--json").json
    assert (answer["disposition"], answer["exercise"]) == ("incomplete", "none")
    assert answer["ask"][0] == "saddle_numbness"
    assert answer["age_needed"] is True


def test_an_assessment_is_read_and_lowers_the_context_on_its_day(lumbar: Lumbar, tmp_path: Path) -> None:
    assessed = SORE | {
        "assessment": {"on": "2026-11-01", "by": "Dr. A", "restrictions": ["no deadlift"], "expires": "2027-02-01"},
        "answers": ALL_NO | {"cancer_history": "yes", "assessed_for_this_unchanged": "yes"},
    }
    file = _file(tmp_path, assessed)
    assert lumbar("triage", file, "--on", "2026-11-22", "--json").json["disposition"] == "routine"
    assert lumbar("triage", file, "--on", "2027-02-02", "--json").json["disposition"] == "within_days"


def test_the_terminal_says_first_how_soon_then_what_to_do_and_why(lumbar: Lumbar, tmp_path: Path) -> None:
    ended = lumbar("triage", _file(tmp_path, {"answers": {"leg_weakness_worsening": "yes"}}))
    assert ended.code == 0
    text = " ".join(ended.out.split())
    order = ["Call now", "Call your emergency number now", "Because you said", "What to watch for", "Not answered"]
    assert sorted(order, key=text.index) == order
    assert "It is not a diagnosis" in text
    assert max(len(line) for line in ended.out.splitlines()) <= 80


def test_an_incomplete_answer_says_what_is_missing_and_shows_no_training(lumbar: Lumbar, tmp_path: Path) -> None:
    text = " ".join(lumbar("triage", _file(tmp_path, {})).out.split())
    assert text.startswith("Not enough answered yet")
    assert "Your age is not known" in text
    assert "No training for now." in text


def test_nothing_is_stored(lumbar: Lumbar, tmp_path: Path, data: Path) -> None:
    lumbar("triage", _file(tmp_path, SORE))
    assert not data.exists()


@pytest.mark.parametrize(
    ("content", "met"),
    [
        ("not json", "Expecting value"),
        ("[]", "the answers is [] and not an object"),
        ({"answers": {"saddle_numbnes": "yes"}}, "'saddle_numbnes': no question of the triage has that id"),
        ({"answers": {"saddle_numbness": "maybe"}}, "saddle_numbness is 'maybe' and not one of yes, no, unknown"),
        ({"answers": {"saddle_numbness": True}}, "saddle_numbness is True"),
        ({"answers": ["saddle_numbness"]}, "and not an object of questions"),
        ('{"answers": {"both_legs": "yes", "both_legs": "no"}}', "both_legs stands twice"),
        ({"answer": {}}, "'answer' is none of age, sex"),
        ({"age": -1}, "age is -1 and not a whole number from 0 to 130"),
        ({"age": "30"}, "age is '30'"),
        ({"pain": 11}, "pain is 11 and not a whole number from 0 to 10"),
        ({"pain": 4.5}, "pain is 4.5"),
        ({"duration_days": -2}, "duration_days is -2"),
        ({"sex": "woman"}, "sex is 'woman' and not one of female, male, other, unknown"),
        ({"assessment": {"on": "2026-13-01", "expires": "2027-01-01"}}, "on is '2026-13-01' and not a date"),
        ({"assessment": {"on": "2026-11-01"}}, "expires is None and not a date"),
        ({"assessment": IN_DATE | {"restrictions": "none"}}, "restrictions is 'none'"),
        ({"assessment": IN_DATE | {"by": 3}}, "by is 3"),
        ({"assessment": {"day": "2026-11-01"}}, "'day' is none of on, by"),
    ],
)  # fmt: skip
def test_answers_that_cannot_be_understood_are_refused_with_what_was_met(
    lumbar: Lumbar, tmp_path: Path, content: object, met: str
) -> None:
    ended = lumbar("triage", _file(tmp_path, content), "--json")
    assert ended.code == 4
    assert ended.json["error"]["kind"] == "answers_unreadable"
    assert met in ended.err
    assert "answers.json" in ended.err


def test_a_file_that_is_not_there_is_refused(lumbar: Lumbar, tmp_path: Path) -> None:
    assert lumbar("triage", tmp_path / "none.json").code == 4
    assert lumbar("triage", tmp_path).code == 4
