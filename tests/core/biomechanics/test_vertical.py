"""Which way is up, however the file lies."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from tests.core.biomechanics.stick_figure import leaning, markers, moved, still, track_of

from lumbar.core.biomechanics.landmarks import find_landmarks
from lumbar.core.biomechanics.vertical import Vertical, find_vertical
from lumbar.core.tracks import Track, VerticalAxis

AXES = (VerticalAxis.X, VerticalAxis.Y, VerticalAxis.Z)


def vertical_of(track: Track) -> Vertical | None:
    return find_vertical(track, find_landmarks(track))


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("lean", [0, 60, 100])
def test_the_axis_a_standing_or_stooping_person_stands_along_is_the_vertical(
    order: tuple[int, int, int], sign: int, lean: float
) -> None:
    upright = still(leaning(lean))
    turned = moved(upright, upright.position_m[:, :, list(order)] * sign)
    vertical = vertical_of(turned)
    assert vertical == Vertical(AXES[order.index(2)], sign, inferred=True)


def test_the_word_of_the_file_stands() -> None:
    track = track_of(leaning(0), leaning(0), axis=VerticalAxis.Z)
    assert vertical_of(track) == Vertical(VerticalAxis.Z, 1, inferred=False)


def test_an_image_grows_downwards_and_the_body_says_so() -> None:
    upright = track_of(leaning(0), leaning(0), axis=VerticalAxis.Z)
    assert vertical_of(moved(upright, -upright.position_m)) == Vertical(VerticalAxis.Z, -1, inferred=False)


def test_a_person_who_lies_askew_does_not_tell() -> None:
    upright = still(leaning(0))
    askew = upright.position_m @ np.linalg.qr(np.array([[1.0, 1, 1], [0, 1, 1], [1, 0, 1]]))[0]
    lines = np.abs(askew[0, 1] - askew[0, 3]) / np.linalg.norm(askew[0, 1] - askew[0, 3])
    assert lines.max() < 0.8  # hip to ankle lies along no axis
    assert vertical_of(moved(upright, askew)) is None


def test_feet_that_are_not_in_the_file_leave_the_trunk() -> None:
    upper = {name: place for name, place in markers().items() if name[:4] not in {"Left", "Righ"} or "Shou" in name}
    assert vertical_of(still(upper)) == Vertical(VerticalAxis.Z, 1, inferred=True)


def test_a_ball_has_no_vertical() -> None:
    assert vertical_of(still({"ball": (0, 0, 1)})) is None


def test_somebody_who_mostly_sits_is_read_by_the_moments_of_standing() -> None:
    """Sitting for 90 frames the hips are 0.45 m behind and 0.40 m above the feet; standing for 10, 0.9 m above them."""
    track = _sitting_then_standing()
    vertical = find_vertical(track, find_landmarks(track))
    assert vertical is not None
    assert (vertical.axis, vertical.sign) == (VerticalAxis.Y, 1)


def test_somebody_who_never_stands_up_does_not_tell_which_way_is_up() -> None:
    track = _sitting_then_standing()
    seated = Track(track.joints, track.time_s[:90], track.position_m[:90])
    assert find_vertical(seated, find_landmarks(seated)) is None


def _sitting_then_standing() -> Track:
    """Y is up, z is forward; the trunk of 0.5 m is upright."""
    ankles = np.zeros((100, 3))
    hips = np.where(np.arange(100)[:, None] < 90, [[0.0, 0.40, -0.45]], [[0.0, 0.9, 0.0]])
    shoulders = hips + np.array([0.0, 0.5, 0.0])
    joints = {"left_hip": hips, "left_shoulder": shoulders, "left_ankle": ankles}
    return Track(tuple(joints), np.arange(100) / 30, np.stack(list(joints.values()), axis=1))
