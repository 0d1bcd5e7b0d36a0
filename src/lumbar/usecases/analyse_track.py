"""Analyse track: the angles of a recorded movement, and where body mass was told, the moment about L5/S1.

Nothing is made up: a series whose points are not in the file is a ``NotAvailable`` with the reason, and a frame in
which they were not seen is NaN.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.anthropometry import Segment, segment_length_share
from lumbar.core.biomechanics.kinematics import (
    NeutralFrom,
    SidePlane,
    ankle_angle,
    find_side_plane,
    hip_angle,
    knee_angle,
    lumbar_angle,
    neutral_of,
    trunk_inclination,
    trunk_line,
    turned,
    upright_frames,
)
from lumbar.core.biomechanics.kinetics import SHOULDERS_BELOW_C7, MomentModel, extension_moment, find_upper_body
from lumbar.core.biomechanics.landmarks import (
    Body,
    FloatArray,
    Landmark,
    NotAvailable,
    Series,
    WhyNot,
    find_landmarks,
)
from lumbar.core.biomechanics.lift_off import HeldLoad, find_held_load
from lumbar.core.biomechanics.smoothing import Smoothing, smooth
from lumbar.core.biomechanics.vertical import Vertical, find_vertical
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.tracks import Track

SHORTEST_TRUNK_M = Parameter(
    id="shortest-trunk",
    meaning="hips to shoulders or neck below which a track is not in metres",
    value=0.25,
    unit="m",
    source=our_judgement(date(2026, 11, 23), "Half of an adult's; a child of four has it."),
    certainty=Certainty.OPINION,
)
LONGEST_TRUNK_M = Parameter(
    id="longest-trunk",
    meaning="hips to shoulders or neck above which a track is not in metres",
    value=0.85,
    unit="m",
    source=our_judgement(date(2026, 11, 23), "A person of 2.20 m has some 0.70 m."),
    certainty=Certainty.OPINION,
)
STATURE_OFF = Parameter(
    id="trunk-off-stature",
    meaning="how far the trunk of a track may be from what the told stature lets expect",
    value=0.3,
    unit="share",
    source=our_judgement(date(2026, 11, 23), "People and markers differ by some ten per cent; a wrong scale by more."),
    certainty=Certainty.OPINION,
)
MOST_JITTER_M = Parameter(
    id="most-jitter-for-inertia",
    meaning="jitter of the points above which the moment is of the weights alone",
    value=0.002,
    unit="m",
    source=our_judgement(
        date(2026, 11, 23),
        "Optical markers jitter by less than a millimetre. With 5 mm of jitter added to a lift, its peak moment "
        "with inertia grew by an eighth, and nothing in it was true.",
    ),
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, slots=True)
class Peak:
    """The greatest or the least value of a series and when it was reached."""

    value: float
    time_s: float


@dataclass(frozen=True, eq=False, slots=True)
class TrackAnalysis:
    """What a track shows, frame by frame. Angles in degrees, bending positive; moments in Nm, extension positive."""

    time_s: FloatArray
    """The file's own times from its first frame."""
    sampling_rate_hz: float | None
    vertical: Vertical | None
    """None: neither the file nor the body tells which way is up, and no series is available."""
    smoothing: Smoothing
    bridged_frames: int
    """Frames in which a point out of sight for a moment was drawn through."""
    jitter_m: float
    """Root mean square of what the filter took out of the positions. [m]"""
    trunk_inclination_deg: Series
    hip_deg: Series
    knee_deg: Series
    ankle_deg: Series
    lumbar_flexion_deg: Series
    """From the person's own neutral."""
    neutral_from: NeutralFrom | None
    l5s1_extension_moment_nm: Series
    moment_model: MomentModel | None
    with_inertia: bool
    """False: the moment is of the weights alone, as if each frame stood still."""
    held: HeldLoad | None
    """None: no load was told, or the moment is not available."""

    def peak(self, series: Series) -> Peak | None:
        """The greatest value of one of the series; None where it is not available."""
        if isinstance(series, NotAvailable) or not np.isfinite(series).any():
            return None
        at = int(np.nanargmax(series))
        return Peak(float(series[at]), float(self.time_s[at]))

    def trough(self, series: Series) -> Peak | None:
        """The least value of one of the series, and when: how far a back arched, where bending is positive."""
        if isinstance(series, NotAvailable) or not np.isfinite(series).any():
            return None
        at = int(np.nanargmin(series))
        return Peak(float(series[at]), float(self.time_s[at]))


