"""A small made log of squats, deadlifts and presses, check-ins, and the session planned from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from hypothesis import strategies as st
from tests.made_training import log_of, session, sets_of

from lumbar.core.exercises import Implement
from lumbar.core.plan.decision import CheckedIn, Refused
from lumbar.core.plan.session import PlanInputs, PlannedSession, plan_session
from lumbar.core.symptoms import Nprs
from lumbar.core.training import Session, TrainingLog
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import Answer, Question, Report
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.knowledge.drills import load_drills

ON = date(2026, 5, 29)
CATALOGUE = load_catalogue()
DRILLS = load_drills()
LIFTS = (
    "Back squat",
    "Deadlift",
    "Bench press",
    "Barbell row",
    "Hip thrust",
    "Leg press",
    "Lat pulldown",
    "Barbell curl",
)


def checked_in(
    pain: int | None = 2,
    disposition: Disposition = Disposition.SELF_CARE,
    on: date = ON,
    yes: Iterable[Question] = (),
) -> CheckedIn:
    """All questions answered with no but those in ``yes``."""
    answers: Mapping[Question, Answer] = dict.fromkeys(Question, Answer.NO) | dict.fromkeys(yes, Answer.YES)
    return CheckedIn(Report(on, 35, pain=None if pain is None else Nprs(pain), answers=answers), disposition)


def plan(
    log: TrainingLog,
    check_in: CheckedIn | None,
    minutes: int = 60,
    on: date = ON,
    equipment: frozenset[Implement] | None = None,
) -> PlannedSession | Refused:
    return plan_session(PlanInputs(check_in, log, CATALOGUE, DRILLS, on, minutes, equipment))


def planned(log: TrainingLog, check_in: CheckedIn, minutes: int = 60, on: date = ON) -> PlannedSession:
    answer = plan(log, check_in, minutes, on)
    assert isinstance(answer, PlannedSession)
    return answer


def weeks_of(*lifts: tuple[str, float, int, int], weeks: int = 4, last: date = ON - timedelta(days=3)) -> list[Session]:
    """The same lifts as (name, kg, repetitions, sets) twice a week up to ``last``."""
    days = [last - timedelta(days=gap) for week in range(weeks) for gap in (7 * week, 7 * week + 3)]
    return [session(day, *(sets_of(name, *[(kg, reps)] * sets) for name, kg, reps, sets in lifts)) for day in days]


@st.composite
def logs(draw: st.DrawFn) -> TrainingLog:
    """Up to 20 training days of the four months before, of any of the lifts."""
    sessions = []
    for days_ago in draw(st.sets(st.integers(0, 120), max_size=20)):
        lifts = draw(st.lists(st.sampled_from(LIFTS), min_size=1, max_size=4, unique=True))
        sets = []
        for name in lifts:
            kg = draw(st.sampled_from((None, 20.0, 40.0, 61.3, 100.0, 142.5)))
            sets.append(sets_of(name, *[(kg, draw(st.integers(1, 12)))] * draw(st.integers(1, 6))))
        sessions.append(session(ON - timedelta(days=days_ago), *sets))
    return log_of(sessions)
