"""Who installs the built wheel has all that runs, htmx and uPlot included, and needs no npm for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VENDOR = "lumbar/web/static/vendor"
FETCHED = {"htmx.min.js", "uPlot.iife.min.js", "uPlot.min.css", "LICENSE-htmx.txt", "LICENSE-uplot.txt"}
PARTS = ("src", "setup", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", ".gitignore")

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Builder:
    """The build backend in a folder of its own, called as an installer calls it."""

    folder: Path

    def build(self, call: str, tree: Path, to: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        to.mkdir(exist_ok=True)
        return subprocess.run(
            [sys.executable, "-c", f"import sys, hatchling.build as b; b.{call}(sys.argv[1])", to],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(self.folder), **environment},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    folder = tmp_path_factory.mktemp("builder")
    requires = re.search(r'^requires = \["(.+)"\]$', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert requires is not None
    pip = [sys.executable, "-m", "pip", "install", "--quiet"]
    uv = ["uv", "pip", "install", "--quiet", "--python", sys.executable]
    command = uv if shutil.which("uv") else pip
    subprocess.run([*command, "--target", folder, requires[1], "editables"], check=True)
    return Builder(folder)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The tree as it comes from git: without what set-up fetched."""
    copy = tmp_path / "tree"
    copy.mkdir()
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, copy)
    for name in FETCHED:
        (copy / "src" / VENDOR / name).unlink(missing_ok=True)
    return copy


def without_network_and_npm(tmp_path: Path) -> dict[str, str]:
    return {"PATH": str(tmp_path), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}


def names_in_the_wheel(folder: Path) -> set[str]:
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_has_every_file_of_the_package_and_what_the_pages_need(
    builder: Builder, tree: Path, tmp_path: Path
) -> None:
    source = {str(f.relative_to(tree / "src")) for f in (tree / "src/lumbar").rglob("*") if f.is_file()}
    result = builder.build("build_wheel", tree, tmp_path / "built")
    assert result.returncode == 0, result.stdout + result.stderr
    names = names_in_the_wheel(tmp_path / "built")
    assert source - names == set()
    assert {f"{VENDOR}/{name}" for name in FETCHED} - names == set()
    assert {Path(name).suffix for name in names} >= {".py", ".js", ".css", ".j2", ".csv", ".toml"}
    assert "lumbar/storage/migrations/versions/0001_training_log.py" in names
    assert not (tree / ".venv").exists()


def test_a_wheel_comes_from_the_source_archive_too(builder: Builder, tree: Path, tmp_path: Path) -> None:
    assert builder.build("build_sdist", tree, tmp_path / "archive").returncode == 0
    (archive,) = (tmp_path / "archive").glob("*.tar.gz")
    (tmp_path / "unpacked").mkdir()
    subprocess.run(["tar", "-xzf", archive], cwd=tmp_path / "unpacked", check=True)
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    result = builder.build("build_wheel", unpacked, tmp_path / "built")
    assert result.returncode == 0, result.stdout + result.stderr
    assert {f"{VENDOR}/{name}" for name in FETCHED} - names_in_the_wheel(tmp_path / "built") == set()


def test_no_wheel_is_built_without_what_the_pages_need(builder: Builder, tree: Path, tmp_path: Path) -> None:
    result = builder.build("build_wheel", tree, tmp_path / "built", **without_network_and_npm(tmp_path))
    said = result.stdout + result.stderr
    assert result.returncode != 0
    assert "No wheel was built, since it would lack htmx and uPlot; the line above says why." in said
    assert "Traceback" not in said
    assert list((tmp_path / "built").iterdir()) == []


def test_what_is_in_place_is_not_fetched_again(builder: Builder, tree: Path, tmp_path: Path) -> None:
    script = tree / "setup" / "web_assets.py"
    subprocess.run([sys.executable, script, "--node-modules-in", tmp_path / "node"], check=True)
    result = builder.build("build_wheel", tree, tmp_path / "built", **without_network_and_npm(tmp_path))
    assert result.returncode == 0, result.stdout + result.stderr


def test_an_editable_install_needs_nothing_fetched(builder: Builder, tree: Path, tmp_path: Path) -> None:
    result = builder.build("build_editable", tree, tmp_path / "built", **without_network_and_npm(tmp_path))
    assert result.returncode == 0, result.stdout + result.stderr
