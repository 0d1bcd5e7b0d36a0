from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Lumbar
from tests.cli.made_logs import JUMP_DAY, half_a_year_then_a_jump, strong_file, strong_row


def test_a_guessed_unit_is_not_stored_until_it_is_confirmed_and_then_remembered(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    refused = lumbar("import", log)
    assert (refused.code, len(refused.said_lines)) == (4, 1)
    assert "--unit kg" in refused.err
    assert lumbar("import", log, "--unit", "kg").code == 0
    longer = strong_file(
        tmp_path / "longer.csv", [*log.read_text().splitlines()[1:], strong_row(JUMP_DAY.replace(day=28), "90")]
    )
    answer = lumbar("import", longer, "--json").json
    assert answer["log"]["files"][0]["unit_from"] == "confirmed"
    assert (answer["added"], answer["already_there"], answer["changed"]) == (1, 129, 0)


def test_a_confirmed_unit_is_changed_by_naming_another_for_its_app_alone(lumbar: Lumbar, tmp_path: Path) -> None:
    strong = strong_file(tmp_path / "strong.csv", [strong_row(JUMP_DAY, "100")])
    assert lumbar("import", strong, "--unit", "kg").code == 0
    repcount = tmp_path / "repcount.csv"
    repcount.write_text(
        "Workout Start,Workout End,Exercise,Weight,Reps,Notes,Kcal,Distance,Duration,Category,Name,Bodyweight\n"
        "2026-07-10 18:00,2026-07-10 19:00,Squat,225,5,,,,,Legs,Push,91\n"
    )
    for command in ("why", "import"):
        of_both = lumbar(command, strong, repcount, "--unit", "lb", "--json").json["log"]["files"]
        assert {file["format"]: file["unit"] for file in of_both} == {"strong": "kg", "repcount": "lb"}
    alone = lumbar("why", strong, "--unit", "lb", "--json").json["log"]["files"]
    assert [(file["unit"], file["unit_from"]) for file in alone] == [("lb", "confirmed")]
    assert lumbar("import", strong, "--unit", "lb", "--json").json["changed"] == 1


def test_importing_twice_is_importing_once(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    first = lumbar("import", log, "--unit", "kg", "--json").json
    second = lumbar("import", log, "--unit", "kg", "--json").json
    assert (first["added"], first["already_there"]) == (129, 0)
    assert (second["added"], second["already_there"], second["stored"]) == (0, 129, False)


def test_a_dry_run_stores_nothing_and_makes_no_store(lumbar: Lumbar, tmp_path: Path, data: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    answer = lumbar("import", log, "--unit", "kg", "--dry-run", "--json").json
    assert (answer["added"], answer["stored"]) == (129, False)
    assert not data.exists()


def test_the_stored_log_gives_the_same_findings_as_the_file(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    from_file = lumbar("why", log, "--unit", "kg", "--json").json["findings"]
    lumbar("import", log, "--unit", "kg")
    assert lumbar("why", "--json").json["findings"] == from_file


def test_records_set_aside_end_with_3_unless_accepted(lumbar: Lumbar, tmp_path: Path) -> None:
    log = strong_file(tmp_path / "log.csv", [strong_row(JUMP_DAY, "100"), strong_row(JUMP_DAY, "4000")])
    assert lumbar("import", log, "--unit", "kg", "--dry-run").code == 3
    assert lumbar("import", log, "--unit", "kg", "--dry-run", "--accept").code == 0
    ended = lumbar("import", log, "--unit", "kg", "--json")
    assert ended.code == 3
    assert ended.json["quarantine"][0]["line"] == 3


def test_a_corrected_session_is_shown_and_replaced_only_when_asked(lumbar: Lumbar, tmp_path: Path) -> None:
    lumbar("import", strong_file(tmp_path / "a.csv", [strong_row(JUMP_DAY, "100")]), "--unit", "kg")
    corrected = strong_file(tmp_path / "b.csv", [strong_row(JUMP_DAY, "110")])
    shown = lumbar("import", corrected)
    assert "were left as they are stored" in " ".join(shown.out.split())
    assert lumbar("import", corrected, "--json").json["changed"] == 1
    assert lumbar("import", corrected, "--replace-changed", "--json").json["changed_were_replaced"]
    assert lumbar("import", corrected, "--json").json["already_there"] == 1


def test_everything_that_was_stored_can_be_taken_out(lumbar: Lumbar, tmp_path: Path) -> None:
    lumbar("import", half_a_year_then_a_jump(tmp_path / "strong.csv"), "--unit", "kg")
    out = tmp_path / "out"
    taken = lumbar("export", out, "--json").json
    assert (taken["sets"], taken["sessions"]) == (129, 43)
    assert sorted(file.name for file in out.iterdir()) == [
        "check_ins.csv",
        "lumbar.json",
        "quarantine.csv",
        "self_tests.csv",
        "training.csv",
    ]
    assert len((out / "training.csv").read_text().splitlines()) == 130
    assert json.loads((out / "lumbar.json").read_text())["schema_version"] == 2


def test_there_is_nothing_to_take_out_before_anything_was_stored(lumbar: Lumbar, tmp_path: Path, data: Path) -> None:
    ended = lumbar("export", tmp_path / "out")
    assert (ended.code, len(ended.said_lines)) == (4, 1)
    assert not data.exists()


def test_somebody_elses_folder_is_not_written_over(lumbar: Lumbar, tmp_path: Path) -> None:
    lumbar("import", half_a_year_then_a_jump(tmp_path / "strong.csv"), "--unit", "kg")
    own = tmp_path / "mine"
    own.mkdir()
    (own / "training.csv").write_text("precious")
    assert lumbar("export", own).code == 4
    assert (own / "training.csv").read_text() == "precious"


def test_a_store_that_is_no_database_is_said_in_one_line(lumbar: Lumbar, data: Path) -> None:
    data.mkdir()
    (data / "lumbar.db").write_text("this is not a database, whatever its name says")
    ended = lumbar("why")
    assert (ended.code, len(ended.said_lines)) == (4, 1)
    assert "Traceback" not in ended.err
