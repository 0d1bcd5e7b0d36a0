"""Where the detector's anchors lie, what a box of its tensor means, and which boxes are the same person."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.vision.detector import anchors, decoded, people_in, united
from lumbar.vision.region import whole_frame

NOBODY = -100.0
CERTAIN = 100.0


def _tensors(rows: dict[int, list[float]], score: float = CERTAIN) -> tuple[np.ndarray, np.ndarray]:
    """The detector's answer where only some anchors see anybody."""
    boxes, scores = np.zeros((2254, 12), np.float32), np.full(2254, NOBODY, np.float32)
    for anchor, row in rows.items():
        boxes[anchor], scores[anchor] = row, score
    return boxes, scores


def test_the_anchors_are_two_a_cell_of_28_and_of_14_and_six_a_cell_of_7() -> None:
    """2 x 28 x 28 + 2 x 14 x 14 + 6 x 7 x 7 = 1568 + 392 + 294 = 2254."""
    assert anchors().shape == (2254, 2)


@pytest.mark.parametrize(
    ("anchor", "x", "y"),
    [
        (0, 0.5 / 28, 0.5 / 28),
        (1, 0.5 / 28, 0.5 / 28),  # two in each cell
        (2, 1.5 / 28, 0.5 / 28),  # along the row first
        (56, 0.5 / 28, 1.5 / 28),  # 28 cells of two fill it
        (1567, 27.5 / 28, 27.5 / 28),
        (1568, 0.5 / 14, 0.5 / 14),
        (1960, 0.5 / 7, 0.5 / 7),
        (1966, 1.5 / 7, 0.5 / 7),  # six in each cell of the last
        (2253, 6.5 / 7, 6.5 / 7),
    ],
)
def test_an_anchor_is_in_the_middle_of_its_cell(anchor: int, x: float, y: float) -> None:
    np.testing.assert_allclose(anchors()[anchor], [x, y])


def test_a_box_counts_from_the_middle_of_its_anchor_in_pixels_of_the_square() -> None:
    """Anchor 2253 lies at 6.5/7 of 224 pixels = 208. Middle 8 left of it, 200 of 224; 56 wide and 28 high."""
    row = [-8.0, 0.0, 56.0, 28.0, -96.0, -96.0, -96.0, -208.0, 0, 0, 0, 0]
    likely, place = decoded(*_tensors({2253: row}))
    assert likely.tolist() == [1.0]
    np.testing.assert_allclose(place[0, 0] * 224, [200 - 28, 208 - 14])
    np.testing.assert_allclose(place[0, 1] * 224, [200 + 28, 208 + 14])
    np.testing.assert_allclose(place[0, 2] * 224, [112, 112])
    np.testing.assert_allclose(place[0, 3] * 224, [112, 0], atol=1e-9)


def test_a_score_of_nothing_is_even_odds_and_just_enough() -> None:
    """1 / (1 + e^0) = 0.5."""
    likely, _ = decoded(*_tensors({5: [0.0] * 12}, score=0.0))
    assert likely.tolist() == [0.5]
    likely, _ = decoded(*_tensors({5: [0.0] * 12}, score=-0.01))
    assert likely.tolist() == []


def test_scores_beyond_all_bounds_are_taken_without_a_warning() -> None:
    likely, _ = decoded(*_tensors({5: [0.0] * 12}, score=1e30))
    assert likely.tolist() == [1.0]


def test_boxes_that_overlap_are_one_person_at_their_mean_weighed_by_score() -> None:
    """Scores 0.9 and 0.6: 0 * 0.9 + 0.1 * 0.6 over 1.5 = 0.04."""
    first, second = np.zeros((6, 2)), np.zeros((6, 2))
    first[1], second[0], second[1] = 1.0, 0.1, 1.1
    people = united(np.array([0.6, 0.9]), np.stack((second, first)))
    assert len(people) == 1
    assert people[0][0] == pytest.approx(0.9)
    np.testing.assert_allclose(people[0][1][0], [0.04, 0.04])


def test_boxes_apart_are_two_people_the_surer_one_first() -> None:
    """Two unit squares side by side share nothing."""
    left, right = np.zeros((6, 2)), np.zeros((6, 2))
    left[1], right[0], right[1] = 1.0, (2.0, 0.0), (3.0, 1.0)
    people = united(np.array([0.6, 0.9]), np.stack((left, right)))
    assert [score for score, _ in people] == [0.9, 0.6]


def test_a_box_without_area_does_not_keep_the_union_from_ending() -> None:
    assert len(united(np.array([0.9, 0.9]), np.zeros((2, 6, 2)))) == 2


@given(st.integers(0, 60), st.integers(0, 2**32 - 1))
def test_nobody_is_invented_and_nobody_is_surer_than_the_surest_box(count: int, seed: int) -> None:
    """Random boxes."""
    made = np.random.default_rng(seed)
    likely, place = made.uniform(0.5, 1, count), made.uniform(0, 1, (count, 6, 2))
    place[:, 1] = place[:, 0] + made.uniform(0, 0.5, (count, 2))
    people = united(likely, place)
    assert len(people) <= count
    assert bool(people) == bool(count)
    if count:
        assert people[0][0] == likely.max()
        assert all(place.min() - 1e-9 <= points.min() and points.max() <= place.max() + 1e-9 for _, points in people)


def test_a_person_is_told_in_pixels_of_the_frame() -> None:
    """A frame of 640 x 360 lies in a square of 640 with 140 black above: the square's middle is (320, 180)."""
    row = [0.0] * 4 + [112 - 208.0, 112 - 208.0, 112 - 208.0, 56 - 208.0] + [0.0] * 4
    (person,) = people_in(*_tensors({2253: row}), whole_frame(640, 360))
    np.testing.assert_allclose(person.points[0], [320, 180])
    np.testing.assert_allclose(person.points[1], [320, 20])
