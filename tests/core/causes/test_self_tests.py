"""What self-tests say: against the person's own earlier results, and never more than the test itself can tell."""

from __future__ import annotations

from datetime import date, timedelta
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.self_tests import RESULTS, back_extension, knee, reach, side_plank

from lumbar.core.athlete import Sex
from lumbar.core.causes.finding import Cause, FindingKind, Measure, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.causes.self_tests import (
    SEM_BACK_EXTENSION,
    SEM_BACK_EXTENSION_HURTING,
    Comparison,
    Look,
    Published,
    SelfTestFinding,
    error_of,
    self_test_findings,
    smallest_difference,
)
from lumbar.core.self_tests import SelfTest, SelfTestResult, Side

ON = date(2026, 5, 10)


def said(*results: SelfTestResult, sex: Sex = Sex.UNKNOWN, on: date = ON) -> tuple[SelfTestFinding, ...]:
    return self_test_findings(results, on, sex)


def compared(*results: SelfTestResult, sex: Sex) -> dict[Published, Comparison]:
    return {each.published: each for finding in said(*results, sex=sex) for each in finding.comparisons}


# Measurement error


def test_the_smallest_difference_of_the_back_extension_is_that_of_latimer() -> None:
    """1.96 x 1.41421 x 11.6 = 32.15 and x 17.5 = 48.51."""
    assert smallest_difference(SEM_BACK_EXTENSION_HURTING.value) == pytest.approx(32.15, abs=0.005)
    assert smallest_difference(SEM_BACK_EXTENSION.value) == pytest.approx(48.51, abs=0.005)
    assert error_of(SelfTest.BIERING_SORENSEN) == smallest_difference(SEM_BACK_EXTENSION.value)


def test_the_error_of_the_side_plank_is_what_its_reliability_leaves() -> None:
    """2.77 x 35 s x root of (1 - 0.97) = 16.8 s."""
    assert error_of(SelfTest.SIDE_PLANK) == pytest.approx(1.96 * sqrt(2) * 35 * sqrt(0.03), abs=0.5)


# Against the own usual


@pytest.mark.parametrize(("now", "status"), [(131.4, Status.CHANGED), (131.5, Status.USUAL), (228.6, Status.CHANGED)])
def test_a_change_counts_only_beyond_the_error_of_the_test(now: float, status: Status) -> None:
    """180 - 48.51 = 131.49 is the line below, 180 + 48.51 = 228.51 the one above."""
    [finding] = said(back_extension(180, "2026-03-01"), back_extension(now))
    assert (finding.status, finding.value, finding.usual) == (status, now, 180)
    assert (finding.cause, finding.kind, finding.measure) == (Cause.IMBALANCE, FindingKind.SELF_TEST, Measure.SECONDS)


def test_the_own_usual_is_the_median_of_the_earlier_results() -> None:
    earlier = [back_extension(held, f"2026-0{month}-01") for month, held in enumerate((100, 300, 120), start=1)]
    [finding] = said(*earlier, back_extension(150))
    assert (finding.usual, finding.compared_with, finding.status) == (120, 3, Status.USUAL)


def test_a_first_result_has_no_usual_and_is_neither_changed_nor_as_usual() -> None:
    [finding] = said(back_extension(20))
    assert (finding.status, finding.usual, finding.value) == (Status.NOT_RECORDED, None, 20)


def test_only_what_fell_behind_leads_to_training_it() -> None:
    """A knee that lacks more of straight fell behind, a hold that is longer did not."""
    worse = said(knee(20, "2026-03-01"), knee(31))[0]
    better = said(knee(31, "2026-03-01"), knee(20))[0]
    longer = said(side_plank(60, "2026-03-01"), side_plank(90))[0]
    assert [one.status for one in (worse, better, longer)] == [Status.CHANGED] * 3
    assert [one.prevention for one in (worse, better, longer)] == [
        Prevention.TRAIN_WHAT_CHANGED,
        Prevention.NONE_NEEDED,
        Prevention.NONE_NEEDED,
    ]


def test_a_reach_is_held_against_ones_own_across_boxes_and_against_nobody_elses() -> None:
    """28 from soles at 23 is 5; -2 from soles at 0 is 7 less."""
    [finding] = said(reach(28, 23, "2026-03-01"), reach(-2, 0), sex=Sex.FEMALE)
    assert (finding.value, finding.usual, finding.status, finding.comparisons) == (-2, 5, Status.CHANGED, ())


def test_of_several_on_one_day_the_one_noted_last_stands() -> None:
    [finding] = said(back_extension(20, "2026-03-01"), back_extension(200, "2026-03-01"), back_extension(190))
    assert (finding.usual, finding.compared_with, finding.status) == (200, 1, Status.USUAL)


def test_results_after_the_day_and_of_more_than_a_year_before_count_not() -> None:
    year_ago = (ON - timedelta(days=365)).isoformat()
    [finding] = said(back_extension(20, year_ago), back_extension(150), back_extension(20, "2026-05-11"))
    assert (finding.value, finding.usual) == (150, None)


