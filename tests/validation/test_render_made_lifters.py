"""The truth of a made lifter is what the pictures show. Needs the body data; see docs/validation/made-lifters.md."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray
from validation.render.body import BONE, SIDES, BodyData
from validation.render.clip import JOINTS, ClipSpec, Truth, draw_spec, figure, render, stage_of, truth_of
from validation.render.fetch import body_folder
from validation.render.movements import Kind, Load
from validation.render.painter import silhouette
from validation.render.skinning import skin

from lumbar.core.biomechanics.kinematics import (
    SidePlane,
    ankle_angle,
    hip_angle,
    knee_angle,
    trunk_inclination,
)
from lumbar.core.biomechanics.landmarks import Body, Landmark, Side

FOLDER = body_folder(may_fetch=False)
pytestmark = pytest.mark.skipif(FOLDER is None, reason="the body data was never fetched")

STANDING_LIFTS = (Kind.HINGE, Kind.DEADLIFT, Kind.SQUAT, Kind.GOOD_MORNING, Kind.ROW)


class KeepsShapes(BodyData):
    """Shapes a build once."""

    shape = cache(BodyData.shape)


@pytest.fixture(scope="module")
def data() -> BodyData:
    assert FOLDER is not None
    return KeepsShapes(FOLDER)


def short(spec: ClipSpec) -> ClipSpec:
    """A small, slow picture of the same, so that there are few frames."""
    return replace(spec, camera=replace(spec.camera, width=320, height=240, fps=6.0))


def clip_of(kind: Kind) -> ClipSpec:
    spec = short(draw_spec(11, kind=kind, peaks_deg=(12.0,)))
    return replace(spec, camera=replace(spec.camera, fps=4.0))


def hinge(lumbar_deg: float) -> ClipSpec:
    """One hinge of the same bare-backed lifter from the side, the trunk's lean unmoved by the rounding."""
    spec = short(draw_spec(3, kind=Kind.HINGE, azimuth_deg=0.0, peaks_deg=(lumbar_deg,)))
    rounding = replace(spec.movement.rounding, compensation=1.0, thoracic=0.0, thoracic_standing=0.0, power=1.0)
    movement = replace(spec.movement, rounding=rounding, depths=(1.0,), lean_deg=70.0, load=Load.NONE, sway=0.0)
    return replace(spec, movement=movement, outfit=replace(spec.outfit, shirt=None, belt=None))


def joint(truth: Truth, name: str) -> NDArray[np.float64]:
    return truth.joints_m[:, JOINTS.index(name)]


@pytest.mark.parametrize("kind", list(Kind))
def test_legs_keep_their_lengths(kind: Kind, data: BodyData) -> None:
    truth = truth_of(clip_of(kind), data)
    for side in SIDES:
        for upper, lower in (("hip", "knee"), ("knee", "ankle")):
            lengths = np.linalg.norm(joint(truth, f"{side}_{upper}") - joint(truth, f"{side}_{lower}"), axis=1)
            assert np.ptp(lengths) < 1e-6


@pytest.mark.parametrize("kind", list(Kind))
def test_feet_stay_where_they_are_planted(kind: Kind, data: BodyData) -> None:
    truth = truth_of(clip_of(kind), data)
    for side in SIDES:
        assert np.ptp(joint(truth, f"{side}_toe"), axis=0).max() < 0.01


@pytest.mark.parametrize("kind", list(Kind))
def test_angles_are_those_of_the_biomechanics(kind: Kind, data: BodyData) -> None:
    """The joints in metres through ``core.biomechanics.kinematics``, which knows nothing of the maker."""
    truth = truth_of(clip_of(kind), data)
    ours = {
        Landmark.HIP: "hip", Landmark.KNEE: "knee", Landmark.ANKLE: "ankle", Landmark.SHOULDER: "shoulder",
        Landmark.HEEL: "heel", Landmark.TOE: "toe",
    }  # fmt: skip
    places: dict[tuple[Landmark, Side | None], NDArray[np.float64]] = {
        (mark, Side(side)): joint(truth, f"{side}_{name}") for mark, name in ours.items() for side in SIDES
    }
    body = Body(places, {}, len(truth.time_s))
    plane = SidePlane(np.array((0.0, 1.0, 0.0)), np.tile((0.0, 0.0, 1.0), (len(truth.time_s), 1)))
    for function, stated in (
        (trunk_inclination, truth.trunk_inclination_deg),
        (hip_angle, truth.hip_deg),
        (knee_angle, truth.knee_deg),
        (ankle_angle, truth.ankle_deg),
    ):
        np.testing.assert_allclose(np.asarray(function(body, plane)), stated, atol=1e-6)


@pytest.mark.parametrize("kind", list(Kind))
def test_joints_lie_within_the_silhouette(kind: Kind, data: BodyData) -> None:
    spec = clip_of(kind)
    truth, stage = truth_of(spec, data), stage_of(spec, data)
    inside, looked = 0, 0
    for frame in range(0, len(truth.time_s), 5):
        mask = silhouette(figure(stage, spec.light, frame), stage.camera, frame)
        for name in (
            "left_shoulder",
            "right_shoulder",
            "left_hip",
            "right_hip",
            "left_knee",
            "right_knee",
            "t12",
            "c7",
        ):
            x, y = np.round(truth.joints_px[name][frame] - 0.5).astype(int)
            if 0 <= x < 320 and 0 <= y < 240:
                inside, looked = inside + bool(mask[y, x]), looked + 1
    assert looked > 10
    assert inside / looked > 0.97


