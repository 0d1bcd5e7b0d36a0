"""Form from video: how one filmed set was done, with what was decided on the way from the pictures to the figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.landmarks import FloatArray, NotAvailable, Side, WhyNot
from lumbar.core.biomechanics.lifts import Lift, lift_of
from lumbar.core.causes.back_shape import back_findings
from lumbar.core.causes.finding import Finding, Status
from lumbar.core.causes.form import form_findings
from lumbar.core.exercises import Catalogue
from lumbar.core.motion.angles import BOTH_SEEN
from lumbar.core.motion.joint_correction import corrected
from lumbar.core.motion.joints import from_pose
from lumbar.core.motion.lumbar import LumbarChange
from lumbar.core.motion.moment import PictureMoment, metres_a_pixel, picture_moment
from lumbar.core.motion.movement_form import MovementForm, movement_form
from lumbar.core.motion.phases import Tempo
from lumbar.core.motion.readout import Network
from lumbar.core.motion.segmentation import Repetition
from lumbar.core.tracks import Track, VerticalAxis
from lumbar.usecases.read_back import BackForm, read_back
from lumbar.usecases.video_reading import VideoReading


@dataclass(frozen=True, slots=True)
class FilmedRepetition:
    """One repetition: when it was, and how it was at its deepest; None for what was not seen. [degrees, Nm]"""

    repetition: Repetition
    tempo: Tempo
    deepest_s: float | None
    trunk_inclination_deg: float | None
    hip_deg: float | None
    knee_deg: float | None
    ankle_deg: float | None
    l5s1_moment_nm: float | None
    """The greatest extension moment."""
    l5s1_error_nm: float | None
    """How far off it may be, root mean square."""
    back: LumbarChange
    """The shape of the lower back, against the person's own neutral."""


@dataclass(frozen=True, eq=False, slots=True)
class FormFromVideo:
    """One film of one set, looked at."""

    reading: VideoReading
    exercise: str
    """As it was named."""
    form: MovementForm
    back: BackForm
    moment: PictureMoment | NotAvailable
    body_mass_kg: float | None
    load_kg: float | None
    height_m: float | None
    sex: Sex

    @property
    def lift(self) -> Lift:
        return self.form.lift

    @property
    def repetitions(self) -> tuple[FilmedRepetition, ...]:
        """In the order of time."""
        each = zip(self.form.found.repetitions, self.form.tempos, self.back.changes, strict=True)
        return tuple(self._filmed(repetition, tempo, back) for repetition, tempo, back in each)

    @property
    def tells_nothing(self) -> bool:
        """Whether neither an angle nor a repetition nor a hold could be had."""
        angles = self.form.angles
        series = (angles.trunk_inclination_deg, angles.hip_deg, angles.knee_deg)
        seen = any(np.isfinite(each).any() for each in series)
        return not (seen or self.form.found.repetitions or self.form.hold)

    @property
    def set_aside(self) -> bool:
        """Whether something that the file holds or promises was not looked at, or nothing could be told of it."""
        view = self.form.view
        return self.reading.set_aside or self.tells_nothing or (view is not None and not view.ok)

    def findings(self, on: date) -> tuple[Finding, ...]:
        """What was looked at, as findings of the cause "form", the most telling first."""
        found = (
            *back_findings(self.back.changes, self.lift, on),
            *form_findings(self.form.observations, self.lift, on),
        )
        order = {Status.CHANGED: 0, Status.USUAL: 1, Status.NOT_RECORDED: 2}
        return tuple(sorted(found, key=lambda finding: order[finding.status]))

    def as_track(self) -> Track:
        """The joints as a track without depth, y up, feet about zero; a joint that was not seen is NaN.

        Metres are taken from the person's height, or from a usual one where it was not told; where no limb was seen
        there are none, and nothing is in the track either.
        """
        body = self.form.cleaned.moving.body
        scale = metres_a_pixel(self.form.watched, self.height_m, self.sex) or 1.0
        near = self.form.view.near if self.form.view is not None else None
        joints = {
            key: place
            for key, place in body.positions.items()
            if key[1] is not None and (near in {None, key[1]} or _mostly_seen(place))
        }
        places = np.stack(list(joints.values()), axis=1)
        lowest = np.nanmin(places[:, :, 1]) if np.isfinite(places).any() else 0.0
        return Track(
            tuple(f"{'L' if side is Side.LEFT else 'R'}{landmark.value.capitalize()}" for landmark, side in joints),
            self.reading.pose.time_s,
            (places - (0.0, lowest, 0.0)) * scale,
            VerticalAxis.Y,
        )

    def _filmed(self, repetition: Repetition, tempo: Tempo, back: LumbarChange) -> FilmedRepetition:
        angles = self.form.angles
        part = slice(repetition.rest_before, repetition.rest_after + 1)
        at = _deepest(angles.hip_deg[part], angles.trunk_inclination_deg[part])
        frame = None if at is None else repetition.rest_before + at
        moment, error = self._moment_in(part)
        return FilmedRepetition(
            repetition,
            tempo,
            None if frame is None else float(self.reading.pose.time_s[frame]),
            _value(angles.trunk_inclination_deg, frame),
            _value(angles.hip_deg, frame),
            _value(angles.knee_deg, frame),
            _value(angles.ankle_deg, frame),
            moment,
            error,
            back,
        )

    def _moment_in(self, part: slice) -> tuple[float | None, float | None]:
        """The greatest moment of some frames, and how far off it may be."""
        if isinstance(self.moment, NotAvailable) or not np.isfinite(self.moment.extension_moment_nm[part]).any():
            return None, None
        at = int(np.nanargmax(self.moment.extension_moment_nm[part]))
        return float(self.moment.extension_moment_nm[part][at]), float(self.moment.error_nm[part][at])


