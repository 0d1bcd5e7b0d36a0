from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Lumbar
from tests.cli.made_logs import JUMP_DAY, half_a_year_then_a_jump

from lumbar.core.triage.questions import EMERGENCY_GROUP, Question

DAY_AFTER = JUMP_DAY + timedelta(days=4)
NOT_A_SYMPTOM = (Question.ASSESSED_FOR_THIS_UNCHANGED, Question.IMPROVING, Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE)


def answers(path: Path, *yes: Question, pain: int = 2, age: int | None = 35) -> Path:
    """Everything answered with no but these."""
    given = {q.value: "yes" if q in yes else "no" for q in Question if q not in NOT_A_SYMPTOM}
    path.write_text(json.dumps({"age": age, "sex": "male", "pain": pain, "duration_days": 2, "answers": given}))
    return path


@pytest.fixture
def stored(lumbar: Lumbar, tmp_path: Path) -> Lumbar:
    """A stored log of half a year."""
    assert lumbar("import", half_a_year_then_a_jump(tmp_path / "strong.csv"), "--unit", "kg").code == 0
    return lumbar


def exercises_in(answer: dict[str, Any]) -> list[Any]:
    return [*answer["warm_up"], *answer["main"], *answer["core"], *answer["cool_down"]]


def test_there_is_no_session_without_a_check_in(stored: Lumbar) -> None:
    answer = stored("today", "--on", DAY_AFTER.isoformat(), "--json").json
    assert (answer["refused"], answer["disposition"], exercises_in(answer)) == ("check_in_first", None, [])


def test_an_ordinary_day_gives_a_session_with_loads_of_the_own_log(stored: Lumbar, tmp_path: Path) -> None:
    on = DAY_AFTER.isoformat()
    stored("check-in", "--answers", answers(tmp_path / "a.json"), "--on", on)
    answer = stored("today", "--minutes", "60", "--on", on, "--json").json
    keys = {"disposition", "decision", "warm_up", "main", "core", "cool_down", "gear", "stop_rules", "minutes"}
    assert answer.keys() >= keys
    assert answer["disposition"] == "self_care"
    (deadlift,) = answer["main"]
    assert deadlift["exercise"] == "Deadlift"
    assert all(60 <= each["load_kg"] <= 130 for each in deadlift["sets"])
    assert {entry["kind"] for entry in answer["warm_up"]} <= {"dynamic", "movement", "ramp"}
    assert answer["minutes"] <= 60
    assert answer["stop_rules"]


def test_more_pain_is_less_session_and_never_more(stored: Lumbar, tmp_path: Path) -> None:
    on, tops = DAY_AFTER.isoformat(), []
    for pain in (0, 2, 4, 5, 7):
        stored("check-in", "--answers", answers(tmp_path / "a.json", pain=pain), "--on", on)
        main = stored("today", "--on", on, "--json").json["main"]
        loads = [each["load_kg"] or 0 for lift in main for each in lift["sets"]]
        tops.append(max(loads, default=0))
    assert tops == sorted(tops, reverse=True)
    assert tops[-1] == 0


@pytest.mark.parametrize("question", EMERGENCY_GROUP)
def test_no_command_leads_from_an_urgent_answer_to_an_exercise(
    stored: Lumbar, tmp_path: Path, question: Question
) -> None:
    on = DAY_AFTER.isoformat()
    checked = stored("check-in", "--answers", answers(tmp_path / "a.json", question), "--on", on, "--json").json
    assert checked["disposition"] in ("emergency", "same_day")
    assert checked["exercise"] == "none"
    answer = stored("today", "--on", on, "--json").json
    assert exercises_in(answer) == []
    assert answer["decision"] in ("emergency", "see_clinician")
    steps = stored("recovery", "--on", on, "--json").json
    assert all(not steps[phase]["steps"] for phase in ("first_48_hours", "weeks_after", "see_somebody"))
    why = stored("why", "--on", on, "--json").json
    assert why["triage"]["disposition"] == checked["disposition"]
    assert {finding["prevention"] for finding in why["findings"]} == {"withheld"}
    assert not any("Next time" in finding["text"] for finding in why["findings"])
    page = tmp_path / "page.html"
    assert stored("report", "--on", on, "--html", page).code == 0
    assert "Next time" not in page.read_text(encoding="utf-8")


def test_within_days_allows_gentle_movement_only(stored: Lumbar, tmp_path: Path) -> None:
    on = DAY_AFTER.isoformat()
    stored("check-in", "--answers", answers(tmp_path / "a.json", Question.CANCER_HISTORY), "--on", on)
    answer = stored("today", "--on", on, "--json").json
    assert (answer["disposition"], answer["main"], answer["core"], answer["warm_up"]) == ("within_days", [], [], [])
    assert answer["cool_down"]
    assert all(entry["load_kg"] is None for entry in answer["cool_down"])


def test_a_check_in_of_two_days_ago_speaks_for_nothing_today(stored: Lumbar, tmp_path: Path) -> None:
    stored("check-in", "--answers", answers(tmp_path / "a.json"), "--on", (DAY_AFTER - timedelta(days=2)).isoformat())
    assert stored("today", "--on", DAY_AFTER.isoformat(), "--json").json["refused"] == "check_in_first"
    assert stored("why", "--on", DAY_AFTER.isoformat(), "--json").json["triage"] is None


