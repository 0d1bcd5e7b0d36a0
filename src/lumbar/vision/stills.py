"""The repetition furthest from the own neutral beside the nearest, at the same phase, each with the back's outline."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lumbar.core.errors import UnusableInput, UnusableKind, VideoTrouble
from lumbar.private_files import write_private
from lumbar.usecases.overlay import Overlay
from lumbar.vision.counter import draw_not_seen, in_degrees
from lumbar.vision.decoding import open_video
from lumbar.vision.drawing import AMBER, INK, PAPER, SOFT, lay_text, shortened
from lumbar.vision.faces import hide_face as hide_the_face
from lumbar.vision.figure import Figure

Pixels = NDArray[np.uint8]
Box = tuple[float, float, float, float]

_PANEL: Final = (600, 720)
"""Width and height of each of the two pictures: 1,200 across is sharp on a page and small enough to send."""
_GAP: Final = 4
_LETTERS: Final = 26
_ROOM: Final = 0.30
"""Left around the person, as a share of their own height and width: the bar and the plates."""


def worst_beside_best(
    source: Path,
    target: Path,
    overlay: Overlay,
    *,
    worst_s: float,
    best_s: float,
    longest_side: int = 1280,
    hide_face: bool = False,
) -> None:
    """Writes a PNG with two frames of a video next to each other, cut to the person and equally large.

    The times are those of the same phase in two repetitions, as their turns are. Below each stands which repetition it
    is, how far the back has left its neutral, and its line.
    Raises UnusableInput where the source cannot be decoded, has no frame near a time, or the target not be written.
    """
    times = (worst_s, best_s)
    frames = _frames_at(source, times, longest_side)
    height, width = frames[0].shape[:2]
    scale = (width / overlay.pose.width, height / overlay.pose.height)
    size = _window_size([_person(overlay, time, scale) for time in times], (width, height))
    below = round(3.6 * _LETTERS)
    sheet = Image.new("RGB", (2 * _PANEL[0] + _GAP, _PANEL[1] + below), PAPER)
    for place, (pixels, time) in enumerate(zip(frames, times, strict=True)):
        left = place * (_PANEL[0] + _GAP)
        sheet.paste(_panel(pixels, overlay, time, scale=scale, window=size, hide_face=hide_face), (left, 0))
        _caption(sheet, overlay, time, left)
    written = BytesIO()
    sheet.save(written, format="PNG")
    write_private(target, written.getvalue())


def _frames_at(source: Path, times: tuple[float, float], longest_side: int) -> list[Pixels]:
    """The frames shown nearest to each of the times."""
    nearest: list[tuple[float, Pixels] | None] = [None for _ in times]
    with open_video(source, longest_side=longest_side) as video:
        for frame in video:
            for place, time in enumerate(times):
                away = abs(frame.time_s - time)
                kept = nearest[place]
                if kept is None or away < kept[0]:
                    nearest[place] = (away, frame.pixels)
            if all(
                kept is not None and frame.time_s - time > kept[0] for kept, time in zip(nearest, times, strict=True)
            ):
                break
    found = [kept[1] for kept in nearest if kept is not None]
    if len(found) < len(times):
        raise UnusableInput(UnusableKind.VIDEO_UNREADABLE, str(source), met=VideoTrouble.NO_FRAMES)
    return found


def _person(overlay: Overlay, time_s: float, scale: tuple[float, float]) -> Box | None:
    """What of the person is in sight at a time, in pixels of the picture; None where nobody was seen."""
    frame = overlay.frame_at(time_s)
    if frame is None or not overlay.seen_at(frame) or not overlay.sure[frame].any():
        return None
    points = overlay.pose.position[frame][overlay.sure[frame]]
    contour = overlay.contour_at(frame)
    if contour is not None:
        points = np.concatenate([points, contour.points[np.isfinite(contour.points).all(axis=1)]])
    (left, top), (right, bottom) = points.min(axis=0) * scale, points.max(axis=0) * scale
    return left, top, right, bottom


def _window_size(people: list[Box | None], picture: tuple[int, int]) -> tuple[float, float]:
    """Width and height of what is cut out of each frame: as large as the larger of the two people needs, in the shape
    of the panel, and no larger than fits the picture."""
    seen = [person for person in people if person is not None]
    shape = _PANEL[0] / _PANEL[1]
    wide, high = picture
    if len(seen) < len(people):
        height = max(high, wide / shape)
        return height * shape, height
    across = max(right - left for left, _, right, _ in seen) / shape
    upright = max(bottom - top for _, top, _, bottom in seen)
    # no bars above and below only for the sake of some room around the person
    height = max(min(max(across, upright) * (1 + 2 * _ROOM), high), across * (1 + _ROOM))
    return height * shape, height


def _panel(
    pixels: Pixels,
    overlay: Overlay,
    time_s: float,
    *,
    scale: tuple[float, float],
    window: tuple[float, float],
    hide_face: bool,
) -> Image.Image:
    picture = Image.fromarray(pixels)
    if hide_face:
        hide_the_face(picture, overlay, time_s, scale)
    person = _person(overlay, time_s, scale)
    left, top = _corner(person, window, picture.size)
    larger = _PANEL[1] / window[1]
    panel = Image.new("RGB", _PANEL, PAPER)
    box = (max(left, 0.0), max(top, 0.0), min(left + window[0], picture.width), min(top + window[1], picture.height))
    shown = (max(round((box[2] - box[0]) * larger), 1), max(round((box[3] - box[1]) * larger), 1))
    part = picture.resize(shown, Image.Resampling.LANCZOS, box=box)
    panel.paste(part, (round((box[0] - left) * larger), round((box[1] - top) * larger)))
    frame = overlay.frame_at(time_s)
    if person is None or frame is None:
        draw_not_seen(panel, _LETTERS)
        return panel
    shift = (left * larger, top * larger)
    unit = _PANEL[1] / 300
    Figure(overlay, (scale[0] * larger, scale[1] * larger), unit, _LETTERS, shift=shift).draw(panel, frame)
    return panel


def _corner(person: Box | None, window: tuple[float, float], picture: tuple[int, int]) -> tuple[float, float]:
    """Left and top of the window, with the person in its middle and as little as can be beyond the picture's edge."""
    box = (0.0, 0.0, *map(float, picture)) if person is None else person
    corner: list[float] = []
    for low, high, wide, most in zip(box[:2], box[2:], window, picture, strict=True):
        start = (low + high - wide) / 2
        corner.append((most - wide) / 2 if wide >= most else float(np.clip(start, 0, most - wide)))
    return corner[0], corner[1]


def _caption(sheet: Image.Image, overlay: Overlay, time_s: float, left: int) -> None:
    number = overlay.number_at(time_s)
    mark = None if number is None else overlay.repetitions[number - 1]
    at, room = left + _LETTERS, _PANEL[0] - 2 * _LETTERS
    first = _PANEL[1] + round(1.5 * _LETTERS)
    if mark is None:
        lay_text(sheet, (at, first), f"at {time_s:.1f} s", _LETTERS, SOFT)
        return
    change = "" if mark.change is None else f": {in_degrees(mark.change)}"
    size = round(1.2 * _LETTERS)
    lay_text(sheet, (at, first), f"repetition {number}{change}", size, AMBER if mark.unusual else INK)
    if mark.status:
        small = round(0.85 * _LETTERS)
        lay_text(sheet, (at, first + 1.4 * _LETTERS), shortened(mark.status, small, room), small, SOFT)
