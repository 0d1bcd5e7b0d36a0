"""A check-in: what the person reports of their back, judged by the rulebook of today and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from lumbar.core.athlete import Sex
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.plan.decision import is_fresh
from lumbar.core.quantities import days_between
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import CONTEXT, EMERGENCY_GROUP, Answer, Question, Report
from lumbar.core.triage.rules import Rulebook
from lumbar.core.triage.triage import Reason, Verdict, triage
from lumbar.usecases.ports import CheckIn, Journal, TracedRule

INFLAMMATORY_AFTER_DAYS = Parameter(
    id="inflammatory-questions-after-days",
    meaning="a pain that has lasted longer than this is asked about the inflammatory pattern",
    value=90,
    unit="days",
    source=our_judgement(
        date(2026, 11, 22),
        "An inflamed spine shows itself over months; to ask everybody would make each check-in longer for nothing.",
    ),
    certainty=Certainty.OPINION,
)


URGENT = (Disposition.EMERGENCY, Disposition.SAME_DAY)
URGENT_REMEMBERED_DAYS = Parameter(
    id="urgent-remembered-days",
    meaning="an urgent answer is still spoken of for so long after a later check-in took it back",
    value=14,
    unit="days",
    source=our_judgement(date(2026, 11, 22), "The pathways for a pinched cord of nerves look back over two weeks."),
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """What was stored, and the outcome with everything it rests on."""

    check_in: CheckIn
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What earlier check-ins told of the person, as a starting point: it counts once they say that it is still so."""

    age: int | None = None
    """Grown by the full years since it was told."""
    sex: Sex = Sex.UNKNOWN
    context: Mapping[Question, Answer] = field(default_factory=dict)
    """The context questions that were answered with yes or no."""

    @property
    def complete(self) -> bool:
        """Whether the age and every context question are among it, so that none of them need be asked."""
        return self.age is not None and len(self.context) == len(CONTEXT)


def check_in(report: Report, *, at: datetime, zone: str, journal: Journal, rulebook: Rulebook) -> CheckedIn:
    """Judges the report and stores it with the outcome, however little was answered.

    A pain alone is worth keeping; its outcome is what the triage makes of it, which is ``incomplete``. It is on the
    disk when this returns.
    """
    verdict = triage(report, rulebook)
    stored = CheckIn(
        at=at,
        zone=zone,
        report=report,
        disposition=verdict.disposition,
        edition=verdict.edition,
        because=tuple(_traced(reason) for reason in verdict.because),
    )
    journal.add(stored)
    return CheckedIn(stored, verdict)


def last_check_in(check_ins: Sequence[CheckIn], on: date) -> CheckIn | None:
    """The one of the latest local day up to ``on``, of several on that day the last: when it was typed does not matter,
    so noting an earlier day afterwards hides nothing.

    Only answered questions take an urgent one back: while it speaks for the day, nothing that was begun after it and
    left before the emergency questions were answered stands in its place.
    """
    counted = _in_order(check_ins, on)
    return counted[_place_of_last(counted, on)] if counted else None


def urgent_before(check_ins: Sequence[CheckIn], on: date) -> CheckIn | None:
    """The latest check-in of the days before the last one, or of the same day, that asked for help at once, where no
    assessment was noted since. A later "no" stands, but the person is asked whether somebody has looked at it.
    """
    counted = _in_order(check_ins, on)
    place = _place_of_last(counted, on)
    found: CheckIn | None = None
    for each in counted[:place]:
        if each.disposition in URGENT and days_between(each.report.on, on) <= URGENT_REMEMBERED_DAYS.value:
            found = each
        elif each.report.assessment is not None:
            found = None
    seen_since = any(each.report.assessment is not None for each in counted[place:])
    return None if seen_since else found


def carried_over(check_ins: Iterable[CheckIn], on: date) -> CarriedOver:
    """What the check-ins up to the day tell of the person, each from the last time it was told.

    Context, age and sex only. The emergency group, symptoms and course are asked anew at every check-in: they are of
    their day.
    """
    age, sex, context = None, Sex.UNKNOWN, dict[Question, Answer]()
    for report in _reports_up_to(on, check_ins):
        if report.age is not None:
            age = report.age + _full_years(report.on, on)
        if report.sex is not Sex.UNKNOWN:
            sex = report.sex
        known = (question for question in CONTEXT if report.answer(question) is not Answer.UNKNOWN)
        context.update((question, report.answer(question)) for question in known)
    return CarriedOver(age, sex, context)


def episode_is_open(check_ins: Sequence[CheckIn], on: date) -> bool:
    """Whether the last pain that was rated up to the day was more than 0, or the last outcome asked for somebody."""
    rated = [report.pain.rating for report in _reports_up_to(on, check_ins) if report.pain is not None]
    last = last_check_in(check_ins, on)
    asked_for_somebody = last is not None and last.disposition in (*URGENT, Disposition.WITHIN_DAYS)
    return asked_for_somebody or (bool(rated) and rated[-1] > 0)


def _in_order(check_ins: Iterable[CheckIn], on: date) -> Sequence[CheckIn]:
    """Those up to the day; of two at the same instant, which a coarse clock makes, the one noted later is later."""
    return sorted((each for each in check_ins if each.report.on <= on), key=lambda each: (each.report.on, each.at))


def _place_of_last(counted: Sequence[CheckIn], on: date) -> int:
    """Where the one that speaks for the day stands: the latest, or the urgent one that it left unanswered."""
    latest = len(counted) - 1
    place = latest
    while place > 0 and _leaves_the_urgent_open(counted[place]):
        place -= 1
    stands = bool(counted) and counted[place].disposition in URGENT and is_fresh(counted[place].report, on)
    return place if stands else latest


def _leaves_the_urgent_open(check_in: CheckIn) -> bool:
    return check_in.disposition is Disposition.INCOMPLETE and bool(check_in.report.unknown(EMERGENCY_GROUP))


def _reports_up_to(on: date, check_ins: Iterable[CheckIn]) -> Sequence[Report]:
    return [one.report for one in check_ins if one.report.on <= on]


def _full_years(since: date, on: date) -> int:
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def _traced(reason: Reason) -> TracedRule:
    return TracedRule(rule=reason.rule, level=reason.level, questions=reason.questions, text=reason.text)
