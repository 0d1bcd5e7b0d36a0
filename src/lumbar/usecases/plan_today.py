"""Plan today: the session that the last check-in and the log allow, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lumbar.core.exercises import Catalogue, Implement
from lumbar.core.plan.decision import CheckedIn, Decided, Refused, decide
from lumbar.core.plan.drills import Drill
from lumbar.core.plan.history import plan_history
from lumbar.core.plan.main_work import week_of_return
from lumbar.core.plan.session import PlanInputs, PlannedSession, plan_session
from lumbar.core.quantities import Grams
from lumbar.core.training import TrainingLog
from lumbar.usecases.check_in import last_check_in
from lumbar.usecases.ports import CheckIn

DEFAULT_MINUTES = 60


def plan_today(
    *,
    log: TrainingLog,
    check_ins: Sequence[CheckIn],
    catalogue: Catalogue,
    drills: Sequence[Drill],
    on: date,
    minutes: int = DEFAULT_MINUTES,
    equipment: frozenset[Implement] | None = None,
    body_mass: Grams | None = None,
    bending_eases: bool | None = None,
) -> PlannedSession | Refused:
    """The session of ``on``. It rests on the last check-in up to that day and on no other."""
    last = last_check_in(check_ins, on)
    return plan_session(
        PlanInputs(
            check_in=None if last is None else CheckedIn(last.report, last.disposition),
            log=log,
            catalogue=catalogue,
            drills=drills,
            on=on,
            minutes=minutes,
            equipment=equipment,
            body_mass=body_mass,
            bending_eases=bending_eases,
        )
    )


def decide_today(*, log: TrainingLog, check_in: CheckIn, catalogue: Catalogue) -> Decided | Refused:
    """What the day of this check-in is for: the word, without the session."""
    on = check_in.report.on
    returning = week_of_return(plan_history(log, catalogue, on)) is not None
    return decide(CheckedIn(check_in.report, check_in.disposition), on, returning=returning)