def test_without_a_result_of_the_last_three_months_one_finding_says_so() -> None:
    for results in ((), (back_extension(150, (ON - timedelta(days=90)).isoformat()),)):
        [finding] = said(*results)
        assert (finding.look, finding.status, finding.value) == (Look.NOTHING_ENTERED, Status.NOT_RECORDED, None)
    assert said(back_extension(150, (ON - timedelta(days=89)).isoformat()))[0].look is Look.RESULT


# Side to side


def sides(*results: SelfTestResult) -> SelfTestFinding:
    [finding] = [one for one in said(*results) if one.look is Look.SIDES]
    return finding


def both(left: float, right: float, on: str = "2026-05-03") -> list[SelfTestResult]:
    return [side_plank(left, on), side_plank(right, on, Side.RIGHT)]


def test_the_sides_are_compared_on_the_last_day_that_has_both() -> None:
    finding = sides(*both(62, 75, "2026-05-01"), side_plank(99))
    assert (finding.on, finding.left, finding.right, finding.value) == (date(2026, 5, 1), 62, 75, 13)
    assert finding.status is Status.NOT_RECORDED, "there is no usual difference yet, and none is a fault"


def test_the_difference_between_the_sides_is_held_against_the_usual_one() -> None:
    """It has the error of two results on each day: 17 x 1.414 = 24.04 s. From +10 to -15 is 25, to -14 is 24."""
    assert sides(*both(60, 70, "2026-03-01"), *both(75, 60)).status is Status.CHANGED
    assert sides(*both(60, 70, "2026-03-01"), *both(74, 60)).status is Status.USUAL


def test_one_side_alone_is_compared_with_no_other() -> None:
    assert [finding.look for finding in said(side_plank(62))] == [Look.RESULT]


# Beside other people


@pytest.mark.parametrize(
    ("sex", "deficit", "short"),
    [
        (Sex.MALE, 34, True),
        (Sex.MALE, 33, False),
        (Sex.MALE, 32, False),
        (Sex.FEMALE, 24, True),
        (Sex.FEMALE, 23.4, False),
        (Sex.FEMALE, 23, False),
    ],
)
def test_a_knee_is_called_short_as_yildirim_calls_it(sex: Sex, deficit: float, short: bool) -> None:  # noqa: FBT001
    assert compared(knee(deficit), sex=sex)[Published.SHORT_HAMSTRINGS].beyond is short


def test_the_side_planks_are_set_in_relation_to_the_back_extension() -> None:
    """Right 94 / 146 = 0.644, left 97 / 146 = 0.664; their mean is 95.5 / 146 = 0.654."""
    results = [*both(97, 94), back_extension(146, "2026-05-08")]
    ratio = compared(*results, sex=Sex.MALE)[Published.SIDE_TO_BACK]
    assert ratio.own == pytest.approx(95.5 / 146)
    assert ratio.figure.value == 0.65
    assert compared(*results, sex=Sex.FEMALE)[Published.SIDE_TO_BACK].figure.value == 0.39


@pytest.mark.parametrize(
    "results",
    [
        [side_plank(97), back_extension(146)],
        [*both(97, 94, "2026-04-01"), back_extension(146)],
        [*both(97, 94), back_extension(0)],
    ],
    ids=["one side only", "more than a fortnight apart", "nothing held"],
)
def test_without_both_sides_close_to_a_back_extension_there_is_no_ratio(results: list[SelfTestResult]) -> None:
    assert Published.SIDE_TO_BACK not in compared(*results, sex=Sex.MALE)


def test_the_figure_for_the_next_year_is_told_to_men_only() -> None:
    assert Published.MEN_NEXT_YEAR in compared(back_extension(150), sex=Sex.MALE)
    for sex in (Sex.FEMALE, Sex.OTHER, Sex.UNKNOWN):
        assert compared(back_extension(150), knee(40), sex=sex).keys() - {Published.SHORT_HAMSTRINGS} == set()


# Laws


@given(st.lists(RESULTS, max_size=12), st.sampled_from(Sex))
def test_no_published_figure_makes_a_change_and_every_change_is_beyond_the_error(
    results: list[SelfTestResult], sex: Sex
) -> None:
    on = date(2027, 1, 1)
    findings = self_test_findings(results, on, sex)
    assert findings
    assert [one.status for one in findings] == [one.status for one in self_test_findings(results, on, Sex.UNKNOWN)]
    for finding in findings:
        assert finding.on <= on
        if finding.status is Status.CHANGED:
            assert finding.value is not None
            assert finding.usual is not None
            assert finding.error is not None
            assert abs(finding.value - finding.usual) > finding.error


@given(st.lists(RESULTS, max_size=8), st.sampled_from(Sex))
def test_a_result_noted_twice_says_nothing_new(results: list[SelfTestResult], sex: Sex) -> None:
    on = date(2027, 1, 1)
    twice = [result for result in results for _ in range(2)]
    assert self_test_findings(twice, on, sex) == self_test_findings(results, on, sex)
