"""What today is for: train, train modified, rest, or see somebody first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.core.quantities import days_between
from lumbar.core.references import DAHM_2010, JUDGED_ON, OUR_JUDGEMENT, SILBERNAGEL_2007, THOMEE_1997
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import Question, Report

_PAIN_MODEL = our_judgement(
    JUDGED_ON,
    "The pain-monitoring model is borrowed from tendon and knee rehabilitation and was not tested for backs; "
    "where its lines lie differs from copy to copy.",
)
LOW_PAIN = Parameter("low-pain", "highest rating with which training goes on as planned", 3, "NPRS",
                     _PAIN_MODEL, Certainty.LOW)  # fmt: skip
ACCEPTABLE_PAIN = Parameter("acceptable-pain", "highest rating with which training goes on, modified", 5, "NPRS",
                            _PAIN_MODEL, Certainty.LOW)  # fmt: skip
CHECK_IN_AGE = Parameter("check-in-age", "a check-in may be this old for a session to rest on it", 1, "days",
                         OUR_JUDGEMENT, Certainty.OPINION)  # fmt: skip
PAIN_MONITORING: tuple[Source, ...] = (THOMEE_1997, SILBERNAGEL_2007, _PAIN_MODEL)
SPEAKS_FOR_MODIFYING = (
    Question.WORSE_WITH_ARCHING_OR_ROTATION,
    Question.LEG_PAIN_ABOVE_KNEE_ONE_SIDE,
    Question.LEG_PAIN_BELOW_KNEE_ONE_SIDE,
    Question.LEG_NUMBNESS_OR_TINGLING_ONE_SIDE,
    Question.LEG_WEAKNESS_ONE_SIDE_STABLE,
)
"""Answers with which a planned session is modified however low the pain is."""


class Decision(StrEnum):
    """One of five words."""

    TRAIN = "train"
    MODIFY = "modify"
    REST = "rest"
    SEE_CLINICIAN = "see_clinician"
    EMERGENCY = "emergency"


class Ground(StrEnum):
    """What the decision rests on."""

    LOW_PAIN = "low_pain"
    ACCEPTABLE_PAIN = "acceptable_pain"
    HIGH_PAIN = "high_pain"
    ANSWERS = "answers"
    RESTRICTIONS = "restrictions"
    """A clinician restricted something, in words that only the person can read."""
    RETURN_AFTER_BREAK = "return_after_break"
    CLINICIAN_FIRST = "clinician_first"


class RefusalKind(StrEnum):
    """Why there is no session at all."""

    CHECK_IN_FIRST = "check_in_first"
    QUESTIONS_UNANSWERED = "questions_unanswered"
    PAIN_NOT_RATED = "pain_not_rated"
    SAME_DAY = "same_day"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """The last check-in: what was reported, and the outcome of the triage of it."""

    report: Report
    disposition: Disposition


@dataclass(frozen=True, slots=True)
class Refused:
    """There is no session, and not a single exercise, for a reason that can be told."""

    kind: RefusalKind
    disposition: Disposition | None
    """None where there is no check-in to rest on."""

    @property
    def decision(self) -> Decision | None:
        """The word for today, or None where it cannot be said before more is known."""
        match self.kind:
            case RefusalKind.EMERGENCY:
                return Decision.EMERGENCY
            case RefusalKind.SAME_DAY:
                return Decision.SEE_CLINICIAN
            case RefusalKind.CHECK_IN_FIRST | RefusalKind.QUESTIONS_UNANSWERED | RefusalKind.PAIN_NOT_RATED:
                return None


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision with everything it rests on, the most telling ground first."""

    decision: Decision
    grounds: tuple[Ground, ...]
    disposition: Disposition
    pain: int | None
    sources: tuple[Source, ...]

    @property
    def plans_lifts(self) -> bool:
        """Whether lifts may be planned at all; otherwise there is gentle movement only."""
        return self.decision in (Decision.TRAIN, Decision.MODIFY)

    @property
    def back_asks(self) -> bool:
        """Whether pain or answers, and not only time off, ask for less today."""
        return Ground.ACCEPTABLE_PAIN in self.grounds or Ground.ANSWERS in self.grounds


def decide(check_in: CheckedIn | None, on: date, *, returning: bool) -> Decided | Refused:
    """What today is for. Without a fresh and complete check-in there is nothing, and no finding can lift that."""
    allowed = allowed_by(check_in, on)
    if isinstance(allowed, Refused):
        return allowed
    if allowed.disposition is Disposition.WITHIN_DAYS:
        return _decided(Decision.SEE_CLINICIAN, (Ground.CLINICIAN_FIRST,), allowed)
    return _by_pain(allowed, on, returning=returning)


def allowed_by(check_in: CheckedIn | None, on: date) -> CheckedIn | Refused:
    """The check-in, where it allows anything to be done at all; else the refusal. Every plan passes through here."""
    if check_in is None or not is_fresh(check_in.report, on):
        return Refused(RefusalKind.CHECK_IN_FIRST, None)
    match check_in.disposition:
        case Disposition.EMERGENCY:
            return Refused(RefusalKind.EMERGENCY, check_in.disposition)
        case Disposition.SAME_DAY:
            return Refused(RefusalKind.SAME_DAY, check_in.disposition)
        case Disposition.INCOMPLETE:
            return Refused(RefusalKind.QUESTIONS_UNANSWERED, check_in.disposition)
        case Disposition.WITHIN_DAYS | Disposition.ROUTINE | Disposition.SELF_CARE:
            return check_in


def is_fresh(report: Report, on: date) -> bool:
    """Whether what was reported still speaks for that day: it is of the day itself or of the day before."""
    return 0 <= days_between(report.on, on) <= CHECK_IN_AGE.value


def has_restrictions(report: Report, on: date) -> bool:
    """Whether a clinician's assessment that still stands restricts anything."""
    return report.assessment is not None and on <= report.assessment.expires and bool(report.assessment.restrictions)


def _by_pain(check_in: CheckedIn, on: date, *, returning: bool) -> Decided | Refused:
    pain = check_in.report.pain
    if pain is None:
        return Refused(RefusalKind.PAIN_NOT_RATED, check_in.disposition)
    if pain.rating > ACCEPTABLE_PAIN.value:
        return _decided(Decision.REST, (Ground.HIGH_PAIN,), check_in)
    grounds = []
    if pain.rating > LOW_PAIN.value:
        grounds.append(Ground.ACCEPTABLE_PAIN)
    if any(check_in.report.says_yes(question) for question in SPEAKS_FOR_MODIFYING):
        grounds.append(Ground.ANSWERS)
    if has_restrictions(check_in.report, on):
        grounds.append(Ground.RESTRICTIONS)
    if returning:
        grounds.append(Ground.RETURN_AFTER_BREAK)
    if grounds:
        return _decided(Decision.MODIFY, tuple(grounds), check_in)
    return _decided(Decision.TRAIN, (Ground.LOW_PAIN,), check_in)


def _decided(decision: Decision, grounds: tuple[Ground, ...], check_in: CheckedIn) -> Decided:
    pain = check_in.report.pain
    sources = (DAHM_2010, *PAIN_MONITORING) if decision is Decision.REST else PAIN_MONITORING
    if decision is Decision.SEE_CLINICIAN:
        sources = (OUR_JUDGEMENT, DAHM_2010)
    return Decided(decision, grounds, check_in.disposition, None if pain is None else pain.rating, sources)