@dataclass(frozen=True, slots=True)
class _Lifter:
    body_mass_kg: float | None
    load_kg: float
    height_m: float | None
    sex: Sex
    held_throughout: bool


@dataclass(frozen=True, eq=False, slots=True)
class _Moment:
    values: Series
    model: MomentModel | None = None
    with_inertia: bool = False
    held: HeldLoad | None = None


def analyse_track(
    track: Track,
    *,
    neutral: Track | None = None,
    body_mass_kg: float | None = None,
    load_kg: float | None = None,
    height_m: float | None = None,
    sex: Sex = Sex.UNKNOWN,
    standing: bool = True,
    held_throughout: bool = False,
) -> TrackAnalysis:
    """Angles and moment of one track, with the choices made on the way.

    ``neutral`` is a recording of the same person standing, in the same frame of reference. ``load_kg`` acts from
    lift-off, found from the hands, unless ``held_throughout``. ``standing`` is False for what is done lying or on all
    fours, where the legs do not show which way is up. ``height_m`` only tells whether the track is in metres.
    """
    found = find_landmarks(track)
    smoothed = smooth(found.positions, track.time_s)
    body = found.moved(smoothed.positions)
    vertical = _vertical(track, body, neutral, standing=standing)
    unknown = NotAvailable(WhyNot.NOT_MARKED, (Landmark.HIP, Landmark.SHOULDER))
    nothing = NotAvailable(WhyNot.VERTICAL_UNCLEAR) if body.positions else unknown
    analysis = TrackAnalysis(
        time_s=track.time_s,
        sampling_rate_hz=track.sampling_rate_hz,
        vertical=vertical,
        smoothing=smoothed.smoothing,
        bridged_frames=smoothed.bridged_frames,
        jitter_m=smoothed.jitter_m,
        trunk_inclination_deg=nothing,
        hip_deg=nothing,
        knee_deg=nothing,
        ankle_deg=nothing,
        lumbar_flexion_deg=nothing,
        neutral_from=None,
        l5s1_extension_moment_nm=nothing,
        moment_model=None,
        with_inertia=False,
        held=None,
    )
    if vertical is None:
        return analysis
    lifter = _Lifter(body_mass_kg, load_kg or 0.0, height_m, sex, held_throughout)
    return _analysed(analysis, body, vertical, neutral, lifter)


def _analysed(
    empty: TrackAnalysis, body: Body, vertical: Vertical, neutral: Track | None, lifter: _Lifter
) -> TrackAnalysis:
    plane = find_side_plane(body, vertical)
    if plane is None:
        gone = NotAvailable(WhyNot.NOT_MARKED, (Landmark.HIP,))
        return replace(
            empty,
            trunk_inclination_deg=gone,
            hip_deg=gone,
            knee_deg=gone,
            ankle_deg=gone,
            lumbar_flexion_deg=gone,
            l5s1_extension_moment_nm=gone,
        )
    inclination = trunk_inclination(body, plane)
    lumbar, neutral_from = _from_neutral(lumbar_angle(body, plane), inclination, neutral, vertical)
    moment = _moment(body, plane, vertical, empty, lifter)
    return replace(
        empty,
        trunk_inclination_deg=inclination,
        hip_deg=hip_angle(body, plane),
        knee_deg=knee_angle(body, plane),
        ankle_deg=ankle_angle(body, plane),
        lumbar_flexion_deg=lumbar,
        neutral_from=neutral_from,
        l5s1_extension_moment_nm=moment.values,
        moment_model=moment.model,
        with_inertia=moment.with_inertia,
        held=moment.held,
    )


