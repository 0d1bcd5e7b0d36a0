"""Form from track: how one recorded lift was done, with what was decided on the way from the file to the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.compression import ModelCompression, moment_compression
from lumbar.core.biomechanics.landmarks import NotAvailable, Series
from lumbar.core.biomechanics.lifts import Lift, lift_of
from lumbar.core.biomechanics.lumbar_moment import STANDARD_GRAVITY, upper_body
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.exercises import Catalogue
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
        """Where the hips are most bent, or else the trunk leans most; None where neither was seen."""
        peak = self.analysis.peak(self.analysis.hip_deg) or self.analysis.peak(self.analysis.trunk_inclination_deg)
        if peak is None:
            return None
        angles = {name: self._at(series, peak) for name, series in self.series.items() if name.endswith("_deg")}
        return DeepestPoint(time_s=peak.time_s, **angles)

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
    return FormFromTrack(reading, neutral, exercise, lift, body_mass_kg, load_kg, sex, analysis)
