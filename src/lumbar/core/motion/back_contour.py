"""The outline of a back: how far behind the trunk's axis it runs, station by station, and where that cannot be seen.

The axis runs from the middle of the hips to the middle of the shoulders. At 51 stations a ray goes backwards from it to
where the person ends. A station is not seen where the axis itself is hidden, where the ray meets the person again
behind a gap (an arm, a plate, hair), where it leaves the square, or where the outline jumps away from its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.pose import SquareCrop
from lumbar.core.motion.trunk_square import CENTRE_ALONG, SQUARE_LENGTHS

FloatArray = NDArray[np.float64]
DECIDED = date(2026, 11, 30)

FIRST_STATION = Parameter(
    id="back-first-station",
    meaning="lowest place on the trunk's axis at which the outline of the back is read",
    value=-0.25,
    unit="trunk lengths from the hips",
    source=our_judgement(DECIDED, "Across the buttocks: where the back begins has to be seen against them."),
    certainty=Certainty.OPINION,
)
STATIONS = Parameter(
    id="back-stations",
    meaning="places at which the outline of the back is read, evenly from the lowest up to the shoulders",
    value=51,
    unit="stations",
    source=our_judgement(DECIDED, "One for each 1.2 cm of a trunk of half a metre, which is what a mask can show."),
    certainty=Certainty.OPINION,
)
INSIDE = Parameter(
    id="back-inside",
    meaning="how likely a point must be the person for the ray to be still inside",
    value=0.5,
    unit="probability",
    source=our_judgement(DECIDED, "More likely than not."),
    certainty=Certainty.OPINION,
)
LARGEST_JUMP = Parameter(
    id="back-largest-jump",
    meaning="how far the outline may lie from the median of its neighbours before it is something else",
    value=0.04,
    unit="trunk lengths",
    source=our_judgement(DECIDED, "Two centimetres from one station to the next are a sleeve or a plate, no back."),
    certainty=Certainty.OPINION,
)
SEEN_AGAIN_WITHIN = Parameter(
    id="back-seen-again",
    meaning="distance behind the outline within which something of the person makes the outline doubtful",
    value=0.35,
    unit="trunk lengths",
    source=our_judgement(DECIDED, "An arm that hangs or a head that is bent back lies nearer than that."),
    certainty=Certainty.OPINION,
)


class Seen(IntEnum):
    """What became of one station."""

    CLEAR = 0
    AXIS_HIDDEN = 1
    """The axis itself is not the person: a plate or a rack stands before it."""
    SEVERAL_CROSSINGS = 2
    """Behind the outline the person goes on."""
    NO_END = 3
    """The person does not end within the square."""
    JUMP = 4
    """The outline jumps away from its neighbours."""


@dataclass(frozen=True, eq=False, slots=True)
class BackContour:
    """The outline of one frame or several, in the trunk's own frame."""

    station: FloatArray
    """(stations,) along the axis, 0 at the hips and 1 at a trunk's length. [trunk lengths]"""
    behind: FloatArray
    """(n, stations) from the axis backwards to the outline; NaN where it was not seen. [trunk lengths]"""
    seen: NDArray[np.int8]
    """(n, stations) a ``Seen`` each."""

    @property
    def hidden_share(self) -> FloatArray:
        """(n,) of the stations, those that were not seen clearly."""
        return np.asarray((self.seen != Seen.CLEAR).mean(axis=1))


def back_contour(masks: NDArray[np.float64], *, faces_right: bool) -> BackContour:
    """The outline in squares (n, rows, columns) of probabilities, as ``trunk_square`` cuts them."""
    count, rows, columns = masks.shape
    backwards = masks[:, :, ::-1] if faces_right else masks  # the back is then to the right
    station = np.linspace(FIRST_STATION.value, 1.0, STATIONS.value)
    row = rows / 2 + (CENTRE_ALONG.value - station) / SQUARE_LENGTHS.value * rows - 0.5
    line = _at_rows(backwards, row)[:, :, columns // 2 :]
    inside = line > INSIDE.value
    first_out = np.argmin(inside, axis=2)
    never_out = inside.all(axis=2)
    pixel = SQUARE_LENGTHS.value / columns
    at = np.clip(first_out, 1, line.shape[2] - 1)
    last, past = _pick(line, at - 1), _pick(line, at)
    crossing = at - 1 + (last - INSIDE.value) / np.where(last > past, last - past, 1.0)
    behind = (crossing + 0.5) * pixel
    beyond = np.arange(line.shape[2]) > first_out[:, :, None]
    near = np.arange(line.shape[2]) <= first_out[:, :, None] + SEEN_AGAIN_WITHIN.value / pixel
    seen = np.zeros((count, len(station)), dtype=np.int8)
    seen[(inside & beyond & near).any(axis=2)] = Seen.SEVERAL_CROSSINGS
    seen[never_out] = Seen.NO_END
    seen[~inside[:, :, 0]] = Seen.AXIS_HIDDEN
    behind = np.where(seen == Seen.CLEAR, behind, np.nan)
    jumps = np.abs(behind - _median_of_neighbours(behind)) > LARGEST_JUMP.value
    seen[jumps] = Seen.JUMP
    return BackContour(station, np.where(jumps, np.nan, behind), seen)


def contour_in_frame(contour: BackContour, number: int, crop: SquareCrop, *, faces_right: bool) -> FloatArray:
    """(stations, 2) the outline of one frame as pixels of the picture; NaN where it was not seen."""
    towards_back = -1.0 if faces_right else 1.0
    across = 0.5 + towards_back * contour.behind[number] / SQUARE_LENGTHS.value
    down = 0.5 + (CENTRE_ALONG.value - contour.station) / SQUARE_LENGTHS.value
    return crop.in_frame(np.stack((across, down), axis=-1))


def _at_rows(masks: NDArray[np.float64], row: FloatArray) -> FloatArray:
    """(n, stations, columns) the squares at rows that lie between those of pixels."""
    row = np.clip(row, 0, masks.shape[1] - 1)
    upper = np.floor(row).astype(np.intp)
    lower = np.minimum(upper + 1, masks.shape[1] - 1)
    share = (row - upper)[None, :, None]
    return np.asarray(masks[:, upper] * (1 - share) + masks[:, lower] * share)


def _pick(line: FloatArray, at: NDArray[np.intp]) -> FloatArray:
    return np.asarray(np.take_along_axis(line, at[:, :, None], axis=2)[:, :, 0])


def _median_of_neighbours(behind: FloatArray) -> FloatArray:
    """Of five stations, those seen; NaN stays away from them."""
    padded = np.pad(behind, ((0, 0), (2, 2)), constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 5, axis=1)
    known = np.isfinite(windows).any(axis=2)
    middle = np.full(behind.shape, np.nan)
    middle[known] = np.nanmedian(windows[known], axis=1)
    return middle
