"""The shape of the back in one filmed set, as findings: rounding against the own neutral, and change over the set.

A set speaks for itself and for no other; that a back rounds has not been shown to be why it hurts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import median
from typing import Final

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, Measure, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.motion.comparing import FEWEST_FOR_A_CHANGE, PARTS_OF_A_SET
from lumbar.core.motion.lumbar import CHANGE_IN_A_SET, BackShape, LumbarChange, WhyNoShape
from lumbar.core.references import SARACENI_2020


@dataclass(frozen=True, slots=True, kw_only=True)
class BackShapeFinding(Finding):
    """A finding of the back's own shape."""

    shape: BackShape
    """Over the set ROUNDED where the rounding changed, be it more or less."""
    repetitions: tuple[int, ...] = ()
    """Those that it speaks of, counted from 1."""
    of_repetitions: int = 0
    untold: tuple[int, ...] = ()
    """Those of which the shape cannot be told."""
    uncertainty_deg: float | None = None
    why_not: WhyNoShape | None = None
    """The commonest reason of those that cannot be told."""


LEAST_ANSWERED = Parameter(
    "back-least-answered",
    "share of the repetitions that must be told for a back to be said to stay near its neutral",
    0.5,
    "share of the repetitions",
    our_judgement(date(2026, 11, 30), "One repetition says nothing of seven others that could not be told."),
    Certainty.OPINION,
)


def back_findings(changes: Sequence[LumbarChange], lift: Lift, on: date) -> tuple[BackShapeFinding, ...]:
    """What the repetitions come to: their shape, and where it can be told, its change from the first to the last."""
    if not changes:
        return ()
    shape = _shape(changes, lift, on)
    over = _over_the_set(changes, lift, on)
    return (shape,) if over is None else (shape, over)


def _shape(changes: Sequence[LumbarChange], lift: Lift, on: date) -> BackShapeFinding:
    """Rounding where there is any; that a back stays near its neutral only where enough repetitions say so."""
    by_shape = {shape: tuple(n for n, each in enumerate(changes, 1) if each.shape is shape) for shape in BackShape}
    untold = by_shape[BackShape.CANNOT_TELL]
    for shape in (BackShape.ROUNDED, BackShape.OVERARCHED, BackShape.NEUTRAL):
        if not by_shape[shape]:
            continue
        if shape is BackShape.NEUTRAL and len(changes) - len(untold) < LEAST_ANSWERED.value * len(changes):
            break
        furthest = max((changes[n - 1] for n in by_shape[shape]), key=lambda each: abs(each.change_deg or 0.0))
        return _finding(
            lift,
            on,
            FindingKind.FORM_FAULT,
            Status.USUAL if shape is BackShape.NEUTRAL else Status.CHANGED,
            shape,
            by_shape[shape],
            len(changes),
            untold=untold,
            value=furthest.change_deg,
            usual=0.0,
            uncertainty=furthest.uncertainty_deg,
        )
    reasons = [each.why for each in changes if each.why is not None]
    return _finding(
        lift,
        on,
        FindingKind.FORM_FAULT,
        Status.NOT_RECORDED,
        BackShape.CANNOT_TELL,
        untold,
        len(changes),
        untold=untold,
        why=max(reasons, key=reasons.count) if reasons else None,
    )


def _over_the_set(changes: Sequence[LumbarChange], lift: Lift, on: date) -> BackShapeFinding | None:
    """The median of the last third against that of the first; None where too few were read, or one not well enough."""
    known = [change for change in map(_well_read, changes) if change is not None]
    if len(known) < max(FEWEST_FOR_A_CHANGE.value, len(changes)):
        return None
    third = ceil(len(known) / PARTS_OF_A_SET.value)
    first, last = median(known[:third]), median(known[-third:])
    told = abs(last - first) > CHANGE_IN_A_SET.value
    return _finding(
        lift,
        on,
        FindingKind.FORM_CHANGE,
        Status.CHANGED if told else Status.USUAL,
        BackShape.ROUNDED if told else BackShape.NEUTRAL,
        tuple(range(len(known) - third + 1, len(known) + 1)),
        len(known),
        value=last,
        usual=first,
        uncertainty=CHANGE_IN_A_SET.value,
    )


def _well_read(change: LumbarChange) -> float | None:
    """The change of a repetition that may be held beside others; None of one that was hidden or reads as arched."""
    answered = change.shape is not BackShape.CANNOT_TELL
    return change.change_deg if answered or change.why in _UNSURE_BY_ITSELF else None


_UNSURE_BY_ITSELF: Final = frozenset({WhyNoShape.TOO_UNSURE, WhyNoShape.STANDING_ONLY})
"""Too unsure to be called by itself; beside another of the same film its offset falls out."""


def _finding(
    lift: Lift,
    on: date,
    kind: FindingKind,
    status: Status,
    shape: BackShape,
    repetitions: tuple[int, ...],
    of_repetitions: int,
    *,
    untold: tuple[int, ...] = (),
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
        untold=untold,
        uncertainty_deg=uncertainty,
        why_not=why,
    )
