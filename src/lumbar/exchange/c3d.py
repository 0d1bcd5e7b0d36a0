"""The C3D file of motion capture: its header looked at by hand, its points read in a process of their own.

A file that says less than it promises would be read as a shorter movement, and a damaged one could end the whole
program; both are found here, before and around the library that reads it.
"""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.errors import TrackTrouble
from lumbar.core.tracks import VerticalAxis
from lumbar.exchange.c3d_child import NO_LIBRARY
from lumbar.exchange.checked_track import checked_track, metres_of, refuse_beyond_bounds, unreadable
from lumbar.usecases.track_reading import (
    RATE_MOST_HZ,
    READING_MOST_BYTES,
    READING_MOST_S,
    RemarkKind,
    TrackFormat,
    TrackReading,
    TrackRemark,
)

BLOCK: Final = 512
KEY: Final = 0x50
"""The second byte of every C3D file."""
_MIPS: Final = 86
_SIGN_BYTE: Final = {84: 3, 85: 1}
"""Which byte of a float has its sign, by who wrote the file: Intel, DEC."""
_NO_MORE_ROOM: Final = 0xFFFF
"""The header counts frames in 16 bits; this in its place says that there are more."""


@dataclass(frozen=True, slots=True)
class _Header:
    points: int
    first_frame: int
    last_frame: int
    frame_bytes: int
    data_at: int

    @property
    def frames(self) -> int:
        return self.last_frame - self.first_frame + 1

    @property
    def knows_its_end(self) -> bool:
        return self.last_frame != _NO_MORE_ROOM


def read_c3d(path: str, beginning: bytes, size: int) -> TrackReading:
    """The track of a C3D file of which the beginning was read. Raises UnusableInput with what is wrong with it."""
    header = _header(path, _first_blocks(path, beginning, size), size)
    _refuse_by_header(path, header, size)
    told, points = _read_apart(path)
    frames = len(points)
    if frames == 0:
        raise unreadable(path, TrackTrouble.NO_FRAMES)
    refuse_beyond_bounds(path, frames=frames, markers=points.shape[1])
    first = _first_frame(header.first_frame, told["start_field"])
    _refuse_fewer_frames(path, frames, header, first, told["end_field"])
    rate = _rate_hz(path, told)
    names = _names(told["labels"], points.shape[1])
    markers = [place for place, name in enumerate(names) if name not in set(told["not_positions"])]
    left_out = len(names) - len(markers)
    return checked_track(
        path,
        TrackFormat.C3D,
        names=[names[place] for place in markers],
        time_s=(first - 1 + np.arange(frames)) / rate,
        position_m=points[:, markers] * metres_of(path, told["unit"]),
        vertical_axis=_vertical_axis(told["across"], told["up"]),
        remarks=(TrackRemark(RemarkKind.NOT_MARKERS, count=left_out),) if left_out else (),
    )


def _first_blocks(path: str, beginning: bytes, size: int) -> tuple[bytes, int]:
    """The header's block, and how the machine that wrote the file writes figures."""
    parameters_at = (beginning[0] - 1) * BLOCK if beginning else -1
    if size < 2 * BLOCK or parameters_at + BLOCK > size:
        raise unreadable(path, TrackTrouble.CUT_SHORT, f"{size:,} bytes")
    if parameters_at < BLOCK:
        raise unreadable(path, TrackTrouble.DAMAGED, "its parameters would stand inside its header")
    with Path(path).open("rb") as file:
        file.seek(parameters_at)
        start = file.read(4)
    if len(start) == 4 and start[3] == _MIPS:
        raise unreadable(path, TrackTrouble.MIPS_FIGURES)
    if len(start) < 4 or start[3] not in _SIGN_BYTE:
        raise unreadable(path, TrackTrouble.DAMAGED, "its parameters do not say how its figures are written")
    return beginning[:BLOCK], start[3]


def _header(path: str, blocks: tuple[bytes, int], size: int) -> _Header:
    block, processor = blocks
    points, analog, first, last = struct.unpack_from("<4H", block, 2)
    (data_block,) = struct.unpack_from("<H", block, 16)
    whole_numbers = not block[12 + _SIGN_BYTE[processor]] & 0x80  # a scale below zero says that figures are floats
    width = 2 if whole_numbers else 4
    if not BLOCK <= (data_block - 1) * BLOCK < size:
        raise unreadable(path, TrackTrouble.CUT_SHORT, f"its positions would begin after its {size:,} bytes")
    return _Header(points, first, last, (4 * points + analog) * width, (data_block - 1) * BLOCK)


