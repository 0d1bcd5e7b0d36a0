"""The answer for a film has the contract's keys, figures as they were found, and null for what was not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from tests.core.motion.made_sets import Camera, filmed, hinging, lying, repetitions, squatting, still
from tests.made_films import film_of

from lumbar.core.motion.lumbar import BackShape, LumbarChange, WhyNoShape, cannot_tell
from lumbar.exchange.video_form_json import video_form_json
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.usecases.form_from_video import FormFromVideo, form_from_video
from lumbar.usecases.video_reading import Speed, VideoReading, VideoRemark, VideoRemarkKind
from lumbar.wording.lumbar_shape import HINGE_UNUSABLE

ON = date(2026, 11, 30)


def looked_at(reading: VideoReading, exercise: str = "squat", body_mass_kg: float | None = None) -> FormFromVideo:
    return form_from_video(
        reading, exercise=exercise, catalogue=load_catalogue(), networks=(), body_mass_kg=body_mass_kg, load_kg=40.0
    )


def strict(form: FormFromVideo) -> Any:  # the answer's own keys are what the tests look at
    """As a script reads it; raises ValueError for what JSON has no word for."""
    return json.loads(json.dumps(video_form_json(form, ON), allow_nan=False))


def squats(*remarks: VideoRemark, speed: Speed | None = None, camera: Camera | None = None) -> VideoReading:
    return film_of(filmed(squatting(repetitions(3)), camera or Camera()), *remarks, speed=speed)


def test_the_answer_has_the_keys_of_the_contract() -> None:
    answer = strict(looked_at(squats(speed=Speed(25.0, 31.0)), body_mass_kg=80.0))
    assert answer["video"].keys() >= {"fps", "frames", "seconds", "width", "height"}
    assert answer["track"] is None
    assert answer["exercise"] == "squat"
    assert answer["view"].keys() >= {"side", "off_side_deg", "ok", "why"}
    assert answer["view"]["side"] == "right"
    assert answer["view"]["why"] is None
    assert answer["view"]["text"].startswith("Filmed from your right")
    assert answer["neutral_unusable"] is None
    assert answer["speed"] == {"frames_per_second": 25.0, "model_frames_per_second": 31.0}
    for each in answer["repetitions"]:
        assert each.keys() >= {
            "start_s", "turn_s", "end_s", "trunk_inclination_deg", "hip_deg", "knee_deg", "ankle_deg", "lumbar",
            "l5s1_moment_nm",
        }  # fmt: skip
        assert each["lumbar"].keys() >= {"change_deg", "uncertainty_deg", "verdict", "why"}
        assert each["l5s1_moment_nm"] > 0
        assert each["start_s"] < each["turn_s"] < each["end_s"]
    for finding in answer["findings"]:
        assert finding.keys() >= {"cause", "kind", "status", "text"}
        assert finding["cause"] == "form"


def test_series_have_a_value_a_frame_and_the_same_times() -> None:
    """3 squats of 3 s and half a second of standing at both ends, at 30 frames a second: 300 frames."""
    answer = strict(looked_at(squats(), body_mass_kg=80.0))
    for name, key in (
        ("trunk_series", "inclination_deg"),
        ("hip_series", "flexion_deg"),
        ("knee_series", "flexion_deg"),
        ("ankle_series", "flexion_deg"),
        ("l5s1_series", "extension_moment_nm"),
    ):
        series = answer[name]
        assert len(series) == 300
        assert series[0].keys() == {"time_s", key}
        assert series[30]["time_s"] == pytest.approx(1.0)
    assert answer["l5s1_why_not"] is None


def test_what_was_not_seen_is_null_and_never_nan_or_zero() -> None:
    """Frames 100 to 150 show nobody."""
    pose = filmed(squatting(repetitions(3)))
    pose.position[100:151], pose.visibility[100:151] = np.nan, 0.0
    answer = strict(looked_at(film_of(pose), body_mass_kg=80.0))
    middle = answer["hip_series"][125]
    assert middle["flexion_deg"] is None
    assert middle["time_s"] == pytest.approx(125 / 30, abs=1e-3)
    assert answer["video"]["seen_share"] == pytest.approx(1 - 51 / 300, abs=1e-3)


def test_a_film_of_nobody_is_nulls_and_reasons() -> None:
    pose = filmed(hinging(repetitions(2)))
    nobody = replace(pose, position=np.full_like(pose.position, np.nan), visibility=np.zeros_like(pose.visibility))
    answer = strict(looked_at(film_of(nobody), "deadlift", 80.0))
    assert answer["repetitions"] == []
    assert (answer["hip_series"], answer["trunk_series"], answer["l5s1_series"], answer["hold"]) == (None,) * 4
    assert answer["view"]["ok"] is False
    assert answer["view"]["why"]
    assert answer["l5s1_why_not"]


def test_without_a_body_weight_the_reason_for_no_moment_names_the_option() -> None:
    answer = strict(looked_at(squats()))
    assert answer["l5s1_series"] is None
    assert "--bodyweight" in answer["l5s1_why_not"]


@pytest.mark.parametrize("shape", BackShape)
def test_every_shape_of_the_back_is_a_verdict_of_the_contract(shape: BackShape) -> None:
    form = looked_at(squats())
    told = (
        cannot_tell(WhyNoShape.TOO_UNSURE)
        if shape is BackShape.CANNOT_TELL
        else LumbarChange(shape, None, 21.23456, 6.5, 2.0)
    )
    form = replace(form, back=replace(form.back, changes=(told,) * 3))
    lumbar = strict(form)["repetitions"][0]["lumbar"]
    assert lumbar["verdict"] in {"neutral", "rounded", "overarched", "cannot_tell"}
    if shape is BackShape.CANNOT_TELL:
        assert (lumbar["change_deg"], lumbar["uncertainty_deg"]) == (None, None)
        assert lumbar["why"]
    else:
        assert (lumbar["change_deg"], lumbar["uncertainty_deg"], lumbar["why"]) == (21.2346, 6.5, None)


def test_an_own_hinge_that_was_of_no_use_is_said() -> None:
    form = looked_at(squats())
    answer = strict(replace(form, back=replace(form.back, hinge_unusable=True)))
    assert answer["neutral_unusable"] == HINGE_UNUSABLE
    assert answer["neutral_by"] is None


def test_remarks_say_their_kind_and_a_sentence() -> None:
    answer = strict(looked_at(squats(VideoRemark(VideoRemarkKind.ROTATED, met="90°"))))
    (remark,) = answer["video"]["remarks"]
    assert (remark["kind"], remark["at_s"]) == ("rotated", None)
    assert remark["text"].endswith(".")


def test_a_hold_has_its_own_object_and_no_repetitions() -> None:
    """Ten seconds of a plank."""
    answer = strict(looked_at(film_of(filmed(lying(still(10, 0.58), still(10, 0.0)))), "plank"))
    assert answer["repetitions"] == []
    assert answer["hold"]["held_s"] == pytest.approx(10, abs=0.5)
    assert answer["hold"].keys() == {
        "from_s", "until_s", "held_s", "worst_deg", "worst_at_s", "left_at_s", "uncertainty_deg",
    }  # fmt: skip


def test_a_camera_off_the_side_is_said_with_how_to_film() -> None:
    view = strict(looked_at(squats(camera=Camera(off_side_deg=45))))["view"]
    assert view["ok"] is False
    assert view["off_side_deg"] > 30
    assert "camera" in view["why"]
