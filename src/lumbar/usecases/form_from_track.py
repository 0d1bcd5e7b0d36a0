"""Form from track: how one recorded lift was done, with what was decided on the way from the file to the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.compression import ModelCompression, moment_compression
from lumbar.core.biomechanics.landmarks import FloatArray, NotAvailable, Series, find_landmarks
from lumbar.core.biomechanics.lifts import Lift, lift_of
from lumbar.core.biomechanics.lumbar_moment import STANDARD_GRAVITY, upper_body
from lumbar.core.causes.finding import Finding
from lumbar.core.causes.form import form_findings
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.exercises import Catalogue
from lumbar.core.motion.joints import MovingBody
from lumbar.core.motion.movement_form import MovementForm, movement_form
from lumbar.core.motion.segmentation import Repetition, RepetitionSet
from lumbar.usecases.analyse_track import Peak, TrackAnalysis, analyse_track
from lumbar.usecases.track_reading import TrackReading

SKIN_MARKER_NOISE = Parameter(
    id="skin-marker-noise",
    meaning="difference in lumbar flexion below which skin markers tell nothing",
    value=5.0,
    unit="degrees",
    source=our_judgement(
        date(2026, 11, 23),
        "Skin slides over the pelvis and the spine by a centimetre or two, and two centimetres on the 20 cm between C7 "
        "and T10 are 6 degrees; part of that comes back in each repetition.",
    ),
    certainty=Certainty.OPINION,
    not_for="comparing two people",
)

SURE_COUNT = Parameter(
    id="sure-count",
    meaning="share of what moves in a recording that must agree on the count of repetitions for it to be called sure",
    value=0.4,
    unit="share of the weight",
    source=our_judgement(
        date(2026, 11, 23),
        "In sets of ten by six people the middle share was 0.63 where the count was right, and 0.31 where it was not.",
    ),
    certainty=Certainty.LOW,
)
LYING_OR_KNEELING = frozenset({Lift.PUSH_UP, Lift.PLANK, Lift.SIDE_PLANK, Lift.BIRD_DOG})
"""The legs do not show which way is up."""


@dataclass(frozen=True, slots=True)
class DeepestPoint:
    """The moment of greatest bend, and each angle then; None for one that was not seen. [degrees]"""

    time_s: float
    trunk_inclination_deg: float | None
    hip_deg: float | None
    knee_deg: float | None
    ankle_deg: float | None
    lumbar_flexion_deg: float | None


@dataclass(frozen=True, slots=True)
class RepetitionForm:
    """One repetition: when it was, how it was at its deepest, and the most it asked of the lower back."""

    repetition: Repetition
    deepest: DeepestPoint | None
    lumbar_change_deg: float | None
    """Where the lower back was furthest from the person's own neutral; flexion positive."""
    l5s1_moment_nm: float | None
    """The greatest extension moment."""


