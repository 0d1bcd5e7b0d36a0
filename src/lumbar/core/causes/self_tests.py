"""What self-tests say: a result against the person's own earlier ones, never more than the test itself can tell.

A change counts only beyond the measurement error of the test. With one result there is no own usual, so nothing is
called changed; published figures are told beside it as what they are, figures of other people.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median
from typing import Final

from lumbar.core.athlete import Sex
from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, Measure, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.core.references import (
    BIERING_SORENSEN_1984,
    EVANS_2007,
    GAJDOSIK_1983,
    LATIMER_1999,
    MCGILL_1999,
    SADLER_2017,
    SIDES_RULE,
    YILDIRIM_2018,
)
from lumbar.core.self_tests import SelfTest, SelfTestResult, SelfTestUnit, Side

_JUDGED_ON: Final = date(2026, 11, 23)

REMEMBERED_DAYS = Parameter(
    id="self-test-remembered-days",
    meaning="results of so many days up to the day are held against each other",
    value=365,
    unit="days",
    source=our_judgement(_JUDGED_ON, "The year that the training is held against as well."),
    certainty=Certainty.OPINION,
)
SPEAKS_FOR_DAYS = Parameter(
    id="self-test-speaks-for-days",
    meaning="a last result that is older than this says nothing of the day any more",
    value=90,
    unit="days",
    source=our_judgement(_JUDGED_ON, "What a self-test measures changes over months rather than days."),
    certainty=Certainty.OPINION,
)
TESTED_TOGETHER_DAYS = Parameter(
    id="self-test-together-days",
    meaning="results of two tests that lie no further apart are set in relation to each other",
    value=14,
    unit="days",
    source=our_judgement(_JUDGED_ON, "Strength endurance changes little within a fortnight of ordinary training."),
    certainty=Certainty.OPINION,
)

# Measurement error

SEM_BACK_EXTENSION_HURTING = Parameter(
    id="biering-sorensen-sem-hurting",
    meaning="standard error of one Biering-Sorensen test, where the back hurts at the time",
    value=11.6,
    unit="s",
    source=LATIMER_1999,
    certainty=Certainty.MODERATE,
)
SEM_BACK_EXTENSION = Parameter(
    id="biering-sorensen-sem",
    meaning="standard error of one Biering-Sorensen test, where the back has hurt before",
    value=17.5,
    unit="s",
    source=LATIMER_1999,
    certainty=Certainty.MODERATE,
)
SIDE_PLANK_ERROR = Parameter(
    id="side-plank-error",
    meaning="smallest difference of two side planks that is not noise",
    value=17.0,
    unit="s",
    source=our_judgement(
        _JUDGED_ON,
        "Times that agree at 0.97 (McGill 1999) among people whose times spread by about 35 s, a figure remembered and "
        "not read in the original: 2.77 x 35 x the root of 0.03.",
    ),
    certainty=Certainty.OPINION,
)
FRONT_PLANK_ERROR = Parameter(
    id="front-plank-error",
    meaning="smallest difference of two front planks that is not noise",
    value=48.5,
    unit="s",
    source=our_judgement(
        _JUDGED_ON, "No figure of its own that we have read: that of the other long hold of the trunk stands in."
    ),
    certainty=Certainty.OPINION,
)
KNEE_EXTENSION_ERROR = Parameter(
    id="active-knee-extension-error",
    meaning="smallest difference of two active knee extension tests at home that is not noise",
    value=10.0,
    unit="deg",
    source=our_judgement(
        _JUDGED_ON, "Strapped down it is nearly free of error (Gajdosik 1983); with a phone on the shin it is not."
    ),
    certainty=Certainty.OPINION,
)
REACH_ERROR = Parameter(
    id="sit-and-reach-error",
    meaning="smallest difference of two reaches that is not noise",
    value=4.0,
    unit="cm",
    source=our_judgement(_JUDGED_ON, "Warmth and the time of the day alone move a reach by some centimetres."),
    certainty=Certainty.OPINION,
)


def smallest_difference(standard_error: float) -> float:
    """The difference of two tests that chance exceeds one time in twenty: 1.96 x root of 2 x the standard error."""
    return 1.96 * math.sqrt(2) * standard_error


def error_of(test: SelfTest) -> float:
    """The smallest difference of two results of the test that is not noise, in the unit of the test."""
    match test:
        case SelfTest.SIDE_PLANK:
            return SIDE_PLANK_ERROR.value
        case SelfTest.BIERING_SORENSEN:
            return smallest_difference(SEM_BACK_EXTENSION.value)
        case SelfTest.FRONT_PLANK:
            return FRONT_PLANK_ERROR.value
        case SelfTest.ACTIVE_KNEE_EXTENSION:
            return KNEE_EXTENSION_ERROR.value
        case SelfTest.SIT_AND_REACH:
            return REACH_ERROR.value


def error_between_sides(test: SelfTest) -> float:
    """The same for a change of the difference between the sides, which has the error of two results on each day."""
    return math.sqrt(2) * error_of(test)


ERROR_SOURCES: Final[Mapping[SelfTest, tuple[Source, ...]]] = {
    SelfTest.SIDE_PLANK: (MCGILL_1999, SIDE_PLANK_ERROR.source),
    SelfTest.BIERING_SORENSEN: (LATIMER_1999,),
    SelfTest.FRONT_PLANK: (FRONT_PLANK_ERROR.source,),
    SelfTest.ACTIVE_KNEE_EXTENSION: (GAJDOSIK_1983, KNEE_EXTENSION_ERROR.source),
    SelfTest.SIT_AND_REACH: (REACH_ERROR.source,),
}

# Published figures: of other people, for comparison in words only

_NOT_A_NORM = "a verdict on one person: healthy people lie on both sides of it"
SIDE_TO_BACK_MEN = Parameter("side-plank-to-back-men", "side bridge as a share of the back extension, mean of men",
                             0.65, "ratio", MCGILL_1999, Certainty.LOW, _NOT_A_NORM)  # fmt: skip
SIDE_TO_BACK_WOMEN = Parameter("side-plank-to-back-women", "the same, mean of women",
                               0.39, "ratio", MCGILL_1999, Certainty.LOW, _NOT_A_NORM)  # fmt: skip
SIDES_RULE_OF_THUMB = Parameter(
    id="side-plank-sides-rule-of-thumb",
    meaning="a rule of thumb flags a right side bridge that differs from the left by more than this share",
    value=0.05,
    unit="share of the left",
    source=SIDES_RULE,
    certainty=Certainty.OPINION,
    not_for="a verdict: the flag is met on healthy people, and two tests of one side differ by more than this",
)
ATHLETES_SIDE_PLANK_LEFT = Parameter("athletes-side-plank-left", "side bridge on the left, mean of athletes",
                                     103, "s", EVANS_2007, Certainty.LOW, _NOT_A_NORM)  # fmt: skip
ATHLETES_SIDE_PLANK_RIGHT = Parameter("athletes-side-plank-right", "side bridge on the right, mean of athletes",
                                      104, "s", EVANS_2007, Certainty.LOW, _NOT_A_NORM)  # fmt: skip
BACK_EXTENSION_MEN = Parameter("biering-sorensen-men", "men who held for less had back pain more often the next year",
                               176, "s", BIERING_SORENSEN_1984, Certainty.LOW, "women")  # fmt: skip
SHORT_HAMSTRINGS_MEN = Parameter("short-hamstrings-men", "knee lacks more than this of straight: called short, men",
                                 33.0, "deg", YILDIRIM_2018, Certainty.LOW, "people over 24")  # fmt: skip
SHORT_HAMSTRINGS_WOMEN = Parameter("short-hamstrings-women", "the same, women",
                                   23.4, "deg", YILDIRIM_2018, Certainty.LOW, "people over 24")  # fmt: skip


class Published(StrEnum):
    """Which published figure a result is set beside."""

    ATHLETES_MEAN = "athletes_mean"
    MEN_NEXT_YEAR = "men_next_year"
    SIDE_TO_BACK = "side_to_back"
    SHORT_HAMSTRINGS = "short_hamstrings"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A figure of the person beside a published one of other people."""

    published: Published
    own: float
    figure: Parameter[float] | Parameter[int]

    @property
    def beyond(self) -> bool:
        """Whether it lies above the published figure; just on it is not above."""
        return self.own > self.figure.value


