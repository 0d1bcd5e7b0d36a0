"""Self-tests in plain sentences: how each is done, when not to do it, and what a result says and does not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from lumbar.core.causes.finding import Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.causes.self_tests import (
    SEM_BACK_EXTENSION_HURTING,
    SIDES_RULE_OF_THUMB,
    SPEAKS_FOR_DAYS,
    Comparison,
    Look,
    Published,
    SelfTestFinding,
    smallest_difference,
)
from lumbar.core.self_tests import (
    MEASURED,
    ZERO_MOST,
    SelfTest,
    SelfTestFault,
    SelfTestResult,
    SelfTestUnit,
    Side,
)
from lumbar.core.triage.disposition import Disposition
from lumbar.usecases.note_self_test import Listed
from lumbar.usecases.ports import CheckIn
from lumbar.wording.dates import short_date

TITLE = "Self-tests"
LEAD = "Five things you can measure of yourself. Each is held against your own earlier results, and a change counts only when it is larger than what the test gives by chance."
NOT_WHEN_TITLE = "Not today"
NOT_WHEN = (
    "when your back hurts more than usual, or the test makes pain begin, spread into a leg or tingle: stop at once",
    "when somebody told you not to load your back, or has yet to look at it",
    "when a bone of yours was broken lately, or you know that your bones are thin",
    "when a leg hurts, tingles or is numb: then the tests of bending pull on the nerve and measure no muscle",
    "when you are ill, dizzy or pregnant, or your blood pressure is high: long holds raise it, so ask first",
    "on the day after hard training: tired is not weaker",
)
CHECK_IN_FIRST = "Check in first (lumbar check-in, or the button): without it Lumbar does not know how your back is, and no test is offered. A result you measured earlier can be noted all the same."
RESULTS_TITLE = "Your results"
NO_RESULTS = "No self-test was entered yet."
SAYS_TITLE = "What they say"
NO_DANGER = "No result here finds the reason of a pain or foretells one."
HOW_TITLE = "How to do it"
ENDS_LABEL = "It ends when"
NOTE_LABEL = "Note"
TAKE_BUTTON = "Note it"
REMOVE_BUTTON = "Remove"
DAY_LABEL = "Day"
ZERO_LABEL = "Mark at your soles, in cm"


def value_label(unit: SelfTestUnit) -> str:
    """Above the field of a test without sides."""
    return f"Result, in {UNIT_NAME[unit]}"


def side_labels(unit: SelfTestUnit) -> dict[str, str]:
    """Above the fields of a test with sides, by side."""
    return {side.value: f"{name.capitalize()}, in {UNIT_NAME[unit]}" for side, name in SIDE_NAME.items()}


SIDE_NAME: Mapping[Side, str] = {Side.LEFT: "left", Side.RIGHT: "right"}


@dataclass(frozen=True, slots=True)
class TestWords:
    """One test: its name, how it is done, when it ends and what is written down."""

    title: str
    how: str
    ends: str
    note: str


TESTS: Mapping[SelfTest, TestWords] = {
    SelfTest.SIDE_PLANK: TestWords(
        "Side plank",
        "Lie on your side, legs straight, the upper foot in front of the lower one. Prop yourself on the elbow below your shoulder and lift the hips until you are one line; the free hand rests on the other shoulder. Start the watch.",
        "the hips sink or roll, or you have had enough; then rest five minutes and do the other side.",
        "seconds for each side, the side you lie on",
    ),
    SelfTest.BIERING_SORENSEN: TestWords(
        "Back extension hold (Biering-Sorensen)",
        "Lie face down with the front of your hips on the edge of a firm bench, the upper body out in the air and somebody or straps holding your legs. Cross the arms on the chest and hold the trunk level. Start the watch.",
        "the trunk drops below level a second time, or 240 seconds have gone by.",
        "seconds, 240 at most",
    ),
    SelfTest.FRONT_PLANK: TestWords(
        "Front plank",
        "Prop yourself on forearms and toes, elbows below the shoulders, and keep head, hips and heels in one line. Start the watch.",
        "the hips sag or rise a second time, or you have had enough.",
        "seconds",
    ),
    SelfTest.ACTIVE_KNEE_EXTENSION: TestWords(
        "Active knee extension",
        "Lie on your back, one leg flat. Bring the other thigh straight up and hold it there with both hands, then straighten that knee slowly as far as it goes by itself. Lay a phone with a level along the shin.",
        "the thigh leaves the upright, or the pull becomes unpleasant.",
        "degrees that the shin stays short of upright, for each leg: 0 is a straight knee, less is more supple",
    ),
    SelfTest.SIT_AND_REACH: TestWords(
        "Sit and reach",
        "Sit with straight legs, the soles against a box or a step with a ruler on it. Slide both hands forward slowly, without bouncing, and hold the furthest mark for two seconds. Warm up the same way each time.",
        "you hold the furthest mark, or the knees bend.",
        "centimetres on the ruler, and the mark at which your soles stand: boxes differ",
    ),
}


def compared_words(test: SelfTest) -> str:
    """What must be known of the comparison; empty where there is nothing to add."""
    if test is SelfTest.SIT_AND_REACH:
        return "Compared with your own reach only: the table that is passed around rests on one person's experience."
    if test is SelfTest.BIERING_SORENSEN:
        return f"In people whose back hurts on both days the test is steadier: there {_plain(smallest_difference(SEM_BACK_EXTENSION_HURTING.value))} seconds are a change."
    return ""


def example(test: SelfTest) -> str:
    """How a result is noted on the command line."""
    figures = "--left 62 --right 75" if test is SelfTest.SIDE_PLANK else "--value 90"
    if test is SelfTest.ACTIVE_KNEE_EXTENSION:
        figures = "--left 21 --right 18"
    if test is SelfTest.SIT_AND_REACH:
        figures = "--value 28 --zero 23"
    return f"To note it: lumbar self-test {test.value} {figures}"


def amount_of(value: float, unit: SelfTestUnit) -> str:
    """A figure with its unit, as it is said."""
    match unit:
        case SelfTestUnit.SECONDS:
            return f"{_plain(value)} {'second' if value == 1 else 'seconds'}"
        case SelfTestUnit.DEGREES:
            return f"{_plain(value)}°"
        case SelfTestUnit.CENTIMETRES:
            return f"{_plain(value)} cm"
        case _:
            assert_never(unit)


def value_words(test: SelfTest, value: float) -> str:
    """A result as it is compared: a reach is told from the soles."""
    amount = amount_of(abs(value), MEASURED[test].unit)
    if test is not SelfTest.SIT_AND_REACH:
        return amount
    return f"{amount} beyond the soles" if value >= 0 else f"{amount} short of the soles"


def _plain(value: float) -> str:
    text = f"{value:,.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


# What a finding says


def self_test_sentence(finding: SelfTestFinding) -> str:
    """What the self-tests say of one thing."""
    match finding.look:
        case Look.NOTHING_ENTERED:
            return _nothing_entered(finding)
        case Look.RESULT:
            return _result(finding)
        case Look.SIDES:
            return _sides(finding)
        case _:
            assert_never(finding.look)


def _nothing_entered(finding: SelfTestFinding) -> str:
    said = f"Self-tests: none was entered in the last {SPEAKS_FOR_DAYS.value} days"
    if finding.prevention is Prevention.WITHHELD:
        return f"{said}."
    return f"{said}. The page Self-tests, or lumbar self-test, shows how to do one."


def _result(finding: SelfTestFinding) -> str:
    test, unit = _of(finding)
    value, error = value_words(test, finding.value or 0.0), amount_of(finding.error or 0.0, unit)
    what = f"{subject(test, finding.side)} was {value} on {short_date(finding.on)}"
    if finding.usual is None:
        first = f"{what}, the first of its kind, so there is no usual of yours to hold it against."
        return " ".join((first, *(comparison_sentence(each, unit) for each in finding.comparisons)))
    usual = value_words(test, finding.usual)
    if finding.status is Status.USUAL:
        return f"{what}; your usual is {usual}, and up to {error} either way is noise of the test."
    difference = amount_of(abs((finding.value or 0.0) - finding.usual), unit)
    way = _way(test, more=(finding.value or 0.0) > finding.usual)
    return f"{what}, {difference} {way} than your usual of {usual}. Anything beyond {error} is more than noise of the test; it does not tell why."


def _way(test: SelfTest, *, more: bool) -> str:
    match MEASURED[test].unit:
        case SelfTestUnit.SECONDS:
            return "longer" if more else "shorter"
        case SelfTestUnit.DEGREES:
            return "stiffer" if more else "more supple"
        case SelfTestUnit.CENTIMETRES:
            return "further" if more else "less far"


def _sides(finding: SelfTestFinding) -> str:
    test, unit = _of(finding)
    left, right = finding.left or 0.0, finding.right or 0.0
    error = amount_of(finding.error or 0.0, unit)
    title = TESTS[test].title
    what = f"{title}, side to side on {short_date(finding.on)}: left {amount_of(left, unit)}, right {amount_of(right, unit)}."
    if finding.usual is not None:
        return f"{what} {_sides_before(finding, unit)}"
    if abs(right - left) <= (finding.error or 0.0):
        return f"{what} The same side gives up to {error} more or less from one time to the next, so this may be no difference at all."
    return f"{what} That is more than the {error} by which one side differs from itself. {_SIDES_ARE_NO_FAULT}{_rule_of_thumb(test, left, right)}"


_SIDES_ARE_NO_FAULT = "It is a difference and no fault, and says nothing of pain."


def _rule_of_thumb(test: SelfTest, left: float, right: float) -> str:
    if test is not SelfTest.SIDE_PLANK or not is_flagged(left, right):
        return ""
    return f" A rule of thumb flags any difference over {100 * SIDES_RULE_OF_THUMB.value:.0f} %: less than the error of the test."


def is_flagged(left: float, right: float) -> bool:
    """Whether the rule of thumb for side planks would speak of these two."""
    return left > 0 and abs(right / left - 1) > SIDES_RULE_OF_THUMB.value


def _sides_before(finding: SelfTestFinding, unit: SelfTestUnit) -> str:
    now, before = finding.value or 0.0, finding.usual or 0.0
    if finding.status is Status.USUAL:
        return f"The difference between the sides is as usual for you ({_difference(before, unit)})."
    return f"The difference between the sides changed by {amount_of(abs(now - before), unit)}, more than noise of the test; your usual is {_difference(before, unit)}. {_SIDES_ARE_NO_FAULT}"


def _difference(right_less_left: float, unit: SelfTestUnit) -> str:
    if right_less_left == 0:
        return "none"
    return f"{amount_of(abs(right_less_left), unit)} more on the {'right' if right_less_left > 0 else 'left'}"


def comparison_sentence(comparison: Comparison, unit: SelfTestUnit) -> str:
    """A result beside a published figure: whose figure it is, and how little it says of one person."""
    figure = amount_of(comparison.figure.value, unit)
    match comparison.published:
        case Published.ATHLETES_MEAN:
            return f"Athletes of one study held it for {figure} on average."
        case Published.MEN_NEXT_YEAR:
            side = "above" if comparison.own >= comparison.figure.value else "below"
            return f"In one study men who held for less than {figure} had back pain more often in the next year; yours is {side} that. It foretells no single person's pain."
        case Published.SIDE_TO_BACK:
            return f"Your side planks are {comparison.own:.2f} of it; in one study of healthy young people the mean was {comparison.figure.value:.2f}. People without pain lie to both sides of that."
        case Published.SHORT_HAMSTRINGS:
            called = "would be called short" if comparison.beyond else "would not be called short"
            return f"Among students of 18 to 24 years a knee that lacked more than {figure} was called short; yours {called}. About one in twenty of those students lay beyond it, and tight hamstrings are a small factor at most."
        case _:
            assert_never(comparison.published)


def subject(test: SelfTest, side: Side | None) -> str:
    """Which test, and which side of it, as the beginning of a sentence."""
    return TESTS[test].title if side is None else f"{TESTS[test].title} ({SIDE_NAME[side]})"


def _of(finding: SelfTestFinding) -> tuple[SelfTest, SelfTestUnit]:
    if finding.test is None:
        raise ValueError(f"a finding of {finding.look} names its test")
    return finding.test, MEASURED[finding.test].unit


# What was noted


def result_words(result: SelfTestResult) -> str:
    """One result in a few words."""
    zero = "" if result.zero is None else f" (read {_plain(result.value)}, soles at {_plain(result.zero)})"
    return f"{subject(result.test, result.side)}: {value_words(result.test, result.compared)}{zero}, {short_date(result.on)}"


def listed_sentence(line: Listed) -> str:
    """One result with how it stands to the ones before it."""
    result = line.result
    said = f"{line.number}. {result_words(result)}"
    if not line.stands:
        return f"{said}. Another one was noted later for that day; that one is compared."
    if line.change is None or line.usual is None:
        return f"{said}. The first of its kind."
    more = amount_of(abs(line.change), result.unit)
    sign = "the same as" if line.change == 0 else f"{more} {'more' if line.change > 0 else 'less'} than"
    verdict = "a change" if line.beyond_error else "within the error of the test"
    return (
        f"{said}. {sign[0].upper()}{sign[1:]} your usual of {value_words(result.test, line.usual)}: {verdict} "
        f"({amount_of(line.error, result.unit)})."
    )


def noted_sentence(results: tuple[SelfTestResult, ...]) -> str:
    return "Noted: " + "; ".join(result_words(result) for result in results) + "."


def removed_sentence(result: SelfTestResult) -> str:
    return f"Removed: {result_words(result)}."


def fault_sentence(fault: SelfTestFault, test: SelfTest) -> str:
    """What was met, why it matters, what to do."""
    title, measured = TESTS[test].title, MEASURED[test]
    match fault:
        case SelfTestFault.NOT_A_FIGURE:
            return f"{title}: that is not a number, so it can be compared with nothing. Write it in {UNIT_NAME[measured.unit]}."
        case SelfTestFault.OUT_OF_RANGE:
            return f"{title}: the result must lie between {_plain(measured.least)} and {amount_of(measured.most.value, measured.unit)}. Look whether a digit slipped."
        case SelfTestFault.SIDE_MISSING:
            return (
                f"{title} has two sides, and they are compared one by one. Say which one it was: left, right or both."
            )
        case SelfTestFault.HAS_NO_SIDES:
            return f"{title} has no sides. Give its one result, in {UNIT_NAME[measured.unit]}."
        case SelfTestFault.ZERO_MISSING:
            return f"{title}: boxes begin at different marks, so the reading alone says nothing. Give the mark at which your soles stand as well."
        case SelfTestFault.HAS_NO_ZERO:
            return f"{title} has no scale that could begin elsewhere. Leave the mark at the soles out."
        case SelfTestFault.ZERO_OUT_OF_RANGE:
            return f"{title}: the mark at the soles must lie between 0 and {ZERO_MOST.value} cm. Read it off the ruler of your box."
        case SelfTestFault.NOTHING_MEASURED:
            return f"{title}: no result was given. Give it in {UNIT_NAME[measured.unit]}{', for each side' if measured.by_side else ''}."
        case SelfTestFault.DAY_UNKNOWN:
            return f"{title}: without its day a result cannot be held against another. Write the day as 2026-05-31."
        case SelfTestFault.DAY_TO_COME:
            return f"{title}: that day is still to come, so nothing can have been measured on it. Give the day on which you did it."
        case _:
            assert_never(fault)


UNIT_NAME: Mapping[SelfTestUnit, str] = {
    SelfTestUnit.SECONDS: "seconds",
    SelfTestUnit.DEGREES: "degrees",
    SelfTestUnit.CENTIMETRES: "centimetres",
}


def no_such_result(number: int) -> str:
    return f"there is no result with the number {number}; lumbar self-test --list shows them."


def withheld_sentence(check_in: CheckIn) -> str:
    """Why nobody is invited to a test now."""
    match check_in.disposition:
        case Disposition.EMERGENCY | Disposition.SAME_DAY | Disposition.WITHIN_DAYS:
            return f"Your check-in of {short_date(check_in.report.on)} asks that somebody looks at your back first. No test until then."
        case Disposition.INCOMPLETE:
            return "Questions of your check-in are open, so Lumbar cannot tell whether a test is a good idea. Answer them first."
        case Disposition.ROUTINE | Disposition.SELF_CARE if check_in.report.pain is None:
            return "Your check-in does not say how much your back hurts, so Lumbar cannot tell whether a test is a good idea. Rate the pain first."
        case Disposition.ROUTINE | Disposition.SELF_CARE:
            return "Your back hurts too much for a test today, and the result would say how much it hurts and nothing else. Test another day."
        case _:
            assert_never(check_in.disposition)
