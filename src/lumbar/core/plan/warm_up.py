"""The warm-up: get warm, move the joints of today's lifts, and build up to the load. Nothing is held still."""

from __future__ import annotations

from collections.abc import Sequence

from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.exercises import Exercise, Implement
from lumbar.core.plan.drills import Drill, Kind, Part, PlannedDrill, Role, has_what_it_needs, of_role, planned
from lumbar.core.plan.main_work import PlannedLift, is_accessory
from lumbar.core.plan.muscle_work import Region, region
from lumbar.core.plan.plates import BARS, empty_bar, rounded_down
from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.references import BEHM_2016, JEFFREYS_2007, OUR_JUDGEMENT

RAMPED_LIFTS = Parameter("ramped-lifts", "lifts that get a ramp, the first of the session", 2, "lifts",
                         OUR_JUDGEMENT, Certainty.OPINION)  # fmt: skip
BAR_REPETITIONS = Parameter("bar-repetitions", "repetitions with the empty bar", 10, "repetitions",
                            OUR_JUDGEMENT, Certainty.OPINION)  # fmt: skip
WORTH_A_STEP = Parameter("worth-a-step", "a ramp step below this multiple of the bar adds nothing", 1.3, "bars",
                         OUR_JUDGEMENT, Certainty.OPINION)  # fmt: skip
RAMP = tuple(
    (Parameter(f"ramp-share-{place}", "load of a ramp step", share, "share of today's load", OUR_JUDGEMENT,
               Certainty.OPINION),
     Parameter(f"ramp-repetitions-{place}", "its repetitions", repetitions, "repetitions", OUR_JUDGEMENT,
               Certainty.OPINION))
    for place, (share, repetitions) in enumerate(((0.4, 5), (0.6, 3), (0.8, 2)), start=1)
)  # fmt: skip
MOST_MOBILISERS = Parameter("most-mobilisers", "drills that move the joints", 4, "drills", OUR_JUDGEMENT,
                            Certainty.OPINION)  # fmt: skip
_RAMP_SOURCES = (JEFFREYS_2007, OUR_JUDGEMENT)


def warm_up(
    drills: Sequence[Drill], lifts: Sequence[PlannedLift], equipment: frozenset[Implement]
) -> tuple[PlannedDrill, ...]:
    """Something light to get warm, then dynamic drills for the lifts of today; it does not depend on the pain."""
    usable = [drill for drill in drills if has_what_it_needs(drill, equipment)]
    raise_ = of_role(usable, Part.WARM_UP, Role.RAISE)[:1]
    regions = {region(lift.due.exercise) for lift in lifts}
    roles = [Role.SPINE]
    if Region.LEGS in regions:
        roles = [Role.LEGS, Role.HINGE, Role.SPINE]
    if regions & {Region.PRESSING, Region.PULLING}:
        roles.append(Role.UPPER_BODY)
    quiet = [drill for drill in usable if not (drill.flexion or drill.rotation or drill.extension)]
    by_role = [list(of_role(quiet, Part.WARM_UP, role)) for role in roles]
    in_turn = [choices[turn] for turn in range(MOST_MOBILISERS.value) for choices in by_role if turn < len(choices)]
    return tuple(planned(drill) for drill in (*raise_, *in_turn[: MOST_MOBILISERS.value]))


def ramps(lifts: Sequence[PlannedLift], unit: MassUnit) -> tuple[tuple[PlannedDrill, ...], ...]:
    """The ramp of each lift, in their order; empty for all but the first heavy ones."""
    heavy = [
        lift for lift in lifts if not is_accessory(lift) and lift.top_load is not None and not lift.exercise.assisted
    ]
    first = heavy[: RAMPED_LIFTS.value]
    return tuple(ramp(lift, unit) if lift in first else () for lift in lifts)


def ramp(lift: PlannedLift, unit: MassUnit) -> tuple[PlannedDrill, ...]:
    """Lighter sets before the first heavy one, rising, each below every work set of the lift."""
    loads = [each.load for each in lift.sets if each.load is not None]
    if not loads:
        return ()
    top, lightest = max(loads), min(loads)
    steps: list[tuple[Grams, int]] = []
    floor = Grams(0)
    if lift.exercise.implement in BARS:
        steps.append((empty_bar(unit), BAR_REPETITIONS.value))
        floor = Grams(round(WORTH_A_STEP.value * empty_bar(unit)))
    for share, repetitions in RAMP:
        load = rounded_down(share.value * top, lift.exercise, unit)
        if load >= floor and load > (steps[-1][0] if steps else 0):
            steps.append((load, repetitions.value))
    return tuple(_ramp_set(lift.exercise, load, repetitions) for load, repetitions in steps if load < lightest)


def _ramp_set(exercise: Exercise, load: Grams, repetitions: int) -> PlannedDrill:
    return PlannedDrill(
        name=exercise.name,
        kind=Kind.RAMP,
        seconds=None,
        repetitions=repetitions,
        sets=1,
        cue="",
        sources=(*_RAMP_SOURCES, BEHM_2016),
        load=load,
    )
