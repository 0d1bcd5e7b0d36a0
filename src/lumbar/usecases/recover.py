"""Recover: what to do in the first 48 hours and the weeks after, when the last check-in allows looking after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from lumbar.core.plan.decision import CheckedIn, Refused
from lumbar.core.plan.recovery import Recovery, recovery
from lumbar.usecases.check_in import last_check_in
from lumbar.usecases.ports import CheckIn


def recover(*, check_ins: Sequence[CheckIn], on: date) -> Recovery | Refused:
    """The steps from ``on``; ``core.plan.recovery.timers`` gives them their times of day."""
    last = last_check_in(check_ins, on)
    return recovery(None if last is None else CheckedIn(last.report, last.disposition), on)