def test_unanswered_is_not_no(stored: Lumbar) -> None:
    on = DAY_AFTER.isoformat()
    assert stored("check-in", "--pain", "1", "--on", on, "--json").json["disposition"] == "incomplete"
    assert stored("today", "--on", on, "--json").json["refused"] == "questions_unanswered"


def test_the_disposition_stands_first_in_why_and_today(stored: Lumbar, tmp_path: Path) -> None:
    on = DAY_AFTER.isoformat()
    stored("check-in", "--answers", answers(tmp_path / "a.json", Question.SADDLE_NUMBNESS), "--on", on)
    assert stored("why", "--on", on).out.startswith("Call now")
    assert stored("today", "--on", on).out.startswith("CALL NOW")
    assert stored("recovery", "--on", on).out.startswith("Call now")


def test_the_first_48_hours_offer_cold_or_warmth_and_walking_and_no_bed(stored: Lumbar, tmp_path: Path) -> None:
    on = DAY_AFTER.isoformat()
    stored("check-in", "--answers", answers(tmp_path / "a.json", pain=5), "--on", on)
    steps = stored("recovery", "--on", on, "--json").json["first_48_hours"]["steps"]
    assert {"cold", "warmth", "walk", "keep_moving"} <= {step["step"] for step in steps}
    cold = next(step for step in steps if step["step"] == "cold")
    assert (cold["minutes"], cold["or_instead"]) == ([15.0, 20.0], "warmth")
    text = " ".join(stored("recovery", "--on", on).out.split())
    assert "over a cloth, 10 if your skin is sensitive" in text


def test_equipment_nobody_knows_is_answered_with_what_there_is(stored: Lumbar) -> None:
    ended = stored("today", "--equipment", "trampoline")
    assert ended.code == 2
    assert "barbell" in ended.err


def test_pain_that_was_checked_in_is_in_the_picture_of_the_report(stored: Lumbar, tmp_path: Path) -> None:
    on = DAY_AFTER.isoformat()
    stored("check-in", "--pain", "6", "--on", on)
    page = tmp_path / "page.html"
    stored("report", "--on", on, "--html", page)
    text = page.read_text(encoding="utf-8")
    assert "There are no pain ratings" not in text
    assert "Pain, 0 to 10" in text


def test_an_unfinished_check_in_keeps_the_urgent_signs_in_sight(stored: Lumbar, tmp_path: Path) -> None:
    on = DAY_AFTER.isoformat()
    stored("check-in", "--pain", "1", "--on", on)
    assert "numbness between the legs" in stored("why", "--on", on).out
    page = tmp_path / "page.html"
    stored("report", "--on", on, "--html", page)
    assert "numbness between the legs" in page.read_text(encoding="utf-8")


def test_an_urgent_answer_that_was_taken_back_is_still_spoken_of(stored: Lumbar, tmp_path: Path) -> None:
    on = DAY_AFTER.isoformat()
    stored("check-in", "--answers", answers(tmp_path / "a.json", Question.SADDLE_NUMBNESS), "--on", on)
    stored("check-in", "--answers", answers(tmp_path / "a.json"), "--on", on)
    answer = stored("today", "--on", on, "--json").json
    assert answer["earlier_urgent"] == {"on": on, "disposition": "emergency"}
    assert "If nobody has looked at it since" in " ".join(stored("today", "--on", on).out.split())
    for command in ("why", "recovery"):
        assert stored(command, "--on", on, "--json").json["earlier_urgent"] == answer["earlier_urgent"]
        said = " ".join(stored(command, "--on", on).out.split())
        assert said.index("If nobody has looked at it since") < said.index("Look after it yourself")
    page = tmp_path / "page.html"
    stored("report", "--on", on, "--html", page)
    text = page.read_text(encoding="utf-8")
    assert text.count("If nobody has looked at it since") == 1
    assert text.index("If nobody has looked at it since") < text.index("Look after it yourself")


def test_a_pain_noted_after_an_urgent_answer_leaves_it_standing(stored: Lumbar, tmp_path: Path) -> None:
    on = DAY_AFTER.isoformat()
    stored("check-in", "--answers", answers(tmp_path / "a.json", Question.SADDLE_NUMBNESS), "--on", on)
    stored("check-in", "--pain", "1", "--on", on)
    answer = stored("today", "--on", on, "--json").json
    assert (answer["refused"], answer["disposition"], answer["earlier_urgent"]) == ("emergency", "emergency", None)
    assert stored("why", "--on", on, "--json").json["triage"]["disposition"] == "emergency"


def test_waiting_is_no_answer_to_somebody_should_look_at_this(stored: Lumbar, tmp_path: Path) -> None:
    on = (DAY_AFTER - timedelta(days=2)).isoformat()
    stored("check-in", "--answers", answers(tmp_path / "a.json", Question.SADDLE_NUMBNESS), "--on", on)
    why = stored("why", "--on", DAY_AFTER.isoformat(), "--json").json
    assert (why["triage"]["disposition"], why["triage"]["on"]) == ("emergency", on)
    assert {finding["prevention"] for finding in why["findings"]} == {"withheld"}
