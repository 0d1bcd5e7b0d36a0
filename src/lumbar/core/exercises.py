"""The exercise, in the terms that matter to a lower back, and the catalogue that gives a logged name its exercise.

The catalogue never guesses. A name is an alias somebody wrote down, or it is the exercise's own name once case,
accents and spacing are put aside, or it is unknown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class MovementClass(StrEnum):
    """What the body does. A name is never moved from one class to another by likeness of spelling."""

    HINGE = "hinge"
    SQUAT = "squat"
    LUNGE = "lunge"
    HORIZONTAL_PUSH = "horizontal_push"
    VERTICAL_PUSH = "vertical_push"
    HORIZONTAL_PULL = "horizontal_pull"
    VERTICAL_PULL = "vertical_pull"
    CORE_FLEXION = "core_flexion"
    CORE_EXTENSION = "core_extension"
    CORE_ANTI_ROTATION = "core_anti_rotation"
    """Holding the trunk still against a load: planks and bird dogs as well as anti-rotation presses."""
    CORE_ROTATION = "core_rotation"
    CARRY = "carry"
    ISOLATION = "isolation"
    MOBILITY = "mobility"
    CONDITIONING = "conditioning"


class Muscle(StrEnum):
    """Muscle groups as gyms name them."""

    ERECTOR_SPINAE = "erector_spinae"
    ABDOMINALS = "abdominals"
    OBLIQUES = "obliques"
    HIP_FLEXORS = "hip_flexors"
    GLUTES = "glutes"
    HAMSTRINGS = "hamstrings"
    QUADRICEPS = "quadriceps"
    ADDUCTORS = "adductors"
    ABDUCTORS = "abductors"
    CALVES = "calves"
    SHINS = "shins"
    CHEST = "chest"
    LATS = "lats"
    UPPER_BACK = "upper_back"
    TRAPEZIUS = "trapezius"
    FRONT_DELTOID = "front_deltoid"
    SIDE_DELTOID = "side_deltoid"
    REAR_DELTOID = "rear_deltoid"
    ROTATOR_CUFF = "rotator_cuff"
    BICEPS = "biceps"
    TRICEPS = "triceps"
    FOREARMS = "forearms"
    NECK = "neck"


class AxialLoad(StrEnum):
    """How much of the load the lumbar spine carries or holds up, as a coarse tier and not in newtons."""

    NONE = "none"
    """The trunk is supported, or the load does not pass through it (leg extension, chest-supported row)."""
    LOW = "low"
    """Light loads, or the trunk carries little more than itself (lateral raise standing, push-up)."""
    MODERATE = "moderate"
    """The trunk holds a real load upright or inclined (overhead press, goblet squat, bent-over row with
    dumbbells).
    """
    HIGH = "high"
    """The heaviest loads of the gym pass through the lower back (deadlift, back squat, good morning)."""


class Implement(StrEnum):
    """What is held or pushed."""

    BARBELL = "barbell"
    TRAP_BAR = "trap_bar"
    DUMBBELL = "dumbbell"
    KETTLEBELL = "kettlebell"
    CABLE = "cable"
    MACHINE = "machine"
    SMITH_MACHINE = "smith_machine"
    BAND = "band"
    PLATE = "plate"
    MEDICINE_BALL = "medicine_ball"
    SUSPENSION = "suspension"
    SLED = "sled"
    BODY_WEIGHT = "body_weight"
    OTHER = "other"


class Side(StrEnum):
    """Whether both sides work together; a one-sided set of ten is ten a side."""

    BOTH = "both"
    ONE = "one"
    ALTERNATING = "alternating"


class LumbarPosture(StrEnum):
    """How the trunk is held at the hardest point, for the load model: its lever against gravity."""

    UPRIGHT = "upright"
    INCLINED = "inclined"
    """Leaning forward while standing, the trunk unsupported (squat, bent-over row)."""
    HORIZONTAL = "horizontal"
    """Near horizontal while standing (deadlift from the floor, good morning)."""
    SUPPORTED = "supported"
    """Back or chest against a pad, or lying on a bench."""
    HANGING = "hanging"
    PRONE = "prone"
    SUPINE = "supine"
    SIDE_LYING = "side_lying"
    QUADRUPED = "quadruped"
    SEATED = "seated"
    """Sitting without a back rest."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise of the catalogue."""

    id: str
    name: str
    movement: MovementClass
    primary: tuple[Muscle, ...]
    secondary: tuple[Muscle, ...]
    axial_load: AxialLoad
    hinge: bool
    """The hips bend under load with the trunk as the lever, whatever the movement class says (barbell row: yes)."""
    side: Side
    implement: Implement
    posture: LumbarPosture
    assisted: bool = False
    """The logged weight helps the lifter, so more of it is less load."""
    substitutes: tuple[str, ...] = field(default=())
    """Ids of exercises that serve the same purpose, those that ask least of the back first."""

    @property
    def loads_the_back(self) -> bool:
        """Whether a change in this lift is worth telling to somebody whose lower back hurts.

        Isolation work never is, even where a bar lies on the shoulders or the trunk leans (calf raises, kickbacks).
        """
        if self.movement is MovementClass.ISOLATION:
            return False
        return self.hinge or self.axial_load in (AxialLoad.MODERATE, AxialLoad.HIGH)


