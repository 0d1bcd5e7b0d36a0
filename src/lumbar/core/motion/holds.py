"""A hold: how long it was held, and where the line of the body left its own start.

The line is that from shoulder over hip to ankle, or in a bird dog the slope of the trunk. A pose model places a hip
where it guesses it, so the line is calibrated to the person: zero is its median over the first three steady seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from lumbar.core.biomechanics.landmarks import FloatArray, Landmark, seen_at
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.angles import Seen
from lumbar.core.motion.body_line import body_line
from lumbar.core.motion.joints import Bools, MovingBody
from lumbar.core.motion.observations import Cue, Observation, ObservationKind, Standing, Unit, WhyNotTold, cannot_tell
from lumbar.core.motion.stretch import LYING_LEAN, longest_run
from lumbar.core.motion.uncertainty import LINE, TEMPO
from lumbar.core.motion.view import View

_ON = date(2026, 11, 30)


def _judged(identifier: str, meaning: str, value: float, unit: str, why: str) -> Parameter[float]:
    return Parameter(identifier, meaning, value, unit, our_judgement(_ON, why), Certainty.OPINION)


START_S = _judged(
    "hold-start", "length of the start of a hold that the rest is held against", 3.0, "s", "As long as one breath."
)
SETTLED = _judged(
    "hold-settled",
    "how much the line may move within that start",
    5.0,
    "degrees",
    "As much as a film may be off; getting into a plank moves the hips by far more.",
)
START_SEEN = _judged(
    "hold-start-seen", "share of the frames of the start in which it must be seen", 0.8, "share of the frames", "Most."
)
OFF_THE_FLOOR = _judged(
    "hold-off-the-floor",
    "how far over the elbows or hands the shoulders are while the body is held up",
    0.3,
    "trunk lengths",
    "Some 15 cm: half of an upper arm; who lies down has them level.",
)
WINDOW_S = _judged(
    "hold-window",
    "time over which the line is a median, so that one breath or one wrong frame is no sag",
    1.0,
    "s",
    "Shorter than a sag lasts, longer than a shiver.",
)
STEP_S = _judged("hold-step", "step at which the line is looked at", 0.25, "s", "A quarter of that time.")


@dataclass(frozen=True, eq=False, slots=True)
class HoldForm:
    """One hold."""

    from_s: float
    until_s: float
    line_deg: FloatArray
    """(frames,) from the hold's own start; hips above it positive, below it negative. NaN outside of the hold."""
    uncertainty_deg: float
    start_s: tuple[float, float]
    """The seconds that count as its start."""
    worst_deg: float
    worst_at_s: float
    left_at_s: float | None
    """When the line first left its start by more than a film can be off; None where it never did."""

    @property
    def held_s(self) -> float:
        return self.until_s - self.from_s


def find_hold(moving: MovingBody, seen: Seen, lift: Lift) -> HoldForm | WhyNotTold:
    """The longest hold of a recording, or why there is none."""
    line = _line(moving, seen, lift)
    if line is None:
        return WhyNotTold.JOINTS_NOT_SEEN
    span = longest_run(_held(moving, seen, lift), moving.time_s)
    if span is None:
        return WhyNotTold.JOINTS_NOT_SEEN
    first, past = span
    time_s = moving.time_s[first:past]
    start = _start(line[first:past], time_s)
    if start is None:
        too_short = time_s[-1] - time_s[0] < START_S.value
        return WhyNotTold.HOLD_TOO_SHORT if too_short else WhyNotTold.JOINTS_NOT_SEEN
    inside = (moving.time_s >= start[0]) & (moving.time_s <= start[1])
    own = np.full(moving.frames, np.nan)
    own[first:past] = line[first:past] - float(np.nanmedian(line[inside]))
    times, slow = _slow(own[first:past], time_s, start[0])
    at = int(np.argmax(np.abs(slow)))
    beyond = np.flatnonzero(np.abs(slow) > LINE.in_a_change.value)
    return HoldForm(
        from_s=float(time_s[0]),
        until_s=float(time_s[-1]),
        line_deg=own,
        uncertainty_deg=LINE.in_a_change.value,
        start_s=start,
        worst_deg=float(slow[at]),
        worst_at_s=float(times[at]),
        left_at_s=float(times[beyond[0]]) if len(beyond) else None,
    )


