"""The person's own video with what was seen drawn over it: written as a new file, the old one is only read.

The video is decoded once more, larger than it was looked at, and its frames are matched to the pose by their time.
Nothing but the drawn pictures reaches the new file: no sound, no place, no day, no device.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lumbar.core.errors import UnusableInput, UnusableKind, VideoTrouble
from lumbar.usecases.overlay import Overlay
from lumbar.vision.counter import Counter, draw_not_seen
from lumbar.vision.decoding import open_video
from lumbar.vision.drawing import PAPER
from lumbar.vision.encoding import VideoWriter
from lumbar.vision.faces import hide_face as hide_the_face
from lumbar.vision.figure import Figure
from lumbar.vision.traces import Strip

Pixels = NDArray[np.uint8]
Progress = Callable[[int, int | None], None]
"""Told after each frame how many are written, and of how many, where that is known."""

USUAL_RATE: Final = 30.0
"""Said to the writer where the pose has too few frames to have a rate; times of frames are their own all the same."""
_LETTERS: Final = 40
"""A line of text is this part of the picture's longer side: readable on a phone at arm's length."""
_THIN: Final = 480
"""A thin line is this part of it, and never less than a pixel."""


class Painter:
    """Paints the frames of one video; all of them are of the size of the first."""

    def __init__(self, overlay: Overlay, width: int, height: int, *, hide_face: bool = False) -> None:
        self._overlay = overlay
        self._hide_face = hide_face
        longest = max(width, height)
        self._letters = max(round(longest / _LETTERS), 10)
        unit = max(longest / _THIN, 1.0)
        self._scale = (width / overlay.pose.width, height / overlay.pose.height)
        self._figure = Figure(overlay, self._scale, unit, self._letters)
        self._counter = Counter(overlay, width, self._letters)
        self._strip = Strip(overlay, width, self._letters, unit) if overlay.traces else None
        below = 0 if self._strip is None else self._strip.height
        self._picture_height = height
        # H.264 keeps colour for two by two pixels, so both sides are even
        self.width, self.height = width - width % 2, height + below + (height + below) % 2

    def paint(self, pixels: Pixels, time_s: float) -> Pixels:
        """The frame (height, width, 3) of one time, drawn over, with the strip below."""
        picture = Image.fromarray(pixels)
        frame = self._overlay.frame_at(time_s)
        if self._hide_face:
            hide_the_face(picture, self._overlay, time_s, self._scale)
        panel = self._counter.place(time_s)
        if frame is not None and self._overlay.seen_at(frame):
            self._figure.draw(picture, frame, panel)
        else:
            draw_not_seen(picture, self._letters)
        self._counter.draw(picture, time_s)
        whole = np.empty((self.height, self.width, 3), dtype=np.uint8)
        whole[: self._picture_height] = np.asarray(picture)[:, : self.width]
        whole[self._picture_height :] = PAPER
        if self._strip is not None:
            strip = np.asarray(self._strip.paint(time_s, frame))
            whole[self._picture_height : self._picture_height + self._strip.height] = strip[:, : self.width]
        return whole


def write_annotated(
    source: Path,
    target: Path,
    overlay: Overlay,
    *,
    longest_side: int = 960,
    progress: Progress | None = None,
    hide_face: bool = False,
) -> None:
    """Writes the video of ``source`` with the overlay drawn over it to ``target``, as an MP4 of H.264.

    ``longest_side`` [pixel] is of the picture, without the strip below it. ``hide_face`` makes the face of the person
    who was followed unrecognisable; other people in the room are not touched.
    Raises UnusableInput where the source cannot be decoded or the target not be written; no half file is left.
    """
    if target.exists() and target.samefile(source):
        raise UnusableInput(UnusableKind.CANNOT_BE_WRITTEN, str(target), met="it is the video itself")
    rate = overlay.pose.sampling_rate_hz or USUAL_RATE
    with ExitStack() as open_files:
        video = open_files.enter_context(open_video(source, longest_side=longest_side))
        painter: Painter | None = None
        writer: VideoWriter | None = None
        for count, frame in enumerate(video, start=1):
            if painter is None or writer is None:
                height, width = frame.pixels.shape[:2]
                painter = Painter(overlay, width, height, hide_face=hide_face)
                writer = open_files.enter_context(VideoWriter(target, painter.width, painter.height, rate))
            writer.add(painter.paint(frame.pixels, frame.time_s), frame.time_s)
            if progress is not None:
                progress(count, video.expected_frames)
        if writer is None:
            raise UnusableInput(UnusableKind.VIDEO_UNREADABLE, str(source), met=VideoTrouble.NO_FRAMES)
