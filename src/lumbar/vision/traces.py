"""The strip below the picture: each angle over the whole video, the repetitions as bands, and where it is now."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from lumbar.core.motion.lumbar import BackShape
from lumbar.usecases.overlay import Overlay, RepetitionMark, Trace
from lumbar.vision.drawing import (
    ACCENT,
    AMBER,
    AMBER_BAND,
    BAND,
    FAINT,
    GREY_BAND,
    INK,
    LINE,
    PAPER,
    SOFT,
    Colour,
    Points,
    lay_discs,
    lay_lines,
    lay_text,
    shortened,
    text_width,
)

_ROOM: Final = 0.12
"""Left free above and below a line, as a share of its row."""
NOT_MEASURED: Final = "-"
_NARROW: Final = 6
"""A band of fewer thin lines across has no mark of its turn."""
_LEAST_RANGE: Final = 10.0
"""An angle that hardly changes is drawn flat and not blown up to its noise. [the trace's unit]"""


class Strip:
    """The strip of one overlay, painted once without and once with what has been, and put together for each moment."""

    def __init__(self, overlay: Overlay, width: int, letters: int, unit: float) -> None:
        self._overlay, self._width, self._letters, self._unit = overlay, width, letters, unit
        self._small = max(round(0.8 * letters), 10)
        self._row = round(2.3 * letters)
        self._top = round(1.5 * letters) if overlay.repetitions else round(0.5 * letters)
        self._under = round(1.6 * self._small)
        self.height = self._top + len(overlay.traces) * self._row + self._under
        times = overlay.pose.time_s
        self._first, self._last = (float(times[0]), float(times[-1])) if len(times) else (0.0, 0.0)
        names = [f"{shortened(trace.name, self._small, width / 6)}" for trace in overlay.traces]
        numbers = [text_width(f"-188{trace.unit}", letters) for trace in overlay.traces]
        self._pad = letters // 2
        words = [text_width(name, self._small) for name in names]
        self._left = round(self._pad * 3 + max(words, default=0) + max(numbers, default=0))
        self._right = width - 2 * self._pad
        self._names = names
        self._lines = [self._line(trace, row) for row, trace in enumerate(overlay.traces)]
        self._to_come = self._ground(FAINT)
        self._been = self._ground(ACCENT)

    def paint(self, time_s: float, frame: int | None) -> Image.Image:
        """The strip at one time, with the numbers of that frame of the pose."""
        now = self._across(time_s)
        edge = min(max(round(now), 0), self._width)
        strip = self._to_come.copy()
        strip.paste(self._been.crop((0, 0, edge, self.height)), (0, 0))
        marker = np.array([[now, self._top - 0.3 * self._letters], [now, self.height - self._under]])
        lay_lines(strip, [marker], INK, self._unit)
        self._time(strip, now, time_s)
        if frame is None:
            return strip
        for row, (trace, points) in enumerate(zip(self._overlay.traces, self._lines, strict=True)):
            value, at = trace.values[frame], (self._left - 1.5 * self._pad, self._middle(row))
            if not np.isfinite(value):
                lay_text(strip, at, NOT_MEASURED, self._letters, SOFT, anchor="rm")
                continue
            lay_discs(strip, [points[frame]], PAPER, 3.6 * self._unit)
            lay_discs(strip, [points[frame]], INK, 2.6 * self._unit)
            lay_text(strip, at, f"{value:.0f}{trace.unit}", self._letters, anchor="rm")
        return strip

    def _ground(self, colour: Colour) -> Image.Image:
        ground = Image.new("RGB", (self._width, self.height), PAPER)
        self._bands(ground)
        for row, name in enumerate(self._names):
            lay_text(ground, (self._pad, self._middle(row)), name, self._small, SOFT, anchor="lm")
        for points in self._lines:
            lay_lines(ground, _runs(points), colour, 1.5 * self._unit)
        return ground

    def _bands(self, ground: Image.Image) -> None:
        """A band a repetition, its number on top: all of them, or every second or third where they would touch."""
        marks = self._overlay.repetitions
        spans = [self._span(mark.start_s, mark.end_s) for mark in marks]
        apart = min((later[0] - earlier[0] for earlier, later in pairwise(spans)), default=float(self._width))
        step = max(ceil(1.3 * text_width(str(len(marks)), self._small) / max(apart, 1.0)), 1)
        pen = ImageDraw.Draw(ground)
        end = self.height - self._under
        for number, (mark, (left, right)) in enumerate(zip(marks, spans, strict=True), start=1):
            band, edge = _colours(mark)
            low, high = round(left) + 1, max(round(right) - 1, round(left) + 1)
            pen.rectangle((low, self._top, high, end), fill=band)
            pen.rectangle((low, self._top, high, self._top + max(round(self._unit), 1)), fill=edge)
            if right - left > _NARROW * self._unit:
                self._turn(pen, mark, end)
            if (number - 1) % step == 0:
                at = ((left + right) / 2, self._top - 0.25 * self._small)
                lay_text(ground, at, str(number), self._small, edge if mark.unusual else SOFT, anchor="ms")
        if self._overlay.hold is not None:
            left, right = self._span(self._overlay.hold.start_s, self._overlay.hold.end_s)
            pen.rectangle((round(left), self._top, round(right), end), fill=BAND)

    def _turn(self, pen: ImageDraw.ImageDraw, mark: RepetitionMark, end: int) -> None:
        at = round(self._across(mark.turn_s))
        pen.line((at, self._top, at, end), fill=LINE, width=max(round(0.6 * self._unit), 1))

    def _time(self, strip: Image.Image, now: float, time_s: float) -> None:
        text = f"{time_s:.1f} s"
        half = text_width(text, self._small) / 2
        at = (float(np.clip(now, self._left, self._right - half)), self.height - 0.4 * self._small)
        lay_text(strip, at, text, self._small, SOFT, anchor="ms")

    def _line(self, trace: Trace, row: int) -> Points:
        values = trace.values
        finite = values[np.isfinite(values)]
        low, high = (float(finite.min()), float(finite.max())) if len(finite) else (0.0, 0.0)
        wide = max(high - low, _LEAST_RANGE)
        share = (values - (low + high) / 2) / wide
        y = self._middle(row) - share * self._row * (1 - 2 * _ROOM)
        x = np.array([self._across(time) for time in self._overlay.pose.time_s])
        return np.stack((x, y), axis=1)

    def _middle(self, row: int) -> float:
        return self._top + (row + 0.5) * self._row

    def _across(self, time_s: float) -> float:
        long = self._last - self._first
        share = (time_s - self._first) / long if long > 0 else 0.0
        return self._left + float(np.clip(share, 0, 1)) * (self._right - self._left)

    def _span(self, start_s: float, end_s: float) -> tuple[float, float]:
        return self._across(start_s), self._across(end_s)


def _colours(mark: RepetitionMark) -> tuple[Colour, Colour]:
    """Of a repetition's band and of its upper edge."""
    if mark.unusual:
        return AMBER_BAND, AMBER
    return (GREY_BAND, SOFT) if mark.back is BackShape.CANNOT_TELL else (BAND, ACCENT)


def _runs(points: Points) -> list[Points]:
    """The stretches of a line that were measured, without bridges over what was not."""
    seen = np.isfinite(points).all(axis=1)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], seen, [False]))))
    return [points[start:end] for start, end in edges.reshape(-1, 2)]