def observe_hold(hold: HoldForm | WhyNotTold, view: View | None) -> tuple[Observation, ...]:
    """The line and the time of a hold."""
    why = view.why if view is not None and not view.ok else hold if isinstance(hold, WhyNotTold) else None
    if isinstance(hold, WhyNotTold) or why is not None:
        reason = why or WhyNotTold.JOINTS_NOT_SEEN
        return (
            cannot_tell(ObservationKind.BODY_LINE, Unit.DEGREES, reason),
            cannot_tell(ObservationKind.HOLD_TIME, Unit.SECONDS, reason),
        )
    left = hold.left_at_s is not None
    line = Observation(
        kind=ObservationKind.BODY_LINE,
        repetition=None,
        value=hold.worst_deg,
        unit=Unit.DEGREES,
        usual=0.0,
        uncertainty=hold.uncertainty_deg,
        standing=Standing.NOTABLE if left else Standing.AS_USUAL,
        why_not=None,
        at_s=hold.left_at_s if left else hold.worst_at_s,
        cue=(Cue.HIPS_DOWN if hold.worst_deg > 0 else Cue.HIPS_UP) if left else None,
        sources=(LINE.in_a_change.source,),
        certainty=Certainty.OPINION,
    )
    time = Observation(
        kind=ObservationKind.HOLD_TIME,
        repetition=None,
        value=hold.held_s,
        unit=Unit.SECONDS,
        usual=None,
        uncertainty=TEMPO.by_itself.value,
        standing=Standing.AS_USUAL,
        why_not=None,
        at_s=hold.from_s,
        cue=None,
        sources=(TEMPO.by_itself.source,),
        certainty=Certainty.OPINION,
    )
    return line, time


def _line(moving: MovingBody, seen: Seen, lift: Lift) -> FloatArray | None:
    if lift is not Lift.BIRD_DOG:
        return body_line(seen.body, moving.vertical)
    shoulders, hips = seen.trunk.of(Landmark.SHOULDER), seen.trunk.of(Landmark.HIP)
    return None if shoulders is None or hips is None else _from_upright(moving, shoulders - hips)


def _from_upright(moving: MovingBody, line: FloatArray) -> FloatArray:
    """(frames,) 90 where a line is level, more where its upper end is the lower one. [degrees]"""
    up = moving.height(line)
    level = np.linalg.norm(line - up[:, None] * moving.vertical.up, axis=1)
    return np.asarray(np.degrees(np.arctan2(level, up)))


def _held(moving: MovingBody, seen: Seen, lift: Lift) -> Bools:
    """Frames in which the trunk is down and, on hands or elbows, off the floor."""
    shoulders, hips = seen.trunk.of(Landmark.SHOULDER), seen.trunk.of(Landmark.HIP)
    if shoulders is None or hips is None:
        return np.zeros(moving.frames, dtype=bool)
    with np.errstate(invalid="ignore"):
        down = _from_upright(moving, shoulders - hips) > LYING_LEAN.value
    props = [place for place in map(seen.body.of, (Landmark.ELBOW, Landmark.WRIST)) if place is not None]
    length = moving.trunk_length
    if lift is Lift.BIRD_DOG or not props or length is None:
        return np.asarray(down)
    heights = np.column_stack([moving.height(place) for place in props])
    seen_props = np.isfinite(heights).any(axis=1)
    lowest = np.min(np.where(np.isfinite(heights), heights, np.inf), axis=1)
    with np.errstate(invalid="ignore"):
        lying = seen_props & (moving.height(shoulders) - lowest < OFF_THE_FLOOR.value * length)
    return np.asarray(down & ~lying & seen_at(shoulders))


def _start(line: FloatArray, time_s: FloatArray) -> tuple[float, float] | None:
    """The first steady seconds of a hold, else the steadiest ones; None where no such stretch was seen."""
    best: tuple[float, tuple[float, float]] | None = None
    begin = float(time_s[0])
    while begin + START_S.value <= time_s[-1] + STEP_S.value / 2:
        inside = (time_s >= begin) & (time_s <= begin + START_S.value)
        known = line[inside & np.isfinite(line)]
        if len(known) and len(known) >= START_SEEN.value * inside.sum():
            low, high = np.quantile(known, [SPREAD_TAIL.value, 1 - SPREAD_TAIL.value])
            moved = float(high - low)
            span = (begin, begin + START_S.value)
            if moved <= SETTLED.value:
                return span
            best = min(best or (moved, span), (moved, span))
        begin += STEP_S.value
    return None if best is None else best[1]


SPREAD_TAIL = _judged(
    "hold-spread-tail",
    "share of the frames at either end that the spread of the start leaves out",
    0.1,
    "share of the frames",
    "Single wrong frames.",
)


def _slow(own: FloatArray, time_s: FloatArray, from_s: float) -> tuple[FloatArray, FloatArray]:
    """Times from the start on, and the median about each."""
    times: list[float] = []
    values: list[float] = []
    at = from_s + WINDOW_S.value / 2
    while at <= time_s[-1]:
        known = own[(np.abs(time_s - at) <= WINDOW_S.value / 2) & np.isfinite(own)]
        if len(known):
            times.append(at)
            values.append(float(np.median(known)))
        at += STEP_S.value
    return np.array(times), np.array(values)
