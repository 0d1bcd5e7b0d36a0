"""All causes that a log can speak to, looked at over the days before the pain and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lumbar.core.causes import overtraining, warm_up
from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, Status
from lumbar.core.causes.first_weeks import week_to_week
from lumbar.core.causes.prevention import Prevention
from lumbar.core.causes.usual import SHORTEST_LOG_WEEKS, Judged, Observation, how_often, judge
from lumbar.core.evidence import Certainty, Parameter, Source
from lumbar.core.exercises import Catalogue
from lumbar.core.load.external import daily_volume_load
from lumbar.core.load.history import LiftDay, days_by_lift, first_met_unknown, lift_days
from lumbar.core.references import (
    ACSM_2009,
    BEHM_2016,
    BOSQUET_2013,
    CSCCA_NSCA_2019,
    IMPELLIZZERI_2021,
    OUR_JUDGEMENT,
)
from lumbar.core.training import TrainingLog

WINDOW_DAYS = Parameter(
    id="window-days",
    meaning="days up to the pain in which a difference is looked for",
    value=14,
    unit="days",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What is said of every finding of one kind."""

    cause: Cause
    prevention: Prevention
    certainty: Certainty
    sources: tuple[Source, ...]


_KINDS: Mapping[FindingKind, _Kind] = {
    FindingKind.RETURN_AFTER_BREAK: _Kind(
        Cause.OVERTRAINING, Prevention.GRADED_RETURN, Certainty.LOW, (BOSQUET_2013, CSCCA_NSCA_2019, OUR_JUDGEMENT)
    ),
    FindingKind.NO_TRAINING: _Kind(Cause.OVERTRAINING, Prevention.GRADED_RETURN, Certainty.OPINION, (OUR_JUDGEMENT,)),
    FindingKind.LOAD_JUMP: _Kind(Cause.OVERTRAINING, Prevention.SMALL_STEPS, Certainty.LOW, (ACSM_2009, OUR_JUDGEMENT)),
    FindingKind.VOLUME_JUMP: _Kind(Cause.OVERTRAINING, Prevention.SMALL_STEPS, Certainty.OPINION, (OUR_JUDGEMENT,)),
    FindingKind.EXPOSURE_SPIKE: _Kind(
        Cause.OVERTRAINING, Prevention.SPREAD_THE_WORK, Certainty.LOW, (IMPELLIZZERI_2021, OUR_JUDGEMENT)
    ),
    FindingKind.NO_REST_DAYS: _Kind(Cause.OVERTRAINING, Prevention.REST_DAYS, Certainty.OPINION, (OUR_JUDGEMENT,)),
    FindingKind.NEW_EXERCISE: _Kind(Cause.OVERTRAINING, Prevention.START_LIGHT, Certainty.OPINION, (OUR_JUDGEMENT,)),
    FindingKind.NO_RAMP: _Kind(Cause.WARM_UP, Prevention.RAMP_SETS, Certainty.OPINION, (BEHM_2016, OUR_JUDGEMENT)),
}


@dataclass(frozen=True, slots=True)
class LookedAt:
    """Every judged day of one kind of look; a kind may be looked at in more than one way."""

    kind: FindingKind
    days: Sequence[Judged]


def findings_before(log: TrainingLog, catalogue: Catalogue, pain_on: date) -> tuple[Finding, ...]:
    """What was different in the 14 days up to ``pain_on``, most telling first, then what was usual or not recorded.

    Changed findings stand in the order of how rarely the same happens to this person. Training after ``pain_on`` only
    counts in how often something happens. With less than eight weeks of log before it there is no usual: then steps
    from week to week, labelled an opinion.
    """
    before = log.until(pain_on)
    if before.first_day is None or before.last_day is None:
        return ()
    if pain_on - before.first_day < timedelta(weeks=SHORTEST_LOG_WEEKS.value):
        lifts = days_by_lift(lift_days(before, catalogue))
        daily = daily_volume_load(before, catalogue)
        return in_telling_order(week_to_week(daily, lifts, pain_on, WINDOW_DAYS.value))
    if before.last_day <= pain_on - timedelta(days=WINDOW_DAYS.value):
        return (_no_training(before, pain_on),)
    lifts = days_by_lift(lift_days(log, catalogue))
    looked = _look(log, catalogue, lifts)
    findings = [finding for looked_at in looked for finding in _of_the_window(looked_at, log, pain_on)]
    findings = _with_what_cannot_be_told(findings, log, catalogue, lifts, pain_on)
    return in_telling_order(_without_idle_repeats(findings))


def look_at_every_day(log: TrainingLog, catalogue: Catalogue) -> Sequence[LookedAt]:
    """Every training day of the log, judged by every kind: how rare each finding is for this person."""
    if log.first_day is None:
        return ()
    return _look(log, catalogue, days_by_lift(lift_days(log, catalogue)))


