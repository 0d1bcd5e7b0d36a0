"""What is told of sets in which something was done on purpose."""

from __future__ import annotations

from time import perf_counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.motion.made_sets import (
    Camera,
    FloatArray,
    Places,
    captured,
    filmed,
    hinging,
    lying,
    moved,
    pushing_up,
    repetitions,
    rowing,
    set_of,
    squatting,
    standing_posture,
    still,
    there_and_back,
    way,
)

from lumbar.core.athlete import Sex
from lumbar.core.biomechanics.landmarks import NotAvailable
from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.motion.joints import from_pose, from_track
from lumbar.core.motion.looked_at import LOOKED_AT, WhyNotLookedAt, why_not_looked_at
from lumbar.core.motion.moment import PictureMoment, picture_moment
from lumbar.core.motion.movement_form import MovementForm, movement_form
from lumbar.core.motion.observations import Cue, DepthOf, Observation, ObservationKind, Standing, WhyNotTold
from lumbar.core.motion.pose import PoseSeries

JITTERY = Camera(jitter_m=0.005)


def of_film(places: Places, lift: Lift, camera: Camera = JITTERY) -> MovementForm:
    return movement_form(from_pose(filmed(places, camera)), lift)


def of_room(places: Places, lift: Lift) -> MovementForm:
    moving = from_track(captured(places))
    assert moving is not None
    return movement_form(moving, lift)


def told(form: MovementForm, kind: ObservationKind, repetition: int | None = None) -> Observation:
    return next(each for each in form.observations if each.kind is kind and each.repetition == repetition)


def both(places: Places, lift: Lift) -> list[MovementForm]:
    return [of_film(places, lift), of_room(places, lift)]


def test_the_phases_of_a_squat_with_a_pause() -> None:
    """Down in 2 s, two seconds at the bottom, up in 1 s. A tenth of the way of a cosine is passed after 0.205 of its
    time, so lowering is told as 0.795 of 2 s and raising as 0.795 of 1 s, less what the slow ends lend to the
    pause: at its bottom the made hip goes to the back and hardly down."""
    one = [still(1), way(0, 1, 2.0), still(2.0, 1.0), way(1, 0, 1.0)]
    for form in both(squatting(set_of(*one, *one, *one, still(1))), Lift.SQUAT):
        for tempo in form.tempos:
            assert tempo.lowering_s == pytest.approx(0.795 * 2, abs=0.3)
            assert tempo.pause_s == pytest.approx(2.0, abs=0.3)
            assert tempo.raising_s == pytest.approx(0.795, abs=0.2)


def test_waiting_at_the_turn_is_no_part_of_going_there_and_back() -> None:
    """The same squat with nothing, two and five seconds of standing still, jittering, at the bottom."""
    told_s = []
    for wait in (0.0, 2.0, 5.0):
        one = [still(1), way(0, 1, 1.5), still(wait, 1.0), way(1, 0, 1.5)]
        tempo = of_film(squatting(set_of(*one, *one, still(1))), Lift.SQUAT, Camera(jitter_m=0.01)).tempos[1]
        told_s.append((tempo.lowering_s, tempo.raising_s))
    assert np.ptp(np.array(told_s, dtype=float), axis=0).max() < 0.25


def test_a_deadlift_is_raised_first() -> None:
    """Up in 1 s, down in 3."""
    one = [still(1, 1.0), way(1, 0, 1.0), way(0, 1, 3.0)]
    for form in both(hinging(set_of(*one, *one, *one, still(1, 1.0))), Lift.DEADLIFT):
        tempo = form.tempos[1]
        assert tempo.raising_s is not None
        assert tempo.lowering_s is not None
        assert tempo.raising_s == pytest.approx(0.8, abs=0.2)
        assert tempo.lowering_s == pytest.approx(2.4, abs=0.3)


def test_a_steady_set_has_nothing_notable() -> None:
    for places, lift in (
        (squatting(repetitions(6, rest_s=0.5)), Lift.SQUAT),
        (hinging(repetitions(6)), Lift.ROMANIAN_DEADLIFT),
        (hinging(repetitions(6)), Lift.GOOD_MORNING),
        (hinging(set_of(still(1, 1.0), *[there_and_back(3, 0, 1)] * 6, still(1, 1.0))), Lift.DEADLIFT),
        (rowing(repetitions(6, 2.0)), Lift.ROW),
        (pushing_up(repetitions(6, 2.0)), Lift.PUSH_UP),
    ):
        for form in both(places, lift):
            assert form.found.count == 6
            assert [each for each in form.observations if each.standing is Standing.NOTABLE] == []


