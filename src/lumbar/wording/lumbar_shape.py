"""The shape of the lower back, in words: what was read, how sure, against what, and how to film it better."""

from __future__ import annotations

from typing import assert_never

from lumbar.core.causes.back_shape import BackShapeFinding
from lumbar.core.causes.finding import FindingKind, Status
from lumbar.core.motion.lumbar import BackShape, LumbarChange, NeutralBy, WhyNoShape

TITLE = "Your back's own shape"
NO_STILL = "No still was written: it takes two repetitions whose back could be read, to hold one beside the other."
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
        case WhyNoShape.HINGE_TOO_SHALLOW:
            return "Your own hinge does not go nearly as deep as the lift, so it says nothing of your back down there; film one that goes as deep as you can hold your back."
        case WhyNoShape.STANDING_ONLY:
            return "It reads rounder than you stand, and so does a back that keeps its shape when it bends over. Film one slow unloaded hinge, with your back as you mean to hold it, and name it with --neutral."
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
            return "Your neutral is how you stand in this film, which is the wrong one for a bent back: only a back that stays near it can be told. One slow unloaded hinge of yours (--neutral FILM) tells more."
        case _:
            assert_never(by)


def back_finding_sentence(finding: BackShapeFinding) -> str:
    """What the repetitions of a set come to."""
    if finding.kind is FindingKind.FORM_CHANGE:
        return _over_the_set(finding)
    which, of = _listed(finding.repetitions), finding.of_repetitions
    size = f"{abs(finding.value or 0):.0f}° ± {finding.uncertainty_deg or 0:.0f}°"
    match finding.shape:
        case BackShape.ROUNDED:
            return f"Your back rounds in {which} of {of}, by {size} from your neutral at most."
        case BackShape.OVERARCHED:
            return f"Your back arches more than in your neutral in {which} of {of}, by {size} at most."
        case BackShape.NEUTRAL:
            return f"Your back stays near your neutral in {which} of {of}, {size} from it at most."
        case BackShape.CANNOT_TELL:
            return (
                f"The shape of your back cannot be told. {no_shape_sentence(finding.why_not or WhyNoShape.TOO_UNSURE)}"
            )
        case _:
            assert_never(finding.shape)


def _over_the_set(finding: BackShapeFinding) -> str:
    change = (finding.value or 0.0) - (finding.usual or 0.0)
    off = f"± {finding.uncertainty_deg or 0:.0f}°"
    if finding.status is not Status.CHANGED:
        return f"Over the set your back keeps the shape of your first repetitions to within {off[2:]}, as far as a film can tell."
    what = "rounds" if change > 0 else "arches"
    return f"In the last third of the set your back {what} by {abs(change):.0f}° ({off}) more than in your first repetitions."


def _listed(numbers: tuple[int, ...]) -> str:
    if len(numbers) == 1:
        return f"repetition {numbers[0]}"
    return f"repetitions {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
