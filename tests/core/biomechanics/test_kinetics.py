"""The moment about L5/S1 against hand calculations on a stick figure and on a swinging rod."""

from __future__ import annotations

from math import cos, pi, radians, sin

import numpy as np
import pytest
from tests.core.biomechanics.stick_figure import Places, body_of, leaning, markers

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.kinematics import SidePlane, find_side_plane
from lumbar.core.biomechanics.kinetics import (
    MomentModel,
    Part,
    UpperBody,
    extension_moment,
    find_upper_body,
)
from lumbar.core.biomechanics.landmarks import Landmark, NotAvailable, WhyNot
from lumbar.core.biomechanics.vertical import Vertical
from lumbar.core.tracks import VerticalAxis

G = 9.80665
UP = Vertical(VerticalAxis.Z, 1, inferred=True)


def upper_body(places: Places, sex: Sex = Sex.MALE) -> tuple[UpperBody, SidePlane]:
    body = body_of(places)
    plane = find_side_plane(body, UP)
    assert plane is not None
    upper = find_upper_body(body, plane, sex)
    assert not isinstance(upper, NotAvailable), upper
    return upper, plane


def still_moment(places: Places, load_kg: float = 0.0, sex: Sex = Sex.MALE) -> float:
    upper, plane = upper_body(places, sex)
    time = np.arange(20) / 50
    moment = extension_moment(upper, plane, time, body_mass_kg=80.0, load_kg=np.full(20, load_kg), inertia=True)
    assert np.ptp(moment) == pytest.approx(0, abs=1e-6)
    return float(moment[10])


LEVERS = {
    # share of body mass and place up the trunk's line from the hips, of a man leaning with 0.5 m to the shoulders:
    # C7 at 0.5 / 0.832 = 0.6010 m; breastbone's end (0.1238 + 0.0837) / 0.3466 of it, 0.3598 m; navel 0.0837 / 0.2075
    # of that, 0.1451 m; L5/S1 0.635 of that, 0.0922 m
    "head": (0.0694, 0.75),
    "upper trunk": (0.1596, 0.6010 - 0.5066 * (0.6010 - 0.3598)),
    "middle trunk": (0.1633, 0.3598 - 0.4502 * (0.3598 - 0.1451)),
    # the lower trunk's mass between navel and joint: 0.1117 x (0.331 x 0.365 + 1.338 x 0.365^2 / 2)
    "loin": (0.1117 * 0.20994, (0.1451 + 0.0922) / 2),
    "arms": (2 * (0.0271 + 0.0162 + 0.0061), 0.5),
}
WEIGHED_M = sum(share * (place - 0.0922) for share, place in LEVERS.values())
"""Mass times lever of the whole, per kilogram of body mass: 0.1762 m."""


@pytest.mark.parametrize("lean", [0, 30, 90])
def test_a_leaning_stick_figure_asks_what_its_weights_ask_on_their_levers(lean: float) -> None:
    # 30 degrees: 80 kg x 9.807 m/s2 x 0.1762 m x sin 30 = 69.1 Nm
    assert still_moment(leaning(lean)) == pytest.approx(80 * G * WEIGHED_M * sin(radians(lean)), abs=0.05)


def test_twenty_kilograms_in_hanging_hands_ask_for_the_lever_of_the_shoulders() -> None:
    # 20 kg x 9.807 m/s2 x (0.5 - 0.0922) m x sin 30 = 39.99 Nm
    more = still_moment(leaning(30), load_kg=20.0) - still_moment(leaning(30))
    assert more == pytest.approx(20 * G * (0.5 - 0.0922) * 0.5, abs=0.01)


def test_leaning_back_asks_for_the_muscles_of_the_belly() -> None:
    assert still_moment(leaning(-20)) < 0


def test_a_rod_that_swings_asks_for_its_weight_and_for_what_turns_it() -> None:
    # M = m g r sin(theta) - m (r^2 + k^2) theta'', 30 kg at 0.4 m with k = 0.2 m
    time = np.arange(200) / 100
    angle = radians(30) * np.sin(2 * pi * time)
    turning = -((2 * pi) ** 2) * angle
    line = np.stack([np.sin(angle), 0 * time, np.cos(angle)], axis=1)
    joint = np.tile([0.1, 0.0, 1.0], (200, 1))
    plane = SidePlane(np.array([0.0, 0, 1]), np.tile([1.0, 0, 0], (200, 1)))
    axis = np.cross(plane.forward, plane.up)
    rod = UpperBody(joint, (Part("rod", 0.5, joint + 0.4 * line, line, 0.2),), joint, axis, MomentModel.MARKERS)
    moment = extension_moment(rod, plane, time, body_mass_kg=60.0, load_kg=np.zeros(200), inertia=True)
    expected = 30 * G * 0.4 * np.sin(angle) - 30 * (0.4**2 + 0.2**2) * turning
    np.testing.assert_allclose(moment[2:-2], expected[2:-2], atol=0.005 * np.abs(expected).max())
    weights = extension_moment(rod, plane, time, body_mass_kg=60.0, load_kg=np.zeros(200), inertia=False)
    np.testing.assert_allclose(weights, 30 * G * 0.4 * np.sin(angle), atol=1e-9)


