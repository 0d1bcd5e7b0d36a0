"""The person as a figure of lines over the picture, the outline of the back, and the angles beside their joints."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Final

import numpy as np
from PIL import Image

from lumbar.core.biomechanics.landmarks import Side
from lumbar.core.motion.lumbar import BackShape
from lumbar.core.motion.pose import LANDMARKS, Landmark
from lumbar.usecases.overlay import Beside, Overlay
from lumbar.vision.drawing import (
    ACCENT,
    AMBER,
    HALO,
    INK,
    SOFT,
    Colour,
    Points,
    dashes,
    lay_discs,
    lay_lines,
    lay_text,
    text_width,
)

Box = tuple[float, float, float, float]

_CHAINS: Final = (
    ("ear", "shoulder"),
    ("shoulder", "elbow", "wrist"),
    ("shoulder", "hip", "knee", "ankle", "heel", "foot_index", "ankle"),
)
"""Each side of the figure, as names of landmarks without their side."""
_ACROSS: Final = ("shoulder", "hip")
_AROUND: Final[dict[Beside, tuple[str, ...]]] = {
    Beside.TRUNK: ("hip", "shoulder"),
    Beside.HIP: ("knee", "hip", "shoulder"),
    Beside.KNEE: ("ankle", "knee", "hip"),
    Beside.ANKLE: ("foot_index", "ankle", "knee"),
    Beside.SHOULDER: ("elbow", "shoulder", "hip"),
    Beside.ELBOW: ("wrist", "elbow", "shoulder"),
}
"""What is needed to write an angle beside a joint: the joint and its neighbours, from below."""
_OPEN_BEHIND: Final = frozenset({Beside.KNEE})
"""Joints that close behind the body, so that there is room in front of them."""
_CLEAR_OF_HIP: Final = 0.4
_CLEAR_OF_LIMB: Final = 0.2
"""How far from the middle of a joint the body ends, as shares of the trunk."""
_JOINTS: Final = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
_COLOUR: Final[dict[BackShape, Colour]] = {
    BackShape.NEUTRAL: ACCENT,
    BackShape.ROUNDED: AMBER,
    BackShape.OVERARCHED: AMBER,
    BackShape.CANNOT_TELL: SOFT,
}


def of_side(name: str, side: Side) -> Landmark:
    return Landmark(f"{side}_{name}")


class Figure:
    """Draws the person of one overlay on pictures of one size.

    ``unit`` is the width of a thin line and ``letters`` the height of the angles [pixel]. ``shift`` is where the
    picture begins in the whole one, for a part that was cut out.
    """

    def __init__(
        self,
        overlay: Overlay,
        scale: tuple[float, float],
        unit: float,
        letters: int,
        *,
        shift: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        self._overlay = overlay
        self._scale, self._shift = np.array(scale), np.array(shift)
        self._unit = unit
        self._letters = letters

    def draw(self, picture: Image.Image, frame: int, keep_off: Box | None = None) -> None:
        """The figure, the back and the angles of one frame of the pose, for a person that was seen in it.

        No angle is written over ``keep_off``, a panel that lies on the picture.
        """
        unit = self._unit
        near = self._overlay.near
        strong = [line for side in Side if near in {None, side} for line in self._side(frame, side)]
        weak = [line for side in Side if near not in {None, side} for line in self._side(frame, side)]
        if near is None:
            strong += self._across(frame)
        lay_lines(picture, weak, INK, 1.5 * unit, opacity=0.45)
        lay_lines(picture, strong, HALO, 4 * unit, opacity=0.45)
        lay_lines(picture, strong, INK, 2 * unit, opacity=0.95)
        self._joints(picture, frame)
        self._back(picture, frame)
        self._angles(picture, frame, keep_off)

    def _place(self, frame: int, landmark: Landmark) -> Points | None:
        point = self._overlay.place(frame, landmark)
        return None if point is None else point * self._scale - self._shift

    def _guess(self, frame: int, landmark: Landmark) -> Points:
        """Where the model takes a landmark to be, sure or not."""
        position = self._overlay.pose.position[frame, LANDMARKS.index(landmark)]
        return np.asarray(position * self._scale - self._shift)

    def _side(self, frame: int, side: Side) -> list[Points]:
        lines: list[Points] = []
        for chain in _CHAINS:
            going: list[Points] = []
            for name in chain:
                point = self._place(frame, of_side(name, side))
                if point is not None:
                    going.append(point)
                    continue
                lines += [np.stack(going)] if len(going) > 1 else []
                going = []
            lines += [np.stack(going)] if len(going) > 1 else []
        return lines

    def _across(self, frame: int) -> list[Points]:
        ends = [[self._place(frame, of_side(name, side)) for side in Side] for name in _ACROSS]
        return [np.stack([a, b]) for a, b in ends if a is not None and b is not None]

    def _joints(self, picture: Image.Image, frame: int) -> None:
        near = self._overlay.near
        sides = [side for side in Side if near in {None, side}]
        found = [self._place(frame, of_side(name, side)) for name in _JOINTS for side in sides]
        centres = [point for point in found if point is not None]
        lay_discs(picture, centres, HALO, 3.2 * self._unit)
        lay_discs(picture, centres, INK, 2.4 * self._unit)

    def _back(self, picture: Image.Image, frame: int) -> None:
        contour = self._overlay.contour_at(frame)
        if contour is None or len(contour.points) < 2 or not np.isfinite(contour.points).all():
            return
        unit, line = self._unit, contour.points * self._scale - self._shift
        lines = dashes(line, 4 * unit, 8 * unit) if contour.shape is BackShape.CANNOT_TELL else [line]
        lay_lines(picture, lines, HALO, 5.5 * unit, opacity=0.55)
        lay_lines(picture, lines, _COLOUR[contour.shape], 3.2 * unit)

    def _angles(self, picture: Image.Image, frame: int, keep_off: Box | None) -> None:
        """Each number outside of the bend of its joint, and none over another or over ``keep_off``."""
        taken = [] if keep_off is None else [keep_off]
        size, pad = self._letters, 2 * self._unit
        for trace in self._overlay.traces:
            value = trace.values[frame]
            found = None if trace.beside is None else self._beside(frame, trace.beside)
            if found is None or not np.isfinite(value):
                continue
            at, outwards = found
            text = f"{trace.name} {value:.0f}{trace.unit}"
            half = np.array([text_width(text, size) / 2 + pad, 0.62 * size])
            middle = at + outwards * half
            low, high = half + pad, np.array(picture.size) - half - pad
            middle = free_place(np.clip(middle, low, np.maximum(high, low)), half, taken)
            taken.append((*(middle - half), *(middle + half)))
            lay_text(picture, tuple(middle), text, size, anchor="mm", halo=max(round(1.3 * self._unit), 2))

    def _beside(self, frame: int, place: Beside) -> tuple[Points, Points] | None:
        """Where a number stands clear of the body, and the direction (2,) of length 1 in which it lies from there."""
        for side in (self._overlay.near,) if self._overlay.near else tuple(Side):
            names = _AROUND[place]
            sure = names if place is Beside.TRUNK else names[1:2]
            if any(self._place(frame, of_side(name, side)) is None for name in sure):
                continue
            # the neighbours only say where there is room, and for that a guess is good enough
            points = [self._guess(frame, of_side(name, side)) for name in names]
            trunk = self._trunk(frame, side)
            if not (np.isfinite(points).all() and isfinite(trunk)):
                continue
            if place is Beside.TRUNK:
                behind = self._behind(frame, points[1] - points[0], side)
                middle = (points[0] + points[1]) / 2
                return middle + behind * self._out_of_back(frame, middle, behind, trunk), behind
            joint = points[1]
            straight = points[2] - points[0]
            front_or_back = self._behind(frame, straight, side) * (-1 if place in _OPEN_BEHIND else 1)
            bend = _unit(points[0] - joint) + _unit(points[2] - joint)
            outwards = _unit(0.5 * front_or_back - bend)
            clear = _CLEAR_OF_HIP if place is Beside.HIP else _CLEAR_OF_LIMB
            return joint + outwards * (clear * trunk + 4 * self._unit), outwards
        return None

    def _behind(self, frame: int, upwards: Points, side: Side) -> Points:
        """(2,) of length 1, square to a part of the body that points upwards: to where the back is."""
        faces = self._faces(frame, side)
        return _unit(faces * np.array([upwards[1], -upwards[0]]))

    def _out_of_back(self, frame: int, middle: Points, behind: Points, trunk: float) -> float:
        """How far behind the middle of the trunk the back ends: by its outline where it was seen."""
        contour = self._overlay.contour_at(frame)
        usual = _CLEAR_OF_HIP * trunk
        if contour is not None:
            out = (contour.points * self._scale - self._shift - middle) @ behind
            usual = float(np.max(out[np.isfinite(out)], initial=0.0)) or usual
        return usual + 9 * self._unit

    def _trunk(self, frame: int, side: Side) -> float:
        shoulder, hip = (self._guess(frame, of_side(name, side)) for name in ("shoulder", "hip"))
        return float(np.hypot(*(shoulder - hip)))

    def _faces(self, frame: int, side: Side) -> int:
        """+1 where the person looks to the right of the picture, else -1: by the toes, else by the nose."""
        for back, front in (
            (of_side("heel", side), of_side("foot_index", side)),
            (of_side("ear", side), Landmark.NOSE),
        ):
            start, end = self._place(frame, back), self._place(frame, front)
            if start is not None and end is not None:
                return 1 if end[0] >= start[0] else -1
        return 1


def _unit(direction: Points) -> Points:
    long = float(np.hypot(*direction))
    return direction / long if long > 0 else np.array([1.0, 0.0])


def free_place(middle: Points, half: Points, taken: Sequence[Box]) -> Points:
    """The place nearest below at which a label covers nothing that is already there."""
    for left, top, right, bottom in sorted(taken, key=lambda box: box[1]):
        beside = middle[0] + half[0] <= left or right <= middle[0] - half[0]
        if not (beside or middle[1] + half[1] <= top or bottom <= middle[1] - half[1]):
            middle = np.array([middle[0], bottom + half[1]])
    return middle
