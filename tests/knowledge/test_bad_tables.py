"""A table somebody broke in a spreadsheet is refused with the file and the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbar.knowledge import catalogue as module

HEADER = "id,name,movement,primary,secondary,axial_load,hinge,side,implement,posture,assisted,substitutes\n"
ROW = "deadlift,Deadlift,hinge,glutes|hamstrings,,high,yes,both,barbell,horizontal,no,\n"
ALIASES = "alias,exercise,language\nBarbell Deadlift,deadlift,en\n"


def _load(monkeypatch: pytest.MonkeyPatch, folder: Path, exercises: str, aliases: str = ALIASES) -> None:
    (folder / "exercises.csv").write_text(exercises, encoding="utf-8")
    (folder / "aliases.csv").write_text(aliases, encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: folder)
    module.load_catalogue()


def test_good_tables_load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _load(monkeypatch, tmp_path, HEADER + ROW)


@pytest.mark.parametrize(
    ("exercises", "aliases", "complaint"),
    [
        ("name,id\n", ALIASES, r"exercises\.csv, line 1: the columns must be id, name"),
        ("", ALIASES, r"exercises\.csv, line 1: the columns"),
        (HEADER + "deadlift,Deadlift\n", ALIASES, r"exercises\.csv, line 2: 2 fields where 12 belong"),
        (
            HEADER + ROW + ROW.replace("hinge", "bend"),
            ALIASES,
            r"exercises\.csv, line 3: 'bend' is none of hinge",
        ),
        (HEADER + ROW.replace("glutes", "bottom"), ALIASES, r"exercises\.csv, line 2: 'bottom' is none of"),
        (HEADER + ROW.replace("yes", "1"), ALIASES, r"exercises\.csv, line 2: '1' is neither yes nor no"),
        (HEADER + ROW.replace("Deadlift", ""), ALIASES, r"exercises\.csv, line 2: an exercise needs an id and a name"),
        (HEADER + ROW, "alias,exercise,language\n ,deadlift,en\n", r"aliases\.csv, line 2: an alias needs a name"),
        (HEADER + ROW, ALIASES + "Squat,back_squat,en\n", r"aliases\.csv, line 3: 'back_squat' is not the id"),
        (HEADER + ROW + ROW, ALIASES, r"do not fit together: exercise id 'deadlift' stands twice"),
        (HEADER + ROW.replace("no,", "no,plank"), ALIASES, r"do not fit together: substitute 'plank'"),
    ],
)
def test_bad_tables_are_refused_with_file_and_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, exercises: str, aliases: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        _load(monkeypatch, tmp_path, exercises, aliases)
