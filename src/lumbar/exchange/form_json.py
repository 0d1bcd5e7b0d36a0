"""The form of a lift as the JSON object that people script against. Undefined is null, and never NaN."""

from __future__ import annotations

from datetime import date
from math import isfinite
from typing import Any

from lumbar.core.biomechanics.compression import ModelCompression
from lumbar.core.biomechanics.landmarks import FloatArray, NotAvailable, Series
from lumbar.core.biomechanics.lift_off import HeldLoad
from lumbar.core.biomechanics.vertical import Vertical
from lumbar.core.evidence import Certainty
from lumbar.core.motion.holds import HoldForm
from lumbar.core.tracks import VerticalAxis
from lumbar.exchange.contract_json import finding_json
from lumbar.usecases.form_from_track import SKIN_MARKER_NOISE, DeepestPoint, FormFromTrack, RepetitionForm
from lumbar.usecases.track_reading import TrackReading
from lumbar.wording.form import (
    NO_LOWER_BACK,
    NO_VERDICT,
    not_available_sentence,
    remark_sentence,
    sources,
    vertical_sentence,
)

DECIMALS = 4
"""Of times, angles and moments: finer than any marker tells."""


def form_json(form: FormFromTrack, on: date) -> dict[str, Any]:
    """The answer of ``lumbar form`` for a track."""
    found = form.analysis
    return {
        "video": None,
        "track": _track(form),
        "exercise": form.lift.value,
        "exercise_named": form.exercise,
        "view": _view(form),
        "repetitions": [_repetition(each) for each in form.repetitions],
        "partial_repetitions": _partial(form),
        "count_agreement": _rounded(form.found.agreement) if form.found else None,
        "hold": _hold(form.form.hold) if form.form else None,
        "findings": [finding_json(finding) for finding in form.findings(on)],
        "speed": None,
        "lumbar_series": _series(found.time_s, found.lumbar_flexion_deg, "flexion_deg"),
        "l5s1_series": _series(found.time_s, found.l5s1_extension_moment_nm, "extension_moment_nm"),
        "trunk_series": _series(found.time_s, found.trunk_inclination_deg, "inclination_deg"),
        "hip_series": _series(found.time_s, found.hip_deg, "flexion_deg"),
        "knee_series": _series(found.time_s, found.knee_deg, "flexion_deg"),
        "ankle_series": _series(found.time_s, found.ankle_deg, "flexion_deg"),
        "peaks": {name: _peak(form, series) for name, series in form.series.items()},
        "deepest": _deepest(form.deepest),
        "neutral_from": found.neutral_from.value if found.neutral_from else None,
        "lumbar_uncertainty_deg": SKIN_MARKER_NOISE.value if found.neutral_from else None,
        "load_kg": form.load_kg,
        "bodyweight_kg": form.body_mass_kg,
        "held_from_s": _rounded(form.held_from_s),
        "held": _held(found.held),
        "held_because": found.held.why.value if found.held else None,
        "moment_model": found.moment_model.value if found.moment_model else None,
        "with_inertia": found.with_inertia,
        "model_compression_n": _compression(form.compression),
        "smoothing": found.smoothing.value,
        "bridged_frames": found.bridged_frames,
        "not_available": [_not_available(name, reason) for name, reason in form.not_available.items()],
        "certainty": Certainty.LOW.value,
        "sources": [source.id for source in sources(form)],
    }


def _track(form: FormFromTrack) -> dict[str, Any]:
    vertical = form.analysis.vertical
    return {
        **_reading(form.reading),
        "vertical_axis": (vertical.axis if vertical else VerticalAxis.UNKNOWN).value,
        "vertical_points": _points(vertical),
        "vertical_inferred": vertical.inferred if vertical else None,
        "neutral": _reading(form.neutral) if form.neutral else None,
    }


def _reading(reading: TrackReading) -> dict[str, Any]:
    return {
        "path": reading.path,
        "format": reading.format.value,
        "fps": _rounded(reading.track.sampling_rate_hz),
        "frames": reading.track.frames,
        "joints": list(reading.track.joints),
        "starts_s": _rounded(float(reading.track.time_s[0])),
        "remarks": [{"kind": remark.kind.value, "text": remark_sentence(remark)} for remark in reading.remarks],
    }


def _points(vertical: Vertical | None) -> str | None:
    if vertical is None:
        return None
    return "up" if vertical.sign > 0 else "down"


