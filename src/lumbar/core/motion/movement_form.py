"""How one recorded set was done, as far as joints show it: of a film and of motion capture alike.

What joints do not show is how the lower back is bent: shoulder to hip is one straight line to them.
"""

from __future__ import annotations

from dataclasses import dataclass

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.motion.angles import Angles, find_angles, seen_from
from lumbar.core.motion.cleaning import Cleaned, clean
from lumbar.core.motion.comparing import observe
from lumbar.core.motion.holds import HoldForm, find_hold, observe_hold
from lumbar.core.motion.joints import MovingBody
from lumbar.core.motion.looked_at import HOLDS
from lumbar.core.motion.observations import Observation, WhyNotTold
from lumbar.core.motion.phases import Tempo, find_tempo, rests_at
from lumbar.core.motion.segmentation import RepetitionSet, find_repetitions
from lumbar.core.motion.view import View, find_view
from lumbar.core.motion.watched import Watched


@dataclass(frozen=True, eq=False, slots=True)
class MovementForm:
    """One recording, looked at."""

    lift: Lift
    cleaned: Cleaned
    watched: Watched
    hold: HoldForm | None
    """Of a plank, a side plank or a bird dog; None where there is none, for which an observation has the reason."""
    observations: tuple[Observation, ...]

    @property
    def view(self) -> View | None:
        """How it was filmed; None for a recording in a room."""
        return self.watched.view

    @property
    def angles(self) -> Angles:
        return self.watched.angles

    @property
    def found(self) -> RepetitionSet:
        return self.watched.found

    @property
    def tempos(self) -> tuple[Tempo, ...]:
        """One a repetition."""
        return self.watched.tempos


def movement_form(moving: MovingBody, lift: Lift) -> MovementForm:
    """Cleans a moving body, sees how it was filmed, and tells its angles, repetitions, phases and observations."""
    cleaned = clean(moving)
    view = find_view(cleaned.given, cleaned.moving, lift) if moving.in_picture else None
    seen = seen_from(cleaned.moving, view)
    found = find_repetitions(moving, lift)
    rests = rests_at(cleaned.moving, found, lift)
    watched = Watched(
        lift=lift,
        moving=cleaned.moving,
        seen=seen,
        angles=find_angles(seen),
        view=view,
        found=found,
        rests=rests,
        tempos=tuple(find_tempo(cleaned.moving, found, each, rests) for each in found.repetitions),
        trunk_length=moving.trunk_length,
    )
    if lift not in HOLDS:
        return MovementForm(lift, cleaned, watched, None, observe(watched))
    hold = find_hold(cleaned.moving, seen, lift)
    return MovementForm(
        lift, cleaned, watched, None if isinstance(hold, WhyNotTold) else hold, observe_hold(hold, view)
    )
