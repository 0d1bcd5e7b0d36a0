"""Drills without a log: what is done before, beside and after the lifts, and what is offered in place of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lumbar.core.evidence import Certainty, Parameter, Source
from lumbar.core.exercises import Implement
from lumbar.core.quantities import Grams
from lumbar.core.references import OUR_JUDGEMENT

SECONDS_PER_REPETITION = Parameter(
    "seconds-per-repetition", "time of one repetition", 4, "s", OUR_JUDGEMENT, Certainty.OPINION
)
BETWEEN_DRILL_SETS = Parameter(
    "between-drill-sets", "time from one set of a drill to the next", 20, "s", OUR_JUDGEMENT, Certainty.OPINION
)


class Part(StrEnum):
    """Where in a session a drill belongs."""

    WARM_UP = "warm_up"
    CORE = "core"
    COOL_DOWN = "cool_down"
    GENTLE = "gentle"
    """What is left when lifts are not planned: walking and positions of ease."""


class Kind(StrEnum):
    """How it is done."""

    DYNAMIC = "dynamic"
    STATIC = "static"
    RAMP = "ramp"
    HOLD = "hold"
    MOVEMENT = "movement"


class Role(StrEnum):
    """What a drill is chosen for."""

    RAISE = "raise"
    LEGS = "legs"
    HINGE = "hinge"
    UPPER_BODY = "upper_body"
    SPINE = "spine"
    FRONT = "front"
    BACK = "back"
    SIDE = "side"
    ROTATION = "rotation"
    ANTI_ROTATION = "anti_rotation"
    CALM = "calm"
    EASE = "ease"


@dataclass(frozen=True, slots=True)
class Drill:
    """One drill of the table. Either seconds or repetitions of each set, never both."""

    id: str
    name: str
    part: Part
    role: Role
    kind: Kind
    seconds: int | None
    repetitions: int | None
    sets: int
    flexion: bool
    """It bends the lower back to near its end."""
    extension: bool
    """It arches the lower back."""
    rotation: bool
    """It turns the lower back."""
    loaded: bool
    """Against a load other than the body."""
    implement: Implement
    cue: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class PlannedDrill:
    """One entry of the warm-up, the core work or the cool-down; a ramp set of a lift is one too."""

    name: str
    kind: Kind
    seconds: int | None
    repetitions: int | None
    sets: int
    cue: str
    sources: tuple[Source, ...]
    load: Grams | None = None
    """Of a ramp set. [g]"""
    only_if_it_eases: bool = False

    @property
    def takes_s(self) -> int:
        """Estimated time with the change to the next one. [s]"""
        work = self.seconds if self.seconds is not None else (self.repetitions or 0) * SECONDS_PER_REPETITION.value
        return self.sets * (work + BETWEEN_DRILL_SETS.value)


def planned(drill: Drill, *, sets: int | None = None, only_if_it_eases: bool = False) -> PlannedDrill:
    """The drill as an entry of a session, with as many sets as the table says or fewer."""
    return PlannedDrill(
        name=drill.name,
        kind=drill.kind,
        seconds=drill.seconds,
        repetitions=drill.repetitions,
        sets=drill.sets if sets is None else min(sets, drill.sets),
        cue=drill.cue,
        sources=drill.sources,
        only_if_it_eases=only_if_it_eases,
    )


def of_role(drills: Iterable[Drill], part: Part, *roles: Role) -> Sequence[Drill]:
    """The drills of one part with one of the roles, in the order of the table."""
    return [drill for drill in drills if drill.part is part and drill.role in roles]


def has_what_it_needs(drill: Drill, equipment: frozenset[Implement]) -> bool:
    return drill.implement is Implement.BODY_WEIGHT or drill.implement in equipment
