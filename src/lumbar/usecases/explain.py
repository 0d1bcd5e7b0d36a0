"""Explain: what was different before the pain, from a log that is read or stored, or from six answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lumbar.core.causes.before_the_pain import findings_before
from lumbar.core.causes.finding import Finding, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.causes.self_tests import self_test_findings
from lumbar.core.causes.told import Memory, told
from lumbar.core.causes.usual import REFERENCE_DAYS
from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.exercises import Catalogue
from lumbar.core.load.external import daily_volume_load, usual_band
from lumbar.core.plan.decision import is_fresh
from lumbar.core.same_training import united
from lumbar.core.symptoms import PainReport
from lumbar.core.training import TrainingLog
from lumbar.core.triage.disposition import Disposition, ExerciseAllowed, exercise_allowed
from lumbar.usecases.check_in import carried_over, last_check_in, urgent_before
from lumbar.usecases.hold_log import HeldLog
from lumbar.usecases.import_log import read_as_said
from lumbar.usecases.log_summary import NO_LOG, LogSummary, summarise
from lumbar.usecases.ports import CheckIn, LogReader, NotedSelfTest, ReadingChoices, SuggestExercises


@dataclass(frozen=True, slots=True)
class LoadPicture:
    """What the picture draws. Loads in kg x repetitions."""

    daily: Mapping[date, float]
    usual_low: float | None
    usual_high: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to "what was different before my pain?"."""

    log: LogSummary
    pain_on: date | None
    """As the person said; None when the answer is for the days up to the last training day."""
    up_to: date | None
    findings: tuple[Finding, ...]
    picture: LoadPicture
    pain: tuple[PainReport, ...] = field(default=())
    check_in: CheckIn | None = None
    """The check-in of that day or the day before: whether to see a doctor comes before anything else."""
    earlier_urgent: CheckIn | None = None
    """An urgent one that a later "no" took back, and that nobody is known to have looked at: told before all else."""
    training: TrainingLog = field(default=TrainingLog(), repr=False)
    """What was looked at, for those who show more of it; empty without a log."""


def explain_files(
    paths: Sequence[str],
    *,
    reader: LogReader,
    choices: ReadingChoices,
    catalogue: Catalogue,
    suggest: SuggestExercises,
    pain_on: date | None,
    on: date,
    pain: Sequence[PainReport] = (),
) -> Explanation:
    """Explains from log files, storing nothing.

    A file that cannot be used does not keep the others from being read. Raises UnusableInput when none can be.
    """
    files = read_as_said(paths, reader, choices)
    log = united(files.readings, catalogue)
    summary = summarise(log, catalogue, suggest, files.readings, files.unreadable, files.repeated)
    return _explanation(log, summary, catalogue, pain_on, on, pain)


def explain_log(
    log: TrainingLog, *, catalogue: Catalogue, suggest: SuggestExercises, pain_on: date | None, on: date
) -> Explanation:
    """Explains from a log that was stored before."""
    return _explanation(log, summarise(log, catalogue, suggest), catalogue, pain_on, on, ())


def explain_held(
    held: HeldLog, *, catalogue: Catalogue, pain_on: date | None, on: date, pain: Sequence[PainReport] = ()
) -> Explanation:
    """Explains from a log that was read before and is held in hand."""
    return _explanation(held.log, held.summary, catalogue, pain_on, on, pain)


def explain_nothing(on: date) -> Explanation:
    """Without a log and without answers about training there is nothing to explain; a check-in is told all the same."""
    return Explanation(NO_LOG, None, on, (), LoadPicture({}, None, None))


def explain_memory(memory: Memory, *, catalogue: Catalogue, pain_on: date | None, on: date) -> Explanation:
    """Explains from the six answers of a person who keeps no log; the lift gets its catalogue name where it has
    one.
    """
    exercise = catalogue.resolve(memory.lift) if memory.lift else None
    if exercise:
        memory = replace(memory, lift=exercise.name)
    day = pain_on or on
    return Explanation(NO_LOG, pain_on, day, told(memory, day), LoadPicture({}, None, None))


def _explanation(
    log: TrainingLog,
    summary: LogSummary,
    catalogue: Catalogue,
    pain_on: date | None,
    on: date,
    pain: Sequence[PainReport],
) -> Explanation:
    up_to = pain_on or log.until(on).last_day
    if up_to is None or not log.until(up_to).sessions:
        asked = (pain_on or on).isoformat()
        raise UnusableInput(UnusableKind.NO_TRAINING_UP_TO_THE_DAY, path="", met=asked, limit=str(log.first_day))
    volume = daily_volume_load(log, catalogue)
    return Explanation(
        log=summary,
        pain_on=pain_on,
        up_to=up_to,
        findings=findings_before(log, catalogue, up_to, volume=volume),
        picture=_picture(volume, up_to),
        pain=tuple(pain),
        training=log,
    )


def _picture(volume: Mapping[date, int], up_to: date) -> LoadPicture:
    daily = {day: load / 1000 for day, load in volume.items()}
    since = up_to - timedelta(days=REFERENCE_DAYS.value)
    band = usual_band([load for day, load in daily.items() if since < day <= up_to])
    return LoadPicture(daily, *(band or (None, None)))


def after_self_tests(
    explanation: Explanation, results: Sequence[NotedSelfTest], check_ins: Sequence[CheckIn], on: date
) -> Explanation:
    """The explanation with what the self-tests up to the day say; without any, with one line that there is none.

    To be asked before ``after_check_ins``, which holds back what an urgent answer leaves no room for. Who keeps no log
    is told of their self-tests only where there are some.
    """
    day = explanation.up_to or on
    counted = [noted.result for noted in results if noted.result.on <= day]
    if not counted and explanation.log is NO_LOG:
        return explanation
    found = self_test_findings(counted, day, carried_over(check_ins, on).sex)
    order = list(Status)
    together = sorted((*explanation.findings, *found), key=lambda finding: order.index(finding.status))
    return replace(explanation, findings=tuple(together))


STANDS_UNTIL_ANSWERED = (Disposition.EMERGENCY, Disposition.SAME_DAY, Disposition.WITHIN_DAYS)
"""However old: waiting is no answer to "somebody should look at this"."""


def after_check_ins(explanation: Explanation, check_ins: Sequence[CheckIn], on: date) -> Explanation:
    """The explanation with the pain that was checked in, under the disposition of a fresh check-in.

    An outcome that asked for somebody stands until the next check-in. Where the check-in does not allow the planned
    session, no finding gives advice on training: whatever it leads to waits until somebody has looked.
    """
    explanation = replace(
        explanation,
        pain=(*explanation.pain, *_pain_of(check_ins, on)),
        earlier_urgent=urgent_before(check_ins, on),
    )
    check_in = last_check_in(check_ins, on)
    if check_in is None or not (is_fresh(check_in.report, on) or check_in.disposition in STANDS_UNTIL_ANSWERED):
        return explanation
    findings = explanation.findings
    if exercise_allowed(check_in.disposition) is not ExerciseAllowed.PLANNED:
        findings = tuple(replace(finding, prevention=Prevention.WITHHELD) for finding in findings)
    return replace(explanation, check_in=check_in, findings=findings)


def _pain_of(check_ins: Sequence[CheckIn], on: date) -> Iterable[PainReport]:
    for each in check_ins:
        if each.report.pain is not None and each.report.on <= on:
            yield PainReport(on=each.report.on, pain=each.report.pain, at=each.at, zone=each.zone)
