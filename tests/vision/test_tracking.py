"""Somebody is found, followed, lost and found again; and of several people one and the same is followed."""

from __future__ import annotations

import numpy as np
import pytest
from tests.vision.made_people import HEIGHT, WIDTH, SeesADisc, SeesDiscs, frame, tracker
from tests.vision.sample import clip_or_skip, frames_of, weights_or_skip

from lumbar.core.motion.pose import LANDMARKS
from lumbar.vision.blazepose import Pixels
from lumbar.vision.tracking import PoseTracker, SeenPerson

MIDDLE = (WIDTH / 2, HEIGHT / 2)
MIRRORED = [0, 4, 5, 6, 1, 2, 3, 8, 7, 10, 9, *(place + (1 if place % 2 else -1) for place in range(11, 33))]
"""For each landmark the one of the other side."""


def _where(person: SeenPerson | None) -> list[float]:
    assert person is not None
    return [float(value) for value in person.position[0]]


def test_somebody_who_moves_is_found_once_and_then_followed() -> None:
    """A red disc goes 4 pixels to the right each frame, for 30 frames."""
    detector, landmarks = SeesDiscs(), SeesADisc()
    follows = tracker(detector, landmarks)
    for step in range(30):
        seen = follows.look(frame({0: (200 + 4 * step, 180)}))
        assert _where(seen) == pytest.approx([200 + 4 * step, 180], abs=1)
        assert seen is not None
        assert seen.fresh == (step == 0)
    assert detector.looks == 1
    assert landmarks.looks == 30


def test_where_nobody_is_nobody_is_seen() -> None:
    follows = tracker(SeesDiscs(), SeesADisc())
    assert follows.look(frame({})) is None
    assert follows.people == 0


def test_somebody_who_jumps_out_of_the_square_is_found_again_in_the_same_frame() -> None:
    """From the left edge of the picture to the right one."""
    follows = tracker(SeesDiscs(), SeesADisc())
    follows.look(frame({0: (60, 180)}))
    seen = follows.look(frame({0: (580, 180)}))
    assert _where(seen) == pytest.approx([580, 180], abs=1)
    assert seen is not None
    assert seen.fresh


def test_somebody_who_goes_and_comes_back_is_found_again() -> None:
    follows = tracker(SeesDiscs(), SeesADisc())
    seen = [follows.look(frame(people)) for people in ({0: MIDDLE}, {}, {}, {0: MIDDLE})]
    assert [person is None for person in seen] == [False, True, True, False]
    assert seen[-1] is not None
    assert seen[-1].fresh


def test_of_several_people_the_one_in_the_middle_is_followed() -> None:
    """Red is surer to the detector, but green stands in the middle."""
    follows = tracker(SeesDiscs(), SeesADisc())
    assert _where(follows.look(frame({0: (60, 180), 1: MIDDLE}))) == pytest.approx(MIDDLE, abs=1)
    assert follows.people == 2


def test_whoever_is_followed_stays_so_when_another_takes_the_middle() -> None:
    """Green walks away from the middle, and red into it."""
    follows = tracker(SeesDiscs(), SeesADisc())
    for step in range(40):
        seen = follows.look(frame({0: (-40 + 9 * step, 60), 1: (320 + 6 * step, 200)}))
    assert _where(seen) == pytest.approx([320 + 6 * 39, 200], abs=1)


def test_whoever_is_lost_is_looked_for_where_they_were() -> None:
    """Green is lost on the right for a frame; red stands in the middle."""
    follows = tracker(SeesDiscs(), SeesADisc())
    for step in range(20):
        follows.look(frame({1: (320 + 12 * step, 180)}))
    follows.look(frame({}))
    assert _where(follows.look(frame({0: MIDDLE, 1: (560, 180)}))) == pytest.approx([560, 180], abs=1)


def test_people_are_counted_every_sixty_frames() -> None:
    """Someone else comes into the picture after the first frame."""
    detector = SeesDiscs()
    follows = tracker(detector, SeesADisc())
    counted = []
    for step in range(130):
        follows.look(frame({0: MIDDLE} if step == 0 else {0: MIDDLE, 1: (60, 60)}))
        if follows.people is not None:
            counted.append((step, follows.people))
    assert counted == [(0, 1), (60, 2), (120, 2)]
    assert detector.looks == 3


