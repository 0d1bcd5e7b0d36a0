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
from lumbar.wording.dates import short_date
from lumbar.wording.finding_reasons import prevention_sentence
from lumbar.wording.findings import amount, finding_words, letter_of

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


WEEK = replace(
    JUMP, kind=FindingKind.MONOTONY, value=1.335, usual=0.995, measure=Measure.RATIO, exercise=None, days_since=None
)


def test_monotony_says_what_it_is_and_that_no_threshold_is_validated() -> None:
    explained = (
        "It is the mean of seven daily loads over their sample standard deviation; no threshold for it is validated."
    )
    assert finding_words(WEEK).what == (
        "In the seven days up to 3 May 2026 your days were more alike than usual: monotony 1.33, usually 0.99. "
        f"{explained}"
    )
    assert finding_words(replace(WEEK, status=Status.USUAL)).what == (
        f"Days alike: monotony at most 1.33, usually 0.99. {explained}"
    )


def test_sets_near_failure_are_counted_as_sets() -> None:
    effort = replace(WEEK, kind=FindingKind.NEAR_FAILURE, value=6, usual=2.5, measure=Measure.SETS)
    assert finding_words(effort).what == (
        "In the seven days up to 3 May 2026 you took about 6 sets that load your back to within one repetition of "
        "failure; usually about 2. Sets without an effort beside them are taken to be like the others."
    )


def test_the_load_on_the_back_is_said_to_be_a_model() -> None:
    back = replace(
        WEEK,
        kind=FindingKind.BACK_LOAD_SPIKE,
        value=18_000,
        usual=12_000,
        measure=Measure.NEWTON_METRE_REPETITIONS,
    )
    assert finding_words(back).what == (
        "In the seven days up to 3 May 2026 the load on your lower back, as a model has it, was 1.5 times your usual "
        "week: 18,000 N\N{DOT OPERATOR}m × repetitions, usually 12,000 N\N{DOT OPERATOR}m × repetitions."
    )
    assert "no such ratio predicts one person's pain" in finding_words(back).why


def test_a_change_of_programme_says_both_shares_and_no_norm() -> None:
    core = replace(
        WEEK, cause=Cause.IMBALANCE, kind=FindingKind.CORE_SHARE, value=2, usual=11, measure=Measure.PERCENT_OF_SETS
    )
    assert finding_words(core).what == (
        "In the 4 weeks of training up to 3 May 2026, 2 % of your sets were core work; in the year before, 11 %."
    )


@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        (None, "there was pushing and no pulling"),
        (0.0, "there was pulling and no pushing"),
        (2.5, "2.5 sets of pushing for each of pulling"),
    ],
)
def test_pushing_and_pulling_are_said_where_there_is_no_ratio_too(ratio: float | None, said: str) -> None:
    mix = replace(WEEK, kind=FindingKind.PUSH_PULL, status=Status.USUAL, value=ratio, usual=1.5)
    what = finding_words(mix).what
    assert what.startswith(f"Programme: {said}; in the year before, 1.5 sets of pushing for each of pulling.")
    assert "Opinion: a plain programme has 0.5 to 2 sets of pushing for each of pulling" in what


def test_within_the_plain_range_of_pushing_and_pulling_no_opinion_is_given() -> None:
    mix = replace(WEEK, kind=FindingKind.PUSH_PULL, status=Status.USUAL, value=1.2, usual=1.5)
    assert "Opinion" not in finding_words(mix).what


def test_what_a_log_cannot_say_is_one_line_with_what_could_tell() -> None:
    unsaid = replace(WEEK, status=Status.NOT_RECORDED, value=None, usual=None, measure=None, how_often=None)
    form = replace(unsaid, kind=FindingKind.FORM_CHANGE, prevention=Prevention.FILM_A_SET)
    assert finding_words(form).text == (
        "Form: a training log says nothing of how you moved. A film of a set from your phone can tell, and so can a "
        "motion-capture track: see lumbar form."
    )
    effort = replace(unsaid, kind=FindingKind.NEAR_FAILURE, prevention=Prevention.LOG_EFFORT)
    assert finding_words(effort).text.startswith(
        "Effort: your log hardly says how hard the sets that load your back were. Write an RPE"
    )


def test_amounts_read_as_they_are_said() -> None:
    assert amount(100.0, Measure.KG, MassUnit.LB) == "220.5 lb"
    assert amount(1234.5, Measure.KG_REPETITIONS) == "1,234 kg × repetitions"
    assert amount(1, Measure.DAYS) == "1 day"
    assert amount(36, Measure.DAYS) == "36 days"
    assert amount(87.4, Measure.PERCENT_OF_HEAVIEST) == "87 % of the day's heaviest set"
    assert amount(12.4, Measure.PERCENT_OF_SETS) == "12 % of sets"
    assert amount(1, Measure.SETS) == "1 set"
    assert amount(1.5, Measure.RATIO) == "1.50"
    assert amount(62.5, Measure.SECONDS) == "62.5 seconds"
    assert amount(12, Measure.DEGREES) == "12°"
    assert amount(-3, Measure.CENTIMETRES) == "-3 cm"
    assert amount(7.25, Measure.PERCENT) == "7.2 %"


@pytest.mark.parametrize("measure", Measure)
def test_every_measure_is_said_with_its_number(measure: Measure) -> None:
    assert "3" in amount(3, measure)


@pytest.mark.parametrize("prevention", Prevention)
def test_every_advice_is_a_sentence_or_nothing(prevention: Prevention) -> None:
    silent = prevention in (Prevention.NONE_NEEDED, Prevention.WITHHELD)
    assert prevention_sentence(prevention).endswith(".") is not silent
    assert short_date(date(2026, 11, 2)) == "2 Nov 2026"
    assert [letter_of(number) for number in (0, 25, 26)] == ["A", "Z", "A2"]
