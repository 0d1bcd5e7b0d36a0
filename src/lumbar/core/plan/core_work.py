"""Core work: two or three drills, gated by how the back is today."""

from __future__ import annotations

from collections.abc import Sequence

from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.exercises import Implement
from lumbar.core.plan.decision import LOW_PAIN, Decided, Ground
from lumbar.core.plan.drills import Drill, Part, PlannedDrill, Role, has_what_it_needs, of_role, planned
from lumbar.core.references import OUR_JUDGEMENT

SETS_WHEN_SORE = Parameter("core-sets-when-sore", "most sets of a core drill while the back asks for less", 2, "sets",
                           OUR_JUDGEMENT, Certainty.OPINION)  # fmt: skip


def core_work(drills: Sequence[Drill], decided: Decided, equipment: frozenset[Implement]) -> tuple[PlannedDrill, ...]:
    """One drill for the front, one for the back, and one that turns, or that keeps from turning while the back is
    sore or dislikes it.
    """
    usable = [drill for drill in drills if has_what_it_needs(drill, equipment)]
    sore = Ground.ANSWERS in decided.grounds or (decided.pain or 0) > LOW_PAIN.value
    turning = () if sore else of_role(usable, Part.CORE, Role.ROTATION)
    holding = of_role(usable, Part.CORE, Role.ANTI_ROTATION)
    chosen = [
        *of_role(usable, Part.CORE, Role.FRONT)[:1],
        *of_role(usable, Part.CORE, Role.BACK)[:1],
        *[*turning, *holding][:1],
    ]
    return tuple(planned(drill, sets=SETS_WHEN_SORE.value if sore else None) for drill in chosen)