def form_from_video(
    reading: VideoReading,
    *,
    hinge: VideoReading | None = None,
    exercise: str,
    catalogue: Catalogue,
    networks: Sequence[Network],
    correction: Network | None = None,
    body_mass_kg: float | None = None,
    load_kg: float | None = None,
    height_m: float | None = None,
    sex: Sex = Sex.UNKNOWN,
) -> FormFromVideo:
    """Looks at the film of one set. ``hinge`` is one of the same person's slow unloaded hinge, for their neutral."""
    lift = lift_of(exercise, catalogue)
    pose = reading.pose if correction is None else corrected(reading.pose, correction, lift)
    form = movement_form(from_pose(pose), lift)
    return FormFromVideo(
        reading,
        exercise,
        form,
        read_back(reading, form, networks, hinge=hinge),
        _moment(form, body_mass_kg, load_kg, height_m, sex),
        body_mass_kg,
        load_kg,
        height_m,
        sex,
    )


def _moment(
    form: MovementForm, body_mass_kg: float | None, load_kg: float | None, height_m: float | None, sex: Sex
) -> PictureMoment | NotAvailable:
    if body_mass_kg is None:
        return NotAvailable(WhyNot.BODY_MASS_NOT_TOLD)
    return picture_moment(form, body_mass_kg=body_mass_kg, load_kg=load_kg or 0.0, height_m=height_m, sex=sex)


def _deepest(hip_deg: FloatArray, trunk_deg: FloatArray) -> int | None:
    """Where the hips are most bent, or else the trunk leans most; None where neither was seen.

    Hips that are hidden where the trunk leans most are most bent there and not where they happen to be seen.
    """
    lean = int(np.nanargmax(trunk_deg)) if np.isfinite(trunk_deg).any() else None
    if lean is not None and not np.isfinite(hip_deg[lean]):
        return lean
    return int(np.nanargmax(hip_deg)) if np.isfinite(hip_deg).any() else lean


def _mostly_seen(place: FloatArray) -> bool:
    """Whether a joint of the far side is there nearly all along; else whoever takes the mean of both sides has gaps."""
    return bool(np.isfinite(place).all(axis=1).mean() >= BOTH_SEEN.value)


def _value(series: FloatArray, frame: int | None) -> float | None:
    if frame is None or not np.isfinite(series[frame]):
        return None
    return float(series[frame])