def test_the_depth_of_a_squat_is_the_slope_of_its_thigh() -> None:
    """The made thigh is 100 degrees from upright: the hip 10 below level. At 0.75 of that it is 75: 15 above."""
    course = set_of(still(0.5), *[there_and_back()] * 4, *[there_and_back(depth=0.75)] * 2, still(0.5))
    for form in both(squatting(course), Lift.SQUAT):
        first, last, whole = (told(form, ObservationKind.DEPTH, number) for number in (1, 6, None))
        assert first.depth_of is DepthOf.THIGH
        assert first.value == pytest.approx(-10, abs=1.5)
        assert last.value == pytest.approx(15, abs=1.5)
        assert (first.standing, last.standing) == (Standing.AS_USUAL, Standing.NOTABLE)
        assert whole.change == pytest.approx(25, abs=2)
        assert whole.cue is Cue.SAME_DEPTH


def test_a_lean_that_grows_over_the_set_is_told_against_the_first_third() -> None:
    """The bottom goes from 45 degrees of lean to 63 in six repetitions, in even steps of 3.6: the first two have a
    median of 46.8, the last two of 61.2."""
    places = leaning_more([45 + 3.6 * number for number in range(6)])
    for form in both(places, Lift.SQUAT):
        whole = told(form, ObservationKind.TRUNK_LEAN)
        assert whole.standing is Standing.NOTABLE
        assert whole.usual == pytest.approx(46.8, abs=1.0)
        assert whole.value == pytest.approx(61.2, abs=1.0)
        assert told(form, ObservationKind.TRUNK_LEAN, 1).standing is Standing.AS_USUAL
        assert told(form, ObservationKind.TRUNK_LEAN, 6).standing is Standing.NOTABLE


def leaning_more(leans: list[float]) -> Places:
    """Squats whose bottoms lean by so much."""
    courses = [there_and_back() for _ in leans]
    course = set_of(still(0.5), *courses, still(0.5))
    lean = set_of(still(0.5), *(part * most for part, most in zip(courses, leans, strict=True)), still(0.5))
    places = standing_posture(30 * course, 100 * course, lean)
    elbow = places["shoulder"] + moved(0.05, -0.2)
    return places | {"elbow": elbow, "wrist": elbow + moved(0.05, 0.2)}


def good_mornings(tips: list[float]) -> Places:
    """Squats in which the trunk tips forward by so much in the first 40 % of the way up, and comes up after that."""
    parts: list[tuple[FloatArray, FloatArray]] = [(still(0.5), still(0.5))]
    for tip in tips:
        down, up = way(0, 1, 1.5), way(1, 0, 1.5)
        gone = 1 - up
        lean_up = (
            45 * up
            + tip * np.interp(gone, [0, 0.4, 1], [0, 1, 0])
            + 45 * gone * np.interp(gone, [0, 0.4, 1], [1, 1, 0])
        )
        parts += [(down, 45 * down), (up, lean_up)]
    parts.append((still(0.5), still(0.5)))
    course, lean = (np.concatenate([part[which] for part in parts]) for which in (0, 1))
    places = standing_posture(30 * course, 100 * course, lean)
    elbow = places["shoulder"] + moved(0.05, -0.2)
    return places | {"elbow": elbow, "wrist": elbow + moved(0.05, 0.2)}


def test_a_squat_that_turns_into_a_good_morning_is_told_even_where_all_do() -> None:
    """The trunk tips by 20 degrees on the first 40 % of the way up, in each repetition."""
    for form in both(good_mornings([20.0] * 4), Lift.SQUAT):
        for number in range(1, 5):
            one = told(form, ObservationKind.HIPS_FIRST, number)
            assert one.standing is Standing.NOTABLE
            assert one.value is not None
            assert one.value > 10
            assert one.cue is Cue.PUSH_THE_FLOOR_AWAY
        assert told(form, ObservationKind.HIPS_FIRST).standing is Standing.AS_USUAL


def test_hips_that_come_first_only_at_the_end_are_a_change_over_the_set() -> None:
    for form in both(good_mornings([0.0, 0.0, 0.0, 20.0, 20.0, 20.0]), Lift.SQUAT):
        assert told(form, ObservationKind.HIPS_FIRST, 1).standing is Standing.AS_USUAL
        assert told(form, ObservationKind.HIPS_FIRST).standing is Standing.NOTABLE


