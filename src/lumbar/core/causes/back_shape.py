"""The shape of the back in one filmed set, as findings: rounding against the own neutral, and change over the set.

A set speaks for itself and for no other; that a back rounds has not been shown to be why it hurts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, Measure, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.evidence import Certainty
from lumbar.core.motion.comparing import FEWEST_FOR_A_CHANGE, PARTS_OF_A_SET
from lumbar.core.motion.lumbar import CHANGE_IN_A_SET, BackShape, LumbarChange, WhyNoShape
from lumbar.core.references import SARACENI_2020


@dataclass(frozen=True, slots=True, kw_only=True)
class BackShapeFinding(Finding):
    """A finding of the back's own shape."""

    shape: BackShape
    repetitions: tuple[int, ...] = ()
    """Those that it speaks of, counted from 1."""
    of_repetitions: int = 0
    uncertainty_deg: float | None = None
    why_not: WhyNoShape | None = None


def back_findings(changes: Sequence[LumbarChange], lift: Lift, on: date) -> tuple[BackShapeFinding, ...]:
    """What the repetitions come to: their shape, and where it can be told, its change from the first to the last."""
    if not changes:
        return ()
    shape = _shape(changes, lift, on)
    over = _over_the_set(changes, lift, on)
    return (shape,) if over is None else (shape, over)


def _shape(changes: Sequence[LumbarChange], lift: Lift, on: date) -> BackShapeFinding:
    by_shape = {shape: [n for n, each in enumerate(changes, 1) if each.shape is shape] for shape in BackShape}
    for shape in (BackShape.ROUNDED, BackShape.OVERARCHED, BackShape.NEUTRAL):
        if by_shape[shape]:
            worst = max((changes[n - 1] for n in by_shape[shape]), key=lambda each: abs(each.change_deg or 0.0))
            changed = shape is not BackShape.NEUTRAL
            return _finding(
                lift,
                on,
                FindingKind.FORM_FAULT,
                Status.CHANGED if changed else Status.USUAL,
                shape,
                tuple(by_shape[shape]),
                len(changes),
                value=worst.change_deg,
                usual=0.0,
                uncertainty=worst.uncertainty_deg,
            )
    why = next((each.why for each in changes if each.why is not None), None)
    return _finding(
        lift,
        on,
        FindingKind.FORM_FAULT,
        Status.NOT_RECORDED,
        BackShape.CANNOT_TELL,
        tuple(by_shape[BackShape.CANNOT_TELL]),
        len(changes),
        why=why,
    )


def _over_the_set(changes: Sequence[LumbarChange], lift: Lift, on: date) -> BackShapeFinding | None:
    """The median of the last third against that of the first; None where too few were read."""
    known = [each.change_deg for each in changes]
    if len(known) < FEWEST_FOR_A_CHANGE.value or any(each is None for each in known):
        return None
    third = ceil(len(known) / PARTS_OF_A_SET.value)
    first = median(each for each in known[:third] if each is not None)
    last = median(each for each in known[-third:] if each is not None)
    told = abs(last - first) > CHANGE_IN_A_SET.value
    rounder = BackShape.ROUNDED if last > first else BackShape.OVERARCHED
    return _finding(
        lift,
        on,
        FindingKind.FORM_CHANGE,
        Status.CHANGED if told else Status.USUAL,
        rounder if told else BackShape.NEUTRAL,
        tuple(range(len(known) - third + 1, len(known) + 1)),
        len(known),
        value=last,
        usual=first,
        uncertainty=CHANGE_IN_A_SET.value,
    )


def _finding(
    lift: Lift,
    on: date,
    kind: FindingKind,
    status: Status,
    shape: BackShape,
    repetitions: tuple[int, ...],
    of_repetitions: int,
    *,
    value: float | None = None,
    usual: float | None = None,
    uncertainty: float | None = None,
    why: WhyNoShape | None = None,
) -> BackShapeFinding:
    leads_to = {
        Status.CHANGED: Prevention.KEEP_YOUR_FORM,
        Status.USUAL: Prevention.NONE_NEEDED,
        Status.NOT_RECORDED: Prevention.FILM_AGAIN,
    }
    return BackShapeFinding(
        cause=Cause.FORM,
        kind=kind,
        status=status,
        on=on,
        baseline=Baseline.OWN_USUAL,
        sources=(CHANGE_IN_A_SET.source, *((SARACENI_2020,) if status is Status.CHANGED else ())),
        certainty=Certainty.LOW,
        prevention=leads_to[status],
        exercise=lift.value,
        value=value,
        usual=usual,
        measure=None if value is None else Measure.DEGREES,
        shape=shape,
        repetitions=repetitions,
        of_repetitions=of_repetitions,
        uncertainty_deg=uncertainty,
        why_not=why,
    )
