"""OpenSim's ``.trc``: marker positions as text with tabs, three columns a marker and one line a frame.

Files in the wild have decimal commas, blank cells for a marker that was hidden, lines that end early, and headers that
were true of an earlier version of the file. All of these are read; what that changed is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isfinite, nan

import numpy as np
from numpy.typing import NDArray

from lumbar.core.errors import TrackTrouble
from lumbar.core.tracks import Track, VerticalAxis
from lumbar.exchange.checked_track import checked_track, frame_times, metres_of, refuse_beyond_bounds, unreadable
from lumbar.usecases.track_reading import MOST_UNREADABLE, RemarkKind, TrackFormat, TrackReading, TrackRemark

_LINE_END = re.compile(r"\r\n|\r|\n")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE | re.ASCII)
_PLAIN = re.compile(r"[^\t]*\t[-+.0-9eE\t]*")
_GAP = frozenset({"", "nan", "-nan", "null", "none", "na", "n/a"})
_AXIS_HEADING = re.compile(r"[xyz]\d*", re.IGNORECASE | re.ASCII)
_HEADER_WITHIN = 12
"""The lines among which the header's own must stand."""


@dataclass(frozen=True, slots=True)
class _Header:
    rate_hz: float | None
    frames: int | None
    markers: int | None
    unit: str
    ends: int
    """The line after the values, counted from 0."""


@dataclass(slots=True)
class _Figures:
    """Turns cells into figures, and counts those that are none."""

    comma: bool
    """The comma is the decimal mark: there is one, and no point, in the whole body."""
    read: int = 0
    unreadable: int = 0
    first: str = ""

    def row(self, line: str, number: int) -> list[float]:
        """One frame: its time and its coordinates."""
        cells = line.split("\t")[1:]
        self.read += len(cells)
        if _PLAIN.fullmatch(line):  # nearly all lines are, and a match for each cell would take ten times as long
            try:
                return [float(cell) if cell else nan for cell in cells]
            except ValueError:
                pass
        return [self._figure(cell.strip(), number) for cell in cells]

    def _figure(self, cell: str, line: int) -> float:
        written = cell.replace(",", ".") if self.comma else cell
        if _NUMBER.fullmatch(written):
            return float(written)
        if cell.lower() not in _GAP:
            self.unreadable += 1
            self.first = self.first or f"line {line}: “{cell[:20]}”"
        return nan


def read_trc(path: str, content: bytes) -> TrackReading:
    """The track of a ``.trc`` file. Raises UnusableInput with what is wrong with it."""
    text = _text(path, content)
    lines = _LINE_END.split(text)
    header = _header(path, lines)
    names_at = _names_line(path, lines, header.ends)
    body = _body(lines, names_at + 1)
    if not body:
        raise unreadable(path, TrackTrouble.NO_FRAMES)
    names = _names(path, lines[names_at], header.markers)
    body, cut = _without_a_cut_end(body, ends_whole=text.endswith(("\n", "\r")))
    widest = max(line.count("\t") for _, line in body)
    markers = max(len(names), ceil((widest - 1) / 3))
    refuse_beyond_bounds(path, frames=len(body), markers=markers)
    if not markers:
        raise unreadable(path, TrackTrouble.NO_MARKERS)
    table, remarks = _table(path, body, width=1 + 3 * markers)
    time_s, about_times = frame_times(path, table[:, 0], header.rate_hz)
    return checked_track(
        path,
        TrackFormat.TRC,
        names=[*names, *[""] * (markers - len(names))],
        time_s=time_s,
        position_m=_seen(table[:, 1:].reshape(len(body), markers, 3)) * metres_of(path, header.unit),
        remarks=(*cut, *remarks, *about_times, *_about_frames(len(body) + len(cut), header.frames)),
    )


def _text(path: str, content: bytes) -> str:
    """The file as text: UTF-8 or UTF-16 where it says so, else as Windows writes it."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("latin-1")
    if "\x00" in text:
        raise unreadable(path, TrackTrouble.DAMAGED, "zero bytes in its text")
    return text


def _cells(line: str) -> list[str]:
    return line.split("\t") if "\t" in line else line.split()


def _header(path: str, lines: Sequence[str]) -> _Header:
    """What the header says of rate, frames, markers and unit: its labels on one line, their values on the next."""
    for number, line in enumerate(lines[:_HEADER_WITHIN]):
        labels = [cell.strip().casefold() for cell in _cells(line)]
        if "nummarkers" in labels and number + 1 < len(lines):
            values = dict(zip(labels, (cell.strip() for cell in _cells(lines[number + 1])), strict=False))
            return _Header(
                rate_hz=_number(values.get("datarate", "")),
                frames=_count(values.get("numframes", "")),
                markers=_count(values.get("nummarkers", "")),
                unit=values.get("units", ""),
                ends=number + 2,
            )
    raise unreadable(
        path, TrackTrouble.DAMAGED, "it has no line that begins DataRate, CameraRate, NumFrames, NumMarkers"
    )


def _number(written: str) -> float | None:
    plain = written.replace(",", ".")
    return float(plain) if _NUMBER.fullmatch(plain) and isfinite(float(plain)) else None


def _count(written: str) -> int | None:
    number = _number(written)
    return None if number is None or number < 0 else int(number)


def _names_line(path: str, lines: Sequence[str], start: int) -> int:
    """The line of the marker names: the first that begins Frame#."""
    for number in range(start, min(start + _HEADER_WITHIN, len(lines))):
        if lines[number].lstrip().casefold().startswith("frame"):
            return number
    raise unreadable(path, TrackTrouble.CUT_SHORT if len(lines) <= start + 1 else TrackTrouble.NO_MARKERS)


