"""The triage: every rule that holds, the highest of their levels, and what was not asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.core.triage.disposition import (
    Disposition,
    ExerciseAllowed,
    Level,
    See,
    disposition_of,
    exercise_allowed,
    highest,
)
from lumbar.core.triage.questions import (
    CAUDA_EQUINA,
    CONTEXT,
    COURSE,
    EMERGENCY_GROUP,
    INFLAMMATORY,
    SYMPTOMS,
    Question,
    Report,
)
from lumbar.core.triage.rules import Rule, Rulebook, RuleGroup

_JUDGED = our_judgement(
    date(2026, 11, 22), "How long a statement about a back stays true is a choice no study settles."
)

LONGEST_ASSESSMENT_DAYS = Parameter(
    id="longest-assessment-days",
    meaning="a clinician's assessment is taken for this long at most",
    value=183,
    unit="days",
    source=_JUDGED,
    certainty=Certainty.OPINION,
)
SORENESS_GONE_DAYS = Parameter(
    id="soreness-gone-days",
    meaning="soreness after training has gone by then; what lasts longer is something else",
    value=7,
    unit="days",
    source=_JUDGED,
    certainty=Certainty.OPINION,
)
SORENESS_PAIN = Parameter(
    id="soreness-pain",
    meaning="highest rating that is called soreness",
    value=5,
    unit="NPRS",
    source=_JUDGED,
    certainty=Certainty.OPINION,
)
SPEAKS_AGAINST_SORENESS = tuple(
    question
    for question in SYMPTOMS
    if question not in (Question.PAIN_BEGAN_DURING_HEAVY_LIFT, Question.WORSE_WITH_ARCHING_OR_ROTATION)
)
"""A heavy lift and pain with arching are met with soreness too; every other symptom speaks against it."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that held, with the level it gave after what may lower it."""

    rule: str
    level: Level
    questions: tuple[Question, ...]
    """The questions of the rule that were answered with yes."""
    text: str
    see: See
    sources: tuple[Source, ...]
    lowered_from: Level | None = None


class Soreness(StrEnum):
    """Whether it looks like ordinary soreness after training. A description, never a clearance."""

    YES = "yes"
    NO = "no"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome with everything it rests on."""

    disposition: Disposition
    because: tuple[Reason, ...]
    """Most urgent first."""
    ask: tuple[Question, ...]
    """Questions that were not answered; those that block the outcome first."""
    exercise: ExerciseAllowed
    see: See
    resembles_training_soreness: Soreness
    age_needed: bool
    """The age was not told, and without it self-care cannot be advised."""
    edition: str
    """Of the rulebook."""


def triage(report: Report, rulebook: Rulebook) -> Verdict:
    """What the report asks for by the rulebook.

    The highest level of all rules that hold. When nothing reaches within_days and an emergency question is unanswered,
    or when it would be self-care and age or context are not known, the outcome is incomplete: unknown is never taken
    for no.
    """
    reasons = tuple(sorted((_reason(rule, report) for rule in rulebook.rules if rule.holds(report)), key=_urgency))
    level = highest(reason.level for reason in reasons)
    blocking = _blocking(level, report)
    age_needed = _age_blocks(level, report)
    disposition = Disposition.INCOMPLETE if blocking or age_needed else disposition_of(level)
    return Verdict(
        disposition=disposition,
        because=reasons,
        ask=(*blocking, *(question for question in _worth_asking(report) if question not in blocking)),
        exercise=exercise_allowed(disposition),
        see=reasons[0].see if reasons else See.NONE,
        resembles_training_soreness=_soreness(report),
        age_needed=age_needed,
        edition=rulebook.edition,
    )


def _reason(rule: Rule, report: Report) -> Reason:
    level = _lowered(rule, report)
    return Reason(
        rule=rule.id,
        level=level,
        questions=tuple(question for question in rule.questions if report.says_yes(question)),
        text=rule.reason,
        see=_whom(rule, level),
        sources=rule.sources,
        lowered_from=rule.level if level is not rule.level else None,
    )


def _whom(rule: Rule, level: Level) -> See:
    """Whom the rule sends to at this level: a rule that was lowered no longer sends to the emergency department."""
    if rule.see is See.EMERGENCY and level < Level.EMERGENCY:
        return See.GENERAL_PRACTITIONER
    return rule.see


def _urgency(reason: Reason) -> tuple[int, str]:
    return (-reason.level, reason.rule)


def _lowered(rule: Rule, report: Report) -> Level:
    """The level of a rule that holds, after the two answers that may lower one."""
    level = rule.level
    if rule.old_and_stable_to is not None and report.says_yes(Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE):
        level = min(level, rule.old_and_stable_to)
    if rule.group in (RuleGroup.CONTEXT, RuleGroup.COURSE) and _assessed(report):
        level = min(level, Level.ROUTINE)
    return level


def _assessed(report: Report) -> bool:
    """Whether a clinician's assessment of this very condition stands: in date, unchanged, and no emergency answer."""
    assessment = report.assessment
    if assessment is None or not report.says_yes(Question.ASSESSED_FOR_THIS_UNCHANGED):
        return False
    in_date = assessment.on <= report.on <= assessment.expires
    short_enough = (assessment.expires - assessment.on).days <= LONGEST_ASSESSMENT_DAYS.value
    return in_date and short_enough and not any(report.says_yes(question) for question in EMERGENCY_GROUP)


def _blocking(level: Level, report: Report) -> tuple[Question, ...]:
    """The unanswered questions without which this level cannot be given."""
    if level >= Level.WITHIN_DAYS:
        return ()
    context = CONTEXT if level is Level.SELF_CARE else ()
    return report.unknown((*EMERGENCY_GROUP, *context))


def _age_blocks(level: Level, report: Report) -> bool:
    return level is Level.SELF_CARE and report.age is None


def _worth_asking(report: Report) -> tuple[Question, ...]:
    """Everything that was not answered and that a rule could still use, emergency group first."""
    any_of_the_five = any(report.says_yes(question) for question in CAUDA_EQUINA)
    follow_up = (Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE,) if any_of_the_five else ()
    return report.unknown((*EMERGENCY_GROUP, *follow_up, *CONTEXT, *SYMPTOMS, *INFLAMMATORY, *COURSE))


def _soreness(report: Report) -> Soreness:
    """Whether it looks like soreness after training: days old, mild, and without any sign that speaks against it.

    It never lowers an outcome. Soreness that was not asked about cannot be told from anything else.
    """
    lasted, pain = report.duration_days, report.pain
    against = any(report.says_yes(question) for question in (*EMERGENCY_GROUP, *SPEAKS_AGAINST_SORENESS))
    if against or (lasted is not None and lasted > SORENESS_GONE_DAYS.value):
        return Soreness.NO
    if (
        lasted is None
        or pain is None
        or pain.rating == 0
        or report.unknown((*EMERGENCY_GROUP, *SPEAKS_AGAINST_SORENESS))
    ):
        return Soreness.CANNOT_TELL
    return Soreness.YES if pain.rating <= SORENESS_PAIN.value else Soreness.CANNOT_TELL
