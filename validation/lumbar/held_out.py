"""Made clips that were kept by ``gather``, as the product would see them, with the truth beside."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.motion.pose import LANDMARKS, PersonMask, PoseSeries, SquareCrop
from lumbar.usecases.video_reading import Confinement, VideoFacts, VideoReading

LIFT_OF: Final = {
    "hinge": "romanian_deadlift",
    "deadlift": "deadlift",
    "squat": "squat",
    "good_morning": "good_morning",
    "row": "row",
    "sit_to_stand": "sit_to_stand",
}
"""By the kind of movement of a made lifter, what a person would call it."""


@dataclass(frozen=True)
class Held:
    """One clip and what is so in it."""

    seed: int
    spec: dict[str, Any]
    reading: VideoReading
    true: dict[str, NDArray[np.float64]]
    """(frames,) each, NaN where nobody was seen."""

    @property
    def off_side_deg(self) -> float:
        return abs(float(self.spec["camera"]["azimuth_deg"]))

    @property
    def kind(self) -> str:
        return str(self.spec["movement"]["kind"])

    @property
    def with_bar(self) -> bool:
        return str(self.spec["movement"]["load"]) == "bar"

    @property
    def shirt_off_m(self) -> float:
        return float(self.spec["outfit"]["shirt_off_m"])

    @property
    def long_side(self) -> int:
        return max(self.reading.pose.width, self.reading.pose.height)


class _Outlines:
    """Masks that were kept in the squares already; asked for at their pixels they come back as they are."""

    def __init__(self, mask: NDArray[np.uint8], crops: list[SquareCrop], place: dict[int, int]) -> None:
        self._mask, self._crops, self._place = mask, crops, place

    def at(self, frame: int) -> PersonMask | None:
        number = self._place.get(frame)
        if number is None:
            return None
        return PersonMask((self._mask[number] / 255).astype(np.float32), self._crops[number])


def load(path: Path) -> Held:
    """One clip."""
    with np.load(path) as file:
        kept = {name: file[name] for name in file.files}
    spec = json.loads(str(kept["SPEC"]))
    step = max(1, int(np.gcd.reduce(kept["frame"])))
    looked, frames = int(kept["looked_at"]), (kept["frame"] // step).astype(np.intp)
    fps = float(spec["camera"]["fps"]) / step
    shape = (looked, len(LANDMARKS))
    position, depth, sure = np.full((*shape, 2), np.nan), np.full(shape, np.nan), np.zeros(shape)
    position[frames], depth[frames], sure[frames] = kept["landmarks"], kept["depth"], kept["sure"]
    width, height = int(spec["camera"]["width"]), int(spec["camera"]["height"])
    place = {frame: number for number, frame in enumerate(frames.tolist())}
    crops = [SquareCrop(*map(float, each)) for each in kept["crop"]]
    facts = VideoFacts(str(path), "made", "made", width, height, 0, fps, looked, looked / fps, Confinement.LIMITS)
    reading = VideoReading(
        facts,
        PoseSeries(np.arange(looked) / fps, position, depth, sure, width, height),
        _Outlines(kept["mask"], crops, place),
        (),
        None,
    )
    true = {name.removeprefix("true_"): _spread(kept[name], frames, looked) for name in kept if name[:5] == "true_"}
    return Held(int(path.stem), spec, reading, true)


def _spread(values: NDArray[np.float64], frames: NDArray[np.intp], count: int) -> NDArray[np.float64]:
    whole = np.full(count, np.nan)
    whole[frames] = values
    return whole
