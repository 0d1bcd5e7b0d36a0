"""Which part of a recording is the set: not the walk into it, and for lifts done on the floor only the time down there.

One recording is taken to hold one set. Somebody who walks straight to the camera is not seen to walk.
"""

from __future__ import annotations

from datetime import date

import numpy as np

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.biomechanics.smoothing import runs
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.cleaning import filled
from lumbar.core.motion.joints import Bools, MovingBody, middle_of_hips

WALKED_IN_S = Parameter(
    id="walking-looked-at",
    meaning="time over which the way of the hips is looked at to see walking",
    value=2.0,
    unit="s",
    source=our_judgement(date(2026, 11, 23), "A side lunge comes back within it; who walks has gone on."),
    certainty=Certainty.OPINION,
)
WALKED_LENGTHS = Parameter(
    id="walking-way",
    meaning="how far the hips go to one side in that time when somebody walks",
    value=2.0,
    unit="trunk lengths",
    source=our_judgement(date(2026, 11, 23), "One metre in two seconds: a stroll is faster, a walking lunge slower."),
    certainty=Certainty.OPINION,
)
LYING_LEAN = Parameter(
    id="lying-lean",
    meaning="lean of the trunk from upright above which somebody is down on the floor for a lift done there",
    value=45.0,
    unit="degrees",
    source=our_judgement(date(2026, 11, 23), "Halfway; hands on a bench for a push-up still pass."),
    certainty=Certainty.OPINION,
)
SHORT_BREAK_S = Parameter(
    id="short-break",
    meaning="time out of the position that does not end a stretch of it",
    value=1.0,
    unit="s",
    source=our_judgement(date(2026, 11, 23), "A tracker loses a lying person for some frames; people do not stand up."),
    certainty=Certainty.OPINION,
)
FLOOR_LIFTS = frozenset({Lift.PUSH_UP, Lift.PLANK, Lift.SIDE_PLANK, Lift.BIRD_DOG})


def working_stretch(moving: MovingBody, lift: Lift) -> tuple[int, int]:
    """(first, one past the last) frame of the set; the whole recording where nothing tells otherwise."""
    everything = (0, moving.frames)
    if lift in FLOOR_LIFTS:
        return longest_run(_down(moving), moving.time_s) or everything
    if lift is Lift.LUNGE:
        return everything
    return longest_run(~_walking(moving), moving.time_s, break_s=0.0) or everything


def longest_run(chosen: Bools, time_s: np.ndarray, break_s: float = SHORT_BREAK_S.value) -> tuple[int, int] | None:
    """The longest run of True, shorter breaks in it passed over."""
    joined: list[tuple[int, int]] = []
    for start, stop in runs(chosen):
        if joined and time_s[start] - time_s[joined[-1][1] - 1] <= break_s:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return max(joined, key=lambda run: time_s[run[1] - 1] - time_s[run[0]], default=None)


def _down(moving: MovingBody) -> Bools:
    trunk = moving.trunk
    if trunk is None:
        return np.zeros(moving.frames, dtype=bool)
    up = moving.height(trunk)
    level = np.linalg.norm(trunk - up[:, None] * moving.vertical.up, axis=1)
    return np.asarray(np.degrees(np.arctan2(level, up)) > LYING_LEAN.value)


def _walking(moving: MovingBody) -> Bools:
    """Frames in the midst of a way that the hips have gone and not come back from."""
    hips, length = middle_of_hips(moving.body), moving.trunk_length
    if hips is None or length is None:
        return np.zeros(moving.frames, dtype=bool)
    place = filled(hips)
    place = place - np.outer(place @ moving.vertical.up, moving.vertical.up)
    half = WALKED_IN_S.value / 2
    before, after = (
        np.column_stack([np.interp(moving.time_s + shift, moving.time_s, axis) for axis in place.T])
        for shift in (-half, half)
    )
    return np.asarray(np.linalg.norm(after - before, axis=1) >= WALKED_LENGTHS.value * length)