class Look(StrEnum):
    """What of the self-tests a finding is about."""

    NOTHING_ENTERED = "nothing_entered"
    RESULT = "result"
    """One test, one side, against the person's own earlier results."""
    SIDES = "sides"
    """The right side less the left one, on the last day on which both were tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfTestFinding(Finding):
    """A finding with what its sentence needs besides."""

    look: Look
    test: SelfTest | None = None
    side: Side | None = None
    error: float | None = None
    """The smallest difference that is not noise, in the unit of the test."""
    left: float | None = None
    right: float | None = None
    comparisons: tuple[Comparison, ...] = ()


_MEASURE: Final[Mapping[SelfTestUnit, Measure]] = {
    SelfTestUnit.SECONDS: Measure.SECONDS,
    SelfTestUnit.DEGREES: Measure.DEGREES,
    SelfTestUnit.CENTIMETRES: Measure.CENTIMETRES,
}


def self_test_findings(results: Sequence[SelfTestResult], on: date, sex: Sex) -> tuple[SelfTestFinding, ...]:
    """What the results up to the day say; given in the order in which they were noted.

    Of several results of one test, side and day the one noted last stands: it is the person's correction. Where there
    is nothing that could speak for the day, one finding says so.
    """
    since = on - timedelta(days=REMEMBERED_DAYS.value)
    counted = [result for result in results if since < result.on <= on]
    found: list[SelfTestFinding] = []
    for test in SelfTest:
        by_side = {side: _by_day(counted, test, side) for side in (None, *Side)}
        for side, days in by_side.items():
            if days:
                found.append(_own_change(test, side, days, _comparisons(counted, test, side, sex)))
        both = _differences(by_side[Side.LEFT], by_side[Side.RIGHT])
        if both:
            found.append(_sides(test, both, by_side[Side.LEFT], by_side[Side.RIGHT]))
    lately = on - timedelta(days=SPEAKS_FOR_DAYS.value)
    return tuple(finding for finding in found if finding.on > lately) or (_nothing_entered(on),)


def _by_day(results: Sequence[SelfTestResult], test: SelfTest, side: Side | None) -> dict[date, SelfTestResult]:
    """The result that stands for each day, earliest day first."""
    last_noted = {result.on: result for result in results if result.test is test and result.side is side}
    return dict(sorted(last_noted.items()))


def _differences(left: Mapping[date, SelfTestResult], right: Mapping[date, SelfTestResult]) -> dict[date, float]:
    return {day: right[day].compared - left[day].compared for day in left if day in right}


def _own_change(
    test: SelfTest, side: Side | None, days: Mapping[date, SelfTestResult], comparisons: tuple[Comparison, ...]
) -> SelfTestFinding:
    *before, last = days.values()
    earlier = [result.compared for result in before]
    usual = median(earlier) if earlier else None
    return SelfTestFinding(
        cause=Cause.IMBALANCE,
        kind=FindingKind.SELF_TEST,
        status=status_of(last.compared, usual, error_of(test)),
        on=last.on,
        baseline=Baseline.OWN_USUAL,
        sources=(*ERROR_SOURCES[test], *_sources_of(comparisons), *_on_hamstrings(test)),
        certainty=Certainty.LOW if test in _MET_IN_STUDIES else Certainty.OPINION,
        prevention=_leads_to(test, last.compared, usual),
        value=last.compared,
        usual=usual,
        measure=_MEASURE[last.unit],
        compared_with=len(earlier),
        self_test=test.value,
        look=Look.RESULT,
        test=test,
        side=side,
        error=error_of(test),
        comparisons=comparisons,
    )


def _leads_to(test: SelfTest, value: float, usual: float | None) -> Prevention:
    """Something only where a result fell behind the person's own by more than the error; never for a published one."""
    if usual is None:
        return Prevention.NONE_NEEDED
    behind = value - usual if test is SelfTest.ACTIVE_KNEE_EXTENSION else usual - value
    return Prevention.TRAIN_WHAT_CHANGED if behind > error_of(test) else Prevention.NONE_NEEDED