_SEPARATORS = re.compile(r"[\s\-_/–—,;:·]+")
_DROPPED = re.compile(r"[\"'’`´.()\[\]]")


def spelling_key(name: str) -> str:
    """The name with case, width, accents, punctuation and spacing put aside: equal keys are the same spelling.

    Words keep their order, since "row upright" and "upright row" may be different exercises in somebody's own list.
    """
    if name.isascii():
        return " ".join(_SEPARATORS.sub(" ", _DROPPED.sub(" ", name.lower())).split())
    # Folding may need what normalising gives and the other way round (𝕊, ŉ), so each is done twice.
    folded = unicodedata.normalize("NFKD", name.casefold()).casefold()
    folded = unicodedata.normalize("NFKD", folded)
    plain = "".join(mark for mark in folded if not unicodedata.combining(mark))
    return " ".join(_SEPARATORS.sub(" ", _DROPPED.sub(" ", plain)).split())


@dataclass(frozen=True)
class Catalogue:
    """All exercises we know, and the names they go by."""

    exercises: Mapping[str, Exercise]
    """By id."""
    names: Mapping[str, str]
    """From a ``spelling_key`` to the id of its exercise: own names and aliases alike."""
    edition: str
    """Date of the table, so that an old answer can be explained."""

    def resolve(self, logged_name: str) -> Exercise | None:
        """The exercise a log means by this name, or None when nobody has written that name down."""
        found = self.names.get(spelling_key(logged_name))
        return None if found is None else self.exercises[found]

    def with_names(self, answers: Mapping[str, str | None]) -> Catalogue:
        """The catalogue as this person reads their log: from a logged name to an id, or to None for none of these.

        An answer has the last word over the name the catalogue has. One that leads to an exercise this edition does
        not have says nothing.
        """
        names = dict(self.names)
        for logged_name, exercise_id in answers.items():
            key = spelling_key(logged_name)
            if exercise_id is None:
                names.pop(key, None)
            elif exercise_id in self.exercises:
                names[key] = exercise_id
        return replace(self, names=names)


def build_catalogue(exercises: Iterable[Exercise], aliases: Iterable[tuple[str, str]], edition: str) -> Catalogue:
    """A catalogue from exercises and (alias, exercise id) pairs.

    Raises ValueError on an alias of two exercises, an alias or substitute that points nowhere, or an id used twice:
    each of them would let one person's log be read in two ways.
    """
    by_id: dict[str, Exercise] = {}
    for exercise in exercises:
        if exercise.id in by_id:
            raise ValueError(f"exercise id {exercise.id!r} stands twice in the catalogue")
        by_id[exercise.id] = exercise
    own_names = ((exercise.name, exercise.id) for exercise in by_id.values())
    names: dict[str, str] = {}
    for name, exercise_id in (*own_names, *aliases):
        if exercise_id not in by_id:
            raise ValueError(f"alias {name!r} points to {exercise_id!r}, which is not in the catalogue")
        key = spelling_key(name)
        if names.setdefault(key, exercise_id) != exercise_id:
            raise ValueError(f"{name!r} names both {names[key]!r} and {exercise_id!r}")
    for exercise in by_id.values():
        for substitute in exercise.substitutes:
            if substitute not in by_id:
                raise ValueError(f"substitute {substitute!r} of {exercise.id!r} is not in the catalogue")
    return Catalogue(exercises=by_id, names=names, edition=edition)
