"""The checker is checked: in a copy of the tree each contract is broken on purpose, and must be reported as
broken.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Break:
    """A line of code put where it must not stand."""

    contract: str
    file: str
    code: str


BREAKS = (
    Break("Imports point inwards", "core/load/external.py", "import lumbar.usecases.explain"),
    Break("Imports point inwards", "utils/__init__.py", ""),
    Break("Imports point inwards", "storage/tables.py", "import lumbar.cli.app"),
    Break("The core reads from measurement to decision", "core/load/history.py", "import lumbar.core.causes.usual"),
    Break("The core reads from measurement to decision", "core/helpers.py", ""),
    Break("Triage rests on what the person reports", "core/triage/rules.py", "import lumbar.core.load.exposure"),
    Break("Triage rests on what the person reports", "core/symptoms.py", "import lumbar.core.load.exposure"),
    Break("Core and use cases do no I/O", "core/load/external.py", "import sqlite3"),
    Break("Core and use cases do no I/O", "usecases/explain.py", "import pathlib"),
    Break("Only the wiring meets the adapters", "cli/options.py", "import lumbar.storage.tables"),
    Break("Importers do not know each other", "importers/strong.py", "import lumbar.importers.hevy"),
)


def lint_imports(tree: Path) -> subprocess.CompletedProcess[str]:
    # Through the interpreter, since the script of another folder would lint that folder's tree.
    call = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"
    return subprocess.run(
        [sys.executable, "-c", call],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(tree / "src"), "PATH": "/usr/bin:/bin"},
    )


def copy_of_the_tree(to: Path) -> Path:
    shutil.copytree(ROOT / "src", to / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", to)
    return to


@pytest.mark.slow
def test_the_tree_as_it_is_keeps_every_contract(tmp_path: Path) -> None:
    result = lint_imports(copy_of_the_tree(tmp_path))
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.slow
@pytest.mark.parametrize("broken", BREAKS, ids=lambda b: f"{b.file}: {b.code or 'a new module'}")
def test_a_deliberate_break_is_reported(broken: Break, tmp_path: Path) -> None:
    tree = copy_of_the_tree(tmp_path)
    file = tree / "src/lumbar" / broken.file
    file.parent.mkdir(exist_ok=True)
    before = file.read_text() if file.exists() else ""
    file.write_text(f"{before}\n{broken.code}\n")
    result = lint_imports(tree)
    assert result.returncode != 0
    report = " ".join((result.stdout + result.stderr).split())
    assert "BROKEN" in report or "Invalid" in report or "not listed" in report.lower(), report
    assert broken.contract in report, report