def _refuse_by_header(path: str, header: _Header, size: int) -> None:
    if header.points == 0:
        raise unreadable(path, TrackTrouble.NO_MARKERS)
    if header.frames <= 0:
        raise unreadable(path, TrackTrouble.NO_FRAMES)
    if not header.knows_its_end:
        refuse_beyond_bounds(path, frames=(size - header.data_at) // header.frame_bytes, markers=header.points)
        return
    refuse_beyond_bounds(path, frames=header.frames, markers=header.points)
    held = (size - header.data_at) // header.frame_bytes
    if held < header.frames:
        raise unreadable(path, TrackTrouble.CUT_SHORT, f"{held:,} of {header.frames:,} frames")


def _read_apart(path: str) -> tuple[Mapping[str, Any], NDArray[np.float64]]:
    """What the child process read; its crash, its refusal and its endless search are all a damaged file."""
    command = [sys.executable, "-P", "-m", "lumbar.exchange.c3d_child"]  # -P: no module from the folder it runs in
    arguments = [str(Path(path).absolute()), str(READING_MOST_BYTES.value)]
    try:
        ended = subprocess.run(  # noqa: S603  our own module, and the path is one argument
            [*command, *arguments],
            capture_output=True,
            check=False,
            timeout=READING_MOST_S.value,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # each thread would ask for memory, and none is needed
        )
    except subprocess.TimeoutExpired:
        raise unreadable(path, TrackTrouble.DAMAGED, "its reading came to no end") from None
    if ended.returncode == NO_LIBRARY:
        raise RuntimeError("ezc3d is not installed")
    line, _, figures = ended.stdout.partition(b"\n")
    if ended.returncode != 0 or not line:
        raise unreadable(path, TrackTrouble.DAMAGED)
    told = json.loads(line)
    points = np.frombuffer(figures, dtype=np.float64).reshape(told["frames"], told["points"], 3)
    return told, points


def _first_frame(stated: int, start_field: Sequence[float | None]) -> int:
    """The number of the first frame, counted from 1; the parameter knows those beyond the header's 16 bits."""
    low, high = start_field
    if low is None:
        return max(stated, 1)
    long_form = (int(low) & _NO_MORE_ROOM) + ((int(high or 0) & _NO_MORE_ROOM) << 16)
    return max(long_form if long_form & _NO_MORE_ROOM == stated else stated, 1)


def _refuse_fewer_frames(
    path: str, frames: int, header: _Header, first: int, end_field: Sequence[float | None]
) -> None:
    """Raises UnusableInput where the reader found the end of the file before the last frame."""
    low, high = end_field
    promised = header.frames if header.knows_its_end else None
    if promised is None and low is not None:
        promised = (int(low) & _NO_MORE_ROOM) + ((int(high or 0) & _NO_MORE_ROOM) << 16) - first + 1
    if promised is not None and frames < promised:
        raise unreadable(path, TrackTrouble.CUT_SHORT, f"{frames:,} of {promised:,} frames")


def _rate_hz(path: str, told: Mapping[str, Any]) -> float:
    for rate in (told["rate_hz"], told["header_rate_hz"]):
        if rate is not None and isfinite(rate) and 0 < rate <= RATE_MOST_HZ.value:
            return float(rate)
    raise unreadable(path, TrackTrouble.NO_TIMES)


def _names(labels: Sequence[str], points: int) -> list[str]:
    """A name for every point, in their order; empty where the file has none."""
    return [*labels[:points], *[""] * (points - len(labels))]


def _vertical_axis(across: str, up: str) -> VerticalAxis:
    """The axis that points up the screen, where the file says how its screen lies; one pointing down is no answer."""
    upward, sideways = up.upper().lstrip("+"), across.upper().lstrip("+-")
    if upward in ("X", "Y", "Z") and sideways in ("X", "Y", "Z") and upward != sideways:
        return VerticalAxis(upward.lower())
    return VerticalAxis.UNKNOWN