def test_a_square_in_which_hardly_a_joint_is_in_sight_is_doubted_after_half_a_second() -> None:
    """Visibility 1 / (1 + e^3) = 0.05 in 40 frames: the detector is asked at the start, and after 15 frames each."""
    detector, landmarks = SeesDiscs(), SeesADisc()
    landmarks.visibility = -3.0
    follows = tracker(detector, landmarks)
    seen = [follows.look(frame({0: MIDDLE})) for _ in range(40)]
    assert [step for step, person in enumerate(seen) if person is not None and person.fresh] == [0, 15, 30]
    assert all(person is not None for person in seen)


def test_after_forgetting_the_one_in_the_middle_is_chosen_anew() -> None:
    follows = tracker(SeesDiscs(), SeesADisc())
    follows.look(frame({0: (60, 180)}))
    follows.forget()
    seen = follows.look(frame({0: (60, 180), 1: MIDDLE}))
    assert _where(seen) == pytest.approx(MIDDLE, abs=1)
    assert follows.people == 2


def test_frames_of_any_size_are_looked_at() -> None:
    """Also of one pixel."""
    follows = tracker(SeesDiscs(), SeesADisc())
    assert follows.look(np.zeros((1, 1, 3), np.uint8)) is None
    assert follows.look(np.full((3, 500, 3), 255, np.uint8)) is not None
    follows.look(np.zeros((500, 3, 3), np.uint8))


# With the models themselves, on the film that comes with Lumbar.


def _alone(follows: PoseTracker, pixels: Pixels) -> SeenPerson:
    """Seen as if it were the only picture, in the second look so that the square is the landmark model's own."""
    follows.forget()
    follows.look(pixels)
    seen = follows.look(pixels)
    assert seen is not None
    return seen


@pytest.fixture(scope="module")
def follows() -> PoseTracker:
    return PoseTracker(weights_or_skip())


@pytest.fixture(scope="module")
def pictures() -> list[Pixels]:
    return frames_of(clip_or_skip(), every=20, count=3)


def _trunk(person: SeenPerson) -> float:
    shoulders, hips = person.position[[11, 12]].mean(axis=0), person.position[[23, 24]].mean(axis=0)
    return float(np.linalg.norm(shoulders - hips))


def test_the_lifter_is_seen_whole(follows: PoseTracker, pictures: list[Pixels]) -> None:
    """The head above the hips, and the mask over hips and shoulders."""
    for pixels in pictures:
        seen = _alone(follows, pixels)
        assert seen.position.shape == (len(LANDMARKS), 2)
        assert seen.score > 0.5
        assert np.all((seen.visibility >= 0) & (seen.visibility <= 1))
        assert np.all(seen.mask.at(seen.position[[11, 23]]) > 0.5)


@pytest.mark.parametrize(("right", "down"), [(16, 0), (0, 12), (-9, 7)])
def test_a_picture_that_is_moved_moves_the_landmarks_alike(
    follows: PoseTracker, pictures: list[Pixels], right: int, down: int
) -> None:
    """By so many pixels, with the edge drawn out: within 5 % of the trunk, in the median of all landmarks."""
    for pixels in pictures:
        around = np.pad(pixels, ((20, 20), (20, 20), (0, 0)), mode="edge")
        height, width = pixels.shape[:2]
        moved = np.ascontiguousarray(around[20 - down : 20 - down + height, 20 - right : 20 - right + width])
        before, after = _alone(follows, pixels), _alone(follows, moved)
        apart = np.linalg.norm(after.position - before.position - (right, down), axis=1)
        assert np.median(apart) < 0.05 * _trunk(before)


def test_a_mirrored_picture_shows_the_other_sides_of_the_person(follows: PoseTracker, pictures: list[Pixels]) -> None:
    """Within 8 % of the trunk, in the median of all landmarks: the model is not quite the same on both sides."""
    for pixels in pictures:
        before, after = _alone(follows, pixels), _alone(follows, np.ascontiguousarray(pixels[:, ::-1]))
        expected = before.position[MIRRORED] * (-1, 1) + (pixels.shape[1], 0)
        assert np.median(np.linalg.norm(after.position - expected, axis=1)) < 0.08 * _trunk(before)


def test_the_same_pictures_show_the_same_twice(follows: PoseTracker, pictures: list[Pixels]) -> None:
    once, again = (_alone(follows, pictures[0]) for _ in range(2))
    np.testing.assert_array_equal(once.position, again.position)
    np.testing.assert_array_equal(once.mask.probability, again.mask.probability)
