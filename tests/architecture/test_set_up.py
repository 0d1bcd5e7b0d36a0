"""What the pages ask of the browser is pinned, held against its hashes, and not needed to start."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PINS = ROOT / "setup" / "web"
EXACT = re.compile(r"\d+\.\d+\.\d+")
AN_INDEX = re.compile(r"://[^/\s]*(?:pypi|npm|registry|mirror|nexus)|(?:index-url|find-links|registry)\s*=\s*\S")


def web_assets() -> ModuleType:
    spec = importlib.util.spec_from_file_location("web_assets", ROOT / "setup" / "web_assets.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["web_assets"] = module  # where its dataclass looks itself up
    spec.loader.exec_module(module)
    return module


def pinned() -> dict[str, str]:
    package = json.loads((PINS / "package.json").read_text())
    return {**package["dependencies"], **package["devDependencies"]}


def locked() -> dict[str, Any]:
    packages: dict[str, Any] = json.loads((PINS / "package-lock.json").read_text())["packages"]
    return {name.removeprefix("node_modules/"): entry for name, entry in packages.items() if name}


def test_the_lock_names_no_address() -> None:
    lock = (PINS / "package-lock.json").read_text()
    assert "://" not in lock
    assert "resolved" not in lock


def test_every_version_is_exact_and_the_same_in_the_lock() -> None:
    assert set(pinned()) >= {"htmx.org", "uplot", "axe-core"}
    assert all(EXACT.fullmatch(version) for version in pinned().values())
    assert {name: entry["version"] for name, entry in locked().items()} == pinned()


def test_every_locked_package_has_its_hash() -> None:
    assert all(entry["integrity"].startswith("sha512-") for entry in locked().values())


def test_only_what_is_a_test_s_is_a_development_dependency() -> None:
    assert [name for name, entry in locked().items() if entry.get("dev")] == ["axe-core"]


def test_no_file_says_where_packages_come_from() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("no checkout of git")
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    said = [f for f in files if f.is_file() and AN_INDEX.search(f.read_bytes().decode("utf-8", "replace"))]
    assert [str(f.relative_to(ROOT)) for f in said] == []


def test_what_was_fetched_is_what_the_table_says() -> None:
    module = web_assets()
    fetched = [asset for asset in module.ASSETS if (module.VENDOR / asset.name).exists()]
    if not fetched:
        pytest.skip("nothing was fetched here")
    assert [a.name for a in fetched if not a.is_this((module.VENDOR / a.name).read_bytes())] == []
    assert len(fetched) == len(module.ASSETS)


posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")

# Warns as npm does, and puts into each file its own name.
STAND_IN_NPM = """#!/bin/sh
echo "npm warn Unknown user config" >&2
if [ "$1" = --version ]; then echo 10.9.0; exit 0; fi
for file in htmx.org/LICENSE htmx.org/dist/htmx.min.js \\
            uplot/LICENSE uplot/dist/uPlot.iife.min.js uplot/dist/uPlot.min.css
