"""The shape of the lower back, in words: what was read, how sure, against what, and how to film it better."""

from __future__ import annotations

from typing import assert_never

from lumbar.core.motion.lumbar import BackShape, LumbarChange, NeutralBy, WhyNoShape

TITLE = "Your back's own shape"
WHAT_IT_IS = (
    "Read from the outline of your back in the film, against your own neutral, by a method that was made and tried on made lifters; on people it has been tried on hardly any yet. "
    "It sees that a back rounds, and cannot tell the lower back from the upper one for sure. A rounding back has not been shown to be why a back hurts."
)


def change_sentence(number: int, change: LumbarChange) -> str:
    """One repetition: its shape and the change with its doubt, or why it cannot be told."""
    match change.shape:
        case BackShape.NEUTRAL:
            return f"{number}: near your neutral ({_degrees(change)})."
        case BackShape.ROUNDED:
            return f"{number}: your back rounds, by {_degrees(change)} from your neutral."
        case BackShape.OVERARCHED:
            return f"{number}: your back arches more than in your neutral, by {_degrees(change)}."
        case BackShape.CANNOT_TELL:
            return f"{number}: cannot tell. {no_shape_sentence(change.why or WhyNoShape.TOO_UNSURE)}"
        case _:
            assert_never(change.shape)


def _degrees(change: LumbarChange) -> str:
    return f"{abs(change.change_deg or 0):.0f}° ± {change.uncertainty_deg or 0:.0f}°"


def no_shape_sentence(why: WhyNoShape) -> str:
    """Why the shape cannot be told, and what would help."""
    match why:
        case WhyNoShape.LIFT_NOT_READ:
            return "The back's shape is read in squats, hinges, deadlifts, good mornings, rows and sit to stand; the method was made for no other."
        case WhyNoShape.NOT_FROM_THE_SIDE:
            return "The camera does not stand square enough to your side; put it level with your hips, square to your side."
        case WhyNoShape.NOT_SEEN:
            return "You were not seen in the deepest part; keep your whole body in the picture."
        case WhyNoShape.TOO_SMALL:
            return "You are too small in the picture; put the camera nearer."
        case WhyNoShape.BACK_HIDDEN:
            return "An arm, a plate or hair lies over the outline of your back; film from your other side, or without plates in front of you."
        case WhyNoShape.NO_NEUTRAL:
            return "There is nothing of your own to hold it against: stand upright for a second before the set, or film one slow unloaded hinge and name it with --neutral."
        case WhyNoShape.TOO_UNSURE:
            return "What was read, with its doubt, lies on both sides of the line. Film square from the side, with a close shirt, and name one slow unloaded hinge of yours with --neutral."
        case WhyNoShape.ARCH_NOT_TOLD:
            return "It reads as more arched than your neutral, and where that was tried it was not reliable enough to be told."
        case _:
            assert_never(why)


def neutral_sentence(by: NeutralBy | None) -> str | None:
    """What the neutral was taken from."""
    match by:
        case None:
            return None
        case NeutralBy.OWN_HINGE:
            return "Your neutral is your own slow hinge, at the same bend of the hips."
        case NeutralBy.STANDING:
            return "Your neutral is how you stand in this film; one slow unloaded hinge of yours (--neutral FILM) would be surer."
        case _:
            assert_never(by)
