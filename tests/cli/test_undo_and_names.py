"""Taking imports back, names that are learned, and one training in the exports of two apps, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.conftest import Lumbar
from tests.cli.made_logs import HEVY_HEADER, JUMP_DAY, strong_file, strong_row


def hevy_file(path: Path, *rows: tuple[str, int]) -> Path:
    """Sets of 5 on the day of the jump, as (exercise, kg)."""
    began = JUMP_DAY.strftime("%d %b %Y, 18:07")
    ended = JUMP_DAY.strftime("%d %b %Y, 19:00")
    lines = [
        f'"Pull","{began}","{ended}","","{name}",,"",{index},"normal",{kg},5,,,'
        for index, (name, kg) in enumerate(rows)
    ]
    path.write_text("\n".join([HEVY_HEADER, *lines]) + "\n")
    return path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return strong_file(tmp_path / "strong.csv", [strong_row(JUMP_DAY, "100"), strong_row(JUMP_DAY, "105")])


def test_the_newest_import_is_taken_back_and_stays_listed(lumbar: Lumbar, log: Path) -> None:
    batch = lumbar("import", log, "--unit", "kg", "--json").json["batch"]
    undone = lumbar("undo", "--json").json["undone"]
    assert (undone["id"], undone["number"], undone["added_sessions"], undone["added_sets"]) == (batch, 1, 1, 2)
    [listed] = lumbar("undo", "--list", "--json").json["imports"]
    assert (listed["files"], listed["undone_at"], listed["undoable"]) == ([str(log)], undone["undone_at"], False)
    assert lumbar("why").code == 4
    assert lumbar("import", log, "--unit", "kg", "--json").json["added"] == 2


def test_an_import_that_a_later_one_builds_on_is_refused_in_one_sentence(
    lumbar: Lumbar, log: Path, tmp_path: Path
) -> None:
    lumbar("import", log, "--unit", "kg")
    longer = [strong_row(JUMP_DAY, kg) for kg in ("100", "105", "110")]
    lumbar("import", strong_file(tmp_path / "longer.csv", longer), "--unit", "kg")
    refused = lumbar("undo", "1")
    assert (refused.code, len(refused.said_lines)) == (4, 1)
    assert "import 2 changed sessions it brought; undo that first" in refused.err
    assert lumbar("undo", "1", "--json").json["error"]["kind"] == "needed"
    assert [lumbar("undo", number).code for number in ("2", "1")] == [0, 0]


@pytest.mark.parametrize(("arguments", "code"), [(("undo",), 4), (("undo", "7"), 2), (("undo", "--list"), 0)])
def test_where_nothing_was_imported_nothing_is_undone_and_no_store_is_made(
    lumbar: Lumbar, data: Path, arguments: tuple[str, ...], code: int
) -> None:
    assert lumbar(*arguments).code == code
    assert not data.exists()


def test_a_name_is_learned_and_counts_from_then_on(lumbar: Lumbar, tmp_path: Path) -> None:
    rows = [strong_row(JUMP_DAY, "100").replace("Deadlift (Barbell)", "Zzyzx")] * 3 + [strong_row(JUMP_DAY, "60")]
    first = lumbar("import", strong_file(tmp_path / "a.csv", rows), "--unit", "kg", "--json").json
    assert (first["unknown_names"], first["named_sets"]) == (["Zzyzx"], 1)
    assert lumbar("names", "--json").json["unknown_names"] == [{"name": "Zzyzx", "sets": 3, "suggestions": []}]
    assert lumbar("names").out.count("Zzyzx") == 1
    learned = lumbar("names", "zzyzx", "deadlift", "--json").json
    assert (learned["exercise_id"], learned["sets"], learned["named_sets"], learned["all_sets"]) == (
        "deadlift",
        3,
        4,
        4,
    )
    assert lumbar("names", "--json").json["unknown_names"] == []
    again = lumbar("import", tmp_path / "a.csv", "--unit", "kg", "--json").json
    assert (again["unknown_names"], again["named_sets"], again["log"]["named_sets"]) == ([], 4, 4)


def test_none_of_these_is_not_asked_again(lumbar: Lumbar, tmp_path: Path) -> None:
    row = strong_row(JUMP_DAY, "100").replace("Deadlift (Barbell)", "Zzyzx")
    lumbar("import", strong_file(tmp_path / "a.csv", [row]), "--unit", "kg")
    assert lumbar("names", "Zzyzx", "--none").code == 0
    answer = lumbar("names", "--json").json
    assert answer == {"unknown_names": [], "learned_names": [{"name": "Zzyzx", "exercise_id": None}]}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("names", "Zzyzx"), "either which exercise it means, or --none"),
        (("names", "Zzyzx", "deadlift", "--none"), "either which exercise it means, or --none"),
        (("names", "--none"), "name the exercise of your log"),
        (("names", "Zzyzx", "Qwrtpl"), "has no exercise called “Qwrtpl”"),
        (("import",), "name at least one export"),
        (("import", "x.csv", "--zone", "Nowhere"), "'Nowhere' is not a time zone"),
        (("import", "x.csv", "--count-both", "2026-03-02"), "import first"),
    ],
)
def test_wrong_usage_is_said_and_makes_no_store(
    lumbar: Lumbar, data: Path, arguments: tuple[str, ...], said: str
) -> None:
    ended = lumbar(*arguments)
    assert ended.code == 2
    assert said in ended.err
    assert not data.exists()


def test_one_training_in_two_apps_is_counted_once_until_the_person_says_otherwise(
    lumbar: Lumbar, log: Path, tmp_path: Path
) -> None:
    lumbar("import", log, "--unit", "kg")
    hevy = hevy_file(tmp_path / "hevy.csv", ("Deadlift (Barbell)", 100))
    answer = lumbar("import", hevy, "--json").json
    assert (answer["added"], answer["already_there"], answer["same_training"]) == (0, 1, 1)
    [double] = answer["same_as_other_app"]
    assert (double["counted"]["source"], double["left_out"]["source"]) == ("strong", "hevy")
    assert lumbar("why", "--json").json["log"]["sets"] == 2
    shown = " ".join(lumbar("import", hevy).out.split())
    assert "1 training stands in two apps" in shown
    assert f"lumbar import --count-both {JUMP_DAY}" in shown
    both = lumbar("import", "--count-both", JUMP_DAY.isoformat(), "--json").json
    assert len(both["counted_both"]) == 1
    assert lumbar("why", "--json").json["log"]["sets"] == 3
    assert lumbar("import", hevy, "--json").json["same_training"] == 0
