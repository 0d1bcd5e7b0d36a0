"""How long things take, so that a session fits the time there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.plan.drills import PlannedDrill
from lumbar.core.plan.due import FEWEST_LIFTS
from lumbar.core.plan.main_work import PlannedLift, is_accessory
from lumbar.core.references import OUR_JUDGEMENT


def _seconds(identifier: str, meaning: str, value: int) -> Parameter[int]:
    return Parameter(identifier, meaning, value, "s", OUR_JUDGEMENT, Certainty.OPINION)


SET_TIME = _seconds("set-time", "time of one work set", 40)
REST_TIME = _seconds("rest-time", "rest after a set of a lift for many joints", 120)
ACCESSORY_REST_TIME = _seconds("accessory-rest-time", "rest after a set of a lift for one joint", 75)
SET_UP_TIME = _seconds("set-up-time", "time to set up a lift", 60)
RESERVE = _seconds("core-and-cool-down-reserve", "kept free for core work and cool-down before lifts are dropped", 540)


def lift_seconds(lift: PlannedLift) -> int:
    """Estimated time of a lift without its ramp; a stand-in is given the time of the lift it stands in for. [s]"""
    rest = ACCESSORY_REST_TIME if lift.due.accessory else REST_TIME
    return SET_UP_TIME.value + len(lift.sets) * (SET_TIME.value + rest.value)


def drill_seconds(entries: Iterable[PlannedDrill]) -> int:
    """Estimated time of drills and ramp sets. [s]"""
    return sum(entry.takes_s for entry in entries)


def lifts_that_fit(
    lifts: Sequence[PlannedLift], seconds: int, before_and_ramps: Callable[[Sequence[PlannedLift]], int]
) -> tuple[PlannedLift, ...]:
    """As many of the lifts as fit: those past the third go first, then those for one joint, then the room kept for
    core work and cool-down, then lifts from the end. ``before_and_ramps`` gives what goes before any lifts.
    """
    kept, reserve = list(lifts), RESERVE.value

    def too_long() -> bool:
        return before_and_ramps(kept) + sum(map(lift_seconds, kept)) + reserve > seconds

    while kept and too_long():
        if len(kept) > FEWEST_LIFTS.value or (len(kept) > 1 and is_accessory(kept[-1])) or reserve == 0:
            kept.pop()
        else:
            reserve = 0
    return tuple(kept)


def drills_that_fit(entries: Sequence[PlannedDrill], seconds: int) -> tuple[PlannedDrill, ...]:
    """The first of the entries, up to the one that no longer fits."""
    fitting: list[PlannedDrill] = []
    for entry in entries:
        if drill_seconds(fitting) + entry.takes_s > seconds:
            break
        fitting.append(entry)
    return tuple(fitting)
