"""What is drawn over a video: which frame, which repetition and which landmarks belong to a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumbar.core.motion.lumbar import BackShape
from lumbar.core.motion.pose import LANDMARKS, Landmark, PoseSeries
from lumbar.usecases.overlay import BackContour, HoldMark, Overlay, RepetitionMark, Trace


def made_overlay(times: list[float]) -> Overlay:
    """A person who stands still, of whom every landmark lies at (10, 20)."""
    frames = len(times)
    position = np.tile(np.array([10.0, 20.0]), (frames, len(LANDMARKS), 1))
    pose = PoseSeries(
        np.array(times), position, np.zeros(position.shape[:2]), np.ones(position.shape[:2]), width=64, height=48
    )
    return Overlay(pose, np.ones((frames, len(LANDMARKS)), dtype=np.bool_))


TWO_REPETITIONS = (RepetitionMark(1.0, 2.0, 3.0), RepetitionMark(4.0, 5.0, 6.0, back=BackShape.ROUNDED))


def test_a_time_is_drawn_with_the_frame_of_the_pose_that_is_nearest() -> None:
    """Frames at 0, 0.1, 0.2 and 0.3 s: 0.14 s is nearer to the second, 0.16 s to the third."""
    overlay = made_overlay([0.0, 0.1, 0.2, 0.3])
    assert [overlay.frame_at(time) for time in (-0.05, 0.0, 0.14, 0.16, 0.35)] == [0, 0, 1, 2, 3]


def test_a_time_that_the_pose_does_not_reach_has_no_frame() -> None:
    """Ten frames a second that end at 0.3 s, and a gap from 0.3 to 0.9 s: more than 0.1 s away is nobody's frame."""
    assert made_overlay([0.0, 0.1, 0.2, 0.3]).frame_at(0.45) is None
    assert made_overlay([0.0, 0.1, 0.2, 0.3, 0.9]).frame_at(0.6) is None
    assert made_overlay([]).frame_at(0.0) is None


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30, unique=True), st.integers(0, 1000))
def test_every_frame_of_the_pose_is_found_by_its_own_time(hundredths: list[int], asked: int) -> None:
    """Frames at any rising times; and no other frame is nearer than the one that is found."""
    times = sorted(value / 100 for value in hundredths)
    overlay = made_overlay(times)
    assert [overlay.frame_at(time) for time in times] == list(range(len(times)))
    found = overlay.frame_at(asked / 100)
    if found is not None:
        assert abs(times[found] - asked / 100) == min(abs(time - asked / 100) for time in times)


def test_the_count_goes_up_when_a_repetition_begins_and_stays_until_the_next() -> None:
    """Repetitions from 1 to 3 s and from 4 to 6 s."""
    overlay = replace(made_overlay([0.0]), repetitions=TWO_REPETITIONS)
    assert [overlay.begun(time) for time in (0.5, 1.0, 3.5, 4.0, 9.0)] == [0, 1, 1, 2, 2]
    assert [overlay.number_at(time) for time in (0.5, 1.0, 3.5, 5.0, 9.0)] == [None, 1, None, 2, None]


def test_only_a_back_that_leaves_its_neutral_is_unusual() -> None:
    """The four answers and none."""
    unusual = {shape for shape in BackShape if RepetitionMark(0.0, 1.0, 2.0, back=shape).unusual}
    assert unusual == {BackShape.ROUNDED, BackShape.OVERARCHED}
    assert not RepetitionMark(0.0, 1.0, 2.0).unusual


def test_a_hold_counts_from_its_start_and_no_further_than_its_end() -> None:
    """A plank from 2 to 12 s."""
    overlay = replace(made_overlay([0.0]), hold=HoldMark(2.0, 12.0))
    assert [overlay.held_s(time) for time in (0.0, 5.0, 20.0)] == [0.0, 3.0, 10.0]
    assert made_overlay([0.0]).held_s(5.0) is None


def test_a_landmark_that_is_not_sure_or_not_seen_has_no_place() -> None:
    """Frame 0: the nose is not sure. Frame 1: nobody was seen."""
    overlay = made_overlay([0.0, 0.1])
    overlay.sure[0, LANDMARKS.index(Landmark.NOSE)] = False
    overlay.pose.position[1] = np.nan
    assert overlay.place(0, Landmark.NOSE) is None
    hip = overlay.place(0, Landmark.LEFT_HIP)
    assert hip is not None
    assert hip.tolist() == [10.0, 20.0]
    assert overlay.place(1, Landmark.LEFT_HIP) is None
    assert (overlay.seen_at(0), overlay.seen_at(1), overlay.seen_at(None)) == (True, False, False)


def test_parts_of_another_length_than_the_pose_are_refused() -> None:
    """A pose of two frames with one value, one outline, one frame of certainty, or four angles."""
    overlay = made_overlay([0.0, 0.1])
    outline = BackContour(np.zeros((2, 2)), BackShape.NEUTRAL)
    with pytest.raises(ValueError, match="one value for each of the 2 frames"):
        replace(overlay, traces=(Trace("Hip", "°", np.zeros(1)),))
    with pytest.raises(ValueError, match="1 outlines of the back for 2 frames"):
        replace(overlay, contours=(outline,))
    with pytest.raises(ValueError, match="which landmarks are sure"):
        replace(overlay, sure=np.ones((1, 33), dtype=np.bool_))
    with pytest.raises(ValueError, match="at most 3"):
        replace(overlay, traces=(Trace("Hip", "°", np.zeros(2)),) * 4)
