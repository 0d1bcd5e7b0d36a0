"""What markers and joints of files are called."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from lumbar.core.biomechanics.landmarks import Landmark, Side, find_landmarks
from lumbar.core.tracks import Track


def names_in(*joints: str) -> dict[tuple[Landmark, Side | None], tuple[str, ...]]:
    return dict(find_landmarks(Track(joints, np.array([0.0]), np.zeros((1, len(joints), 3)))).names)


@pytest.mark.parametrize(
    "name", ["LASI", "L.ASIS", "l_asis_study", "LIAS", "Anna:LASI", "left asis", "L.ASIS_study", "asis_l"]
)
def test_the_left_front_spine_of_the_pelvis_has_many_names(name: str) -> None:
    assert names_in(name) == {(Landmark.FRONT_PELVIS, Side.LEFT): (name,)}


@pytest.mark.parametrize("name", ["RightKnee", "right_knee", "KneeRight", "RKNE", "RKnee", "r_knee_study", "R.Knee"])
def test_so_has_the_right_knee(name: str) -> None:
    assert names_in(name) == {(Landmark.KNEE, Side.RIGHT): (name,)}


@pytest.mark.parametrize(
    ("both", "landmark"),
    [
        (("r_knee_study", "r_mknee_study"), Landmark.KNEE),
        (("R.Wrist.Lat", "R.Wrist.Med"), Landmark.WRIST),
        (("r_lelbow_study", "r_melbow_study"), Landmark.ELBOW),
        (("right_pinky", "right_index"), Landmark.HAND),
    ],
)
def test_two_markers_on_both_sides_of_a_joint_are_its_middle(both: tuple[str, str], landmark: Landmark) -> None:
    track = Track(both, np.array([0.0]), np.array([[[0, 0, 0], [0, 0.1, 0.2]]], dtype=float))
    body = find_landmarks(track)
    assert body.names[landmark, Side.RIGHT] == both
    np.testing.assert_allclose(body.positions[landmark, Side.RIGHT], [[0, 0.05, 0.1]])


@pytest.mark.parametrize(
    ("joints", "expected"),
    [
        (["SpineBase", "Neck", "Head"], [Landmark.HEAD, Landmark.NECK, Landmark.PELVIS]),
        (["nose", "left_ear", "right_ear"], [Landmark.HEAD]),
        (["LFHD", "RFHD", "LBHD", "RBHD", "C7", "T10", "CLAV", "STRN"], list(Landmark)[1:2] + list(Landmark)[4:8]),
        (["Top.Head", "V.Sacral"], [Landmark.HEAD_TOP, Landmark.SACRUM]),
        (["RBAK", "RTHI", "ball", "*12"], []),
    ],
)
def test_points_of_the_middle(joints: Sequence[str], expected: Sequence[Landmark]) -> None:
    assert [landmark for landmark, _ in names_in(*joints)] == list(expected)


def test_a_landmark_that_was_never_seen_is_not_there() -> None:
    places = np.full((3, 1, 3), np.nan)
    assert not find_landmarks(Track(("C7",), np.arange(3.0), places)).positions


def test_a_landmark_whose_better_markers_were_never_seen_is_taken_from_the_others() -> None:
    places = np.zeros((1, 2, 3))
    places[0, 1] = np.nan
    body = find_landmarks(Track(("LWRA", "LWRB"), np.array([0.0]), places))
    assert body.names[Landmark.WRIST, Side.LEFT] == ("LWRA",)
