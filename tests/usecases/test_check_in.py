"""Checking in, with a small made rulebook and a journal in memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.check_ins import CHECK_INS, REPORTS, noted
from tests.fakes.journal import InMemoryJournal
from tests.fakes.made_rulebook import RULEBOOK

from lumbar.core.athlete import Sex
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.disposition import Disposition, Level
from lumbar.core.triage.questions import CONTEXT, EMERGENCY_GROUP, Answer, Question, Report
from lumbar.core.triage.triage import triage
from lumbar.usecases.check_in import (
    URGENT,
    CarriedOver,
    CheckedIn,
    carried_over,
    check_in,
    episode_is_open,
    last_check_in,
    urgent_before,
)
from lumbar.usecases.ports import CheckIn, TracedRule

EVENING = datetime.fromisoformat("2026-03-02T20:00+01:00")
MONDAY = date(2026, 3, 2)


def checked_in(report: Report, journal: InMemoryJournal) -> CheckedIn:
    return check_in(report, at=EVENING, zone="Europe/Berlin", journal=journal, rulebook=RULEBOOK)


# Storing


def test_a_pain_alone_is_stored_and_its_outcome_is_incomplete() -> None:
    journal = InMemoryJournal()
    result = checked_in(Report(on=MONDAY, pain=Nprs(4)), journal)
    assert list(journal.check_ins()) == [result.check_in]
    assert result.check_in.disposition is result.verdict.disposition is Disposition.INCOMPLETE


def test_what_is_stored_has_the_outcome_the_edition_and_the_rules_that_held() -> None:
    journal = InMemoryJournal()
    report = Report(on=MONDAY, answers={Question.SADDLE_NUMBNESS: Answer.YES, Question.SHARP_PAIN: Answer.YES})
    stored = checked_in(report, journal).check_in
    assert (stored.at, stored.zone, stored.report) == (EVENING, "Europe/Berlin", report)
    assert (stored.disposition, stored.edition) == (Disposition.EMERGENCY, "made")
    assert stored.because == (
        TracedRule("M1", Level.EMERGENCY, (Question.SADDLE_NUMBNESS,), "you said that you are numb there"),
        TracedRule("M2", Level.ROUTINE, (Question.SHARP_PAIN,), "you said that it is sharp"),
    )


def test_the_trace_has_the_level_after_what_lowered_it() -> None:
    answers = {Question.SADDLE_NUMBNESS: Answer.YES, Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE: Answer.YES}
    stored = checked_in(Report(on=MONDAY, answers=answers), InMemoryJournal()).check_in
    assert [rule.level for rule in stored.because] == [Level.SAME_DAY]


def test_checking_in_twice_is_two_check_ins() -> None:
    journal = InMemoryJournal()
    for _ in range(2):
        checked_in(Report(on=MONDAY, pain=Nprs(4)), journal)
    assert len(journal.check_ins()) == 2


@given(REPORTS)
def test_any_report_is_stored_whole_with_what_the_triage_says_of_it(report: Report) -> None:
    journal = InMemoryJournal()
    result = checked_in(report, journal)
    assert result.verdict == triage(report, RULEBOOK)
    assert [one.report for one in journal.check_ins()] == [report]


# Which one speaks for the day

NONE_OF_THEM = dict.fromkeys(EMERGENCY_GROUP, Answer.NO)
TUESDAY, WEDNESDAY = date(2026, 3, 3), date(2026, 3, 4)


def urgent(at: str = "2026-03-02T08:00+01:00", disposition: Disposition = Disposition.EMERGENCY) -> CheckIn:
    return replace(noted(at, answers={Question.SADDLE_NUMBNESS: Answer.YES}), disposition=disposition)


@pytest.mark.parametrize("disposition", URGENT)
@pytest.mark.parametrize("at", ["2026-03-02T08:00+01:00", "2026-03-02T20:00+01:00", "2026-03-03T20:00+01:00"])
def test_a_pain_alone_does_not_take_an_urgent_answer_back(disposition: Disposition, at: str) -> None:
    """Noted at the same instant, in the evening, and on the day after."""
    told = urgent(disposition=disposition)
    begun = noted(at, pain=1)
    assert last_check_in([told, begun], begun.report.on) == told
    assert last_check_in([told, begun, begun], begun.report.on) == told
    assert urgent_before([told, begun], begun.report.on) is None, "it is not earlier: it still stands"


@pytest.mark.parametrize(
    ("answers", "taken_back"),
    [
        ({}, False),
        ({Question.SADDLE_NUMBNESS: Answer.NO}, False),
        ({**NONE_OF_THEM, EMERGENCY_GROUP[-1]: Answer.UNKNOWN}, False),
        (NONE_OF_THEM, True),
    ],
)
def test_only_the_whole_emergency_group_answered_takes_an_urgent_one_back(
    answers: Mapping[Question, Answer],
    taken_back: bool,  # noqa: FBT001
) -> None:
    """Still incomplete, for the age and the context were not told."""
    told, later = urgent(), noted(answers=answers)
    last = last_check_in([told, later], MONDAY)
    assert last == (later if taken_back else told)
    assert urgent_before([told, later], MONDAY) == (told if taken_back else None)


def test_an_urgent_answer_that_was_taken_back_does_not_return_with_a_pain_alone() -> None:
    told, no = urgent(), noted("2026-03-02T12:00+01:00", answers=NONE_OF_THEM)
    begun = noted("2026-03-02T20:00+01:00")
    assert last_check_in([told, no, begun], MONDAY) == begun
    assert urgent_before([told, no, begun], MONDAY) == told


def test_an_urgent_answer_speaks_for_its_day_and_the_day_after() -> None:
    """On Wednesday the pain of Tuesday is the last; Monday's answer is still spoken of."""
    told, begun = urgent(), noted("2026-03-03T20:00+01:00")
    assert last_check_in([told, begun], TUESDAY) == told
    assert last_check_in([told, begun], WEDNESDAY) == begun
    assert urgent_before([told, begun], WEDNESDAY) == told


