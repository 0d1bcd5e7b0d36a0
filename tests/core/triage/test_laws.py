"""The laws of the triage, over drawn answer sets and over every pair of questions.

What one question and each pair asks for is written down here by hand, apart from the rulebook.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import combinations, product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.triage.cases import TODAY

from lumbar.core.athlete import Sex
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.disposition import Disposition, ExerciseAllowed, Level, See, exercise_allowed
from lumbar.core.triage.questions import CAUDA_EQUINA, CONTEXT, EMERGENCY_GROUP, Answer, Assessment, Question, Report
from lumbar.core.triage.rules import Rulebook
from lumbar.core.triage.triage import Soreness, triage

QUESTIONS = list(Question)
MAY_LOWER = {
    Question.IMPROVING,
    Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE,
    Question.ASSESSED_FOR_THIS_UNCHANGED,
}
ANSWER_SETS = 2900
"""Drawn by each of the seven laws: 20,300 in all, and what is varied in each comes besides."""
drawn = settings(
    max_examples=ANSWER_SETS,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

some_questions = st.lists(st.sampled_from(QUESTIONS), max_size=6)
no_emergency = st.lists(st.sampled_from([q for q in QUESTIONS if q not in EMERGENCY_GROUP]), max_size=5)
PERSONS = list(
    product(
        (30, 15, 16, 17, 18, 50, 51, 55, 56, 70, 71, None),
        Sex,
        (4, 0, 7, 8, 10, None),
        (5, 14, 15, 84, 85, 90, 91, None),
        (
            None,
            *(Assessment(TODAY + timedelta(a), "", (), TODAY + timedelta(b)) for a, b in ((-9, 9), (-9, -1), (1, 9))),
        ),
    )
)
"""Age, sex, pain, duration and assessment, on both sides of each bound of a rule; drawn at once, which is quick."""
Person = tuple[int | None, Sex, int | None, int | None, Assessment | None]


def _report(
    said_yes: Iterable[Question],
    unknown: Iterable[Question],
    person: Person,
) -> Report:
    answers = dict.fromkeys(QUESTIONS, Answer.NO)
    answers |= dict.fromkeys(unknown, Answer.UNKNOWN)
    answers |= dict.fromkeys(said_yes, Answer.YES)
    age, sex, pain, duration, assessment = person
    return Report(
        on=TODAY,
        age=age,
        sex=sex,
        pain=None if pain is None else Nprs(pain),
        duration_days=duration,
        assessment=assessment,
        answers=answers,
    )


reports = st.builds(
    _report,
    st.one_of(some_questions, no_emergency),
    st.one_of(st.just([]), some_questions),
    st.sampled_from(PERSONS),
)


def _with(report: Report, question: Question, answer: Answer) -> Report:
    return replace(report, answers={**report.answers, question: answer})


def _level(report: Report, rulebook: Rulebook) -> Level:
    """The level under the outcome, incomplete or not."""
    return max((reason.level for reason in triage(report, rulebook).because), default=Level.SELF_CARE)


@drawn
@given(reports)
def test_the_highest_level_wins(rulebook: Rulebook, report: Report) -> None:
    verdict = triage(report, rulebook)
    if verdict.disposition is not Disposition.INCOMPLETE:
        assert Level[verdict.disposition.name] is _level(report, rulebook)
    assert [reason.level for reason in verdict.because] == sorted((r.level for r in verdict.because), reverse=True)
    assert {reason.rule for reason in verdict.because} == {rule.id for rule in rulebook.rules if rule.holds(report)}


@drawn
@given(reports, st.sampled_from([question for question in QUESTIONS if question not in MAY_LOWER]))
def test_one_more_yes_never_lowers(rulebook: Rulebook, report: Report, question: Question) -> None:
    before, after = triage(report, rulebook), triage(_with(report, question, Answer.YES), rulebook)
    assert _level(_with(report, question, Answer.YES), rulebook) >= _level(report, rulebook)
    if Disposition.INCOMPLETE not in (before.disposition, after.disposition):
        assert Level[after.disposition.name] >= Level[before.disposition.name]
    answered = before.disposition is not Disposition.INCOMPLETE
    assert not (answered and after.disposition is Disposition.INCOMPLETE)


@drawn
@given(reports, st.sampled_from(sorted(MAY_LOWER)))
def test_the_three_that_may_lower_do_only_what_their_rule_says(
    rulebook: Rulebook, report: Report, question: Question
) -> None:
    without, said = _with(report, question, Answer.NO), _with(report, question, Answer.YES)
    before = {reason.rule: reason for reason in triage(without, rulebook).because}
    after = {reason.rule: reason for reason in triage(said, rulebook).because}
    assert before.keys() <= after.keys()
    groups = {rule.id: rule.group.value for rule in rulebook.rules}
    for rule in before.keys() & after.keys():
        if after[rule].level == before[rule].level:
            continue
        if question is Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE:
            assert (before[rule].level, after[rule].level) == (Level.EMERGENCY, Level.SAME_DAY)
            assert rule in {"R01", "R02", "R03", "R04", "R05"}
        else:
            assert question is Question.ASSESSED_FOR_THIS_UNCHANGED
            assert report.assessment is not None
            assert groups[rule] in {"context", "course"}
            assert after[rule].level is Level.ROUTINE
            assert not any(report.says_yes(urgent) for urgent in EMERGENCY_GROUP)


@drawn
@given(reports, some_questions)
def test_unknown_is_never_taken_for_no(rulebook: Rulebook, report: Report, forgotten: list[Question]) -> None:
    noes = [question for question in forgotten if report.answer(question) is Answer.NO]
    blanked = replace(report, answers={**report.answers, **dict.fromkeys(noes, Answer.UNKNOWN)})
    before, after = triage(report, rulebook), triage(blanked, rulebook)
    assert after.disposition in (before.disposition, Disposition.INCOMPLETE)
    missing = replace(report, answers={q: a for q, a in report.answers.items() if q not in noes})
    assert triage(missing, rulebook) == after


@drawn
@given(reports)
def test_exercise_is_allowed_by_the_outcome_alone(rulebook: Rulebook, report: Report) -> None:
    verdict = triage(report, rulebook)
    expected = {
        Disposition.EMERGENCY: ExerciseAllowed.NONE,
        Disposition.SAME_DAY: ExerciseAllowed.NONE,
        Disposition.WITHIN_DAYS: ExerciseAllowed.GENTLE,
        Disposition.ROUTINE: ExerciseAllowed.PLANNED,
        Disposition.SELF_CARE: ExerciseAllowed.PLANNED,
        Disposition.INCOMPLETE: ExerciseAllowed.NONE,
    }
    assert verdict.exercise is expected[verdict.disposition]
    assert (verdict.see is See.EMERGENCY) == (verdict.disposition is Disposition.EMERGENCY)
    if verdict.disposition not in (Disposition.SELF_CARE, Disposition.INCOMPLETE):
        assert verdict.see is not See.NONE


@drawn
@given(reports)
def test_self_care_needs_age_emergency_group_and_context_and_is_never_for_under_16(
    rulebook: Rulebook, report: Report
) -> None:
    verdict = triage(report, rulebook)
    open_urgent = report.unknown(EMERGENCY_GROUP)
    if verdict.disposition is Disposition.SELF_CARE:
        assert report.age is not None
        assert report.age >= 16
        assert not open_urgent
        assert not report.unknown(CONTEXT)
    if verdict.disposition is Disposition.ROUTINE:
        assert not open_urgent
    if verdict.disposition is Disposition.INCOMPLETE:
        assert open_urgent or report.unknown(CONTEXT) or report.age is None
        assert _level(report, rulebook) < Level.WITHIN_DAYS
    assert set(open_urgent) <= set(verdict.ask)


@drawn
@given(reports)
def test_soreness_is_a_description_and_never_said_with_an_urgent_sign(rulebook: Rulebook, report: Report) -> None:
    verdict = triage(report, rulebook)
    if any(report.says_yes(question) for question in EMERGENCY_GROUP):
        assert verdict.resembles_training_soreness is Soreness.NO
    if verdict.resembles_training_soreness is Soreness.YES:
        assert not report.unknown(EMERGENCY_GROUP)
        assert report.duration_days is not None


def _answered(*said_yes: Question) -> Report:
    return _report(said_yes, (), (30, Sex.MALE, 4, 5, None))


ALONE = {
    Level.EMERGENCY: """saddle_numbness bladder_change bowel_change both_legs leg_weakness_worsening unsteady_walking
        major_trauma tearing_pain_or_collapse chest_symptoms confused_mottled_fast_breathing""",
    Level.SAME_DAY: """sexual_change foot_drop fever_or_very_unwell known_aneurysm pregnant missed_period_with_low_pain
        pregnancy_bleeding_fluid_or_tightening blood_in_urine painful_urination upper_abdominal_pain_through_to_back
        dark_urine very_swollen_or_severe_muscles""",
    Level.WITHIN_DAYS: """cancer_history unrelenting_or_night_pain weight_loss_unexplained night_sweats_drenching
        cannot_stand leg_numbness_or_tingling_one_side leg_weakness_one_side_stable thoracic_pain new_deformity
        new_lump""",
    Level.ROUTINE: """flank_pain sharp_pain leg_pain_above_knee_one_side leg_pain_below_knee_one_side
        walking_limited_eased_by_sitting not_improving_after_2_weeks_of_changes not_settled_after_6_weeks""",
}
"""What one yes asks for in a man of 30 with pain 4 for 5 days; every question not named here asks for nothing alone."""

TOGETHER = (
    (Level.EMERGENCY, "cancer_history", "foot_drop leg_numbness_or_tingling_one_side leg_weakness_one_side_stable"),
    (Level.EMERGENCY, "cancer_history", "band_like_trunk_pain sexual_change"),
    (Level.EMERGENCY, "missed_period_with_low_pain", "pregnancy_bleeding_fluid_or_tightening"),
    (Level.EMERGENCY, "faint_or_lightheaded", "known_aneurysm pregnant missed_period_with_low_pain"),
    (Level.EMERGENCY, "faint_or_lightheaded", "upper_abdominal_pain_through_to_back"),
    (Level.EMERGENCY, "shoulder_tip_pain", "pregnant missed_period_with_low_pain"),
    (Level.EMERGENCY, "pregnant", "pregnancy_bleeding_fluid_or_tightening"),
    (Level.EMERGENCY, "dark_urine", "very_swollen_or_severe_muscles"),
    (Level.SAME_DAY, "minor_fall_or_blow", "known_osteoporosis long_steroid_use"),
    (Level.SAME_DAY, "pain_began_during_heavy_lift", "known_osteoporosis long_steroid_use"),
    (Level.SAME_DAY, "unrelenting_or_night_pain", "cancer_history immune_suppressed injected_drug_use tb_contact"),
    (Level.SAME_DAY, "unrelenting_or_night_pain", "recent_bacterial_infection recent_spinal_procedure dialysis"),
    (Level.SAME_DAY, "unrelenting_or_night_pain", "previous_spine_surgery diabetes"),
    (Level.SAME_DAY, "blood_thinner_or_bleeding_disorder", "sudden_severe_onset"),
    (Level.SAME_DAY, "flank_pain", "vomiting"),
    (Level.WITHIN_DAYS, "minor_fall_or_blow", "contusion_or_abrasion"),
    (Level.ROUTINE, "two_or_more_episodes_in_12_months", "limits_training"),
)
"""The pairs that ask for more than the higher of their two, and nothing else does."""


LEVEL_ALONE = {Question(name): level for level, names in ALONE.items() for name in names.split()}
LEVEL_TOGETHER = {
    frozenset((Question(one), Question(other))): level for level, one, others in TOGETHER for other in others.split()
}


def _expected(*pair: Question) -> Level:
    higher = max(LEVEL_ALONE.get(question, Level.SELF_CARE) for question in pair)
    return max(higher, LEVEL_TOGETHER.get(frozenset(pair), Level.SELF_CARE))


def test_every_pair_of_questions_asks_for_what_was_written_down_for_it(rulebook: Rulebook) -> None:
    """The higher of the two, more where the pair is named, and less only where one of the five is old and stable."""
    for first, second in combinations(QUESTIONS, 2):
        expected = _expected(first, second)
        if second is Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE and first in CAUDA_EQUINA:
            expected = Level.SAME_DAY
        verdict = triage(_answered(first, second), rulebook)
        assert Level[verdict.disposition.name] is expected, (first, second)
        assert verdict.exercise is exercise_allowed(verdict.disposition), (first, second)


def test_every_pair_with_nothing_else_answered_is_the_same_or_incomplete(rulebook: Rulebook) -> None:
    for first, second in combinations(QUESTIONS, 2):
        full = triage(_answered(first, second), rulebook)
        answers = {first: Answer.YES, second: Answer.YES}
        bare = triage(replace(_answered(), answers=answers), rulebook)
        enough = Level[full.disposition.name] >= Level.WITHIN_DAYS
        assert bare.disposition is (full.disposition if enough else Disposition.INCOMPLETE), (first, second)


def test_an_answer_set_asks_for_at_least_what_each_pair_of_its_yeses_asks_for(rulebook: Rulebook) -> None:
    """Over every three questions of the emergency group and those that count in pairs."""
    paired = {Question(name) for _, one, others in TOGETHER for name in (one, *others.split())}
    pool = [question for question in QUESTIONS if question in paired or question in EMERGENCY_GROUP]
    for three in combinations(pool, 3):
        pairs = [_expected(first, second) for first, second in combinations(three, 2)]
        assert Level[triage(_answered(*three), rulebook).disposition.name] is max(pairs), three
