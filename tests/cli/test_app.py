from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import Lumbar
from tests.cli.made_logs import half_a_year_then_a_jump

from lumbar import __version__, wiring

HEAVY = ("alembic", "jinja2", "numpy", "pydantic", "rapidfuzz", "rich", "sqlalchemy")


def imported_by(*arguments: str) -> set[str]:
    """Which packages a fresh process has loaded once the command has ended."""
    code = (
        "import sys; from lumbar.cli.app import run; run(sys.argv[1:]); "
        "print('LOADED', *{name.partition('.')[0] for name in sys.modules})"
    )
    ended = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return set(ended.stdout.rpartition("LOADED")[2].split())


def test_asking_for_help_loads_nothing_heavy() -> None:
    assert imported_by("--help").isdisjoint(HEAVY)


def test_reading_a_log_loads_no_database_no_template_engine_and_no_array_library(tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    loaded = imported_by("why", str(log), "--unit", "kg", "--data", str(tmp_path / "data"))
    assert loaded.isdisjoint({"alembic", "sqlalchemy", "jinja2", "numpy", "charset_normalizer"})


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["why", "--unit", "stone"], ["why", "--pain-on", "31.5.2026"], ["import"]]
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(lumbar: Lumbar, arguments: list[str]) -> None:
    ended = lumbar(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert "lumbar --help" in ended.err


def test_a_date_in_another_form_is_answered_with_the_right_form(lumbar: Lumbar) -> None:
    assert "write it as 2026-05-31" in lumbar("why", "--pain-on", "31.5.2026").err


def test_the_version_is_told(lumbar: Lumbar) -> None:
    assert lumbar("--version").out == f"lumbar {__version__}\n"


def test_a_fault_of_ours_ends_with_1_in_one_line_and_does_not_blame_the_data(
    lumbar: Lumbar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise ZeroDivisionError("by our own hand")

    monkeypatch.setattr(wiring, "catalogue", broken)
    ended = lumbar("why", half_a_year_then_a_jump(tmp_path / "strong.csv"))
    assert (ended.code, ended.out, len(ended.said_lines)) == (1, "", 1)
    assert "a fault of Lumbar's and not of your data" in ended.err


def test_every_command_stands_in_the_readme(lumbar: Lumbar) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    listed = lumbar("--help").out.partition("Commands:")[2]
    commands = [line.split()[0] for line in listed.splitlines() if line.startswith("  ") and line[2] != " "]
    assert len(commands) >= 5
    assert [command for command in commands if f"lumbar {command}" not in readme] == []
