"""The cool-down: for comfort, and by how the back is. It does not measurably prevent soreness or injury."""

from __future__ import annotations

from collections.abc import Sequence

from lumbar.core.plan.decision import LOW_PAIN, Decided, Ground
from lumbar.core.plan.drills import Drill, Part, PlannedDrill, Role, of_role, planned


def cool_down(drills: Sequence[Drill], decided: Decided, *, bending_eases: bool | None) -> tuple[PlannedDrill, ...]:
    """Child's pose, cat-cow and forward fold where bending is known to ease or nothing hurts; else what asks less.

    ``bending_eases`` is None where nobody asked: then cat-cow and walking, and a press-up on the front only for
    those whom it eases.
    """
    pain = decided.pain or 0
    arching_hurts = Ground.ANSWERS in decided.grounds
    walk = of_role(drills, Part.COOL_DOWN, Role.CALM)[:1]
    cat_cow = of_role(drills, Part.COOL_DOWN, Role.SPINE)[:1]
    bending = of_role(drills, Part.COOL_DOWN, Role.EASE)
    press_up = of_role(drills, Part.COOL_DOWN, Role.BACK)[:1]
    may_bend = bending_eases is not False and (pain == 0 or bending_eases) and pain <= LOW_PAIN.value
    if may_bend and not arching_hurts:
        return tuple(planned(drill) for drill in (*cat_cow, *bending))
    quiet = tuple(planned(drill) for drill in (*cat_cow, *walk))
    if arching_hurts or bending_eases:
        return quiet
    return (*quiet, *(planned(drill, only_if_it_eases=True) for drill in press_up))


def gentle(drills: Sequence[Drill], seconds: float) -> tuple[PlannedDrill, ...]:
    """Walking and positions of ease, as many as fit, unloaded and never to the end of a movement."""
    chosen: list[PlannedDrill] = []
    left = seconds
    for drill in drills:
        entry = planned(drill)
        restful = drill.part is Part.GENTLE and not (drill.loaded or drill.flexion or drill.extension or drill.rotation)
        if restful and entry.takes_s <= left:
            chosen.append(entry)
            left -= entry.takes_s
    return tuple(chosen)
