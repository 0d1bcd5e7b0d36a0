"""Today's session on a terminal: the decision first, then what to do in the order in which it is done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lumbar.cli.layout import heading, item, paragraph
from lumbar.core.plan.decision import Refused
from lumbar.core.plan.drills import PlannedDrill
from lumbar.core.plan.session import PlannedSession
from lumbar.core.quantities import MassUnit
from lumbar.core.triage.disposition import Disposition
from lumbar.pages.session_view import session_sources
from lumbar.wording import plan as words
from lumbar.wording import triage as triage_words

if TYPE_CHECKING:
    from rich.console import Console


def show_today(answer: PlannedSession | Refused, out: Console) -> None:
    """Writes the session, or the one sentence why there is none."""
    if isinstance(answer, Refused):
        _refused(answer, out)
    else:
        _session(answer, out)


def _refused(refused: Refused, out: Console) -> None:
    paragraph(out, words.refusal_title(refused), style="bold")
    paragraph(out, f"{words.refusal_sentence(refused)} {words.refusal_command_hint(refused)}".rstrip())
    _disposition(refused.disposition, out)


def _session(session: PlannedSession, out: Console) -> None:
    paragraph(out, words.decision_title(session.decided.decision), style="bold")
    paragraph(out, words.decision_reason(session.decided, session.week_after_break))
    _disposition(session.decided.disposition, out)
    for restriction in session.restrictions:
        paragraph(out, words.restriction_sentence(restriction))
    if session.substitution:
        paragraph(out, words.substitution_sentence(session.substitution), style="bold yellow")
    paragraph(out, words.minutes_sentence(session.minutes))
    _drills(words.WARM_UP_TITLE, session.warm_up, out, session.unit, note=words.WARM_UP_NOTE)
    _lifts(session, out)
    _drills(words.CORE_TITLE, session.core, out, session.unit)
    note = words.COOL_DOWN_NOTE if session.decided.plans_lifts else ""
    _drills(words.after_title(session.decided), session.cool_down, out, session.unit, note=note)
    if session.gear:
        heading(out, words.GEAR_TITLE)
        for advice in session.gear:
            item(out, words.gear_sentence(advice.gear))
    heading(out, words.STOP_TITLE)
    for rule in session.stop_rules:
        item(out, words.stop_sentence(rule))
    heading(out, words.SOURCES_TITLE)
    for source in session_sources(session):
        item(out, f"{source.citation}. {source.finding}")


def _disposition(disposition: Disposition | None, out: Console) -> None:
    if disposition is not None:
        paragraph(out, f"{triage_words.title(disposition)}: {triage_words.what_to_do(disposition)}")


def _lifts(session: PlannedSession, out: Console) -> None:
    if session.no_lifts:
        heading(out, words.MAIN_LIFTS_TITLE)
        paragraph(out, words.no_lifts_sentence(session.no_lifts))
    if not session.main:
        return
    heading(out, words.MAIN_LIFTS_TITLE)
    for lift in session.main:
        name = f"{lift.exercise.name} {words.instead_words(lift)}".rstrip()
        item(out, f"{name}: {words.sets_words(lift.sets, session.unit)}")
        paragraph(out, words.lift_reason(lift, session.unit), indent=3)


def _drills(title: str, drills: Sequence[PlannedDrill], out: Console, unit: MassUnit, note: str = "") -> None:
    if not drills:
        return
    heading(out, title)
    for drill in drills:
        item(out, words.drill_sentence(drill, unit))
    if note:
        paragraph(out, note, indent=1)
