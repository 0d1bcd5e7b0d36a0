"""Repetitions of sets whose count is known, because they were made."""

from __future__ import annotations

from dataclasses import replace
from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.motion.made_sets import (
    RATE_HZ,
    Camera,
    FloatArray,
    Places,
    captured,
    filmed,
    hinging,
    lying,
    pushing_up,
    repetitions,
    rowing,
    set_of,
    squatting,
    still,
    there_and_back,
    way,
)

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.motion.joints import from_pose, from_track
from lumbar.core.motion.pose import PoseSeries
from lumbar.core.motion.segmentation import RepetitionSet, find_repetitions

JITTERY = Camera(jitter_m=0.01)


def of_film(places: Places, lift: Lift = Lift.OTHER, camera: Camera = JITTERY) -> RepetitionSet:
    return find_repetitions(from_pose(filmed(places, camera)), lift)


def of_track(places: Places, lift: Lift = Lift.OTHER) -> RepetitionSet:
    moving = from_track(captured(places))
    assert moving is not None
    return find_repetitions(moving, lift)


@pytest.mark.parametrize("lift", [Lift.SQUAT, Lift.OTHER])
@pytest.mark.parametrize("count", [1, 2, 3, 10])
def test_squats_are_counted_in_a_film_and_in_a_room_whether_or_not_the_exercise_is_told(count: int, lift: Lift) -> None:
    places = squatting(repetitions(count, rest_s=0.5))
    assert of_film(places, lift).count == count
    assert of_track(places, lift).count == count


def test_a_repetition_has_its_start_its_turn_and_its_end() -> None:
    """Still for 1 s, down in 2, up in 2, still for 1, and the same again: turns at 3 and 8 s, 5 s apart."""
    one = [still(1.0), way(0, 1, 2.0), way(1, 0, 2.0)]
    found = of_film(squatting(set_of(*one, *one, still(1.0))), Lift.SQUAT, Camera())
    first, second = found.repetitions
    assert (first.turn_s, second.turn_s) == pytest.approx((3.0, 8.0), abs=0.1)
    # a tenth of the way of a cosine is passed after 0.205 of its time: 0.41 s of 2
    assert (first.start_s, first.end_s) == pytest.approx((1.41, 4.59), abs=0.2)
    assert first.whole
    assert second.whole


def test_a_deadlift_that_starts_on_the_floor_is_whole_from_floor_to_floor() -> None:
    """Floor, up, down, up, down: two lifts whose turn is at the top."""
    course = set_of(still(0.5, 1), there_and_back(4, 0, 1), there_and_back(4, 0, 1), still(0.5, 1))
    found = of_film(hinging(course), Lift.DEADLIFT)
    assert found.count == 2
    assert found.repetitions[0].turn_s == pytest.approx(2.5, abs=0.2)


def test_a_single_lift_from_the_floor_counts_though_it_is_not_put_down_in_the_film() -> None:
    found = of_film(hinging(way(1, 0, 2)), Lift.DEADLIFT)
    assert found.count == 1
    assert not found.repetitions[0].whole


def test_bending_down_to_the_bar_is_no_lift() -> None:
    course = set_of(still(1), way(0, 1, 2), still(1, 1), *([there_and_back(4, 0, 1)] * 3))
    assert of_film(hinging(course), Lift.DEADLIFT).count == 3


def test_a_squat_that_starts_at_the_bottom_counts_and_one_cut_off_on_the_way_down_is_told() -> None:
    """Up, down, up, down: two were raised; the last lowering has no end in the film."""
    found = of_film(squatting(set_of(way(1, 0, 1.5), there_and_back(), way(0, 1, 1.5))), Lift.SQUAT)
    assert found.count == 2
    assert [repetition.whole for repetition in found.repetitions] == [False, True]
    assert len(found.partial) == 1
    assert found.partial[0].share == pytest.approx(1.0, abs=0.1)


def test_an_attempt_given_up_early_is_told_and_not_counted() -> None:
    """Four repetitions, one that goes 28 % of the way down and back, one more."""
    course = set_of(repetitions(4, rest_s=1), there_and_back(2, depth=0.28), repetitions(1))
    found = of_track(hinging(course), Lift.ROMANIAN_DEADLIFT)
    assert found.count == 5
    assert [partial.share for partial in found.partial] == pytest.approx([0.28], abs=0.06)


def test_standing_about_with_a_drift_between_repetitions_is_no_repetition() -> None:
    drift = 0.06 * np.sin(np.linspace(0, np.pi, round(3 * RATE_HZ)))
    course = set_of(*([there_and_back(), drift] * 8))
    assert of_film(squatting(course), Lift.SQUAT).count == 8
    assert of_film(squatting(course)).count == 8


def test_fast_and_slow_repetitions_of_one_set_all_count() -> None:
    course = set_of(*([there_and_back(1.0)] * 4), *([there_and_back(6.0), still(2)] * 4))
    assert of_film(squatting(course)).count == 8


def test_who_tires_and_goes_less_deep_still_repeats() -> None:
    course = set_of(*(there_and_back(depth=depth) for depth in (1, 0.95, 0.9, 0.8, 0.7, 0.6)))
    assert of_film(squatting(course), Lift.SQUAT).count == 6


def test_nobody_moves_so_nothing_is_counted() -> None:
    found = of_film(squatting(still(20.0)))
    assert found.count == 0
    assert found.driver is None
    assert np.isnan(found.course).all()


def test_a_plank_has_no_repetitions() -> None:
    assert of_film(lying(still(20, 0.58), still(20)), Lift.PLANK).count == 0


