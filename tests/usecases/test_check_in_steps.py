"""The order of a check-in's questions: by hand, then as laws over any answers and any going back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.check_ins import CHECK_INS, noted

from lumbar.core.athlete import Sex
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import (
    CAUDA_EQUINA,
    CONTEXT,
    COURSE,
    EMERGENCY_GROUP,
    INFLAMMATORY,
    SYMPTOMS,
    Answer,
    Question,
    Report,
)
from lumbar.usecases.check_in import carried_over
from lumbar.usecases.check_in_steps import (
    Entered,
    Step,
    back_to,
    ended,
    next_step,
    questions_of,
    with_answers,
    with_carried_over,
    with_context,
    with_no_symptoms,
    with_pain,
)
from lumbar.usecases.ports import CheckIn

MONDAY = date(2026, 3, 2)
OLD_AND_STABLE = Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE

IN_PAIN = noted(
    "2026-02-01T20:00+01:00",
    pain=3,
    age=41,
    sex=Sex.FEMALE,
    answers=dict.fromkeys(CONTEXT, Answer.NO) | {Question.DIABETES: Answer.YES},
)
"""An earlier check-in in which all of the context was told."""
FREE_OF_PAIN = noted("2026-02-09T20:00+01:00", pain=0)


@dataclass(frozen=True)
class Said:
    """What a person answers to a step; of it, each step takes what it asks."""

    pain: int = 4
    yes: bool = False
    """To the steps that one answer settles."""
    answers: Mapping[Question, Answer] = field(default_factory=dict)
    duration_days: int | None = None
    age: int | None = None
    sex: Sex = Sex.UNKNOWN

    def to(self, step: Step) -> Mapping[Question, Answer]:
        return {question: self.answers[question] for question in questions_of(step) if question in self.answers}


def answering(entered: Entered, step: Step, said: Said, before: Sequence[CheckIn] = ()) -> Entered:
    match step:
        case Step.PAIN:
            return with_pain(entered, Nprs(said.pain))
        case Step.NO_SYMPTOMS:
            return with_no_symptoms(entered, confirmed=said.yes)
        case Step.SYMPTOMS:
            return with_answers(entered, step, said.to(step), duration_days=said.duration_days)
        case Step.STILL_RIGHT:
            return with_carried_over(entered, before, right=said.yes)
        case Step.CONTEXT:
            return with_context(entered, said.to(step), said.age, said.sex)
        case _:
            return with_answers(entered, step, said.to(step))


def straight_through(
    finals: Mapping[Step, Said], before: Sequence[CheckIn] = (), otherwise: Said | None = None
) -> Entered:
    """Somebody who gives these answers, each to the step it is asked in, and never goes back."""
    entered = Entered(MONDAY)
    while (step := next_step(entered, before)) is not None:
        entered = answering(entered, step, finals.get(step, otherwise or Said()), before)
    return entered


def steps_of(said: Said, before: Sequence[CheckIn] = ()) -> tuple[Step, ...]:
    return straight_through({}, before, said).passed


# The order


@pytest.mark.parametrize(
    ("step", "questions"),
    [
        (Step.PAIN, ()),
        (Step.NO_SYMPTOMS, EMERGENCY_GROUP),
        (Step.EMERGENCY, EMERGENCY_GROUP),
        (Step.OLD_AND_STABLE, (OLD_AND_STABLE,)),
        (Step.SYMPTOMS, (*SYMPTOMS, *COURSE)),
        (Step.INFLAMMATORY, INFLAMMATORY),
        (Step.STILL_RIGHT, CONTEXT),
        (Step.CONTEXT, CONTEXT),
    ],
)
def test_each_step_has_its_questions(step: Step, questions: tuple[Question, ...]) -> None:
    assert questions_of(step) == questions


@pytest.mark.parametrize(
    ("said", "before", "steps"),
    [
        (Said(), (), "pain emergency symptoms context"),
        (Said(duration_days=90), (), "pain emergency symptoms context"),
        (Said(duration_days=91), (), "pain emergency symptoms inflammatory context"),
        (Said(yes=True), (IN_PAIN,), "pain emergency symptoms still_right"),
        (Said(yes=False), (IN_PAIN,), "pain emergency symptoms still_right context"),
        (Said(pain=0, yes=True), (), "pain no_symptoms context"),
        (Said(pain=0, yes=False), (), "pain no_symptoms emergency symptoms context"),
        (Said(pain=0, yes=True), (IN_PAIN,), "pain emergency symptoms still_right"),
        (Said(pain=0, yes=True), (IN_PAIN, FREE_OF_PAIN), "pain no_symptoms still_right"),
        (
            Said(pain=0, yes=True),
            (IN_PAIN, replace(FREE_OF_PAIN, disposition=Disposition.EMERGENCY)),
            "pain emergency symptoms still_right",
        ),
        (Said(answers={Question.FOOT_DROP: Answer.YES}), (IN_PAIN,), "pain emergency"),
        (Said(answers={Question.BOTH_LEGS: Answer.YES}), (IN_PAIN,), "pain emergency old_and_stable"),
        (Said(answers=dict.fromkeys(EMERGENCY_GROUP, Answer.UNKNOWN)), (), "pain emergency symptoms context"),
    ],
)
def test_a_person_is_asked_these_steps(said: Said, before: Sequence[CheckIn], steps: str) -> None:
    assert " ".join(steps_of(said, before)) == steps


@pytest.mark.parametrize("question", EMERGENCY_GROUP)
def test_a_yes_in_the_emergency_group_ends_the_asking_after_the_follow_up_of_the_first_five(question: Question) -> None:
    follow_up = (Step.OLD_AND_STABLE,) if question in CAUDA_EQUINA else ()
    said = Said(answers={question: Answer.YES}, duration_days=400)
    assert steps_of(said, [IN_PAIN]) == (Step.PAIN, Step.EMERGENCY, *follow_up)


# What is stored


def test_what_was_left_open_stays_unknown() -> None:
    report = ended(straight_through({}), ()).report()
    assert report == Report(on=MONDAY, pain=Nprs(4))


def test_no_symptoms_clears_the_emergency_group_and_nothing_else() -> None:
    entered = with_no_symptoms(with_pain(Entered(MONDAY), Nprs(0)), confirmed=True)
    assert entered.answers == dict.fromkeys(EMERGENCY_GROUP, Answer.NO)


def test_what_was_told_before_counts_once_it_is_said_to_be_right() -> None:
    right = with_carried_over(Entered(MONDAY), [IN_PAIN], right=True)
    assert (right.age, right.sex, right.answers) == (41, Sex.FEMALE, IN_PAIN.report.answers)
    wrong = with_carried_over(Entered(MONDAY), [IN_PAIN], right=False)
    assert (wrong.age, wrong.sex, wrong.answers) == (None, Sex.UNKNOWN, {})


def test_what_was_told_in_part_cannot_be_confirmed_as_a_whole() -> None:
    in_part = noted("2026-02-01T20:00+01:00", answers={Question.PREGNANT: Answer.NO}, age=41)
    assert with_carried_over(Entered(MONDAY), [in_part], right=True).answers == {}


def test_an_urgent_answer_keeps_of_the_known_context_what_raises() -> None:
    said = Said(answers={Question.FOOT_DROP: Answer.YES})
    stored = ended(straight_through({}, [IN_PAIN], said), [IN_PAIN])
    assert (stored.age, stored.sex) == (41, Sex.FEMALE)
    assert stored.answers == {Question.FOOT_DROP: Answer.YES, Question.DIABETES: Answer.YES}


@pytest.mark.parametrize(
    ("step", "answers", "duration_days"),
    [
        (Step.SYMPTOMS, {Question.SADDLE_NUMBNESS: Answer.YES}, None),
        (Step.EMERGENCY, {OLD_AND_STABLE: Answer.YES}, None),
        (Step.EMERGENCY, {}, 3),
        (Step.PAIN, {}, None),
        (Step.NO_SYMPTOMS, {Question.SADDLE_NUMBNESS: Answer.YES}, None),
        (Step.CONTEXT, {Question.PREGNANT: Answer.YES}, None),
    ],
)
def test_an_answer_that_belongs_to_another_step_is_refused_and_never_lost_in_silence(
    step: Step, answers: Mapping[Question, Answer], duration_days: int | None
) -> None:
    with pytest.raises(ValueError, match=f"the step {step}|in the step {step}"):
        with_answers(Entered(MONDAY), step, answers, duration_days=duration_days)


# Going back


def test_a_yes_that_is_taken_back_leaves_nothing_behind() -> None:
    """Yes to a numb saddle, old and stable; back; no. The rest is then asked as if it had never been said."""
    start = with_pain(Entered(MONDAY), Nprs(4))
    yes = with_answers(start, Step.EMERGENCY, {Question.SADDLE_NUMBNESS: Answer.YES})
    stable = with_answers(yes, Step.OLD_AND_STABLE, {OLD_AND_STABLE: Answer.YES})
    none = dict.fromkeys(EMERGENCY_GROUP, Answer.NO)
    assert back_to(stable, Step.EMERGENCY) == start
    assert with_answers(stable, Step.EMERGENCY, none) == with_answers(start, Step.EMERGENCY, none)
    assert with_answers(stable, Step.EMERGENCY, {}).answers == {}, "left open the second time"


def test_no_symptoms_said_of_no_pain_is_gone_when_the_pain_is_changed() -> None:
    free = with_no_symptoms(with_pain(Entered(MONDAY), Nprs(0)), confirmed=True)
    sore = with_pain(free, Nprs(4))
    assert (sore.answers, next_step(sore, ())) == ({}, Step.EMERGENCY)


def test_no_symptoms_sent_from_a_page_left_open_clears_nothing_of_a_back_that_hurts() -> None:
    sore = with_no_symptoms(with_pain(Entered(MONDAY), Nprs(4)), confirmed=True)
    assert next_step(sore, ()) is Step.EMERGENCY
    assert ended(sore, ()).report() == Report(on=MONDAY, pain=Nprs(4))


def test_a_yes_sent_from_a_page_left_open_counts_though_no_symptoms_was_said() -> None:
    free = with_no_symptoms(with_pain(Entered(MONDAY), Nprs(0)), confirmed=True)
    told = dict.fromkeys(EMERGENCY_GROUP, Answer.NO) | {Question.FOOT_DROP: Answer.YES}
    late = with_answers(free, Step.EMERGENCY, told)
    assert next_step(late, ()) is None
    assert ended(late, ()).answers == told


def test_who_has_answered_the_list_is_not_asked_to_answer_it_at_once() -> None:
    free = with_pain(Entered(MONDAY), Nprs(0))
    assert next_step(free, ()) is Step.NO_SYMPTOMS
    assert next_step(with_answers(free, Step.EMERGENCY, {}), ()) is Step.SYMPTOMS
    known = with_answers(with_pain(Entered(MONDAY), Nprs(4)), Step.EMERGENCY, {})
    asked = with_answers(known, Step.SYMPTOMS, {})
    assert next_step(asked, [IN_PAIN]) is Step.STILL_RIGHT
    assert next_step(with_context(asked, {}, None, Sex.UNKNOWN), [IN_PAIN]) is None


def test_a_yes_that_came_before_the_pain_is_stored_all_the_same() -> None:
    early = with_answers(Entered(MONDAY), Step.EMERGENCY, {Question.FOOT_DROP: Answer.YES})
    assert next_step(early, ()) is Step.PAIN
    assert ended(early, ()).report() == Report(on=MONDAY, answers={Question.FOOT_DROP: Answer.YES})


def test_symptoms_sent_from_a_page_left_open_do_not_follow_an_urgent_answer() -> None:
    urgent = with_answers(with_pain(Entered(MONDAY), Nprs(4)), Step.EMERGENCY, {Question.FOOT_DROP: Answer.YES})
    late = with_answers(urgent, Step.SYMPTOMS, {Question.SHARP_PAIN: Answer.NO}, duration_days=3)
    assert next_step(late, ()) is None
    assert ended(late, ()) == urgent


def test_going_back_to_the_list_takes_the_one_answer_for_all_of_it_back() -> None:
    free = with_no_symptoms(with_pain(Entered(MONDAY), Nprs(0)), confirmed=True)
    assert next_step(back_to(free, Step.EMERGENCY), ()) is Step.EMERGENCY
    same = with_carried_over(free, [IN_PAIN, FREE_OF_PAIN], right=True)
    assert next_step(back_to(same, Step.CONTEXT), [IN_PAIN, FREE_OF_PAIN]) is Step.CONTEXT


def test_a_length_of_time_that_is_changed_takes_the_inflammatory_answers_along() -> None:
    long = with_answers(Entered(MONDAY), Step.SYMPTOMS, {}, duration_days=200)
    asked = with_answers(long, Step.INFLAMMATORY, {Question.BUTTOCK_PAIN: Answer.YES})
    assert with_answers(asked, Step.SYMPTOMS, {}, duration_days=3).answers == {}


# The laws


ANSWERS = st.dictionaries(st.sampled_from(Question), st.sampled_from(Answer), max_size=12)
MOSTLY_NO = ANSWERS.map(lambda some: dict.fromkeys(EMERGENCY_GROUP, Answer.NO) | some)
NONE_URGENT = ANSWERS.map(lambda some: some | dict.fromkeys(EMERGENCY_GROUP, Answer.NO))
SAID = st.builds(
    Said,
    pain=st.sampled_from([0, 0, 4, 10]),
    yes=st.booleans(),
    answers=ANSWERS | MOSTLY_NO | NONE_URGENT,
    duration_days=st.sampled_from([None, 0, 90, 91, 400]),
    age=st.sampled_from([None, 17, 41]),
    sex=st.sampled_from(Sex),
)
BEFORE = st.sampled_from([(), (IN_PAIN,), (IN_PAIN, FREE_OF_PAIN), (FREE_OF_PAIN,)]) | st.lists(CHECK_INS, max_size=3)


@dataclass(frozen=True)
class Move:
    """One thing done: the step gone to, where it is not the one asked now, and what is answered there, if anything."""

    step: Step | None
    said: Said | None


MOVES = st.lists(st.builds(Move, step=st.none() | st.sampled_from(Step), said=st.none() | SAID), max_size=12)

LISTS = {Step.EMERGENCY: Step.NO_SYMPTOMS, Step.CONTEXT: Step.STILL_RIGHT}


@dataclass
class Played:
    """What came of the moves, and a count of its own: what was said last to each step and not taken back."""

    entered: Entered
    finals: dict[Step, Said]

    def forget_from(self, step: Step) -> None:
        order = list(Step)
        self.finals = {each: said for each, said in self.finals.items() if order.index(each) < order.index(step)}
        at_once = LISTS.get(step)
        if at_once in self.finals:  # who goes to the list has not answered it at once
            self.finals[at_once] = replace(self.finals[at_once], yes=False)


def played(moves: Sequence[Move], before: Sequence[CheckIn]) -> Played:
    result = Played(Entered(MONDAY), {})
    for move in moves:
        step = move.step or next_step(result.entered, before)
        if step is None:
            continue
        result.forget_from(step)
        if move.said is None:
            result.entered = back_to(result.entered, step)
        else:
            result.entered = answering(result.entered, step, move.said, before)
            result.finals[step] = move.said
    return result


def finished(result: Played, before: Sequence[CheckIn], said: Said) -> Played:
    """Answers with this whatever is still asked; more steps than there are would be going in circles."""
    for _ in Step:
        step = next_step(result.entered, before)
        if step is None:
            return result
        result.forget_from(step)
        result.entered = answering(result.entered, step, said, before)
        result.finals[step] = said
    assert next_step(result.entered, before) is None, "still asking"
    return result


@given(MOVES, BEFORE, SAID)
def test_only_the_final_answers_count_whatever_was_answered_and_taken_back(
    moves: list[Move], before: Sequence[CheckIn], rest: Said
) -> None:
    result = finished(played(moves, before), before, rest)
    straight = straight_through(result.finals, before)
    assert ended(result.entered, before).report() == ended(straight, before).report()


@given(MOVES, BEFORE, SAID)
def test_the_asking_comes_to_an_end_from_wherever_a_person_went(
    moves: list[Move], before: Sequence[CheckIn], rest: Said
) -> None:
    entered = finished(played(moves, before), before, rest).entered
    assert next_step(entered, before) is None
    assert next_step(ended(entered, before), before) is None


@given(MOVES, BEFORE)
def test_an_emergency_yes_is_stored_from_when_it_is_given_until_it_is_taken_back(
    moves: list[Move], before: Sequence[CheckIn]
) -> None:
    """At whatever moment the asking ends, answered in order or not."""
    result = played(moves, before)
    report = ended(result.entered, before).report()
    said = result.finals.get(Step.EMERGENCY, Said()).answers
    given_now = {question for question in EMERGENCY_GROUP if said.get(question) is Answer.YES}
    assert {question for question in EMERGENCY_GROUP if report.says_yes(question)} == given_now


@given(MOVES, BEFORE)
def test_no_question_is_known_that_the_person_did_not_answer(moves: list[Move], before: Sequence[CheckIn]) -> None:
    result = played(moves, before)
    stored = ended(result.entered, before).answers
    told = {question: said for step, last in result.finals.items() for question, said in last.to(step).items()}
    at_once = {
        question for step in LISTS.values() if result.finals.get(step, Said()).yes for question in questions_of(step)
    }
    urgent = any(stored.get(question) is Answer.YES for question in EMERGENCY_GROUP)
    raising = {one for one, said in carried_over(before, MONDAY).context.items() if urgent and said is Answer.YES}
    for question, said in stored.items():
        assert told.get(question) is said or question in at_once or question in raising


@given(MOVES, BEFORE)
def test_what_counts_is_settled_once(moves: list[Move], before: Sequence[CheckIn]) -> None:
    stored = ended(played(moves, before).entered, before)
    assert ended(stored, before) == stored


@given(MOVES, BEFORE, st.sampled_from(Step), SAID)
def test_an_answer_given_twice_counts_once_and_the_value_before_it_stays_as_it_was(
    moves: list[Move], before: Sequence[CheckIn], step: Step, said: Said
) -> None:
    entered = played(moves, before).entered
    kept = replace(entered, answers=dict(entered.answers))
    once = answering(entered, step, said, before)
    assert answering(once, step, said, before) == once
    assert back_to(once, step) == back_to(entered, step)
    assert entered == kept
    assert once.passed[-1] is step
    assert list(once.passed) == sorted(set(once.passed), key=list(Step).index)
