"""A whole video, looked at: every frame decoded, the person in it followed, and what was met on the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np

from lumbar.core.motion.pose import LANDMARKS, PoseSeries
from lumbar.usecases.video_reading import Speed, VideoReading, VideoRemark, VideoRemarkKind
from lumbar.vision.blazepose import Pixels, WeightFiles
from lumbar.vision.decoding import LONGEST_SIDE, open_video
from lumbar.vision.masks import PackedMasks
from lumbar.vision.scene_cuts import SceneCuts
from lumbar.vision.tracking import PoseTracker, SeenPerson

Progress = Callable[[int, int | None], None]
"""Told after each frame: how many were looked at, and how many there will be where the file says so."""

_A_WHILE_S: Final = 0.5
"""Out of sight for less is a frame or two that the model did not make out."""
_COUNTS: Final = 2
"""Several people must be met this often, if there are so many counts, as a detector errs now and then."""


def look_at(
    path: Path, weights: WeightFiles, *, progress: Progress | None = None, longest_side: int = LONGEST_SIDE
) -> VideoReading:
    """Who is in a video, where, and how sure; frames in which nobody was seen are NaN.

    Raises UnusableInput where the video cannot be decoded.
    """
    began = perf_counter()
    with open_video(path, longest_side=longest_side) as video:
        film = FilmWatcher(PoseTracker(weights))
        for frame in video:
            film.watch(frame.time_s, frame.pixels)
            if progress is not None:
                progress(film.frames, video.expected_frames)
    seconds = perf_counter() - began
    return VideoReading(
        facts=video.facts,
        pose=film.pose(),
        masks=film.masks,
        remarks=(*video.remarks, *film.remarks()),
        speed=film.speed(seconds),
    )


class FilmWatcher:
    """Follows the person of one film through its frames, and keeps what was seen of them."""

    def __init__(self, tracker: PoseTracker) -> None:
        self._tracker = tracker
        self._tracker.forget()
        self._model_before = tracker.model_looks, tracker.model_seconds
        self._scene_cuts = SceneCuts()
        self._times: list[float] = []
        self._seen: list[tuple[np.ndarray, np.ndarray, np.ndarray] | None] = []
        self._size = (0, 0)
        self._cuts: list[float] = []
        self._counts: list[tuple[float, int]] = []
        self.masks = PackedMasks()
        """The outlines, frame by frame."""

    @property
    def frames(self) -> int:
        """How many were watched."""
        return len(self._times)

    def watch(self, time_s: float, pixels: Pixels) -> SeenPerson | None:
        """The person in the next frame (height, width, 3), RGB; None where nobody is in sight."""
        if self._scene_cuts.is_cut(pixels):
            self._cuts.append(time_s)
            self._tracker.forget()
        step_s = time_s - self._times[-1] if self._times else 0.0
        person = self._tracker.look(pixels, step_s=step_s)
        if self._tracker.people is not None:
            self._counts.append((time_s, self._tracker.people))
        self._times.append(time_s)
        self._size = pixels.shape[1], pixels.shape[0]
        self._seen.append(None if person is None else (person.position, person.depth, person.visibility))
        self.masks.add(None if person is None else person.mask)
        return person

    def pose(self) -> PoseSeries:
        """The landmarks through the film."""
        shape = (len(self._times), len(LANDMARKS))
        position, depth, visibility = np.full((*shape, 2), np.nan), np.full(shape, np.nan), np.zeros(shape)
        for frame, seen in enumerate(self._seen):
            if seen is not None:
                position[frame], depth[frame], visibility[frame] = seen
        return PoseSeries(np.array(self._times), position, depth, visibility, *self._size)

    def remarks(self) -> tuple[VideoRemark, ...]:
        """What is worth knowing of the people in the film."""
        return tuple(remark for remark in (self._several(), self._lost(), self._cut()) if remark is not None)

    def speed(self, seconds: float) -> Speed | None:
        """How fast it went, where the whole of it took ``seconds``."""
        looks = self._tracker.model_looks - self._model_before[0]
        in_model_s = self._tracker.model_seconds - self._model_before[1]
        if not self._times or seconds <= 0:
            return None
        return Speed(len(self._times) / seconds, looks / in_model_s if looks and in_model_s > 0 else None)

    def _several(self) -> VideoRemark | None:
        several = [(time_s, people) for time_s, people in self._counts if people > 1]
        if not several or len(several) < min(_COUNTS, len(self._counts)):
            return None
        most = max(people for _, people in several)
        return VideoRemark(VideoRemarkKind.SEVERAL_PEOPLE, count=most, at_s=several[0][0])

    def _lost(self) -> VideoRemark | None:
        """How often the person was out of sight for a while, the seconds of it together, and when first."""
        spells = self._spells_unseen()
        if not spells:
            return None
        seconds = sum(until - since for since, until in spells)
        return VideoRemark(VideoRemarkKind.PERSON_LOST, count=len(spells), met=f"{seconds:.1f}", at_s=spells[0][0])

    def _spells_unseen(self) -> list[tuple[float, float]]:
        """From and until when nobody was seen, where that was a while."""
        step_s = float(np.median(np.diff(self._times))) if len(self._times) > 1 else 0.0
        ends = [*self._times, self._times[-1] + step_s] if self._times else []
        unseen = np.array([False, *(seen is None for seen in self._seen), False])
        turns = np.flatnonzero(unseen[1:] != unseen[:-1])
        spells = [(ends[first], ends[last]) for first, last in zip(turns[::2], turns[1::2], strict=True)]
        return [(since, until) for since, until in spells if until - since >= _A_WHILE_S]

    def _cut(self) -> VideoRemark | None:
        if not self._cuts:
            return None
        return VideoRemark(VideoRemarkKind.SCENE_CUT, count=len(self._cuts), at_s=self._cuts[0])