def test_a_load_that_is_sped_up_weighs_more() -> None:
    # 10 kg lifted at 2 m/s2, half a metre ahead of the joint: 10 x (9.807 + 2) x 0.5 = 59.0 Nm
    time = np.arange(50) / 50
    joint = np.zeros((50, 3))
    hands = np.stack([np.full(50, 0.5), 0 * time, time**2], axis=1)
    plane = SidePlane(np.array([0.0, 0, 1]), np.tile([1.0, 0, 0], (50, 1)))
    upper = UpperBody(joint, (), hands, np.cross(plane.forward, plane.up), MomentModel.MARKERS)
    moment = extension_moment(upper, plane, time, body_mass_kg=80.0, load_kg=np.full(50, 10.0), inertia=True)
    np.testing.assert_allclose(moment, 10 * (G + 2) * 0.5, atol=1e-6)


def test_with_markers_on_the_pelvis_the_joint_moves_with_the_pelvis() -> None:
    upper, _ = upper_body(markers(60.0, 30.0))
    assert upper.model is MomentModel.MARKERS
    joints, _ = upper_body(leaning(60))
    assert joints.model is MomentModel.JOINTS
    # L5/S1 of a level pelvis: (-0.2856, 0.0634) of 0.25 m from the front spines at (0.08, 1.0); 0.92 m is turned about
    behind, above = 0.08 - 0.0714, 1.0 + 0.0159 - 0.92
    c, s = cos(radians(30)), sin(radians(30))
    np.testing.assert_allclose(upper.joint[0], [behind * c + above * s, 0, 0.92 + above * c - behind * s], atol=0.0002)


def test_the_chest_is_half_way_between_back_and_breastbone() -> None:
    upper, _ = upper_body(markers())
    chest = next(part for part in upper.parts if part.name == "upper-trunk")
    # C7 at 1.45 m, the breastbone's end at 1.20 m: 0.5066 of the way down is 1.3234 m
    np.testing.assert_allclose(chest.centre[0], [0, 0, 1.3234], atol=0.0001)


@pytest.mark.parametrize("gone", ["Elbow", "Hand", "Head"])
def test_what_can_be_drawn_from_the_rest_is_not_asked_for(gone: str) -> None:
    without = {name: place for name, place in leaning(30).items() if gone not in name}
    # elbows and hands of hanging arms lie on the same line down; the head is put 0.60 + 0.28 m x 0.5 up the trunk
    change = still_moment(without) - still_moment(leaning(30))
    assert abs(change) < 1.5


def test_one_arm_in_the_file_counts_for_both() -> None:
    one = {name: place for name, place in leaning(30).items() if name not in {"LeftElbow", "LeftWrist", "LeftHand"}}
    assert still_moment(one, 20.0) == pytest.approx(still_moment(leaning(30), 20.0), abs=1e-6)


@pytest.mark.parametrize(("gone", "named"), [("Wrist", Landmark.WRIST), ("Shoulder", Landmark.SHOULDER)])
def test_what_cannot_is_named(gone: str, named: Landmark) -> None:
    body = body_of({name: place for name, place in leaning(30).items() if gone not in name})
    plane = find_side_plane(body, UP)
    assert plane is not None
    upper = find_upper_body(body, plane, Sex.MALE)
    assert isinstance(upper, NotAvailable)
    assert upper.why is WhyNot.NOT_MARKED
    assert named in upper.missing


def test_a_woman_is_built_otherwise_and_an_unknown_person_between() -> None:
    man, woman, unknown = (still_moment(leaning(45), sex=sex) for sex in (Sex.MALE, Sex.FEMALE, Sex.UNKNOWN))
    assert min(man, woman) < unknown < max(man, woman)
    assert man != pytest.approx(woman, abs=0.1)


def test_the_third_knuckle_lies_towards_the_little_finger() -> None:
    places = dict(leaning(0))
    for side, left in (("Left", 0.2), ("Right", -0.2)):
        x, y, z = places.pop(f"{side}Hand")
        del places[f"{side}Wrist"]
        letter = side[0]
        places[f"{letter}FIN"] = (x + 0.02, y, z)
        places[f"{letter}WRA"], places[f"{letter}WRB"] = (0.03, left, z + 0.08), (-0.03, left, z + 0.08)
    upper, _ = upper_body(places)
    assert upper.hands[0, 0] == pytest.approx(0, abs=1e-9)