_MET_IN_STUDIES: Final = (SelfTest.BIERING_SORENSEN, SelfTest.ACTIVE_KNEE_EXTENSION)
"""Tests of which somebody has looked whether they go before back pain."""


def _on_hamstrings(test: SelfTest) -> tuple[Source, ...]:
    return (SADLER_2017,) if test is SelfTest.ACTIVE_KNEE_EXTENSION else ()


def status_of(value: float, usual: float | None, error: float) -> Status:
    """Changed only beyond the error of the measurement; without an own usual it cannot be told."""
    if usual is None:
        return Status.NOT_RECORDED
    return Status.CHANGED if abs(value - usual) > error else Status.USUAL


def _sides(
    test: SelfTest,
    differences: Mapping[date, float],
    left: Mapping[date, SelfTestResult],
    right: Mapping[date, SelfTestResult],
) -> SelfTestFinding:
    *before, (day, value) = differences.items()
    earlier = [difference for _, difference in before]
    usual = median(earlier) if earlier else None
    rule = (SIDES_RULE_OF_THUMB.source,) if test is SelfTest.SIDE_PLANK else ()
    return SelfTestFinding(
        cause=Cause.IMBALANCE,
        kind=FindingKind.SELF_TEST,
        status=status_of(value, usual, error_between_sides(test)),
        on=day,
        baseline=Baseline.OWN_USUAL,
        sources=tuple(dict.fromkeys((*ERROR_SOURCES[test], *rule))),
        certainty=Certainty.OPINION,
        prevention=Prevention.NONE_NEEDED,
        value=value,
        usual=usual,
        measure=_MEASURE[left[day].unit],
        compared_with=len(earlier),
        self_test=test.value,
        look=Look.SIDES,
        test=test,
        error=error_of(test),
        left=left[day].compared,
        right=right[day].compared,
    )


