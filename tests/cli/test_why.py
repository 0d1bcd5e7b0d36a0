from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Lumbar
from tests.cli.made_logs import (
    FITNOTES_HEADER,
    HEVY_HEADER,
    JUMP_DAY,
    STRONG_HEADER,
    half_a_year_then_a_jump,
    strong_file,
    strong_row,
)

FILE_KEYS = {
    "path", "format", "variant", "encoding", "records", "header", "done", "rest", "planned", "skipped", "notes",
    "blank", "quarantined", "sets", "unit", "unit_from", "zone_from",
}  # fmt: skip
FINDING_KEYS = {
    "cause", "kind", "status", "exercise", "on", "value", "usual", "unit", "percentile", "how_often", "text", "sources",
    "certainty", "prevention",
}  # fmt: skip


def test_the_answer_names_what_was_different_and_keeps_the_contract(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    ended = lumbar("why", log, "--unit", "kg", "--json")
    assert ended.code == 0
    answer = ended.json
    (file,) = answer["log"]["files"]
    assert file.keys() >= FILE_KEYS
    parts = ("header", "done", "rest", "planned", "skipped", "notes", "blank", "quarantined")
    assert file["records"] == sum(file[part] for part in parts) == 130
    assert (file["sets"], answer["log"]["sessions"], answer["log"]["sets"]) == (129, 43, 129)
    assert (file["unit"], file["unit_from"]) == ("kg", "confirmed")
    changed = {f["kind"]: f for f in answer["findings"] if f["status"] == "changed"}
    assert {"return_after_break", "load_jump", "no_ramp"} <= changed.keys()
    jump = changed["load_jump"]
    assert jump.keys() >= FINDING_KEYS
    assert (jump["exercise"], jump["value"], jump["usual"], jump["unit"]) == ("Deadlift", 130.0, 100.0, "kg")
    assert (jump["on"], jump["how_often"]["times"]) == (JUMP_DAY.isoformat(), 1)
    assert "30 %" in jump["text"]
    assert answer["pain_on"] is None
    assert answer["triage"] is None


def test_findings_stand_changed_first_then_usual_then_not_recorded(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    order = [f["status"] for f in lumbar("why", log, "--unit", "kg", "--json").json["findings"]]
    assert order == sorted(order, key=["changed", "usual", "not_recorded"].index)


def test_pain_before_the_jump_does_not_know_of_it(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    ended = lumbar("why", log, "--unit", "kg", "--pain-on", "2026-06-01", "--json")
    assert ended.json["pain_on"] == "2026-06-01"
    assert [f for f in ended.json["findings"] if f["status"] == "changed"] == []


def test_the_terminal_answer_fits_80_columns_and_begins_with_the_urgent_signs(lumbar: Lumbar, tmp_path: Path) -> None:
    ended = lumbar("why", half_a_year_then_a_jump(tmp_path / "strong.csv"), "--unit", "kg")
    assert ended.code == 0
    assert max(len(line) for line in ended.out.splitlines()) <= 80
    assert ended.out.startswith("First: when to get help now")
    assert "Heavier than your recent best · Deadlift" in ended.out
    assert "130 records = 1 header + 129 sets" in ended.out


def test_a_guessed_unit_is_used_and_called_a_guess(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    assert lumbar("why", log, "--json").json["log"]["files"][0]["unit_from"] == "guessed"
    assert "that is a guess" in " ".join(lumbar("why", log).out.split())


def test_shared_options_stand_before_or_after_the_command(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    before = lumbar("--json", "--data", tmp_path / "one", "why", log, "--unit", "kg")
    after = lumbar("why", log, "--unit", "kg", "--json", "--data", tmp_path / "two")
    assert before.out == after.out
    assert before.json["log"]["sets"] == 129


def test_reading_files_stores_nothing(lumbar: Lumbar, tmp_path: Path, data: Path) -> None:
    lumbar("why", half_a_year_then_a_jump(tmp_path / "strong.csv"))
    assert not data.exists()


def test_the_same_log_given_twice_or_in_a_longer_export_is_counted_once(lumbar: Lumbar, tmp_path: Path) -> None:
    whole = half_a_year_then_a_jump(tmp_path / "whole.csv")
    earlier = strong_file(tmp_path / "earlier.csv", whole.read_text().splitlines()[1:100])
    copy = tmp_path / "copy.csv"
    copy.write_bytes(whole.read_bytes())
    answer = lumbar("why", whole, earlier, copy, "--unit", "kg", "--json").json
    assert answer["log"]["sets"] == 129
    assert answer["log"]["repeated"] == [str(copy)]


def test_one_unusable_file_does_not_keep_the_others_from_being_read(lumbar: Lumbar, tmp_path: Path) -> None:
    good = half_a_year_then_a_jump(tmp_path / "strong.csv")
    ended = lumbar("why", tmp_path / "not-there.csv", good, "--unit", "kg", "--json")
    assert ended.code == 3
    assert [problem["kind"] for problem in ended.json["log"]["unreadable"]] == ["not_found"]


UNUSABLE = {
    "an empty file": b"",
    "a header only": STRONG_HEADER.encode(),
    "a web page": b"<!DOCTYPE html><html><body>Please log in</body></html>",
    "another app's file": b"Date,Amount,Payee\n2026-01-01,12.50,Shop\n",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "rows without a single date": (
        STRONG_HEADER + "\n" + strong_row(JUMP_DAY, "1").replace(str(JUMP_DAY), "soon")
    ).encode(),
}


@pytest.mark.parametrize("content", UNUSABLE.values(), ids=UNUSABLE)
def test_a_file_that_cannot_be_used_is_said_in_one_line(lumbar: Lumbar, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "log.csv"
    file.write_bytes(content)
    ended = lumbar("why", file)
    assert (ended.code, ended.out) == (4, "")
    assert len(ended.said_lines) == 1
    assert "Traceback" not in ended.err
    in_json = lumbar("why", file, "--json")
    assert in_json.code == 4
    assert in_json.json["error"]["text"] == ended.said_lines[0]


def test_a_folder_a_missing_file_and_a_huge_file_are_said_in_one_line(lumbar: Lumbar, tmp_path: Path) -> None:
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as sparse:
        sparse.truncate(200_000_000)
    for path in (tmp_path, tmp_path / "nowhere.csv", huge):
        ended = lumbar("why", path)
        assert (ended.code, len(ended.said_lines)) == (4, 1)


ABSURD = {
    "a squat of 4,000 kg": strong_row(JUMP_DAY, "4000", name="Squat (Barbell)"),
    "a negative load": strong_row(JUMP_DAY, "-20"),
    "a date in the future": strong_row(JUMP_DAY.replace(year=2099), "100"),
    "NUL bytes": strong_row(JUMP_DAY, "10\0"),
}


@pytest.mark.parametrize("row", ABSURD.values(), ids=ABSURD)
def test_an_absurd_record_is_set_aside_with_its_line_and_the_rest_is_used(
    lumbar: Lumbar, tmp_path: Path, row: str
) -> None:
    log = strong_file(tmp_path / "log.csv", [strong_row(JUMP_DAY, "100"), row])
    ended = lumbar("why", log, "--unit", "kg", "--on", JUMP_DAY.isoformat(), "--json")
    assert ended.code == 3
    assert ended.json["log"]["sets"] == 1
    (aside,) = ended.json["quarantine"]
    assert aside["line"] == 3
    assert aside["raw"] == row
    assert aside["reason"]
    assert aside["hint"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_other_systems_are_read(lumbar: Lumbar, tmp_path: Path, encoding: str) -> None:
    text = "\n".join([STRONG_HEADER, strong_row(JUMP_DAY, "100", name="Rückenstrecken"), ""])
    file = tmp_path / "log.csv"
    file.write_bytes(text.encode(encoding))
    (unknown,) = lumbar("why", file, "--unit", "kg", "--json").json["log"]["unknown_names"]
    assert unknown["name"] == "Rückenstrecken"


def test_units_come_from_the_header_or_the_column_before_the_person(lumbar: Lumbar, tmp_path: Path) -> None:
    hevy, fitnotes = tmp_path / "hevy.csv", tmp_path / "fitnotes.csv"
    hevy.write_text(
        f'{HEVY_HEADER}\n"A","7 Apr 2026, 10:14","7 Apr 2026, 11:14","","Deadlift (Barbell)",,"",0,"normal",90,7,,,\n'
    )
    fitnotes.write_text(f"{FITNOTES_HEADER}\n2026-04-08,Deadlift,Back,90.0,kgs,5,,,\n")
    files = lumbar("why", hevy, fitnotes, "--unit", "lb", "--json").json["log"]["files"]
    assert [(file["unit"], file["unit_from"]) for file in files] == [("kg", "header"), ("kg", "column")]


def test_no_training_up_to_the_day_of_the_pain_is_said(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    ended = lumbar("why", log, "--unit", "kg", "--pain-on", "2020-01-01")
    assert (ended.code, len(ended.said_lines)) == (4, 1)


def test_without_a_log_the_six_answers_can_come_from_a_file(lumbar: Lumbar, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps({"which_lift": "kreuzheben", "after_a_break": "yes", "new": "no"}))
    findings = lumbar("why", "--answers", answers, "--json").json["findings"]
    assert {f["kind"] for f in findings} == {"told"}
    assert [f["status"] for f in findings] == ["changed", "usual", "not_recorded", "not_recorded", "not_recorded"]
    assert findings[0]["exercise"] == "Deadlift"


@pytest.mark.parametrize("content", ["not json", "[]", '{"new": "perhaps"}', '{"colour": "yes"}'])
def test_answers_that_are_none_are_refused_in_one_line(lumbar: Lumbar, tmp_path: Path, content: str) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(content)
    ended = lumbar("why", "--answers", answers)
    assert (ended.code, len(ended.said_lines)) == (4, 1)


def test_without_a_log_and_without_a_terminal_it_says_what_to_do(lumbar: Lumbar) -> None:
    ended = lumbar("why")
    assert (ended.code, len(ended.said_lines)) == (4, 1)


def test_on_a_terminal_six_questions_are_asked_and_enter_means_not_known(
    lumbar: Lumbar, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    typed = iter(["Deadlift", "y", "", "n", "no", ""])

    def answer(text: str, **_: object) -> str:
        asked.append(text)
        return next(typed)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", answer)
    ended = lumbar("why")
    assert ended.code == 0
    assert len(asked) == 6
    assert "You said that something in it was new to you." in ended.out
    assert "You said that you had not warmed up for it." in " ".join(ended.out.split())
    assert "You did not say how tired you were." in ended.out
