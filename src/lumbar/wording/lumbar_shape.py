"""The shape of the back, in words: what was read, how sure, against what, and how to film it better."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from lumbar.core.causes.back_shape import BackShapeFinding
from lumbar.core.causes.finding import FindingKind, Status
from lumbar.core.motion.lumbar import BackShape, LumbarChange, NeutralBy, WhyNoShape

TITLE = "Your back's own shape"
NO_SHAPE = "The shape of your back cannot be told."
NO_STILL = (
    "No still was written: it takes two repetitions whose shape could be told, to hold the one furthest from your "
    "neutral beside the nearest."
)
HINGE_UNUSABLE = (
    "The film that you named with --neutral could not be used, as your back was not read well enough in it, so your "
    "repetitions were not held against it. Film one slow unloaded hinge from the same side and in the same shirt, with "
    "your whole body in the picture, and name that one."
)
WHAT_IT_IS = (
    "Read from the outline of your back in the film, against your own neutral, by a method that was made with made "
    "lifters and tried on others of them; it has hardly been tried on people yet. It sees that a back rounds, and "
    "cannot tell the lower back from the upper one for sure. A rounding back has not been shown to be why a back hurts."
)


def change_sentences(changes: Sequence[LumbarChange]) -> tuple[str, ...]:
    """The repetitions by their answers: those that were answered alike in one line, or why they cannot be told."""
    groups: dict[tuple[BackShape, WhyNoShape | None], list[int]] = {}
    for number, change in enumerate(changes, 1):
        untold = change.shape is BackShape.CANNOT_TELL
        why = change.why or WhyNoShape.TOO_UNSURE
        groups.setdefault((change.shape, why if untold else None), []).append(number)
    return tuple(
        f"{_runs(numbers)}: {_answer(shape, why, [changes[number - 1] for number in numbers])}"
        for (shape, why), numbers in groups.items()
    )


def _answer(shape: BackShape, why: WhyNoShape | None, alike: Sequence[LumbarChange]) -> str:
    match shape:
        case BackShape.NEUTRAL:
            return f"near your neutral, {_degrees(alike)} from it."
        case BackShape.ROUNDED:
            return f"your back rounds by {_degrees(alike)} from your neutral."
        case BackShape.OVERARCHED:
            return f"your back arches more than in your neutral, by {_degrees(alike)}."
        case BackShape.CANNOT_TELL:
            return f"cannot tell. {no_shape_sentence(why or WhyNoShape.TOO_UNSURE)}"
        case _:
            assert_never(shape)


def _degrees(alike: Sequence[LumbarChange]) -> str:
    """The least and the greatest change, with the greatest of their doubts."""
    sizes = sorted(abs(change.change_deg or 0.0) for change in alike)
    off = max(change.uncertainty_deg or 0.0 for change in alike)
    if len(sizes) == 1:
        return f"{sizes[0]:.0f}° ± {off:.0f}°"
    return f"{sizes[0]:.0f}° to {sizes[-1]:.0f}° (each ± {off:.0f}° at most)"


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
            return "What was read, with its doubt, lies on both sides of the line. Square from the side, a close shirt and one slow unloaded hinge of yours (--neutral) make it surer."
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
            return "Your neutral is how you stand in this film. A back that keeps its shape reads rounder than that once it bends over, so only one that stays near it, or rounds by very much, can be told. One slow unloaded hinge of yours (--neutral FILM) tells more."
        case _:
            assert_never(by)


def back_finding_sentence(finding: BackShapeFinding) -> str:
    """What the repetitions of a set come to."""
    if finding.kind is FindingKind.FORM_CHANGE:
        return _over_the_set(finding)
    which, of = _listed(finding.repetitions), finding.of_repetitions
    size = f"{abs(finding.value or 0):.0f}° ± {finding.uncertainty_deg or 0:.0f}°"
    most = " at most" if len(finding.repetitions) > 1 else ""
    rest = f"; {len(finding.untold)} could not be told" if finding.untold else ""
    match finding.shape:
        case BackShape.ROUNDED:
            return f"Your back rounds in {which} of {of}, by {size} from your neutral{most}{rest}."
        case BackShape.OVERARCHED:
            return f"Your back arches more than in your neutral in {which} of {of}, by {size}{most}{rest}."
        case BackShape.NEUTRAL:
            return f"Your back stays near your neutral in {which} of {of}, {size} from it{most}{rest}."
        case BackShape.CANNOT_TELL:
            return f"{_untold(finding)} {no_shape_sentence(finding.why_not or WhyNoShape.TOO_UNSURE)}"
        case _:
            assert_never(finding.shape)


def _untold(finding: BackShapeFinding) -> str:
    if len(finding.untold) == finding.of_repetitions:
        return NO_SHAPE
    return (
        f"The shape of your back cannot be told in {len(finding.untold)} of {finding.of_repetitions} repetitions, too "
        "many for the set to be said to stay near your neutral."
    )


def _over_the_set(finding: BackShapeFinding) -> str:
    change = (finding.value or 0.0) - (finding.usual or 0.0)
    off = f"± {finding.uncertainty_deg or 0:.0f}°"
    if finding.status is not Status.CHANGED:
        return f"Over the set your back keeps the shape of your first repetitions to within {off[2:]}, as far as a film can tell."
    way = "more" if change > 0 else "less"
    return f"In the last third of the set your back rounds by {abs(change):.0f}° {way} than in your first repetitions ({off})."


def _listed(numbers: Sequence[int]) -> str:
    return f"repetition{'' if len(numbers) == 1 else 's'} {_runs(numbers)}"


def _runs(numbers: Sequence[int]) -> str:
    """ "1 to 4, 6 and 8" """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [text for run in runs for text in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