def test_an_unfinished_check_in_after_one_that_was_not_urgent_is_the_last() -> None:
    calm = replace(noted("2026-03-02T08:00+01:00", answers=NONE_OF_THEM), disposition=Disposition.SELF_CARE)
    assert last_check_in([calm, noted()], MONDAY) == noted()
    assert last_check_in([noted()], MONDAY) == noted()
    assert last_check_in([], MONDAY) is None


@given(st.lists(st.tuples(REPORTS, st.booleans()), max_size=5), st.integers(0, 10))
def test_noting_only_a_pain_never_takes_away_that_the_day_is_urgent(
    days: list[tuple[Report, bool]], rating: int
) -> None:
    journal = InMemoryJournal()
    for report, monday in days:
        checked_in(replace(report, on=MONDAY if monday else TUESDAY), journal)
    before = last_check_in(journal.check_ins(), TUESDAY)
    checked_in(Report(on=TUESDAY, pain=Nprs(rating)), journal)
    after = last_check_in(journal.check_ins(), TUESDAY)
    assert after is not None
    if before is not None and before.disposition in URGENT:
        assert after == before


# What earlier check-ins tell


def test_nothing_is_carried_over_from_nothing() -> None:
    assert carried_over([], MONDAY) == CarriedOver(None, Sex.UNKNOWN, {})


def test_context_age_and_sex_are_carried_over_and_no_symptom_is() -> None:
    said = noted(answers=dict.fromkeys(Question, Answer.YES), age=40, sex=Sex.FEMALE)
    carried = carried_over([said], MONDAY)
    assert (carried.age, carried.sex) == (40, Sex.FEMALE)
    assert set(carried.context) == set(CONTEXT)
    assert carried.complete


def test_a_pain_alone_in_between_does_not_make_the_context_forgotten() -> None:
    first = noted("2026-03-01T20:00+01:00", answers={Question.DIABETES: Answer.YES}, age=40)
    assert carried_over([first, noted()], MONDAY).context == {Question.DIABETES: Answer.YES}


def test_the_last_answer_counts_and_an_unknown_one_does_not_take_a_known_one_back() -> None:
    told = (Answer.YES, Answer.NO, Answer.UNKNOWN)
    days = [noted(f"2026-03-0{day}T20:00+01:00", answers={Question.PREGNANT: said}) for day, said in enumerate(told, 1)]
    assert carried_over(days, date(2026, 3, 3)).context == {Question.PREGNANT: Answer.NO}
    assert carried_over(days, date(2026, 3, 1)).context == {Question.PREGNANT: Answer.YES}


@pytest.mark.parametrize(
    ("on", "age"), [("2026-03-02", 40), ("2027-03-01", 40), ("2027-03-02", 41), ("2036-03-01", 49)]
)
def test_the_age_grows_by_the_full_years_since_it_was_told(on: str, age: int) -> None:
    assert carried_over([noted(age=40)], date.fromisoformat(on)).age == age


@pytest.mark.parametrize("missing", [*CONTEXT, None])
def test_it_is_complete_only_with_the_age_and_every_context_question(missing: Question | None) -> None:
    answers = {question: Answer.NO for question in CONTEXT if question is not missing}
    assert not carried_over([noted(answers=answers, age=None if missing is None else 40)], MONDAY).complete


@given(st.lists(CHECK_INS, max_size=6))
def test_no_emergency_symptom_or_course_answer_is_ever_carried_over(check_ins: list[CheckIn]) -> None:
    carried = carried_over(check_ins, date(2030, 1, 1))
    assert set(carried.context) <= set(CONTEXT)
    assert set(carried.context).isdisjoint(EMERGENCY_GROUP)
    assert Answer.UNKNOWN not in carried.context.values()


@pytest.mark.parametrize(
    ("ratings", "is_open"), [([], False), ([0], False), ([5], True), ([5, 0], False), ([0, 5, None], True)]
)
def test_pain_is_open_when_the_last_rating_was_more_than_0(ratings: list[int | None], is_open: bool) -> None:  # noqa: FBT001
    days = [noted(f"2026-03-0{day}T20:00+01:00", pain) for day, pain in enumerate(ratings, start=1)]
    assert episode_is_open(days, date(2026, 3, 9)) is is_open
