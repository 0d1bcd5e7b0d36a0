"""Today's session as a page has it, or why there is none: the decision first, then what to do in its order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lumbar.core.evidence import Source
from lumbar.core.plan.decision import Refused
from lumbar.core.plan.drills import PlannedDrill
from lumbar.core.plan.main_work import PlannedLift
from lumbar.core.plan.session import PlannedSession
from lumbar.core.quantities import MassUnit
from lumbar.core.triage.disposition import Disposition
from lumbar.wording import plan as words
from lumbar.wording import triage

HELP_NOW = (Disposition.EMERGENCY, Disposition.SAME_DAY)
"""Red is for getting help now and for nothing else."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One exercise: what, how much, how, and why. Empty where there is nothing to say."""

    name: str
    much: str
    cue: str = ""
    why: str = ""
    instead_of: str = ""
    """The lift of the log in whose place it stands."""


@dataclass(frozen=True, slots=True)
class SessionSection:
    """One part of the session. Main lifts without rows: ``no_lifts`` of the view says why."""

    title: str
    rows: tuple[SessionRow, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SessionView:
    """Everything a page shows of a session. Without one: the decision and the level of help, and no exercise."""

    title: str
    """The decision in a word, or that there is no session yet."""
    reason: str
    level: str
    """Of help; empty where there is no check-in to rest on."""
    what_to_do: str
    calm: bool
    """Nobody is needed today."""
    restrictions: tuple[str, ...] = ()
    substitution: str = ""
    """What was swapped, in a sentence."""
    substitution_how: str = ""
    minutes: str = ""
    sections: tuple[SessionSection, ...] = ()
    """Those that have something in them, in the order in which they are done."""
    no_lifts: str = ""
    gear: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    """Each once, in the order in which the session uses them."""


def session_view(answer: PlannedSession | Refused, unit: MassUnit) -> SessionView:
    """The session as a page has it, with loads in ``unit``; or why there is none, and nothing that could be done."""
    if isinstance(answer, Refused):
        return _refused(answer)
    return _session(answer, unit)


def _refused(refused: Refused) -> SessionView:
    level = refused.disposition
    return SessionView(
        title=words.refusal_title(refused),
        reason=words.refusal_sentence(refused),
        level=triage.title(level) if level else "",
        what_to_do=triage.what_to_do(level) if level else "",
        calm=level not in HELP_NOW,
    )


def _session(session: PlannedSession, unit: MassUnit) -> SessionView:
    level, swap = session.decided.disposition, session.substitution
    return SessionView(
        title=words.decision_title(session.decided.decision),
        reason=words.decision_reason(session.decided, session.week_after_break),
        level=triage.title(level),
        what_to_do=triage.what_to_do(level),
        calm=level not in HELP_NOW,
        restrictions=tuple(words.restriction_sentence(restriction) for restriction in session.restrictions),
        substitution=words.substitution_head(swap) if swap else "",
        substitution_how=words.substitution_how(swap) if swap else "",
        minutes=words.minutes_sentence(session.minutes),
        sections=_sections(session, unit),
        no_lifts=words.no_lifts_sentence(session.no_lifts) if session.no_lifts else "",
        gear=tuple(words.gear_sentence(advice.gear) for advice in session.gear),
        stop=tuple(words.stop_sentence(rule) for rule in session.stop_rules),
        sources=session_sources(session),
    )


def session_sources(session: PlannedSession) -> tuple[Source, ...]:
    """What the decision, the lifts and the swap rest on, each once."""
    cited: Iterable[Source] = (
        *session.decided.sources,
        *(source for lift in session.main for source in lift.sources),
        *(session.substitution.sources if session.substitution else ()),
    )
    return tuple({source.id: source for source in cited}.values())


def _sections(session: PlannedSession, unit: MassUnit) -> tuple[SessionSection, ...]:
    lifts_planned = session.decided.plans_lifts
    warm_up = _drills(words.WARM_UP_TITLE, session.warm_up, unit, words.WARM_UP_NOTE)
    main = SessionSection(words.MAIN_LIFTS_TITLE, tuple(_lift(lift, unit) for lift in session.main))
    core = _drills(words.CORE_TITLE, session.core, unit)
    after_note = words.COOL_DOWN_NOTE if lifts_planned else ""
    after = _drills(words.after_title(session.decided), session.cool_down, unit, after_note)
    return tuple(
        section
        for section in (warm_up, main, core, after)
        if section.rows or (section is main and session.no_lifts is not None)
    )


def _lift(lift: PlannedLift, unit: MassUnit) -> SessionRow:
    return SessionRow(
        name=lift.exercise.name,
        much=words.sets_words(lift.sets, unit),
        why=words.lift_reason(lift, unit),
        instead_of=words.instead_words(lift),
    )


def _drills(title: str, drills: Sequence[PlannedDrill], unit: MassUnit, note: str = "") -> SessionSection:
    rows = tuple(SessionRow(drill.name, words.drill_words(drill, unit), words.drill_cue(drill)) for drill in drills)
    return SessionSection(title, rows, note)
