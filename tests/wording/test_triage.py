"""The triage in words: everything has a sentence, and no sentence says what it must not."""

from __future__ import annotations

import re
from datetime import date

import pytest

from lumbar.core.triage.disposition import Disposition, ExerciseAllowed, Level, See
from lumbar.core.triage.questions import Answer, Question, Report
from lumbar.core.triage.rules import Rulebook
from lumbar.core.triage.triage import Soreness, Verdict, triage
from lumbar.knowledge.rulebook import load_rulebook
from lumbar.wording import triage as words

OUTSIDE_THE_SCREENS = {Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE, Question.ASSESSED_FOR_THIS_UNCHANGED}
NAMES_OF_DISEASES = re.compile(
    r"cauda|sepsis|cancerous|tumou?r|fracture|appendic|rhabdo|aortic|dissection|stenosis|hernia|slipped|ectopic|spondyl",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def _verdict(rulebook: Rulebook, **answers: str) -> Verdict:
    given = {Question(name): Answer(said) for name, said in answers.items()}
    return triage(Report(on=date(2026, 11, 22), age=30, answers=given), rulebook)


def test_every_question_has_one_question_mark_and_its_own_words() -> None:
    texts = [words.question_text(question) for question in Question]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert text.count("?") == 1, text
        assert len(text.split()) <= 32, text


def test_every_question_stands_on_one_screen() -> None:
    shown = [question for questions in words.SCREENS.values() for question in questions]
    assert len(shown) == len(set(shown))
    assert set(shown) == set(Question) - OUTSIDE_THE_SCREENS


def test_notes_that_keep_a_question_from_being_misread_stand_in_it() -> None:
    assert "leg day" in words.question_text(Question.BOTH_LEGS)
    assert "no position eases" in words.question_text(Question.UNRELENTING_OR_NIGHT_PAIN)
    assert "cortisone" in words.question_text(Question.LONG_STEROID_USE)
    assert "Anabolic steroids count" in words.question_text(Question.INJECTED_DRUG_USE)


def test_the_outcomes_are_called_by_the_five_levels_of_help() -> None:
    assert [words.title(disposition) for disposition in Disposition] == [
        "Call now",
        "Today",
        "This week",
        "Book a visit",
        "Look after it yourself",
        "Not enough answered yet",
    ]


def test_every_outcome_says_what_to_do_and_what_to_watch_for() -> None:
    for disposition in Disposition:
        assert words.what_to_do(disposition).endswith(".")
        assert "at once" in words.watch_for(disposition)
    assert [d for d in Disposition if words.what_to_bring(d) is None] == [Disposition.SELF_CARE, Disposition.INCOMPLETE]
    assert [see for see in See if words.whom_to_see(see) is None] == [See.NONE]
    assert all(words.exercise_text(exercise) for exercise in ExerciseAllowed)
    assert all(words.soreness_text(soreness) for soreness in Soreness)


def test_emergency_and_same_day_say_not_to_train_and_within_days_to_load_nothing() -> None:
    assert "do not train" in words.what_to_do(Disposition.EMERGENCY)
    assert "Do not train" in words.what_to_do(Disposition.SAME_DAY)
    assert "load your back with nothing" in words.what_to_do(Disposition.WITHIN_DAYS)


def test_what_was_not_asked_is_said_and_never_taken_for_no(rulebook: Rulebook) -> None:
    verdict = _verdict(rulebook, saddle_numbness="yes")
    assert "questions were not answered" in words.safety_net(verdict)
    assert "would have been no" in words.safety_net(verdict)
    full = _verdict(rulebook, **{question.value: "no" for question in Question})
    assert words.not_asked(full) is None
    one = _verdict(rulebook, **{q.value: "no" for q in Question if q is not Question.NEW_LUMP})
    assert (words.not_asked(one) or "").startswith("One question was not answered.")


def test_a_reason_that_was_lowered_says_by_what(rulebook: Rulebook) -> None:
    verdict = _verdict(rulebook, saddle_numbness="yes", change_over_14_days_old_and_stable="yes")
    assert verdict.because[0].level is Level.SAME_DAY
    assert "more than 14 days old" in words.reason_text(verdict.because[0])


def test_getting_better_is_no_reason_to_call_somebody(rulebook: Rulebook) -> None:
    verdict = _verdict(rulebook, saddle_numbness="yes", improving="yes")
    assert [reason.rule for reason in words.reasons_to_tell(verdict)] == ["R01"]


def test_no_reason_names_a_disease_as_a_diagnosis(rulebook: Rulebook) -> None:
    for rule in rulebook.rules:
        assert not NAMES_OF_DISEASES.search(rule.reason), rule.reason
        assert "you have a" not in rule.reason or "you said that you have a" in rule.reason, rule.reason