def in_telling_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Changed before usual before not recorded; among changed, the rarest for this person first."""
    order = list(Status)

    def how_telling(finding: Finding) -> tuple[int, float, float, int]:
        times = finding.how_often.times if finding.how_often else float("inf")
        return (order.index(finding.status), times, -(finding.percentile or 0), -finding.on.toordinal())

    return tuple(sorted(findings, key=how_telling))


def _look(log: TrainingLog, catalogue: Catalogue, lifts: Mapping[str, Sequence[LiftDay]]) -> Sequence[LookedAt]:
    began = log.sessions[0].day
    days = log.days
    daily = daily_volume_load(log, catalogue)
    looks: tuple[tuple[FindingKind, Sequence[Sequence[Observation]]], ...] = (
        (FindingKind.RETURN_AFTER_BREAK, _one_a_day(overtraining.breaks_in_training(days))),
        (FindingKind.RETURN_AFTER_BREAK, overtraining.breaks_of_a_lift(lifts, days)),
        (FindingKind.LOAD_JUMP, overtraining.load_jumps(lifts)),
        (FindingKind.VOLUME_JUMP, overtraining.volume_jumps(lifts)),
        (FindingKind.EXPOSURE_SPIKE, _one_a_day(overtraining.exposure_spikes(daily, days))),
        (FindingKind.NO_REST_DAYS, _one_a_day(overtraining.days_in_a_row(days))),
        (FindingKind.NEW_EXERCISE, _one_a_day(overtraining.new_exercises(lifts, days))),
        (FindingKind.NO_RAMP, warm_up.heavy_first_sets(lifts)),
    )
    return [LookedAt(kind, judge(observations, began)) for kind, observations in looks]


def _one_a_day(observations: Sequence[Observation]) -> Sequence[Sequence[Observation]]:
    return [(observation,) for observation in observations]


def _of_the_window(looked_at: LookedAt, log: TrainingLog, pain_on: date) -> Sequence[Finding]:
    """The most pronounced changed day of each lift in the window; else the most pronounced day of all of them."""
    since = _window_began(pain_on)
    window = [judged for judged in looked_at.days if since < judged.observation.day <= pain_on]
    if not window:
        return ()
    changed: dict[str | None, Judged] = {}
    for judged in window:
        lift = judged.observation.exercise.id if judged.observation.exercise else None
        if judged.changed and (lift not in changed or judged.departs_at_least_as_much_as(changed[lift])):
            changed[lift] = judged
    told = changed.values() or [max(window, key=lambda judged: judged.observation.departure)]
    return [_finding(looked_at, judged, log) for judged in told]


def _window_began(pain_on: date) -> date:
    return pain_on - timedelta(days=WINDOW_DAYS.value)


def _finding(looked_at: LookedAt, judged: Judged, log: TrainingLog) -> Finding:
    kind = _KINDS[looked_at.kind]
    seen = judged.observation
    began, ends = log.sessions[0].day, log.sessions[-1].day
    return Finding(
        cause=kind.cause,
        kind=looked_at.kind,
        status=_status(judged),
        on=seen.day,
        baseline=Baseline.OWN_USUAL,
        sources=kind.sources,
        certainty=kind.certainty,
        prevention=kind.prevention if judged.changed else Prevention.NONE_NEEDED,
        exercise=seen.exercise.name if seen.exercise else None,
        value=seen.value,
        usual=seen.usual,
        measure=seen.measure,
        percentile=judged.percentile,
        compared_with=judged.compared_with,
        how_often=how_often(looked_at.days, seen, began, ends),
        days_since=seen.days_since,
    )


def _status(judged: Judged) -> Status:
    """What stands out and has too few own days to compare with is neither usual nor different: it cannot be told."""
    if judged.changed:
        return Status.CHANGED
    cannot_compare = judged.percentile is None and judged.observation.noticeable
    return Status.NOT_RECORDED if cannot_compare else Status.USUAL


def _no_training(before: TrainingLog, pain_on: date) -> Finding:
    """The break that was still going on when it began to hurt, against the person's own gaps."""
    days = before.days
    open_gap = overtraining.breaks_in_training([*days, pain_on])
    looked_at = LookedAt(FindingKind.NO_TRAINING, judge(_one_a_day(open_gap), days[0]))
    return _finding(looked_at, looked_at.days[-1], before)


def _with_what_cannot_be_told(
    findings: Sequence[Finding],
    log: TrainingLog,
    catalogue: Catalogue,
    lifts: Mapping[str, Sequence[LiftDay]],
    pain_on: date,
) -> list[Finding]:
    """The findings, with "not recorded" wherever the log is silent: a kind with nothing to look at is not as usual."""
    since = _window_began(pain_on)
    unknown = len(first_met_unknown(log, catalogue, since, pain_on))
    silent = warm_up.ramp_record(lifts, pain_on) is warm_up.RampRecord.NOT_RECORDED
    told: list[Finding] = []
    for kind in _KINDS:
        of_kind = [finding for finding in findings if finding.kind is kind]
        if kind is FindingKind.NO_TRAINING:
            continue
        if kind is FindingKind.NO_RAMP and silent:
            told.append(_not_recorded(kind, pain_on, Prevention.LOG_WARM_UPS))
        elif kind is FindingKind.NEW_EXERCISE and unknown and all(f.status is not Status.CHANGED for f in of_kind):
            told.append(replace(_not_recorded(kind, pain_on, Prevention.NONE_NEEDED), unknown_names=unknown))
        else:
            told += of_kind or [_not_recorded(kind, pain_on, Prevention.NONE_NEEDED)]
    return told


def _not_recorded(kind: FindingKind, on: date, prevention: Prevention) -> Finding:
    said = _KINDS[kind]
    return Finding(
        cause=said.cause,
        kind=kind,
        status=Status.NOT_RECORDED,
        on=on,
        baseline=Baseline.OWN_USUAL,
        sources=said.sources,
        certainty=said.certainty,
        prevention=prevention,
    )


def _without_idle_repeats(findings: Sequence[Finding]) -> Sequence[Finding]:
    """A kind looked at in two ways is told as usual only once, and not at all when one of the ways found a change."""
    kept: list[Finding] = []
    for finding in findings:
        same_kind = [other for other in findings if other.kind is finding.kind]
        changed = any(other.status is Status.CHANGED for other in same_kind)
        if finding.status is Status.CHANGED or (not changed and finding is same_kind[0]):
            kept.append(finding)
    return kept
