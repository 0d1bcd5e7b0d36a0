"""Every shape of the back, every reason and every neutral has its sentence; each figure has its doubt beside it."""

from __future__ import annotations

from datetime import date

import pytest

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.causes.back_shape import back_findings
from lumbar.core.causes.finding import Status
from lumbar.core.motion.lumbar import CHANGE_IN_A_SET, BackShape, LumbarChange, NeutralBy, WhyNoShape, cannot_tell
from lumbar.wording.findings import finding_words
from lumbar.wording.lumbar_shape import (
    HINGE_UNUSABLE,
    NO_STILL,
    WHAT_IT_IS,
    back_finding_sentence,
    change_sentences,
    neutral_sentence,
    no_shape_sentence,
)

FRIGHTENING = ("danger", "injur", "harm", "risk", "wrong", "unsafe", "bad ")
ON = date(2026, 11, 30)
OFF = f"{CHANGE_IN_A_SET.value:.0f}°"
"""What a change over the set may be off by."""


def frightens(text: str) -> bool:
    return any(word in text.lower() for word in FRIGHTENING)


def rounded(by_deg: float) -> LumbarChange:
    return LumbarChange(BackShape.ROUNDED, None, by_deg, 7.0, 1.0)


def near(by_deg: float) -> LumbarChange:
    return LumbarChange(BackShape.NEUTRAL, None, by_deg, 7.0, 1.0)


@pytest.mark.parametrize("why", WhyNoShape)
def test_every_reason_says_what_was_met_and_what_would_help(why: WhyNoShape) -> None:
    sentence = no_shape_sentence(why)
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert not frightens(sentence)
    assert change_sentences([cannot_tell(why)]) == (f"1: cannot tell. {sentence}",)


def test_every_reason_is_told_apart() -> None:
    assert len({no_shape_sentence(why) for why in WhyNoShape}) == len(WhyNoShape)


@pytest.mark.parametrize("shape", [each for each in BackShape if each is not BackShape.CANNOT_TELL])
def test_every_shape_has_its_change_and_its_doubt(shape: BackShape) -> None:
    turned = LumbarChange(shape, None, -21.4 if shape is BackShape.OVERARCHED else 21.4, 7.2, 4.0)
    (sentence,) = change_sentences([turned])
    assert sentence.startswith("1: ")
    assert "21° ± 7°" in sentence
    assert not frightens(sentence)


@pytest.mark.parametrize("by", NeutralBy)
def test_every_neutral_says_what_it_was_taken_from(by: NeutralBy) -> None:
    sentence = neutral_sentence(by)
    assert sentence is not None
    assert sentence.startswith("Your neutral is")


def test_without_a_neutral_there_is_no_sentence_of_it() -> None:
    assert neutral_sentence(None) is None


def test_rounding_names_its_repetitions_and_the_greatest_change() -> None:
    """Three near the neutral, then two that round by 20 and 26 degrees."""
    first, *_ = back_findings([near(2), near(4), near(5), rounded(20), rounded(26)], Lift.DEADLIFT, ON)
    assert first.status is Status.CHANGED
    assert back_finding_sentence(first) == (
        "Your back rounds in repetitions 4 and 5 of 5, by 26° ± 7° from your neutral at most."
    )


def test_a_back_that_stays_is_said_to_stay() -> None:
    first, *_ = back_findings([near(2), near(4), near(-5)], Lift.DEADLIFT, ON)
    assert first.status is Status.USUAL
    assert back_finding_sentence(first) == (
        "Your back stays near your neutral in repetitions 1 to 3 of 3, 5° ± 7° from it at most."
    )


def test_what_cannot_be_told_gives_the_reason() -> None:
    (only,) = back_findings([cannot_tell(WhyNoShape.BACK_HIDDEN)] * 2, Lift.DEADLIFT, ON)
    assert only.status is Status.NOT_RECORDED
    assert no_shape_sentence(WhyNoShape.BACK_HIDDEN) in back_finding_sentence(only)


@pytest.mark.parametrize("late", [1.0, 14.0, 40.0, -40.0])
def test_no_finding_of_the_back_frightens_and_each_is_a_sentence(late: float) -> None:
    changes = [near(1.0), near(2.0), near(1.5), near(3.0), near(late), near(late)]
    for finding in back_findings(changes, Lift.SQUAT, ON):
        text = finding_words(finding).text
        assert text.endswith(".")
        assert "None" not in text
        assert not frightens(text)


def test_repetitions_that_were_answered_alike_are_one_line() -> None:
    """Near it 1, 2, 3 and 6, by 2 to 5 degrees; 4 and 7 hidden; 5 rounds."""
    hidden = cannot_tell(WhyNoShape.BACK_HIDDEN)
    assert change_sentences([near(2), near(-5), near(3), hidden, rounded(24), near(4), hidden]) == (
        "1 to 3 and 6: near your neutral, 2° to 5° (each ± 7° at most) from it.",
        f"4 and 7: cannot tell. {no_shape_sentence(WhyNoShape.BACK_HIDDEN)}",
        "5: your back rounds by 24° ± 7° from your neutral.",
    )


def test_what_was_not_told_stands_beside_what_was() -> None:
    hidden = cannot_tell(WhyNoShape.BACK_HIDDEN)
    shape, *_ = back_findings([hidden, rounded(24), hidden, near(3)], Lift.DEADLIFT, ON)
    assert back_finding_sentence(shape) == (
        "Your back rounds in repetition 2 of 4, by 24° ± 7° from your neutral; 2 could not be told."
    )


def test_one_near_the_neutral_says_nothing_of_seven_that_were_not_told() -> None:
    shape, *_ = back_findings([near(3), *[cannot_tell(WhyNoShape.NOT_SEEN)] * 7], Lift.DEADLIFT, ON)
    assert shape.status is Status.NOT_RECORDED
    assert back_finding_sentence(shape) == (
        "The shape of your back cannot be told in 7 of 8 repetitions, too many for the set to be said to stay near "
        f"your neutral. {no_shape_sentence(WhyNoShape.NOT_SEEN)}"
    )


@pytest.mark.parametrize(
    ("late", "said"),
    [
        (4.0, f"rounds by 30° less than in your first repetitions (± {OFF})."),
        (64.0, f"rounds by 30° more than in your first repetitions (± {OFF})."),
        (36.0, f"keeps the shape of your first repetitions to within {OFF}, as far as a film can tell."),
    ],
)
def test_over_the_set_rounding_gets_more_or_less_and_is_never_called_an_arch(late: float, said: str) -> None:
    """From 34 degrees on."""
    _, change = back_findings([rounded(34), rounded(34), rounded(late)], Lift.DEADLIFT, ON)
    assert back_finding_sentence(change).endswith(said)
    assert "arch" not in finding_words(change).text


def test_an_own_hinge_that_was_of_no_use_is_said_with_what_to_do() -> None:
    assert HINGE_UNUSABLE.endswith(".")
    assert "--neutral" in HINGE_UNUSABLE
    assert not frightens(HINGE_UNUSABLE)


def test_what_it_is_says_on_whom_it_was_tried_and_frightens_nobody() -> None:
    assert "made lifters" in WHAT_IT_IS
    assert not frightens(WHAT_IT_IS)
    assert not frightens(NO_STILL)
