"""Form: what was seen of one recorded set, as findings. It speaks for that set and no other.

A change over the set is what tells; of single repetitions only the one furthest from the person's own is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, Measure, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.evidence import Source
from lumbar.core.motion.observations import Observation, ObservationKind, Standing, Unit, WhyNotTold
from lumbar.core.references import SARACENI_2020


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFinding(Finding):
    """A finding with what was seen."""

    lift: Lift
    observation: Observation
    notable_repetitions: tuple[int, ...] = ()
    """All repetitions in which the same was notable."""


_MEASURE: Final[Mapping[Unit, Measure]] = {
    Unit.DEGREES: Measure.DEGREES,
    Unit.SECONDS: Measure.SECONDS,
    Unit.TRUNK_LENGTHS: Measure.TRUNK_LENGTHS,
}
_STATUS: Final[Mapping[Standing, Status]] = {
    Standing.NOTABLE: Status.CHANGED,
    Standing.AS_USUAL: Status.USUAL,
    Standing.CANNOT_TELL: Status.NOT_RECORDED,
}
_FAULTS: Final = frozenset({ObservationKind.HIPS_FIRST, ObservationKind.LEFT_RIGHT})
"""Read against the bottom, or the standing, of the same repetition: there without a change over the set too."""
_NO_FILM_HELPS: Final = frozenset(
    {WhyNotTold.ONE_REPETITION, WhyNotTold.TOO_FEW_REPETITIONS, WhyNotTold.HANDS_ELSEWHERE}
)
_TIMES: Final = frozenset({ObservationKind.LOWERING_TIME, ObservationKind.RAISING_TIME, ObservationKind.HOLD_TIME})
"""Of how fast and not of how."""


def form_findings(observations: Sequence[Observation], lift: Lift, on: date) -> tuple[FormFinding, ...]:
    """One finding a kind, changed ones first and of them the furthest beyond its error; then usual, then not told."""
    kinds = dict.fromkeys(observation.kind for observation in observations)
    chosen = [_of_kind([each for each in observations if each.kind is kind]) for kind in kinds]
    order = {standing: number for number, standing in enumerate(Standing)}
    chosen.sort(key=lambda seen: (order[seen.standing], seen.kind in _TIMES, -_beyond(seen)))
    return tuple(_finding(observation, _notable(observation, observations), lift, on) for observation in chosen)


def _notable(one: Observation, seen: Sequence[Observation]) -> tuple[int, ...]:
    alike = [each for each in seen if each.kind is one.kind and each.standing is Standing.NOTABLE]
    return tuple(each.repetition for each in alike if each.repetition is not None)


def _of_kind(seen: Sequence[Observation]) -> Observation:
    """The change over the set where there is one, else the most telling repetition, else what the set has to say."""
    notable = [each for each in seen if each.standing is Standing.NOTABLE]
    over_the_set = [each for each in seen if each.repetition is None]
    if notable:
        return next((each for each in notable if each.repetition is None), max(notable, key=_beyond))
    described = [each for each in seen if each.why_not is WhyNotTold.ONE_REPETITION]
    usual = [each for each in seen if each.standing is Standing.AS_USUAL]
    return (*_first_of_set(usual), *described, *reversed(usual), *over_the_set, *seen)[0]


def _first_of_set(seen: Iterable[Observation]) -> tuple[Observation, ...]:
    return tuple(each for each in seen if each.repetition is None)


def _beyond(seen: Observation) -> float:
    """How many times its error it is from the person's own."""
    if seen.value is None or not seen.uncertainty:
        return 0.0
    change = seen.value if seen.usual is None else seen.value - seen.usual
    gained = seen.value if seen.kind in _FAULTS else 0.0
    return max(abs(change), abs(gained)) / seen.uncertainty


def _finding(seen: Observation, notable: tuple[int, ...], lift: Lift, on: date) -> FormFinding:
    fault = seen.standing is Standing.NOTABLE and seen.kind in _FAULTS and seen.repetition is not None
    status = _STATUS[seen.standing]
    return FormFinding(
        cause=Cause.FORM,
        kind=FindingKind.FORM_FAULT if fault else FindingKind.FORM_CHANGE,
        status=status,
        on=on,
        baseline=Baseline.OWN_USUAL,
        sources=(*seen.sources, *_on_form(seen)),
        certainty=seen.certainty,
        prevention=_leads_to(seen),
        exercise=lift.value,
        value=seen.value,
        usual=seen.usual,
        measure=None if seen.value is None else _MEASURE[seen.unit],
        lift=lift,
        observation=seen,
        notable_repetitions=notable,
    )


def _on_form(seen: Observation) -> tuple[Source, ...]:
    """What is known of form and pain belongs beside every change that is told."""
    return (SARACENI_2020,) if seen.standing is Standing.NOTABLE else ()


def _leads_to(seen: Observation) -> Prevention:
    match seen.standing:
        case Standing.NOTABLE:
            return Prevention.KEEP_YOUR_FORM
        case Standing.CANNOT_TELL if seen.why_not not in _NO_FILM_HELPS:
            return Prevention.FILM_AGAIN
        case _:
            return Prevention.NONE_NEEDED