def test_skin_of_the_back_bends_as_the_lumbar_joints_do(data: BodyData) -> None:
    """The skin over the sacrum against that over the lowest ribs: it turns by the lumbar flexion, within a few degrees.

    It cannot be more than near: skin over the end of the spine goes partly with the next bones.
    """
    turned = {}
    for lumbar in (-25.0, 0.0, 25.0, 50.0):
        stage = stage_of(hinge(lumbar), data)
        shape, bones = stage.shape, stage.motion.bones
        deepest = int(stage.motion.course.depth.argmax())
        assert stage.motion.course.lumbar_deg[deepest] == pytest.approx(lumbar, abs=2.5)
        now = skin(shape, shape.vertices, bones.turns[deepest], bones.heads[deepest])
        l5, t12, t9 = (shape.heads[BONE[bone], 1] for bone in ("l5", "t12", "t9"))
        middle = (np.abs(shape.vertices[:, 0]) < 0.03) & (shape.vertices[:, 2] < shape.heads[BONE["l3"], 2])
        lean = [
            _lean(now[middle & (shape.vertices[:, 1] > low) & (shape.vertices[:, 1] < high)])
            for low, high in ((l5 - 0.08, l5 - 0.01), (t12 + 0.01, t9))
        ]
        turned[lumbar] = lean[1] - lean[0]
    for lumbar in (-25.0, 25.0, 50.0):
        assert turned[lumbar] - turned[0.0] == pytest.approx(lumbar, abs=0.25 * abs(lumbar))


def _lean(points: NDArray[np.float64]) -> float:
    """Of a line through points of the side view. [degrees]"""
    _, _, axes = np.linalg.svd(points[:, 1:] - points[:, 1:].mean(axis=0))
    up, forward = axes[0] * np.sign(axes[0][0] if abs(axes[0][0]) > 0.3 else axes[0][1])
    return float(np.degrees(np.arctan2(forward, up)))


def test_more_rounding_arches_the_outline_of_the_back_more(data: BodyData) -> None:
    """How far the outline rises above the chord from the sacrum to the shoulder blades, in shares of the chord."""
    rises = []
    for lumbar in (-25.0, 0.0, 25.0, 50.0):
        spec = hinge(lumbar)
        spec = replace(spec, camera=replace(spec.camera, width=960, height=720))
        truth, stage = truth_of(spec, data), stage_of(spec, data)
        deepest = int(truth.depth.argmax())
        mask = silhouette(figure(stage, spec.light, deepest), stage.camera, deepest)
        hip = (truth.joints_px["left_hip"][deepest] + truth.joints_px["right_hip"][deepest]) / 2
        rises.append(_rise(mask, hip, truth.joints_px["c7"][deepest]))
    assert np.all(np.diff(rises) > 0.01), rises


def _rise(mask: NDArray[np.uint8], hip: NDArray[np.float64], neck: NDArray[np.float64]) -> float:
    shares = np.array((0.1, 0.45, 0.8))
    line = neck - hip
    square = np.array((line[1], -line[0]))
    square *= -np.sign(square[1])
    heights = []
    for share in shares:
        places = hip + share * line + np.linspace(0, 0.7, 700)[:, None] * square
        x, y = places.astype(int).T
        heights.append(0.7 * float(np.flatnonzero(mask[y, x] == 0)[0]) / 700)
    along = (shares[1] - shares[0]) / (shares[2] - shares[0])
    return float(heights[1] - heights[0] - along * (heights[2] - heights[0]))


def test_the_same_seed_gives_the_same_pixels_and_another_does_not(data: BodyData) -> None:
    first, again, other = (next(render(short(draw_spec(seed)), data))[0] for seed in (5, 5, 6))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_an_enrolment_shows_the_same_lifter_in_the_same_place_with_a_quiet_back(data: BodyData) -> None:
    for seed in range(4):
        clip, enrolment = draw_spec(seed), draw_spec(seed, enrolment=True)
        assert (clip.body, clip.outfit, clip.camera, clip.room) == (
            enrolment.body, enrolment.outfit, enrolment.camera, enrolment.room,
        )  # fmt: skip
        assert np.abs(truth_of(short(enrolment), data).lumbar_deg).max() < 8


def test_the_weight_of_a_standing_lifter_stays_over_the_feet(data: BodyData) -> None:
    """The hips go back as the trunk goes forward: the middle of the trunk stays over the feet, or nearly."""
    for kind in STANDING_LIFTS:
        truth = truth_of(clip_of(kind), data)
        middle = (joint(truth, "left_hip") + joint(truth, "left_shoulder"))[:, 2] / 2
        assert middle.min() > joint(truth, "left_heel")[:, 2].min() - 0.12
        assert middle.max() < joint(truth, "left_toe")[:, 2].max()
