"""A cut is told from a person who moves, a jolt of the camera and a light that changes."""

from __future__ import annotations

import numpy as np

from lumbar.vision.scene_cuts import SceneCuts


def _room(seed: int, darkest: int, lightest: int) -> np.ndarray:
    """A frame of 360 x 640 with blocks of random grey."""
    blocks = np.random.default_rng(seed).integers(darkest, lightest, (9, 16), dtype=np.uint8)
    return np.repeat(np.kron(blocks, np.ones((40, 40), np.uint8))[:, :, None], 3, axis=2)


def _cuts(*frames: np.ndarray) -> list[bool]:
    cuts = SceneCuts()
    return [cuts.is_cut(frame) for frame in frames]


def test_the_first_frame_is_no_cut() -> None:
    assert _cuts(_room(1, 0, 256)) == [False]


def test_a_dark_room_after_a_light_one_is_a_cut() -> None:
    assert _cuts(_room(1, 120, 256), _room(2, 0, 120), _room(2, 0, 120)) == [False, True, False]


def test_a_person_who_fills_a_third_of_the_picture_may_move() -> None:
    """A dark block a third as wide as the frame, once on the left and once on the right."""
    left, right = _room(1, 120, 256), _room(1, 120, 256)
    left[:, :200], right[:, -200:] = 10, 10
    assert _cuts(left, right) == [False, False]


def test_a_camera_that_is_jolted_shows_the_same_room() -> None:
    """The picture moved by 60 pixels."""
    room = _room(1, 0, 256)
    assert _cuts(room, np.roll(room, 60, axis=1)) == [False, False]


def test_a_light_that_goes_on_slowly_is_no_cut() -> None:
    """Five steps of grey a frame."""
    assert not any(_cuts(*(_room(1, 20, 100) + np.uint8(5 * step) for step in range(20))))


def test_a_picture_of_another_size_is_another_scene() -> None:
    assert _cuts(_room(1, 0, 256), _room(1, 0, 256)[:200]) == [False, True]


def test_a_picture_of_a_few_pixels_is_looked_at_as_well() -> None:
    assert _cuts(np.zeros((2, 3, 3), np.uint8), np.full((2, 3, 3), 255, np.uint8)) == [False, True]
