"""A face made unrecognisable, where the person asks for it: a video from a phone says who is in it.

Only the face of the person who was followed is hidden; others in the room are not.
"""

from __future__ import annotations

from math import isfinite
from typing import Final

import numpy as np
from PIL import Image, ImageDraw

from lumbar.core.motion.pose import LANDMARKS, Landmark
from lumbar.usecases.overlay import Overlay
from lumbar.vision.drawing import Points

_FACE: Final = slice(0, LANDMARKS.index(Landmark.MOUTH_RIGHT) + 1)
_HEADS: Final = 1.7
"""How much further than the outermost point of the face the hidden circle reaches: to the hair and the chin."""
_OF_TRUNK: Final = 0.30
"""The least radius, as a share of the trunk: seen from behind or the side, the points of a face lie close together."""
_OF_PICTURE: Final = 0.02
_BRIDGED_S: Final = 0.5
"""For so long a face that was not found is taken to lie between where it was before and after. Longer than that
nothing is known of it, and then the whole picture is hidden."""
_WIDER: Final = 1.6
"""By which the circle grows where it is only taken to be there."""
_CELLS: Final = 4
"""What is left of a face: so many patches of colour across, flowing into each other."""
_CELLS_OF_PICTURE: Final = 12


def hide_face(picture: Image.Image, overlay: Overlay, time_s: float, scale: tuple[float, float]) -> None:
    """The face of the person at a time; the whole picture where nobody knows where the face is."""
    found = _face_at(overlay, time_s)
    if found is None:
        picture.paste(_patches(picture, _CELLS_OF_PICTURE))
        return
    (x, y), reach = found
    across, down = scale
    radius = max(reach * max(scale), _OF_PICTURE * max(picture.size))
    left, top = int(max(x * across - radius, 0)), int(max(y * down - radius, 0))
    right, bottom = int(min(x * across + radius, picture.width)), int(min(y * down + radius, picture.height))
    if right <= left or bottom <= top:
        return
    mask = Image.new("L", (right - left, bottom - top))
    middle_x, middle_y = x * across - left, y * down - top
    ImageDraw.Draw(mask).ellipse((middle_x - radius, middle_y - radius, middle_x + radius, middle_y + radius), fill=255)
    picture.paste(_patches(picture.crop((left, top, right, bottom)), _CELLS), (left, top), mask)


def _face_at(overlay: Overlay, time_s: float) -> tuple[Points, float] | None:
    """The middle (2,) and the reach of the face, in pixels of the pose."""
    frame = overlay.frame_at(time_s)
    known = np.asarray(np.isfinite(overlay.pose.position[:, _FACE]).all(axis=(1, 2)))
    if frame is not None and known[frame]:
        return _face(overlay, frame)
    seen = np.flatnonzero(known)
    times = overlay.pose.time_s[seen]
    after = int(np.searchsorted(times, time_s))
    near = [int(seen[k]) for k in (after - 1, after) if 0 <= k < len(seen) and abs(times[k] - time_s) <= _BRIDGED_S]
    if not near:
        return None
    faces = [_face(overlay, frame) for frame in near]
    middle = np.mean([centre for centre, _ in faces], axis=0)
    apart = max(float(np.hypot(*(centre - middle))) for centre, _ in faces)
    return middle, apart + _WIDER * max(reach for _, reach in faces)


def _face(overlay: Overlay, frame: int) -> tuple[Points, float]:
    position = overlay.pose.position[frame]
    face = position[_FACE]
    middle = (face.min(axis=0) + face.max(axis=0)) / 2
    outermost = float(np.hypot(*(face - middle).T).max())
    ends = [
        np.mean([position[LANDMARKS.index(landmark)] for landmark in pair], axis=0)
        for pair in ((Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER), (Landmark.LEFT_HIP, Landmark.RIGHT_HIP))
    ]
    trunk = float(np.hypot(*(ends[0] - ends[1])))
    return middle, max(_HEADS * outermost, _OF_TRUNK * trunk if isfinite(trunk) else 0.0)


def _patches(part: Image.Image, cells: int) -> Image.Image:
    """A few patches of mean colour, flowing into each other."""
    few = part.resize((cells, cells), Image.Resampling.BOX)
    return few.resize(part.size, Image.Resampling.BICUBIC)