def _names(path: str, line: str, promised: int | None) -> list[str]:
    """The markers' names in the order of their columns; one that is missing is empty."""
    cells = [cell.strip() for cell in _cells(line)[2:]]
    named = [place for place, cell in enumerate(cells) if cell]
    if all(place % 3 == 0 for place in named):
        return [cells[place] for place in range(0, named[-1] + 1, 3)] if named else []
    if len(named) == promised or named == list(range(len(named))):
        return [cells[place] for place in named]
    raise unreadable(path, TrackTrouble.DAMAGED, "its marker names do not stand over three columns each")


def _body(lines: Sequence[str], start: int) -> list[tuple[int, str]]:
    """The frames' lines without the blank cells at their end, with their numbers counted from 1."""
    while start < len(lines) and _is_axis_heading(lines[start]):
        start += 1
    return [(number, line.rstrip()) for number, line in enumerate(lines[start:], start + 1) if line.strip()]


def _is_axis_heading(line: str) -> bool:
    """X1 Y1 Z1 X2 ..., or nothing."""
    return all(_AXIS_HEADING.fullmatch(cell.strip()) for cell in line.split("\t") if cell.strip())


def _without_a_cut_end(
    body: list[tuple[int, str]], *, ends_whole: bool
) -> tuple[list[tuple[int, str]], tuple[TrackRemark, ...]]:
    """Leaves the last line out where the file ends inside it: its last figure may be half a figure."""
    widest = max(line.count("\t") for _, line in body)
    if ends_whole or len(body) < 2 or body[-1][1].count("\t") == widest:
        return body, ()
    return body[:-1], (TrackRemark(RemarkKind.LAST_FRAME_CUT, count=1),)


def _table(
    path: str, body: Sequence[tuple[int, str]], *, width: int
) -> tuple[NDArray[np.float64], tuple[TrackRemark, ...]]:
    """Times and coordinates as (frames, width); blank and unreadable ones are NaN."""
    figures = _Figures(comma=any("," in line for _, line in body) and not any("." in line for _, line in body))
    table = np.full((len(body), width), nan)
    for place, (number, line) in enumerate(body):
        row = figures.row(line, number)
        table[place, : len(row)] = row
    if figures.unreadable > MOST_UNREADABLE.value * max(figures.read, 1) or not figures.read:
        raise unreadable(path, TrackTrouble.DAMAGED, f"{figures.first or 'no tabs'}, where numbers belong")
    if figures.unreadable:
        return table, (TrackRemark(RemarkKind.FIGURES_UNREADABLE, count=figures.unreadable, met=figures.first),)
    return table, ()


def _seen(positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Without the exact zeros that some programs write for a hidden marker; one that never moves from there is real."""
    zero = np.all(positions == 0, axis=2)
    hidden = zero & ~np.all(zero, axis=0)
    return np.where(hidden[:, :, np.newaxis], nan, positions)


def _about_frames(held: int, promised: int | None) -> tuple[TrackRemark, ...]:
    if promised is None or promised == held:
        return ()
    kind = RemarkKind.FEWER_FRAMES if held < promised else RemarkKind.MORE_FRAMES
    return (TrackRemark(kind, count=held, limit=str(promised)),)


def standing_on_y(track: Track, up: NDArray[np.float64]) -> Track:
    """The same movement turned so that y points up, as OpenSim has it; left stays left.

    ``up`` is the track's own vertical: 1 or -1 along one axis and 0 along the others.
    """
    ahead = np.roll(np.abs(up), 1)  # any axis that is not the vertical one
    turn = np.stack((ahead, up, np.cross(ahead, up)))
    return Track(track.joints, track.time_s, track.position_m @ turn.T, VerticalAxis.Y)


def trc_text(track: Track, name: str) -> str:
    """The track as a ``.trc`` in millimetres, with a blank cell for every coordinate that was not seen."""
    rate = track.sampling_rate_hz or 0.0
    counts = f"{rate:.6g}\t{rate:.6g}\t{track.frames}\t{len(track.joints)}\tmm\t{rate:.6g}\t1\t{track.frames}"
    head = (
        f"PathFileType\t4\t(X/Y/Z)\t{name}",
        "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames",
        counts,
        "Frame#\tTime\t" + "\t\t\t".join(track.joints) + "\t\t",
        "\t\t" + "\t".join(f"X{n}\tY{n}\tZ{n}" for n in range(1, len(track.joints) + 1)),
        "",
    )
    positions = (track.position_m * 1000).reshape(track.frames, -1)
    rows = (
        "\t".join((str(frame), f"{time:.6f}", *(f"{value:.5f}" if isfinite(value) else "" for value in row)))
        for frame, (time, row) in enumerate(zip(track.time_s.tolist(), positions.tolist(), strict=True), start=1)
    )
    return "\n".join((*head, *rows)) + "\n"
