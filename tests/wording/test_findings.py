"""What a person reads must say what was found, no more, and whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, HowOften, Measure, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.evidence import Certainty
from lumbar.core.quantities import MassUnit
from lumbar.core.references import OUR_JUDGEMENT
from lumbar.wording.findings import amount, finding_words, letter_of, short_date

JUMP = Finding(
    cause=Cause.OVERTRAINING,
    kind=FindingKind.LOAD_JUMP,
    status=Status.CHANGED,
    on=date(2026, 5, 3),
    baseline=Baseline.OWN_USUAL,
    sources=(OUR_JUDGEMENT,),
    certainty=Certainty.LOW,
    prevention=Prevention.SMALL_STEPS,
    exercise="Deadlift",
    value=150.0,
    usual=120.0,
    measure=Measure.KG,
    percentile=97.5,
    compared_with=80,
    how_often=HowOften(times=3, in_weeks=104),
    days_since=36,
)


def test_a_jump_says_what_by_how_much_how_rare_how_sure_and_what_to_do() -> None:
    """150 / 120 = + 25 %; 97.5 % of 80 days are 78."""
    words = finding_words(JUMP)
    assert words.what == (
        "On 3 May 2026 your heaviest deadlift was 150 kg, 25 % over your recent best of 120 kg, "
        "36 days after the last time."
    )
    assert words.how_often == (
        "That is more than on 78 of the 80 training days of the year before that it can be compared with. "
        "You have had 3 jumps like this or more so in 104 weeks of log."
    )
    assert words.certainty == "How sure we are that it matters: not very sure, the studies are indirect."
    assert words.why.startswith("Why it might matter: usual advice is to add 2 to 10 % at a time")
    assert words.prevention.startswith("Next time: change one thing at a time, in small steps")
    assert words.text == f"{words.what} {words.how_often} {words.certainty} {words.why} {words.prevention}"


def test_a_step_within_the_usual_advice_is_not_called_larger_than_it() -> None:
    within = finding_words(replace(JUMP, value=130.0))
    assert "within the usual advice" in within.why


def test_what_happens_every_other_week_is_said_to_explain_little() -> None:
    assert "explains little" in finding_words(replace(JUMP, how_often=HowOften(26, 104))).how_often
    assert "explains little" not in finding_words(replace(JUMP, how_often=HowOften(25, 104))).how_often


def test_as_usual_says_not_rare_only_of_what_happens_often() -> None:
    usual = replace(JUMP, status=Status.USUAL)
    assert "not rare" not in finding_words(usual).what
    assert "not rare" in finding_words(replace(usual, how_often=HowOften(26, 104))).what


def test_what_cannot_be_compared_is_neither_usual_nor_different() -> None:
    words = finding_words(replace(JUMP, status=Status.NOT_RECORDED, percentile=None, compared_with=8))
    assert "too few own days to know whether that is rare for you (8 to compare with)" in words.what
    assert words.why == ""


@pytest.mark.parametrize(("kind", "status", "baseline"), list(product(FindingKind, Status, Baseline)))
def test_no_finding_leaves_a_gap_or_a_threat(kind: FindingKind, status: Status, baseline: Baseline) -> None:
    """Every kind in every status, with and without figures, reads as whole sentences without a word of danger."""
    if (kind is FindingKind.TOLD) != (baseline is Baseline.ANSWERS):
        return
    answer = "new" if kind is FindingKind.TOLD else None
    for finding in (
        replace(JUMP, kind=kind, status=status, baseline=baseline, answer=answer),
        replace(
            JUMP, kind=kind, status=status, baseline=baseline, answer=answer, value=None, usual=None, measure=None,
            percentile=None, how_often=None, exercise=None, days_since=None,
        ),
    ):  # fmt: skip
        text = finding_words(finding).text
        assert text.endswith((".", "?"))
        assert "None" not in text
        assert not any(word in text.lower() for word in ("danger", "injury risk", "unsafe", "your fault"))


def test_amounts_read_as_they_are_said() -> None:
    assert amount(100.0, Measure.KG, MassUnit.LB) == "220.5 lb"
    assert amount(1234.5, Measure.KG_REPETITIONS) == "1,234 kg × repetitions"
    assert amount(1, Measure.DAYS) == "1 day"
    assert amount(36, Measure.DAYS) == "36 days"
    assert amount(87.4, Measure.PERCENT_OF_HEAVIEST) == "87 % of the day's heaviest set"
    assert short_date(date(2026, 11, 2)) == "2 Nov 2026"
    assert [letter_of(number) for number in (0, 25, 26)] == ["A", "Z", "A2"]