def _nothing_entered(on: date) -> SelfTestFinding:
    return SelfTestFinding(
        cause=Cause.IMBALANCE,
        kind=FindingKind.SELF_TEST,
        status=Status.NOT_RECORDED,
        on=on,
        baseline=Baseline.OWN_USUAL,
        sources=(SPEAKS_FOR_DAYS.source,),
        certainty=Certainty.OPINION,
        prevention=Prevention.NONE_NEEDED,
        look=Look.NOTHING_ENTERED,
    )


# Beside other people


def _comparisons(
    results: Sequence[SelfTestResult], test: SelfTest, side: Side | None, sex: Sex
) -> tuple[Comparison, ...]:
    """The last result beside what was published of others; nothing where the sex it was published of is not theirs."""
    *_, last = _by_day(results, test, side).values()
    match test:
        case SelfTest.SIDE_PLANK:
            mean = ATHLETES_SIDE_PLANK_LEFT if side is Side.LEFT else ATHLETES_SIDE_PLANK_RIGHT
            return (Comparison(Published.ATHLETES_MEAN, last.compared, mean),)
        case SelfTest.BIERING_SORENSEN:
            men = (Comparison(Published.MEN_NEXT_YEAR, last.compared, BACK_EXTENSION_MEN),) if sex is Sex.MALE else ()
            return (*men, *_side_to_back(results, last, sex))
        case SelfTest.ACTIVE_KNEE_EXTENSION:
            short = {Sex.MALE: SHORT_HAMSTRINGS_MEN, Sex.FEMALE: SHORT_HAMSTRINGS_WOMEN}.get(sex)
            return (Comparison(Published.SHORT_HAMSTRINGS, last.compared, short),) if short else ()
        case SelfTest.FRONT_PLANK | SelfTest.SIT_AND_REACH:
            return ()


def _side_to_back(results: Sequence[SelfTestResult], back: SelfTestResult, sex: Sex) -> tuple[Comparison, ...]:
    """The mean of the two side planks as a share of the back extension, where they were done close together."""
    mean = {Sex.MALE: SIDE_TO_BACK_MEN, Sex.FEMALE: SIDE_TO_BACK_WOMEN}.get(sex)
    close = [result for result in results if abs((result.on - back.on).days) <= TESTED_TOGETHER_DAYS.value]
    sides = [list(_by_day(close, SelfTest.SIDE_PLANK, side).values())[-1:] for side in Side]
    held = [result.compared for last in sides for result in last]
    if mean is None or len(held) < len(Side) or back.compared <= 0:
        return ()
    return (Comparison(Published.SIDE_TO_BACK, sum(held) / len(held) / back.compared, mean),)


def _sources_of(comparisons: Sequence[Comparison]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(comparison.figure.source for comparison in comparisons))
