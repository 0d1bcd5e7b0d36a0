"""Which of the movements whose form can be looked at an exercise is.

There are twelve, with "other" for everything else. A variant belongs to a lift where the body moves alike: a trap bar
deadlift is a deadlift, a leg press is no squat, since a pad carries the trunk.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from lumbar.core.exercises import Catalogue, spelling_key


class Lift(StrEnum):
    """The movements, as the command line names them."""

    SQUAT = "squat"
    DEADLIFT = "deadlift"
    ROMANIAN_DEADLIFT = "romanian_deadlift"
    GOOD_MORNING = "good_morning"
    ROW = "row"
    LUNGE = "lunge"
    SIT_TO_STAND = "sit_to_stand"
    PUSH_UP = "push_up"
    PLANK = "plank"
    SIDE_PLANK = "side_plank"
    BIRD_DOG = "bird_dog"
    OTHER = "other"


EXERCISES_OF: Final[Mapping[Lift, tuple[str, ...]]] = {
    Lift.SQUAT: (
        "back_squat", "low_bar_squat", "front_squat", "box_squat", "overhead_squat", "zercher_squat", "goblet_squat",
        "dumbbell_squat", "dumbbell_sumo_squat", "kettlebell_front_squat", "kettlebell_squat", "kettlebell_sumo_squat",
        "sumo_squat", "body_weight_squat", "jump_squat", "belt_squat", "smith_squat", "machine_squat",
        "suspension_squat", "band_squat",
    ),
    Lift.DEADLIFT: (
        "deadlift", "sumo_deadlift", "trap_bar_deadlift", "dumbbell_deadlift", "kettlebell_deadlift",
        "suitcase_deadlift", "smith_deadlift", "machine_deadlift", "deficit_deadlift", "rack_pull",
    ),
    Lift.ROMANIAN_DEADLIFT: (
        "romanian_deadlift", "dumbbell_romanian_deadlift", "smith_romanian_deadlift", "machine_romanian_deadlift",
        "stiff_leg_deadlift", "dumbbell_stiff_leg_deadlift", "smith_stiff_leg_deadlift",
    ),
    Lift.GOOD_MORNING: ("good_morning",),
    Lift.ROW: (
        "barbell_row", "reverse_grip_barbell_row", "pendlay_row", "t_bar_row", "landmine_row", "meadows_row",
        "smith_row", "dumbbell_row", "bent_over_dumbbell_row", "kettlebell_row", "bent_over_row_machine",
        "bent_over_band_row", "single_arm_landmine_row", "band_row", "standing_cable_row", "seated_cable_row",
        "single_arm_cable_row", "high_cable_row", "seated_row", "machine_row", "high_row_machine", "low_row_machine",
        "chest_supported_row",
    ),
    Lift.LUNGE: (
        "lunge", "dumbbell_lunge", "barbell_lunge", "walking_lunge", "dumbbell_walking_lunge", "reverse_lunge",
        "dumbbell_reverse_lunge", "barbell_reverse_lunge", "overhead_lunge", "jumping_lunge", "suspension_lunge",
        "curtsy_lunge", "dumbbell_curtsy_lunge", "split_squat", "dumbbell_split_squat", "barbell_split_squat",
        "smith_split_squat", "bulgarian_split_squat", "dumbbell_bulgarian_split_squat",
        "barbell_bulgarian_split_squat", "machine_bulgarian_split_squat",
    ),
    Lift.SIT_TO_STAND: ("sit_to_stand",),
    Lift.PUSH_UP: (
        "push_up", "knee_push_up", "incline_push_up", "decline_push_up", "narrow_push_up", "archer_push_up",
        "one_arm_push_up", "suspension_push_up",
    ),
    Lift.PLANK: ("plank", "high_plank", "ball_plank", "moving_plank", "body_saw"),
    Lift.SIDE_PLANK: ("side_plank", "suspension_side_plank"),
    Lift.BIRD_DOG: ("bird_dog",),
}  # fmt: skip
"""Ids of the catalogue; an exercise that stands nowhere here is ``OTHER``."""

_LIFT_OF: Final = {exercise: lift for lift, exercises in EXERCISES_OF.items() for exercise in exercises}
_OWN_NAMES: Final = {spelling_key(lift.value): lift for lift in Lift}


def lift_of(name: str, catalogue: Catalogue) -> Lift:
    """The lift that a name means, by its own name or by the catalogue; ``OTHER`` for one that nobody knows."""
    own = _OWN_NAMES.get(spelling_key(name))
    if own is not None:
        return own
    exercise = catalogue.resolve(name)
    return Lift.OTHER if exercise is None else _LIFT_OF.get(exercise.id, Lift.OTHER)
