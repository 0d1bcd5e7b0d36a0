"""What was seen of a set as findings."""

from __future__ import annotations

from datetime import date

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.causes.finding import Baseline, Cause, FindingKind, Measure, Status
from lumbar.core.causes.form import FormFinding, form_findings
from lumbar.core.causes.prevention import Prevention
from lumbar.core.evidence import Certainty
from lumbar.core.motion.observations import (
    Cue,
    Observation,
    ObservationKind,
    Standing,
    Unit,
    WhyNotTold,
    cannot_tell,
)
from lumbar.core.motion.uncertainty import TRUNK
from lumbar.core.references import SARACENI_2020

ON = date(2026, 11, 30)


def seen(
    kind: ObservationKind,
    value: float,
    usual: float | None,
    standing: Standing,
    repetition: int | None = None,
    unit: Unit = Unit.DEGREES,
) -> Observation:
    notable = standing is Standing.NOTABLE
    return Observation(
        kind=kind,
        repetition=repetition,
        value=value,
        unit=unit,
        usual=usual,
        uncertainty=4.0,
        standing=standing,
        why_not=WhyNotTold.ONE_REPETITION if standing is Standing.CANNOT_TELL else None,
        at_s=1.0,
        cue=Cue.SAME_LEAN if notable else None,
        sources=(TRUNK.by_itself.source,),
        certainty=Certainty.OPINION,
    )


def found(*observations: Observation) -> tuple[FormFinding, ...]:
    return form_findings(observations, Lift.SQUAT, ON)


def test_a_change_over_the_set_is_one_finding_against_the_own_usual() -> None:
    lean = ObservationKind.TRUNK_LEAN
    (finding,) = found(
        seen(lean, 60, 45, Standing.NOTABLE),
        seen(lean, 45, 45, Standing.AS_USUAL, 1),
        seen(lean, 70, 45, Standing.NOTABLE, 2),
        seen(lean, 62, 45, Standing.NOTABLE, 3),
    )
    assert (finding.cause, finding.kind, finding.status) == (Cause.FORM, FindingKind.FORM_CHANGE, Status.CHANGED)
    assert (finding.value, finding.usual, finding.measure) == (60, 45, Measure.DEGREES)
    assert finding.baseline is Baseline.OWN_USUAL
    assert finding.prevention is Prevention.KEEP_YOUR_FORM
    assert finding.notable_repetitions == (2, 3)
    assert SARACENI_2020 in finding.sources
    assert (finding.on, finding.exercise) == (ON, "squat")


def test_without_a_change_over_the_set_the_repetition_furthest_from_it_is_told() -> None:
    lean = ObservationKind.TRUNK_LEAN
    (finding,) = found(
        seen(lean, 46, 45, Standing.AS_USUAL),
        seen(lean, 52, 45, Standing.NOTABLE, 2),
        seen(lean, 60, 45, Standing.NOTABLE, 3),
    )
    assert finding.observation.repetition == 3


def test_hips_first_in_every_repetition_is_a_fault_and_no_change() -> None:
    hips = ObservationKind.HIPS_FIRST
    (finding,) = found(
        seen(hips, 15, 15, Standing.AS_USUAL),
        *(seen(hips, 15, 15, Standing.NOTABLE, number) for number in (1, 2, 3)),
    )
    assert finding.kind is FindingKind.FORM_FAULT
    assert finding.notable_repetitions == (1, 2, 3)


def test_the_most_telling_comes_first_and_times_after_postures() -> None:
    """Beyond their error of 4: lean by 2.5 times, depth by 5, raising by 10 of another kind."""
    order = [
        finding.observation.kind
        for finding in found(
            cannot_tell(ObservationKind.LEFT_RIGHT, Unit.TRUNK_LENGTHS, WhyNotTold.FROM_THE_SIDE),
            seen(ObservationKind.LOWERING_TIME, 1, 1, Standing.AS_USUAL),
            seen(ObservationKind.RAISING_TIME, 41, 1, Standing.NOTABLE),
            seen(ObservationKind.TRUNK_LEAN, 55, 45, Standing.NOTABLE),
            seen(ObservationKind.DEPTH, 20, 0, Standing.NOTABLE),
        )
    ]
    assert order == [
        ObservationKind.DEPTH,
        ObservationKind.TRUNK_LEAN,
        ObservationKind.RAISING_TIME,
        ObservationKind.LOWERING_TIME,
        ObservationKind.LEFT_RIGHT,
    ]


def test_what_cannot_be_told_is_not_recorded_and_leads_to_another_film() -> None:
    (finding,) = found(cannot_tell(ObservationKind.DEPTH, Unit.DEGREES, WhyNotTold.TURNED_TOO_FAR))
    assert (finding.status, finding.value, finding.measure) == (Status.NOT_RECORDED, None, None)
    assert finding.prevention is Prevention.FILM_AGAIN


def test_a_single_repetition_keeps_its_figure() -> None:
    (finding,) = found(
        cannot_tell(ObservationKind.TRUNK_LEAN, Unit.DEGREES, WhyNotTold.TOO_FEW_REPETITIONS),
        seen(ObservationKind.TRUNK_LEAN, 62, None, Standing.CANNOT_TELL, 1),
    )
    assert (finding.status, finding.value, finding.usual) == (Status.NOT_RECORDED, 62, None)
    assert finding.prevention is Prevention.NONE_NEEDED


def test_nothing_seen_is_no_finding() -> None:
    assert found() == ()