@dataclass(frozen=True, eq=False, slots=True)
class FormFromTrack:
    """One recording, looked at."""

    reading: TrackReading
    neutral: TrackReading | None
    exercise: str
    """As it was named."""
    lift: Lift
    body_mass_kg: float | None
    load_kg: float | None
    sex: Sex
    analysis: TrackAnalysis
    form: MovementForm | None
    """What joints alone show, as of a film; None where which way is up cannot be told."""

    @property
    def found(self) -> RepetitionSet | None:
        """None where which way is up cannot be told."""
        return self.form.found if self.form else None

    def findings(self, on: date) -> tuple[Finding, ...]:
        """What was looked at, as findings of the cause "form", the most telling first."""
        return form_findings(self.form.observations, self.lift, on) if self.form else ()

    @property
    def repetitions(self) -> tuple[RepetitionForm, ...]:
        """Each whole repetition, or half of one at either end of the recording, in order of time."""
        return tuple(map(self._form_of, self.found.repetitions)) if self.found else ()

    @property
    def series(self) -> Mapping[str, Series]:
        """Every series, by the name it goes by in the answer."""
        found = self.analysis
        return {
            "trunk_inclination_deg": found.trunk_inclination_deg,
            "hip_deg": found.hip_deg,
            "knee_deg": found.knee_deg,
            "ankle_deg": found.ankle_deg,
            "lumbar_flexion_deg": found.lumbar_flexion_deg,
            "l5s1_extension_moment_nm": found.l5s1_extension_moment_nm,
        }

    @property
    def not_available(self) -> Mapping[str, NotAvailable]:
        """The series that are not there, by name, with the reason."""
        return {name: series for name, series in self.series.items() if isinstance(series, NotAvailable)}

    @property
    def tells_nothing(self) -> bool:
        """Whether not one series could be had."""
        return len(self.not_available) == len(self.series)

    @property
    def set_aside(self) -> bool:
        """Whether something that a file holds or promises is in no figure."""
        return self.reading.set_aside or (self.neutral is not None and self.neutral.set_aside)

    @property
    def deepest(self) -> DeepestPoint | None:
        """Where the hips are most bent, or the trunk leans most where hips are not seen then; None without either."""
        return self._deepest_between(0, len(self.analysis.time_s) - 1)

    def _form_of(self, repetition: Repetition) -> RepetitionForm:
        first, last = repetition.rest_before, repetition.rest_after
        back = self._between(self.analysis.lumbar_flexion_deg, first, last)
        moment = self._between(self.analysis.l5s1_extension_moment_nm, first, last)
        return RepetitionForm(
            repetition,
            self._deepest_between(first, last),
            None if back is None else float(back[np.nanargmax(np.abs(back))]),
            None if moment is None else float(np.nanmax(moment)),
        )

    def _deepest_between(self, first: int, last: int) -> DeepestPoint | None:
        hips = self._between(self.analysis.hip_deg, first, last)
        trunk = self._between(self.analysis.trunk_inclination_deg, first, last)
        if hips is not None and trunk is not None and np.isnan(hips[np.nanargmax(trunk)]):
            hips = None  # out of sight at the bottom: the most that was seen of them is not the most they were bent
        bent = trunk if hips is None else hips
        if bent is None:
            return None
        at = int(np.nanargmax(bent))
        peak = Peak(float(bent[at]), float(self.analysis.time_s[first + at]))
        angles = {name: self._at(each, peak) for name, each in self.series.items() if name.endswith("_deg")}
        return DeepestPoint(time_s=peak.time_s, **angles)

    @staticmethod
    def _between(series: Series, first: int, last: int) -> FloatArray | None:
        """The values from one frame to another, both included; None where none of them is known."""
        if isinstance(series, NotAvailable):
            return None
        part = series[first : last + 1]
        return part if np.isfinite(part).any() else None

    @property
    def moment_peak(self) -> Peak | None:
        return self.analysis.peak(self.analysis.l5s1_extension_moment_nm)

    @property
    def held_from_s(self) -> float | None:
        """When the load is first held; None where no load was told or it is never held."""
        held = self.analysis.held
        return held.spans[0].from_s if held is not None and held.spans else None

    @property
    def compression(self) -> ModelCompression | None:
        """Model compression where the moment is greatest; None without a moment that extends the back."""
        peak = self.moment_peak
        if peak is None or peak.value < 0 or self.body_mass_kg is None:
            return None
        lean = self._at(self.analysis.trunk_inclination_deg, peak)
        if lean is None:
            return None
        weight = STANDARD_GRAVITY.value * (upper_body(self.sex).mass * self.body_mass_kg + self._held_kg(peak))
        return moment_compression(peak.value, weight, lean)

    def _held_kg(self, peak: Peak) -> float:
        held = self.analysis.held
        if held is None or self.load_kg is None:
            return 0.0
        return self.load_kg * float(held.share[self._frame(peak)])

    def _at(self, series: Series, peak: Peak) -> float | None:
        if isinstance(series, NotAvailable):
            return None
        value = float(series[self._frame(peak)])
        return value if np.isfinite(value) else None

    def _frame(self, peak: Peak) -> int:
        return int(np.argmin(np.abs(self.analysis.time_s - peak.time_s)))


def form_from_track(
    reading: TrackReading,
    *,
    neutral: TrackReading | None,
    exercise: str,
    catalogue: Catalogue,
    body_mass_kg: float | None = None,
    load_kg: float | None = None,
    height_m: float | None = None,
    sex: Sex = Sex.UNKNOWN,
    held_throughout: bool = False,
) -> FormFromTrack:
    """Looks at the track of one lift. ``neutral`` is a track of the same person standing.

    The load counts from where the hands show that it left the floor, or all the time where the person says so.
    """
    lift = lift_of(exercise, catalogue)
    analysis = analyse_track(
        reading.track,
        neutral=None if neutral is None else neutral.track,
        body_mass_kg=body_mass_kg,
        load_kg=load_kg,
        height_m=height_m,
        sex=sex,
        standing=lift not in LYING_OR_KNEELING,
        held_throughout=held_throughout,
    )
    form = _movement(reading, analysis, lift)
    return FormFromTrack(reading, neutral, exercise, lift, body_mass_kg, load_kg, sex, analysis, form)


def _movement(reading: TrackReading, analysis: TrackAnalysis, lift: Lift) -> MovementForm | None:
    if analysis.vertical is None:
        return None
    body = find_landmarks(reading.track)
    return movement_form(MovingBody(reading.track.time_s, body, analysis.vertical, confidence={}), lift)
