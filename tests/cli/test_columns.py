"""``lumbar columns``, and logs in archives on the command line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from tests.cli.conftest import Lumbar
from tests.cli.made_logs import JUMP_DAY, half_a_year_then_a_jump

TABLE = "Day,Lift,Sets,Reps,Weight,Mood\n2026-01-05,Squat,3,5,100,good\n2026-01-07,Deadlift,1,5,140,tired\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "my.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_an_unknown_table_is_refused_with_the_command_that_helps(lumbar: Lumbar, table: Path) -> None:
    ended = lumbar("import", table)

    assert ended.code == 4
    assert f"`lumbar columns {table}`" in ended.err
    assert len(ended.said_lines) == 1


def test_the_proposal_is_shown_and_nothing_is_stored(lumbar: Lumbar, table: Path, data: Path) -> None:
    ended = lumbar("columns", table)

    assert ended.code == 0
    assert "“Lift” is the exercise: Squat, Deadlift" in ended.out
    assert "2026-01-05 | Squat | 3 | 5 | 100 | good" in ended.out
    assert "--unit kg or --unit lb" in " ".join(ended.out.split())
    assert "Left out: “Mood”." in ended.out
    assert not data.exists()


def test_accepting_what_lacks_a_unit_says_so_and_stores_nothing(lumbar: Lumbar, table: Path, data: Path) -> None:
    ended = lumbar("columns", table, "--accept")

    assert ended.code == 2
    assert "--unit kg or --unit lb" in " ".join(ended.out.split())
    assert not data.exists()


def test_what_was_confirmed_is_remembered_and_the_table_is_imported(lumbar: Lumbar, table: Path) -> None:
    assert lumbar("columns", table, "--unit", "kg").code == 0
    ended = lumbar("import", table, "--json")

    assert ended.code == 0
    assert ended.json["added"] == 4
    again = lumbar("columns", table, "--json").json
    assert (again["to_confirm"], again["stored"], again["unit"]) == (False, False, "kg")
    assert "Remembered" in lumbar("columns", table).out


def test_a_column_may_be_corrected(lumbar: Lumbar, table: Path) -> None:
    ended = lumbar("columns", table, "--note", "Mood", "--unit", "lb", "--json")

    assert ended.json["stored"]
    assert ended.json["columns"]["note"] == "Mood"
    assert (ended.json["unit"], ended.json["missing"]) == ("lb", [])


def test_a_column_that_is_not_there_is_answered_with_those_that_are(lumbar: Lumbar, table: Path) -> None:
    ended = lumbar("columns", table, "--load", "Kilos")

    assert ended.code == 2
    assert "“Kilos”" in ended.err
    assert "“Weight”" in ended.err


def test_a_log_of_a_known_app_needs_no_columns(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")

    assert "without being told" in lumbar("columns", log).err
    assert lumbar("columns", log, "--json").json == {"path": str(log), "to_confirm": False, "stored": False}


def test_a_log_in_an_archive_is_explained_and_imported(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.write(log, "strong.csv")
        zipped.writestr("read me.txt", "my logs")

    why = lumbar(
        "why", archive, "--pain-on", JUMP_DAY.isoformat(), "--on", JUMP_DAY.isoformat(), "--unit", "kg", "--json"
    )
    plain = lumbar(
        "why", log, "--pain-on", JUMP_DAY.isoformat(), "--on", JUMP_DAY.isoformat(), "--unit", "kg", "--json"
    )
    assert why.code == plain.code == 0
    assert why.json["findings"] == plain.json["findings"]
    assert lumbar("import", archive, "--unit", "kg", "--json").json["added"] == 129  # 42 x 3 sets and 3 more
