"""The form of a filmed set as the JSON object that people script against. Undefined is null, and never NaN."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import isfinite
from typing import Any

from lumbar.core.biomechanics.landmarks import FloatArray, NotAvailable
from lumbar.core.motion.lumbar import LumbarChange
from lumbar.core.motion.moment import PictureMoment
from lumbar.core.motion.view import View
from lumbar.exchange.contract_json import finding_json
from lumbar.usecases.form_from_video import FilmedRepetition, FormFromVideo
from lumbar.usecases.video_reading import VideoReading
from lumbar.wording.form_observations import view_sentence
from lumbar.wording.form_video import no_moment_sentence, video_remark_sentence
from lumbar.wording.lumbar_shape import HINGE_UNUSABLE, no_shape_sentence

DECIMALS = 4


def video_form_json(form: FormFromVideo, on: date) -> dict[str, Any]:
    """The answer of ``lumbar form`` for a video."""
    angles = form.form.angles
    times = form.reading.pose.time_s
    speed = form.reading.speed
    return {
        "video": _video(form.reading),
        "track": None,
        "exercise": form.lift.value,
        "exercise_named": form.exercise,
        "view": _view(form.form.view),
        "repetitions": [_repetition(each) for each in form.repetitions],
        "partial_repetitions": [
            {"start_s": _rounded(each.start_s), "end_s": _rounded(each.end_s), "share": _rounded(each.share)}
            for each in form.form.found.partial
        ],
        "count_agreement": _rounded(form.form.found.agreement),
        "hold": _hold(form),
        "findings": [finding_json(finding) for finding in form.findings(on)],
        "speed": None
        if speed is None
        else {
            "frames_per_second": _rounded(speed.frames_per_second),
            "model_frames_per_second": _rounded(speed.model_frames_per_second),
        },
        "trunk_series": _series(times, angles.trunk_inclination_deg, "inclination_deg"),
        "hip_series": _series(times, angles.hip_deg, "flexion_deg"),
        "knee_series": _series(times, angles.knee_deg, "flexion_deg"),
        "ankle_series": _series(times, angles.ankle_deg, "flexion_deg"),
        "l5s1_series": _moment_series(times, form.moment),
        "l5s1_why_not": no_moment_sentence(form.moment) if isinstance(form.moment, NotAvailable) else None,
        "neutral_by": form.back.neutral_by.value if form.back.neutral_by else None,
        "neutral_unusable": HINGE_UNUSABLE if form.back.hinge_unusable else None,
        "load_kg": form.load_kg,
        "bodyweight_kg": form.body_mass_kg,
        "smoothing": form.form.cleaned.smoothing.value,
    }


def _video(reading: VideoReading) -> dict[str, Any]:
    facts = reading.facts
    return {
        "path": facts.path,
        "fps": _rounded(facts.fps),
        "frames": facts.frames,
        "seconds": _rounded(facts.seconds),
        "width": facts.width,
        "height": facts.height,
        "container": facts.container,
        "codec": facts.codec,
        "rotation_deg": facts.rotation_deg,
        "confinement": facts.confinement.value,
        "seen_share": _rounded(float(reading.pose.seen.mean()) if reading.pose.frames else None),
        "looked_at": {"width": reading.pose.width, "height": reading.pose.height},
        "remarks": [
            {"kind": remark.kind.value, "at_s": _rounded(remark.at_s), "text": video_remark_sentence(remark)}
            for remark in reading.remarks
        ],
    }


def _view(view: View | None) -> dict[str, Any]:
    if view is None:
        return {"side": "unknown", "off_side_deg": None, "ok": True, "why": None, "text": None}
    return {
        "side": view.side.value,
        "off_side_deg": _rounded(view.off_side_deg),
        "off_side_uncertainty_deg": _rounded(view.off_side_uncertainty_deg),
        "ok": view.ok,
        "why": None if view.why is None else view_sentence(view),
        "text": view_sentence(view),
    }


def _repetition(filmed: FilmedRepetition) -> dict[str, Any]:
    repetition, tempo = filmed.repetition, filmed.tempo
    return {
        "start_s": _rounded(repetition.start_s),
        "turn_s": _rounded(repetition.turn_s),
        "end_s": _rounded(repetition.end_s),
        "whole": repetition.whole,
        "deepest_s": _rounded(filmed.deepest_s),
        "trunk_inclination_deg": _rounded(filmed.trunk_inclination_deg),
        "hip_deg": _rounded(filmed.hip_deg),
        "knee_deg": _rounded(filmed.knee_deg),
        "ankle_deg": _rounded(filmed.ankle_deg),
        "tempo": {
            "lowering_s": _rounded(tempo.lowering_s),
            "pause_s": _rounded(tempo.pause_s),
            "raising_s": _rounded(tempo.raising_s),
        },
        "lumbar": _lumbar(filmed.back),
        "l5s1_moment_nm": _rounded(filmed.l5s1_moment_nm),
        "l5s1_moment_error_nm": _rounded(filmed.l5s1_error_nm),
    }


def _lumbar(back: LumbarChange) -> dict[str, Any]:
    return {
        "change_deg": _rounded(back.change_deg),
        "uncertainty_deg": _rounded(back.uncertainty_deg),
        "verdict": back.shape.value,
        "why": None if back.why is None else no_shape_sentence(back.why),
        "at_s": _rounded(back.at_s),
    }


def _hold(form: FormFromVideo) -> dict[str, Any] | None:
    hold = form.form.hold
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


def _series(time_s: FloatArray, values: FloatArray, key: str) -> list[dict[str, float | None]] | None:
    """A value a frame; None where none of them was seen."""
    figures: Sequence[float | None] = [_rounded(value) for value in values.tolist()]
    if all(figure is None for figure in figures):
        return None
    return [{"time_s": _rounded(time), key: figure} for time, figure in zip(time_s.tolist(), figures, strict=True)]


def _moment_series(time_s: FloatArray, moment: PictureMoment | NotAvailable) -> list[dict[str, float | None]] | None:
    if isinstance(moment, NotAvailable):
        return None
    return _series(time_s, moment.extension_moment_nm, "extension_moment_nm")


def _rounded(value: float | None) -> float | None:
    return None if value is None or not isfinite(value) else round(value, DECIMALS)