def test_hands_that_drift_from_the_foot_are_told_in_trunk_lengths() -> None:
    """From the fourth repetition on the hands hang 10 cm further ahead: a fifth of the trunk of 50 cm."""
    course = set_of(still(1, 1.0), *[there_and_back(3, 0, 1)] * 6, still(1, 1.0))
    places = dict(hinging(course))
    drift = np.where(np.arange(len(course)) > len(course) / 2, 0.10, 0.0)
    places["wrist"] = places["wrist"] + np.column_stack([drift, 0 * drift])
    for form in both(places, Lift.DEADLIFT):
        whole = told(form, ObservationKind.HAND_PATH)
        assert whole.change == pytest.approx(0.2, abs=0.05)
        assert whole.cue is Cue.BAR_CLOSE


def test_hands_stretched_out_in_a_squat_hold_no_bar() -> None:
    places = dict(squatting(repetitions(4)))
    places["wrist"] = places["shoulder"] + moved(0.55, 0.0)
    places["elbow"] = places["shoulder"] + moved(0.3, 0.0)
    for form in both(places, Lift.SQUAT):
        assert told(form, ObservationKind.HAND_PATH).why_not is WhyNotTold.HANDS_ELSEWHERE


def test_feet_out_of_sight_leave_the_hand_path_untold_and_say_so() -> None:
    series = filmed(hinging(repetitions(4)), JITTERY)
    for column in range(29, 33):  # heels and toes are the last four
        series.visibility[:, column] = 0.1
    form = movement_form(from_pose(series), Lift.ROMANIAN_DEADLIFT)
    assert told(form, ObservationKind.HAND_PATH).why_not is WhyNotTold.FEET_NOT_SEEN
    assert told(form, ObservationKind.TRUNK_LEAN).standing is Standing.AS_USUAL


def test_a_row_that_swings_is_told() -> None:
    """The trunk rises from 60 to 40 degrees with each pull from the third on. A repetition begins a tenth of the way
    up, at 58, and the twentieth of the frames at either end is left out."""
    places = rowing(repetitions(6, 2.0))
    course = repetitions(6, 2.0)
    late = np.arange(len(course)) >= len(course) / 3
    zero = np.zeros(len(course))
    swung = standing_posture(zero + 5, zero + 25, 60 - 20 * course * late)
    shift = swung["shoulder"] - places["shoulder"]
    arms = {name: places[name] + shift for name in ("elbow", "wrist")}
    for form in both(swung | arms, Lift.ROW):
        whole = told(form, ObservationKind.TRUNK_SWING)
        assert whole.standing is Standing.NOTABLE
        assert whole.value == pytest.approx(17.3, abs=1.0)


def test_raising_that_slows_is_told_and_a_tenth_of_a_second_is_not() -> None:
    one = [still(0.3), *(piece for _ in range(3) for piece in (way(0, 1, 1.5), way(1, 0, 1.5)))]
    slow = [piece for _ in range(3) for piece in (way(0, 1, 1.5), way(1, 0, 3.0))]
    for form in both(squatting(set_of(*one, *slow, still(0.5))), Lift.SQUAT):
        whole = told(form, ObservationKind.RAISING_TIME)
        assert whole.standing is Standing.NOTABLE
        assert whole.cue is Cue.END_WHEN_IT_SLOWS
        assert told(form, ObservationKind.LOWERING_TIME).standing is Standing.AS_USUAL


def test_left_and_right_are_told_from_the_front_only() -> None:
    """The hips go 10 cm, a fifth of a trunk, to the person's left on the way down: the right of the picture."""
    course = repetitions(4)
    series = filmed(squatting(course), Camera(off_side_deg=90))
    for name in (23, 24):
        series.position[:, name, 0] += 20 * course
    form = movement_form(from_pose(series), Lift.SQUAT)
    assert told(form, ObservationKind.LEFT_RIGHT, 1).value == pytest.approx(0.2, abs=0.02)
    assert told(form, ObservationKind.LEFT_RIGHT, 1).standing is Standing.NOTABLE
    assert told(form, ObservationKind.DEPTH).why_not is WhyNotTold.FACE_ON
    from_the_side = of_film(squatting(course), Lift.SQUAT)
    assert told(from_the_side, ObservationKind.LEFT_RIGHT).why_not is WhyNotTold.FROM_THE_SIDE