def _view(form: FormFromTrack) -> dict[str, Any]:
    """A track is seen from no side; it serves unless nothing in it tells which way is up."""
    unclear = form.analysis.vertical is None
    return {
        "side": "unknown",
        "off_side_deg": None,
        "ok": not unclear,
        "why": vertical_sentence(form) if unclear else None,
    }


def _series(time_s: FloatArray, series: Series, key: str) -> list[dict[str, float | None]] | None:
    """A value a frame; None where the series could not be had, which ``not_available`` gives the reason for."""
    if isinstance(series, NotAvailable):
        return None
    pairs = zip(time_s.tolist(), series.tolist(), strict=True)
    return [{"time_s": _rounded(time), key: _rounded(value)} for time, value in pairs]


def _peak(form: FormFromTrack, series: Series) -> dict[str, float | None] | None:
    peak, trough = form.analysis.peak(series), form.analysis.trough(series)
    if peak is None or trough is None:
        return None
    return {
        "value": _rounded(peak.value),
        "time_s": _rounded(peak.time_s),
        "least": _rounded(trough.value),
        "least_time_s": _rounded(trough.time_s),
    }


def _repetition(form: RepetitionForm) -> dict[str, Any]:
    """One repetition. The lower back has no verdict: what is neutral for a lift is not how one stands."""
    repetition, deepest = form.repetition, form.deepest
    known = form.lumbar_change_deg is not None
    return {
        "start_s": _rounded(repetition.start_s),
        "turn_s": _rounded(repetition.turn_s),
        "end_s": _rounded(repetition.end_s),
        "whole": repetition.whole,
        "trunk_inclination_deg": _rounded(deepest.trunk_inclination_deg) if deepest else None,
        "hip_deg": _rounded(deepest.hip_deg) if deepest else None,
        "knee_deg": _rounded(deepest.knee_deg) if deepest else None,
        "ankle_deg": _rounded(deepest.ankle_deg) if deepest else None,
        "lumbar": {
            "change_deg": _rounded(form.lumbar_change_deg),
            "uncertainty_deg": SKIN_MARKER_NOISE.value if known else None,
            "verdict": "cannot_tell",
            "why": NO_VERDICT if known else NO_LOWER_BACK,
        },
        "l5s1_moment_nm": _rounded(form.l5s1_moment_nm),
    }


def _partial(form: FormFromTrack) -> list[dict[str, float | None]]:
    partial = form.found.partial if form.found else ()
    return [
        {"start_s": _rounded(each.start_s), "end_s": _rounded(each.end_s), "share": _rounded(each.share)}
        for each in partial
    ]


def _hold(hold: HoldForm | None) -> dict[str, Any] | None:
    if hold is None:
        return None
    return {
        "from_s": _rounded(hold.from_s),
        "until_s": _rounded(hold.until_s),
        "held_s": _rounded(hold.held_s),
        "worst_deg": _rounded(hold.worst_deg),
        "worst_at_s": _rounded(hold.worst_at_s),
        "left_at_s": _rounded(hold.left_at_s),
        "uncertainty_deg": _rounded(hold.uncertainty_deg),
    }


def _deepest(deepest: DeepestPoint | None) -> dict[str, float | None] | None:
    if deepest is None:
        return None
    return {
        "time_s": _rounded(deepest.time_s),
        "trunk_inclination_deg": _rounded(deepest.trunk_inclination_deg),
        "hip_deg": _rounded(deepest.hip_deg),
        "knee_deg": _rounded(deepest.knee_deg),
        "ankle_deg": _rounded(deepest.ankle_deg),
        "lumbar_flexion_deg": _rounded(deepest.lumbar_flexion_deg),
    }


def _held(held: HeldLoad | None) -> list[dict[str, float | None]] | None:
    if held is None:
        return None
    return [{"from_s": _rounded(span.from_s), "until_s": _rounded(span.until_s)} for span in held.spans]


def _compression(compression: ModelCompression | None) -> dict[str, float | None] | None:
    if compression is None:
        return None
    low, middle, high = (round(newtons) for newtons in (compression.low, compression.middle, compression.high))
    return {"low": low, "middle": middle, "high": high}


def _not_available(name: str, reason: NotAvailable) -> dict[str, Any]:
    return {
        "what": name,
        "why": reason.why.value,
        "missing": [landmark.value for landmark in reason.missing],
        "text": not_available_sentence(name, reason),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None or not isfinite(value) else round(value, DECIMALS)