def _vertical(track: Track, body: Body, neutral: Track | None, *, standing: bool) -> Vertical | None:
    """The word of the file first, then a standing neutral, then the person in the track."""
    own = find_vertical(track, body)
    if own is not None and not own.inferred:
        return own
    if not standing:
        return None
    shown = None if neutral is None else find_vertical(neutral, find_landmarks(neutral))
    return own if shown is None else shown


def _from_neutral(
    angle: Series, inclination: Series, neutral: Track | None, vertical: Vertical
) -> tuple[Series, NeutralFrom | None]:
    if isinstance(angle, NotAvailable):
        return angle, None
    recorded = None if neutral is None else _neutral_angle(neutral, vertical)
    if recorded is not None:
        return turned(angle - recorded), NeutralFrom.NEUTRAL_RECORDING
    frames: NDArray[np.bool_] | None = None
    if not isinstance(inclination, NotAvailable):
        frames = upright_frames(inclination)
    zero = None if frames is None else neutral_of(angle, frames)
    if zero is None:
        return NotAvailable(WhyNot.NEVER_UPRIGHT), None
    return turned(angle - zero), NeutralFrom.MOST_UPRIGHT_FRAMES


def _neutral_angle(neutral: Track, vertical: Vertical) -> float | None:
    found = find_landmarks(neutral)
    body = found.moved(smooth(found.positions, neutral.time_s).positions)
    plane = find_side_plane(body, vertical)
    if plane is None:
        return None
    angle, inclination = lumbar_angle(body, plane), trunk_inclination(body, plane)
    if isinstance(angle, NotAvailable) or isinstance(inclination, NotAvailable):
        return None
    upright = upright_frames(inclination)  # a recording of a lift is one of standing only where somebody stands in it
    return None if upright is None else neutral_of(angle, upright)


def _moment(body: Body, plane: SidePlane, vertical: Vertical, about: TrackAnalysis, lifter: _Lifter) -> _Moment:
    if lifter.body_mass_kg is None:
        return _Moment(NotAvailable(WhyNot.BODY_MASS_NOT_TOLD))
    upper = find_upper_body(body, plane, lifter.sex)
    if isinstance(upper, NotAvailable):
        return _Moment(upper)
    if not _of_a_person(body, lifter):
        return _Moment(NotAvailable(WhyNot.SIZE_IMPLAUSIBLE))
    held = None
    if lifter.load_kg > 0:
        held = find_held_load(body, vertical, about.time_s, throughout=lifter.held_throughout)
    steady = about.smoothing is Smoothing.FILTERED and about.jitter_m <= MOST_JITTER_M.value
    inertia = steady and upper.model is MomentModel.MARKERS
    load = np.zeros(len(about.time_s)) if held is None else lifter.load_kg * held.share
    values = extension_moment(
        upper, plane, about.time_s, body_mass_kg=lifter.body_mass_kg, load_kg=load, inertia=inertia
    )
    if not np.isfinite(values).any():
        return _Moment(NotAvailable(WhyNot.NEVER_SEEN))
    return _Moment(values, upper.model, inertia, held)


def _of_a_person(body: Body, lifter: _Lifter) -> bool:
    """Whether the trunk has the length of a person's."""
    line = trunk_line(body)
    lengths = np.array([]) if line is None else np.linalg.norm(line, axis=1)
    if not np.isfinite(lengths).any():
        return False
    length = float(np.nanmax(lengths))
    if lifter.height_m is not None:
        parts = (Segment.UPPER_TRUNK, Segment.MIDDLE_TRUNK, Segment.LOWER_TRUNK)
        neck = lifter.height_m * sum(segment_length_share(part, lifter.sex) for part in parts)
        expected = SHOULDERS_BELOW_C7.value * neck
        if not 1 - STATURE_OFF.value <= length / expected <= 1 + STATURE_OFF.value:
            return False
    return SHORTEST_TRUNK_M.value <= length <= LONGEST_TRUNK_M.value
