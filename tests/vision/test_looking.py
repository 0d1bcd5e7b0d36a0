"""A film's worth of frames: what is kept of the person, and what is remarked."""

from __future__ import annotations

import numpy as np
import pytest
from tests.vision.made_people import HEIGHT, WIDTH, SeesADisc, SeesDiscs, frame, tracker
from tests.vision.sample import clip_or_skip, weights_or_skip

from lumbar.usecases.video_reading import VideoRemarkKind
from lumbar.vision.blazepose import Pixels
from lumbar.vision.looking import FilmWatcher, look_at

MIDDLE = (WIDTH / 2, HEIGHT / 2)
RATE_HZ = 20.0


def _watched(*frames: Pixels) -> FilmWatcher:
    """Frames at 20 a second."""
    film = FilmWatcher(tracker(SeesDiscs(), SeesADisc()))
    for place, pixels in enumerate(frames):
        film.watch(place / RATE_HZ, pixels)
    return film


def test_frames_without_a_person_are_not_numbers_and_not_visible() -> None:
    film = _watched(frame({0: MIDDLE}), frame({}), frame({0: MIDDLE}))
    pose = film.pose()
    assert pose.seen.tolist() == [True, False, True]
    assert np.isnan(pose.position[1]).all()
    assert np.isnan(pose.depth[1]).all()
    assert not pose.visibility[1].any()
    assert [film.masks.at(place) is None for place in range(3)] == [False, True, False]
    assert (pose.width, pose.height) == (WIDTH, HEIGHT)
    assert pose.time_s.tolist() == [0, 0.05, 0.1]


def test_a_film_of_one_person_has_no_remarks() -> None:
    assert _watched(*[frame({0: MIDDLE})] * 5).remarks() == ()


def test_a_single_frame_out_of_sight_is_not_remarked() -> None:
    assert _watched(frame({0: MIDDLE}), frame({}), frame({0: MIDDLE})).remarks() == ()


def test_somebody_out_of_sight_for_a_while_is_remarked_with_when_and_how_long() -> None:
    """Frames 5 to 16 and 30 to 39 (the last) of 40 at 20 a second: from 0.25 s for 0.6 s, from 1.5 s for 0.5 s."""
    gone = {*range(5, 17), *range(30, 40)}
    film = _watched(*(frame({} if place in gone else {0: MIDDLE}) for place in range(40)))
    (remark,) = film.remarks()
    assert (remark.kind, remark.count, remark.met, remark.at_s) == (VideoRemarkKind.PERSON_LOST, 2, "1.1", 0.25)


def test_a_film_of_nobody_is_remarked_from_its_first_frame_on() -> None:
    (remark,) = _watched(*[frame({})] * 20).remarks()
    assert (remark.kind, remark.at_s, remark.met) == (VideoRemarkKind.PERSON_LOST, 0.0, "1.0")


def test_several_people_are_remarked_when_they_are_met_twice() -> None:
    """Counted in frames 0, 60 and 120: there are two in the last two of them."""
    film = _watched(*(frame({0: MIDDLE} if place < 50 else {0: MIDDLE, 1: (60, 60)}) for place in range(121)))
    (remark,) = film.remarks()
    assert (remark.kind, remark.count, remark.at_s) == (VideoRemarkKind.SEVERAL_PEOPLE, 2, 3.0)


def test_somebody_met_once_among_many_counts_is_the_detectors_mistake() -> None:
    film = _watched(*(frame({0: MIDDLE, 1: (60, 60)} if place == 60 else {0: MIDDLE}) for place in range(121)))
    assert film.remarks() == ()


def test_two_people_in_a_film_shorter_than_two_counts_are_remarked() -> None:
    (remark,) = _watched(*[frame({0: MIDDLE, 1: (60, 60)})] * 5).remarks()
    assert remark.kind is VideoRemarkKind.SEVERAL_PEOPLE


def test_a_cut_is_remarked_and_whoever_is_in_the_middle_then_is_followed() -> None:
    """A black room and then a grey one, where red stands in a corner and green in the middle."""
    other = np.maximum(frame({0: (60, 180), 1: MIDDLE}), 100)
    film = _watched(frame({0: (60, 180)}), frame({0: (60, 180)}), other)
    (remark,) = (told for told in film.remarks() if told.kind is VideoRemarkKind.SCENE_CUT)
    assert (remark.count, remark.at_s) == (1, 0.1)
    np.testing.assert_allclose(film.pose().position[2, 0], MIDDLE, atol=1)


def test_a_film_without_frames_is_neither_fast_nor_slow() -> None:
    assert _watched().speed(1.0) is None
    assert _watched().remarks() == ()


def test_the_speed_is_of_the_whole_and_of_the_model() -> None:
    """Ten frames in half a second; the made model takes 0.01 s a look."""
    speed = _watched(*[frame({0: MIDDLE})] * 10).speed(0.5)
    assert speed is not None
    assert speed.frames_per_second == 20
    assert speed.model_frames_per_second == pytest.approx(100)


def test_the_film_that_comes_with_lumbar_is_looked_at_whole() -> None:
    """Somebody is seen in every frame, and progress is told after each."""
    told: list[int] = []
    reading = look_at(clip_or_skip(), weights_or_skip(), progress=lambda done, _: told.append(done))
    assert told == list(range(1, reading.facts.frames + 1))
    assert reading.pose.frames == reading.facts.frames
    assert reading.pose.seen.mean() > 0.95
    assert all((reading.masks.at(place) is not None) == seen for place, seen in enumerate(reading.pose.seen))
    assert {remark.kind for remark in reading.remarks} <= {VideoRemarkKind.TIMES_UNEVEN}
    assert reading.speed is not None