def test_turned_too_far_every_angle_says_so_and_the_times_are_told() -> None:
    form = of_film(squatting(repetitions(4)), Lift.SQUAT, Camera(off_side_deg=40, jitter_m=0.003))
    for kind in (ObservationKind.DEPTH, ObservationKind.TRUNK_LEAN, ObservationKind.HIPS_FIRST):
        assert told(form, kind).why_not is WhyNotTold.TURNED_TOO_FAR
    assert told(form, ObservationKind.RAISING_TIME).standing is Standing.AS_USUAL


def test_one_repetition_is_described_and_not_judged() -> None:
    form = of_film(hinging(way(1, 0, 2)), Lift.DEADLIFT)
    lean = told(form, ObservationKind.TRUNK_LEAN, 1)
    assert (lean.standing, lean.why_not) == (Standing.CANNOT_TELL, WhyNotTold.ONE_REPETITION)
    assert lean.value == pytest.approx(70, abs=6)
    assert told(form, ObservationKind.TRUNK_LEAN).why_not is WhyNotTold.TOO_FEW_REPETITIONS
    assert told(form, ObservationKind.LOWERING_TIME).why_not is WhyNotTold.HALF_RECORDED


def test_every_observation_has_a_value_with_its_error_or_a_reason() -> None:
    for lift in Lift:
        for places in (squatting(repetitions(3)), lying(still(8, 0.58), still(8))):
            form = of_film(places, lift)
            assert {each.kind for each in form.observations} == set(LOOKED_AT[lift])
            for each in form.observations:
                assert (each.standing is Standing.CANNOT_TELL) == (each.why_not is not None)
                if each.value is None:
                    assert each.why_not is not None
                else:
                    assert each.uncertainty is not None
                    assert each.sources


def test_what_is_not_looked_at_has_a_reason() -> None:
    for lift in Lift:
        for kind in ObservationKind:
            assert (why_not_looked_at(lift, kind) is None) == (kind in LOOKED_AT[lift])
    assert why_not_looked_at(Lift.DEADLIFT, ObservationKind.DEPTH) is WhyNotLookedAt.SET_BY_THE_FLOOR
    assert why_not_looked_at(Lift.OTHER, ObservationKind.TRUNK_LEAN) is WhyNotLookedAt.MOVEMENT_UNKNOWN


def test_a_minute_is_looked_at_in_a_few_seconds_at_most() -> None:
    moving = from_pose(filmed(squatting(repetitions(12, 4.0, rest_s=0.9)), JITTERY))
    started = perf_counter()
    movement_form(moving, Lift.SQUAT)
    assert perf_counter() - started < 8


@settings(max_examples=6, deadline=None)
@given(st.floats(0.3, 3.0), st.integers(0, 99))
def test_a_film_of_another_pace_has_the_same_angles_at_the_bottom(slower: float, seed: int) -> None:
    one = of_film(squatting(repetitions(3, 3.0)), Lift.SQUAT, Camera(jitter_m=0.003, seed=seed))
    other = of_film(squatting(repetitions(3, 3.0 * max(slower, 0.6))), Lift.SQUAT, Camera(jitter_m=0.003, seed=seed))
    for kind in (ObservationKind.DEPTH, ObservationKind.TRUNK_LEAN):
        first, second = told(one, kind, 2).value, told(other, kind, 2).value
        assert first == pytest.approx(second, abs=4)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 60), st.sampled_from(list(Lift)), st.integers(0, 999), st.sampled_from([0.0, 0.3, 0.9, 1.0]))
def test_whatever_a_pose_model_tells_gives_an_answer(frames: int, lift: Lift, seed: int, unseen: float) -> None:
    """Points by chance, frames without anybody, recordings of one frame: reasons, and never an exception."""
    drawn = np.random.default_rng(seed)
    position = drawn.uniform(-50, 700, (frames, 33, 2))
    position[drawn.uniform(size=frames) < unseen] = np.nan
    visibility = np.where(np.isfinite(position).all(axis=2), drawn.uniform(0, 1, (frames, 33)), 0.0)
    series = PoseSeries(np.arange(frames) / 30, position, np.zeros((frames, 33)), visibility, 640, 480)
    form = movement_form(from_pose(series), lift)
    assert {each.kind for each in form.observations} == set(LOOKED_AT[lift])
    found = picture_moment(form, body_mass_kg=80, load_kg=60, height_m=None, sex=Sex.UNKNOWN)
    assert isinstance(found, (PictureMoment, NotAvailable))
