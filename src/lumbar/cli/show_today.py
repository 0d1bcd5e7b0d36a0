"""Today's session on a terminal: the decision first, then what to do in the order in which it is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from lumbar.cli.layout import heading, item, paragraph
from lumbar.core.evidence import Source
from lumbar.core.plan.decision import Refused
from lumbar.core.plan.drills import PlannedDrill
from lumbar.core.plan.main_work import PlannedLift
from lumbar.core.plan.session import PlannedSession
from lumbar.core.quantities import MassUnit
from lumbar.core.triage.disposition import Disposition
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
    title = words.decision_title(refused.decision) if refused.decision else "NO SESSION YET"
    paragraph(out, title, style="bold")
    paragraph(out, words.refusal_sentence(refused))
    _disposition(refused.disposition, out)


def _session(session: PlannedSession, out: Console) -> None:
    paragraph(out, words.decision_title(session.decided.decision), style="bold")
    paragraph(out, words.decision_reason(session.decided, session.week_after_break))
    _disposition(session.decided.disposition, out)
    for restriction in session.restrictions:
        paragraph(out, words.restriction_sentence(restriction))
    if session.substitution:
        paragraph(out, words.substitution_sentence(session.substitution), style="bold yellow")
    paragraph(out, f"About {session.minutes} minutes.")
    _drills("Warm-up", session.warm_up, out, session.unit, note=words.WARM_UP_NOTE)
    _lifts(session, out)
    _drills("Core", session.core, out, session.unit)
    after = "Cool-down" if session.decided.plans_lifts else "Gentle movement"
    note = words.COOL_DOWN_NOTE if session.decided.plans_lifts else ""
    _drills(after, session.cool_down, out, session.unit, note=note)
    if session.gear:
        heading(out, "Gear")
        for advice in session.gear:
            item(out, words.gear_sentence(advice.gear))
    heading(out, "Stop, whatever the plan says")
    for rule in session.stop_rules:
        item(out, words.stop_sentence(rule))
    _sources(session, out)


def _disposition(disposition: Disposition | None, out: Console) -> None:
    if disposition is not None:
        paragraph(out, f"{triage_words.title(disposition)}: {triage_words.what_to_do(disposition)}")


def _lifts(session: PlannedSession, out: Console) -> None:
    if session.no_lifts:
        heading(out, "Main lifts")
        paragraph(out, words.no_lifts_sentence(session.no_lifts))
    if not session.main:
        return
    heading(out, "Main lifts")
    for lift in session.main:
        instead = f" instead of {lift.replaces.name.lower()}" if lift.replaces else ""
        item(out, f"{lift.exercise.name}{instead}: {_sets(lift, session.unit)}")
        paragraph(out, words.lift_reason(lift, session.unit), indent=3)


def _sets(lift: PlannedLift, unit: MassUnit) -> str:
    first = lift.sets[0]
    alike = all(each == first for each in lift.sets)
    shown = [first] if alike else list(lift.sets)
    said = ", ".join(words.set_words(each.repetitions, each.load, unit) for each in shown)
    many = f"{len(lift.sets)} sets of " if alike and len(lift.sets) > 1 else ""
    return f"{many}{said}, effort at most {first.rpe_max:g} of 10"


def _drills(title: str, drills: Sequence[PlannedDrill], out: Console, unit: MassUnit, note: str = "") -> None:
    if not drills:
        return
    heading(out, title)
    for drill in drills:
        item(out, _drill(drill, unit))
    if note:
        paragraph(out, note, indent=1)


def _drill(drill: PlannedDrill, unit: MassUnit) -> str:
    if drill.load is not None and drill.repetitions is not None:
        return f"{drill.name}, lighter first: {words.set_words(drill.repetitions, drill.load, unit)}"
    much = f"{drill.seconds} s" if drill.seconds is not None else f"{drill.repetitions} times"
    sets = f"{drill.sets} x {much}" if drill.sets > 1 else much
    eases = " Only if it eases." if drill.only_if_it_eases else ""
    return f"{drill.name}, {sets}. {drill.cue}{eases}".rstrip()


def _sources(session: PlannedSession, out: Console) -> None:
    cited: Iterable[Source] = (
        *session.decided.sources,
        *(source for lift in session.main for source in lift.sources),
        *(session.substitution.sources if session.substitution else ()),
    )
    heading(out, "Where this comes from")
    for source in {source.id: source for source in cited}.values():
        item(out, f"{source.citation}. {source.finding}")