do mkdir -p "node_modules/${file%/*}"; printf %s "$file" > "node_modules/$file"; done
echo "added 2 packages"
"""


def copy_of_the_set_up(to: Path) -> Path:
    shutil.copytree(ROOT / "setup", to / "setup", ignore=shutil.ignore_patterns("__pycache__"))
    return to


def stand_in(folder: Path, npm: str) -> Path:
    folder.mkdir()
    (folder / "npm").write_text(npm)
    (folder / "npm").chmod(0o755)
    return folder


def fetched_with(path: str, tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, tree / "setup" / "web_assets.py"],
        env={**os.environ, "PATH": path, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""},
        capture_output=True,
        text=True,
        check=False,
    )


@posix
def test_a_file_that_is_not_the_pinned_one_is_not_used(tmp_path: Path) -> None:
    tree = copy_of_the_set_up(tmp_path / "tree")
    result = fetched_with(f"{stand_in(tmp_path / 'bin', STAND_IN_NPM)}:/usr/bin:/bin", tree)
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "htmx.org/dist/htmx.min.js has another SHA-256" in result.stderr
    assert not (tree / "src").exists()


def test_without_npm_and_network_one_line_says_so(tmp_path: Path) -> None:
    result = fetched_with(str(tmp_path), copy_of_the_set_up(tmp_path / "tree"))
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.startswith("lumbar: htmx and uPlot")
    assert result.stderr.count("\n") == 1
    assert "installing Node.js, which is missing here, failed" in result.stderr


@posix
def test_of_an_npm_that_fails_the_reason_is_told(tmp_path: Path) -> None:
    failing = (
        '#!/bin/sh\n[ "$1" = --version ] && { echo 10.9.0; exit 0; }\necho "npm error code ENOTFOUND" >&2; exit 1\n'
    )
    result = fetched_with(f"{stand_in(tmp_path / 'bin', failing)}:/usr/bin:/bin", copy_of_the_set_up(tmp_path / "tree"))
    assert "npm failed (npm error code ENOTFOUND); try again with a network." in result.stderr


@posix
def test_the_files_are_put_in_place_without_npm_s_warnings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    module = web_assets()
    names = [(asset.packed_as, asset.name) for asset in module.ASSETS]
    expected = [module.Asset(packed, name, hashlib.sha256(packed.encode()).hexdigest()) for packed, name in names]
    monkeypatch.setattr(module, "ASSETS", tuple(expected))
    monkeypatch.setattr(module, "VENDOR", tmp_path / "vendor")
    monkeypatch.setenv("PATH", f"{stand_in(tmp_path / 'bin', STAND_IN_NPM)}:/usr/bin:/bin")
    module.fetch(tmp_path / "here", dev=False)
    assert module.all_in_place()
    assert {file.name: file.read_text() for file in (tmp_path / "vendor").iterdir()} == {n: p for p, n in names}
    assert capfd.readouterr() == ("", "")


# Stands for web_assets.py under environment.sh: counts its calls.
COUNTING = """from pathlib import Path
root = Path(__file__).parents[1]
vendor = root / "src/lumbar/web/static/vendor"
vendor.mkdir(parents=True, exist_ok=True)
(vendor / "htmx.min.js").write_text("")
with (root / "calls").open("a") as calls:
    calls.write("x")
"""


def tree_that_counts(to: Path, script: str = COUNTING) -> Path:
    copy_of_the_set_up(to)
    (to / "setup" / "web_assets.py").write_text(script)
    (to / ".venv" / "bin").mkdir(parents=True)
    (to / ".venv" / "bin" / "python").symlink_to(sys.executable)
    return to


def set_up(tree: Path, call: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-euc", f'here=$1; . "$here/setup/environment.sh"; {call}', "sh", tree],
        capture_output=True,
        text=True,
        check=False,
    )


@posix
def test_the_second_run_costs_nothing_and_a_new_pin_or_a_lost_file_fetches_again(tmp_path: Path) -> None:
    tree = tree_that_counts(tmp_path / "with a space")
    calls = tree / "calls"
    for _ in range(2):
        assert set_up(tree, "set_up web").returncode == 0
    assert calls.read_text() == "x"
    (tree / "setup/web/package-lock.json").write_text("{}")
    set_up(tree, "set_up web")
    assert calls.read_text() == "xx"
    (tree / "src/lumbar/web/static/vendor/htmx.min.js").unlink()
    set_up(tree, "set_up web")
    assert calls.read_text() == "xxx"


@posix
def test_what_the_tests_need_holds_what_the_pages_need(tmp_path: Path) -> None:
    tree = tree_that_counts(tmp_path / "tree")
    set_up(tree, "set_up web-dev; set_up web")
    assert (tree / "calls").read_text() == "x"


@posix
def test_a_start_without_network_goes_on_and_says_that_the_pages_are_plainer(tmp_path: Path) -> None:
    failing = "import sys; sys.exit('lumbar: could not be fetched: no network.')"
    result = set_up(tree_that_counts(tmp_path / "tree", failing), "set_up_web_if_possible; echo started")
    assert result.stdout == "started\n"
    assert result.stderr.splitlines()[1:] == [
        "lumbar: could not be fetched: no network.",
        "lumbar: web could not be set up here; every page works without it, only plainer.",
    ]


@posix
def test_the_checks_do_not_go_on_without_it(tmp_path: Path) -> None:
    result = set_up(tree_that_counts(tmp_path / "tree", "import sys; sys.exit(1)"), "set_up web-dev; echo went on")
    assert result.returncode == 1
    assert result.stdout == ""
