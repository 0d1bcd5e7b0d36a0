"""When the load is in the hands, on made ways of two hands."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from lumbar.core.biomechanics.landmarks import Body, find_landmarks
from lumbar.core.biomechanics.lift_off import HeldLoad, HeldSpan, HeldWhy, find_held_load
from lumbar.core.biomechanics.vertical import Vertical
from lumbar.core.tracks import Track, VerticalAxis

RATE = 50
UP = Vertical(VerticalAxis.Z, 1, inferred=True)
TOP, FLOOR = 0.8, 0.25
"""Heights of hanging hands and of a handle on the floor; the knees are at 0.5 m."""

Part = tuple[float, float, float]
"""Seconds, height of the hands at their end, distance between them at their end."""


def way(start: tuple[float, float], parts: Sequence[Part]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Height and distance of the hands, each part speeding up and slowing down as a cosine."""
    heights, apart = [np.array([start[0]])], [np.array([start[1]])]
    for seconds, height, distance in parts:
        done = (1 - np.cos(np.pi * np.arange(1, round(seconds * RATE) + 1) / round(seconds * RATE))) / 2
        heights.append(heights[-1][-1] + (height - heights[-1][-1]) * done)
        apart.append(apart[-1][-1] + (distance - apart[-1][-1]) * done)
    return np.concatenate(heights), np.concatenate(apart)


def body_of(
    start: tuple[float, float], parts: Sequence[Part], *, feet: bool = True
) -> tuple[Body, NDArray[np.float64]]:
    height, apart = way(start, parts)
    time = np.arange(len(height)) / RATE
    places = {
        "LFIN": np.stack([0 * time, apart / 2, height], axis=1),
        "RFIN": np.stack([0 * time, -apart / 2, height], axis=1),
    }
    if feet:
        places["LKNE"] = np.tile([0.0, 0.1, 0.5], (len(time), 1))
    return find_landmarks(Track(tuple(places), time, np.stack(list(places.values()), axis=1))), time


def held(start: tuple[float, float], parts: Sequence[Part]) -> HeldLoad:
    body, time = body_of(start, parts)
    load = find_held_load(body, UP, time)
    assert load is not None
    return load


def spans(load: HeldLoad) -> list[tuple[float, float]]:
    return [(round(span.from_s, 1), round(span.until_s, 1)) for span in load.spans]


DOWN_EMPTY: Part = (1.0, FLOOR, 0.30)
GRIP: Part = (1.0, FLOOR, 0.30)
UP_WITH_IT: Part = (1.0, TOP, 0.30)
DOWN_WITH_IT: Part = (1.0, FLOOR, 0.30)


def test_a_box_is_held_from_leaving_the_floor_to_the_end() -> None:
    load = held((TOP, 0.45), [DOWN_EMPTY, GRIP, UP_WITH_IT, (0.5, TOP, 0.30)])
    assert load.why is HeldWhy.LIFTED_FROM_REST
    # 1 s down, 1 s grip; 1 cm of 55 cm is passed after 1 s x arccos(1 - 2/55)/pi = 0.09 s
    assert spans(load) == [(2.1, 3.5)]


def test_the_hands_take_the_load_up_over_a_quarter_of_a_second() -> None:
    load = held((TOP, 0.45), [DOWN_EMPTY, GRIP, UP_WITH_IT])
    lift_off = load.spans[0].from_s
    at = [load.share[round((lift_off + shift) * RATE)] for shift in (-0.3, -0.2, -0.1, 0.0, 0.5)]
    np.testing.assert_allclose(at, [0.0, 0.2, 0.6, 1.0, 1.0], atol=1e-9)


def test_a_box_that_is_put_down_again_is_held_in_between() -> None:
    load = held((TOP, 0.45), [DOWN_EMPTY, GRIP, UP_WITH_IT, DOWN_WITH_IT, GRIP, (1.0, TOP, 0.45)])
    assert spans(load) == [(2.1, 3.9)]
    assert load.share[-1] == 0


def test_a_set_of_deadlifts_rests_on_the_floor_between_repetitions() -> None:
    from_the_floor = [GRIP, UP_WITH_IT, DOWN_WITH_IT, GRIP, UP_WITH_IT, DOWN_WITH_IT, GRIP]
    load = held((FLOOR, 0.30), from_the_floor)
    assert spans(load) == [(1.1, 2.9), (4.1, 5.9)]


def test_a_set_that_is_cut_off_at_the_top_is_held_to_the_end_where_the_hands_keep_their_distance() -> None:
    load = held((FLOOR, 0.30), [GRIP, UP_WITH_IT, DOWN_WITH_IT, GRIP, UP_WITH_IT])
    assert spans(load) == [(1.1, 2.9), (4.1, 5.0)]


def test_hands_that_come_down_as_far_apart_as_they_go_up_had_the_load_before() -> None:
    load = held((TOP, 0.30), [(1.0, TOP, 0.30), DOWN_WITH_IT, GRIP, UP_WITH_IT])
    assert spans(load) == [(0.0, 1.9), (3.1, 4.0)]


def test_a_quick_grasp_shows_in_the_hands_closing_on_the_way_down() -> None:
    load = held((TOP, 0.45), [DOWN_EMPTY, UP_WITH_IT])
    assert load.why is HeldWhy.LIFTED_FROM_REST
    assert spans(load) == [(1.1, 2.0)]


def test_a_romanian_deadlift_turns_without_a_rest_and_is_held_all_the_time() -> None:
    load = held((TOP, 0.30), [(1.5, 0.35, 0.30), (1.5, TOP, 0.30), (1.5, 0.35, 0.30), (1.5, TOP, 0.30)])
    assert (load.why, spans(load)) == (HeldWhy.HANDS_NEVER_REST, [(0.0, 6.0)])


def test_a_bar_on_the_back_never_comes_below_the_knees() -> None:
    load = held((1.4, 0.8), [(1.5, 0.9, 0.8), (1.0, 0.9, 0.8), (1.5, 1.4, 0.8)])
    assert (load.why, spans(load)) == (HeldWhy.HANDS_STAY_UP, [(0.0, 4.0)])
    assert load.share.min() == 1


def test_what_is_told_is_not_looked_for() -> None:
    body, time = body_of((TOP, 0.45), [DOWN_EMPTY, GRIP, UP_WITH_IT])
    load = find_held_load(body, UP, time, throughout=True)
    assert load is not None
    assert (load.why, load.spans) == (HeldWhy.TOLD, (HeldSpan(0.0, 3.0),))


def test_without_knees_and_feet_nobody_knows_where_the_floor_is() -> None:
    body, time = body_of((TOP, 0.45), [DOWN_EMPTY, GRIP, UP_WITH_IT], feet=False)
    load = find_held_load(body, UP, time)
    assert load is not None
    assert load.why is HeldWhy.FLOOR_NOT_SEEN


def test_without_hands_there_is_no_answer() -> None:
    body = find_landmarks(Track(("C7",), np.arange(3.0), np.zeros((3, 1, 3))))
    assert find_held_load(body, UP, np.arange(3.0)) is None


@pytest.mark.parametrize("shift", [0.0, 12.4, -3.0])
def test_the_times_are_those_of_the_file(shift: float) -> None:
    body, time = body_of((TOP, 0.45), [DOWN_EMPTY, GRIP, UP_WITH_IT])
    load = find_held_load(body, UP, time + shift)
    assert load is not None
    assert load.spans[0].from_s == pytest.approx(2.08 + shift)