def test_rows_are_counted_by_the_arms() -> None:
    found = of_film(rowing(repetitions(6, 2.0, rest_s=0.5)), Lift.ROW)
    assert found.count == 6
    assert found.repetitions[0].turn_s == pytest.approx(1.5, abs=0.2)


def test_getting_down_to_the_floor_and_up_again_is_no_push_up() -> None:
    down, up = squatting(set_of(still(1), way(0, 1, 2))), squatting(set_of(way(1, 0, 2), still(1)))
    middle = pushing_up(repetitions(7, 2.0))
    places = {name: np.concatenate([down[name], middle[name], up[name]]) for name in middle}
    assert of_film(places, Lift.PUSH_UP).count == 7


def test_walking_in_and_out_is_no_repetition() -> None:
    """Two metres a second and a half on either side, the knees and arms going once a second."""
    steps = np.sin(np.linspace(0, 4 * np.pi, round(3 * RATE_HZ))) ** 2
    walk, lifts = squatting(0.25 * steps), squatting(repetitions(5, rest_s=1))
    far = np.linspace(-4, 0, len(steps))
    places = {
        name: np.concatenate([walk[name] + shifted(far), lifts[name], walk[name] - shifted(far[::-1])]) for name in walk
    }
    assert of_film(places, Lift.SQUAT).count == 5
    assert of_film(places).count == 5


def shifted(forward: FloatArray) -> FloatArray:
    return np.column_stack([forward, np.zeros(len(forward))])


def test_the_times_are_of_the_recording_and_not_of_the_part_that_was_looked_at() -> None:
    walk, lifts = squatting(still(3)), squatting(repetitions(3))
    far = np.linspace(-4, 0, len(walk["hip"]))
    places = {name: np.concatenate([walk[name] + shifted(far), lifts[name]]) for name in walk}
    # 3 s of walking, 0.5 s still, 1.5 s down
    assert of_film(places, Lift.SQUAT).repetitions[0].turn_s == pytest.approx(5.0, abs=0.2)


def test_a_joint_that_is_lost_for_a_while_costs_no_repetition() -> None:
    series = filmed(squatting(repetitions(6)), JITTERY)
    series.position[100:130] = np.nan
    series.visibility[100:130] = 0
    assert find_repetitions(from_pose(series), Lift.SQUAT).count == 6


def test_a_film_that_dropped_frames_counts_alike() -> None:
    series = filmed(squatting(repetitions(6)), JITTERY)
    kept = np.sort(np.random.default_rng(3).choice(series.frames, series.frames * 3 // 4, replace=False))
    part = PoseSeries(series.time_s[kept], series.position[kept], series.depth[kept], series.visibility[kept], 640, 480)
    assert find_repetitions(from_pose(part), Lift.SQUAT).count == 6


@pytest.mark.parametrize("frames", [1, 2, 3, 8])
def test_a_recording_of_a_few_frames_has_no_repetitions(frames: int) -> None:
    assert of_film(squatting(np.linspace(0, 0.01, frames))).count == 0


def test_nobody_in_the_picture_is_no_repetition() -> None:
    series = filmed(squatting(repetitions(2)))
    series.position[:] = np.nan
    assert find_repetitions(from_pose(series)).count == 0


def test_a_minute_of_video_is_read_in_a_small_part_of_a_second() -> None:
    """Work is in proportion to the frames; the bound is far above what it takes, for slow machines."""
    moving = from_pose(filmed(squatting(repetitions(12, 4.0, rest_s=0.9)), JITTERY))
    assert moving.frames >= 1790
    started = perf_counter()
    assert find_repetitions(moving).count == 12
    assert perf_counter() - started < 1.0


counts = st.integers(1, 8)
laws = settings(max_examples=25, deadline=None)


@laws
@given(counts, st.floats(0.6, 2.0))
def test_the_pace_changes_no_count(count: int, slower: float) -> None:
    moving = from_pose(filmed(squatting(repetitions(count, rest_s=1)), JITTERY))
    assert find_repetitions(replace(moving, time_s=moving.time_s * slower)).count == count


@laws
@given(
    counts, st.floats(-500, 500), st.floats(-500, 500), st.floats(40, 400), st.sampled_from([1, -1]), st.integers(0, 99)
)
def test_place_size_and_direction_in_the_picture_change_no_count(
    count: int, x: float, y: float, size: float, facing: int, seed: int
) -> None:
    camera = Camera(facing=facing, pixels_a_metre=size, shift=(x, y), jitter_m=0.01, seed=seed)
    assert of_film(squatting(repetitions(count)), camera=camera).count == count


@laws
@given(counts, st.lists(st.floats(0, 3), min_size=9, max_size=9), st.sampled_from([Lift.SQUAT, Lift.OTHER]))
def test_waiting_at_the_top_changes_no_count(count: int, waits: list[float], lift: Lift) -> None:
    pieces = [piece for wait in waits[:count] for piece in (still(wait), there_and_back(2.5))]
    assert of_film(squatting(set_of(*pieces, still(waits[count]))), lift).count == count


@laws
@given(counts, counts)
def test_two_sets_joined_have_the_repetitions_of_both(one: int, other: int) -> None:
    both = set_of(repetitions(one, 2.5), repetitions(other, 3.5))
    assert of_film(hinging(both), Lift.ROMANIAN_DEADLIFT).count == one + other


@laws
@given(st.floats(-180, 180), counts)
def test_a_turn_of_the_laboratory_changes_no_count(degrees: float, count: int) -> None:
    track = captured(squatting(repetitions(count)))
    turn = np.radians(degrees)
    about_up = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
    moving = from_track(replace(track, position_m=track.position_m @ about_up.T))
    assert moving is not None
    assert find_repetitions(moving).count == count
