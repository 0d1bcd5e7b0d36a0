"""What the landmark model's tensors mean in the frame."""

from __future__ import annotations

import numpy as np

from lumbar.core.motion.pose import SquareCrop
from lumbar.vision.blazepose import LandmarkTensors
from lumbar.vision.landmarks import landmarks_in, mask_in, refined

DARK = -1000.0


def _heatmap(*cells: tuple[int, int]) -> np.ndarray:
    """One landmark that lies, all alike, in the cells (row, column)."""
    heatmap = np.full((64, 64, 1), DARK, np.float32)
    for row, column in cells:
        heatmap[row, column] = -DARK
    return heatmap


def _tensors() -> LandmarkTensors:
    """All landmarks in the middle of the square, one pixel of it behind the hips, half in sight."""
    landmarks = np.tile(np.array([128.0, 128.0, 1.0, 0.0, 0.0], np.float32), (39, 1))
    landmarks[34, 1] = 64.0
    mask = np.full((256, 256), -1000.0, np.float32)
    mask[:128] = 1000.0
    return LandmarkTensors(landmarks, 1.0, mask, np.full((64, 64, 39), DARK, np.float32))


def test_a_landmark_is_moved_to_the_mean_of_the_cells_around_it() -> None:
    """It lies in column 10 and row 20 of 64, and the map shows it in rows 20 and 22, column 12."""
    place = np.array([[10.5 / 64, 20.5 / 64]])
    np.testing.assert_allclose(refined(place, _heatmap((20, 12), (22, 12))), [[12 / 64, 21 / 64]])


def test_only_cells_up_to_four_away_have_a_say() -> None:
    """Column 14 is four away from column 10, column 15 is five."""
    place = np.array([[10.5 / 64, 20.5 / 64]])
    np.testing.assert_allclose(refined(place, _heatmap((20, 14))), [[14 / 64, 20 / 64]])
    np.testing.assert_array_equal(refined(place, _heatmap((20, 15))), place)


def test_at_the_border_of_the_map_there_are_fewer_cells_and_none_twice() -> None:
    """In the corner: the cells (0, 0) and (0, 2)."""
    np.testing.assert_allclose(refined(np.zeros((1, 2)), _heatmap((0, 0), (0, 2))), [[1 / 64, 0]], atol=1e-12)


def test_a_landmark_outside_of_the_map_stays() -> None:
    place = np.array([[1.01, 0.5]])
    np.testing.assert_array_equal(refined(place, _heatmap((32, 63))), place)


def test_landmarks_lie_in_pixels_of_the_frame_and_depth_grows_with_the_square() -> None:
    """A square of 512 pixels at (100, 200): one pixel of the 256 is two of the frame."""
    found = landmarks_in(_tensors(), SquareCrop(100, 200, 512, 0))
    np.testing.assert_allclose(found.position, np.tile([100, 200], (33, 1)))
    np.testing.assert_allclose(found.depth, 2.0)
    np.testing.assert_allclose(found.visibility, 0.5)
    np.testing.assert_allclose(found.reach, [100, 72])  # 64 of 256 up from the middle: 128 pixels
    assert found.size == 256


def test_the_mask_is_certain_where_the_model_is_and_keeps_its_square() -> None:
    crop = SquareCrop(100, 200, 512, 0)
    mask = mask_in(_tensors(), crop)
    assert mask.crop == crop
    assert mask.probability[0, 0] == 1.0
    assert mask.probability[-1, 0] < 1e-30
