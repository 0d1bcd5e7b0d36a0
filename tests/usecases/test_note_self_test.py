"""Noting self-tests, listing them, and not inviting to one while the back asks for something else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.fakes.check_ins import noted as checked_in
from tests.fakes.clock import StandingClock
from tests.fakes.self_tests import NOTED_AT, InMemorySelfTests, back_extension, noted, side_plank

from lumbar.core.athlete import Sex
from lumbar.core.causes.finding import Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.causes.self_tests import Look, Published
from lumbar.core.self_tests import SelfTest, SelfTestFault, Side
from lumbar.core.triage.disposition import Disposition
from lumbar.usecases.check_in import carried_over
from lumbar.usecases.explain import after_check_ins, after_self_tests, explain_nothing
from lumbar.usecases.log_summary import NO_LOG
from lumbar.usecases.note_self_test import (
    Entry,
    findings_of,
    listed,
    note_self_test,
    remove_self_test,
    stands_in_the_way,
)
from lumbar.usecases.ports import CheckIn, SelfTests

ON = date(2026, 5, 3)


def never_opened() -> SelfTests:
    raise AssertionError("a slip must not make a store")


def test_both_sides_are_noted_as_two_results() -> None:
    store = InMemorySelfTests()
    entry = Entry(SelfTest.SIDE_PLANK, ON, left=62, right=75)
    results = note_self_test(entry, open_store=lambda: store, clock=StandingClock(NOTED_AT), latest_day=ON)
    assert results == (side_plank(62), side_plank(75, side=Side.RIGHT))
    assert [one.result for one in store.results()] == list(results)


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (Entry(SelfTest.FRONT_PLANK, ON), SelfTestFault.NOTHING_MEASURED),
        (Entry(SelfTest.FRONT_PLANK, date(2026, 5, 4), value=60), SelfTestFault.DAY_TO_COME),
        (Entry(SelfTest.SIDE_PLANK, ON, value=60), SelfTestFault.SIDE_MISSING),
        (Entry(SelfTest.SIDE_PLANK, ON, left=60, right=-1), SelfTestFault.OUT_OF_RANGE),
        (Entry(SelfTest.SIT_AND_REACH, ON, value=60), SelfTestFault.ZERO_MISSING),
    ],
)
def test_what_cannot_be_a_result_is_noted_in_no_part(entry: Entry, fault: SelfTestFault) -> None:
    assert note_self_test(entry, open_store=never_opened, clock=StandingClock(NOTED_AT), latest_day=ON) is fault


def test_the_list_is_newest_first_and_holds_each_against_those_before_it() -> None:
    results = noted(back_extension(180, "2026-03-01"), back_extension(140, "2026-04-01"), back_extension(100))
    lines = listed(results)
    assert [(line.number, line.result.value, line.usual, line.change) for line in lines] == [
        (3, 100, 160, -60),
        (2, 140, 180, -40),
        (1, 180, None, None),
    ]
    assert [line.beyond_error for line in lines] == [True, False, False]


def test_what_was_corrected_on_its_day_is_listed_and_not_compared() -> None:
    lines = listed(noted(back_extension(18), back_extension(180)))
    assert [(line.result.value, line.stands) for line in lines] == [(180, True), (18, False)]


def test_a_result_is_removed_by_its_number_and_another_number_removes_nothing() -> None:
    store = InMemorySelfTests()
    store.add([side_plank(62), side_plank(75, side=Side.RIGHT)], NOTED_AT)
    assert remove_self_test(3, store) is None
    removed = remove_self_test(1, store)
    assert removed is not None
    assert removed.result == side_plank(62)
    assert [one.result for one in store.results()] == [side_plank(75, side=Side.RIGHT)]


def test_the_sex_that_a_check_in_told_chooses_the_published_figure_and_one_said_now_wins() -> None:
    told = [checked_in("2026-05-01T08:00+01:00", sex=Sex.MALE)]
    results = noted(back_extension(150))
    assert carried_over(told, ON).sex is Sex.MALE
    assert [each.published for each in findings_of(results, told, ON)[0].comparisons] == [Published.MEN_NEXT_YEAR]
    assert findings_of(results, told, ON, Sex.FEMALE)[0].comparisons == ()


def test_results_of_long_ago_say_nothing_and_invite_to_nothing() -> None:
    assert findings_of(noted(back_extension(150, "2026-01-01")), [], ON) == ()


# Triage first


def outcome(disposition: Disposition, pain: int | None = 2, at: str = "2026-05-03T08:00+01:00") -> CheckIn:
    return replace(checked_in(at, pain=pain), disposition=disposition)


@pytest.mark.parametrize(
    ("check_in", "invited"),
    [
        (outcome(Disposition.EMERGENCY), False),
        (outcome(Disposition.SAME_DAY), False),
        (outcome(Disposition.WITHIN_DAYS), False),
        (outcome(Disposition.INCOMPLETE), False),
        (outcome(Disposition.SELF_CARE), True),
        (outcome(Disposition.ROUTINE), True),
        (outcome(Disposition.SELF_CARE, pain=6), False),
        (outcome(Disposition.SELF_CARE, pain=None), False),
        (outcome(Disposition.EMERGENCY, at="2026-03-03T08:00+01:00"), False),
        (outcome(Disposition.INCOMPLETE, at="2026-03-03T08:00+01:00"), True),
        (outcome(Disposition.SELF_CARE, pain=6, at="2026-03-03T08:00+01:00"), True),
    ],
)
def test_nobody_is_invited_to_a_test_while_the_back_asks_for_something_else(check_in: CheckIn, invited: bool) -> None:  # noqa: FBT001
    assert stands_in_the_way([check_in], ON) is (None if invited else check_in)


def test_without_a_check_in_nothing_stands_in_the_way() -> None:
    assert stands_in_the_way([], ON) is None


# In the explanation


def test_without_a_result_one_line_says_so_and_an_urgent_answer_takes_the_invitation_from_it() -> None:
    explanation = replace(explain_nothing(ON), log=replace(NO_LOG, sessions=1))
    [finding] = after_self_tests(explanation, (), (), ON).findings
    assert (finding.status, finding.prevention) == (Status.NOT_RECORDED, Prevention.NONE_NEEDED)
    urgent = [outcome(Disposition.EMERGENCY)]
    [finding] = after_check_ins(after_self_tests(explanation, (), urgent, ON), urgent, ON).findings
    assert finding.prevention is Prevention.WITHHELD


def test_who_keeps_no_log_is_told_of_self_tests_only_where_there_are_some() -> None:
    assert after_self_tests(explain_nothing(ON), (), (), ON).findings == ()
    [finding] = after_self_tests(explain_nothing(ON), noted(back_extension(150)), (), ON).findings
    assert finding.value == 150


def test_tests_done_after_the_pain_began_do_not_speak_of_before() -> None:
    before = replace(explain_nothing(ON), log=replace(NO_LOG, sessions=1), up_to=date(2026, 5, 2))
    [finding] = after_self_tests(before, noted(back_extension(150)), (), ON).findings
    assert getattr(finding, "look", None) is Look.NOTHING_ENTERED
