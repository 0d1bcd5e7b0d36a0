"""All causes that a log can speak to, looked at over the days before the pain and put in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain

from lumbar.core.biomechanics.spinal_exposure import daily_exposure
from lumbar.core.causes import hard_weeks, overtraining, warm_up
from lumbar.core.causes.finding import Baseline, Cause, Finding, FindingKind, Status
from lumbar.core.causes.first_weeks import week_to_week
from lumbar.core.causes.hard_weeks import Effort
from lumbar.core.causes.imbalance import NO_STUDY_ON_BALANCE, programme_changes
from lumbar.core.causes.prevention import Prevention
from lumbar.core.causes.usual import SHORTEST_LOG_WEEKS, Judged, Observation, how_often, judge
from lumbar.core.evidence import Certainty, Parameter, Source, our_judgement
from lumbar.core.exercises import Catalogue
from lumbar.core.load.external import daily_volume_load
from lumbar.core.load.history import LiftDay, days_by_lift, first_met_unknown, lift_days, unknown_sets
from lumbar.core.load.told_sets import ToldSets, told_of_back, told_of_volume
from lumbar.core.references import (
    ACSM_2009,
    BEHM_2016,
    BOSQUET_2013,
    CSCCA_NSCA_2019,
    FOSTER_2001,
    IMPELLIZZERI_2021,
    OUR_JUDGEMENT,
    SARACENI_2020,
    ZOURDOS_2016,
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


_EVEN_DAYS = our_judgement(
    date(2026, 11, 23),
    "Days all alike leave less room to recover; the lines drawn in monotony by others are not validated, so that it is "
    "held against the person's own weeks alone.",
)
_NEAR_FAILURE = our_judgement(
    date(2026, 11, 23),
    "The last repetitions before failure tire most. That they lead to back pain has not been shown.",
)
_MODEL_OF_THE_BACK = our_judgement(
    date(2026, 11, 23),
    "The load on the back is a model of each set from its exercise and its weight: coarse, and only for comparing a "
    "person with themselves.",
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
    FindingKind.MONOTONY: _Kind(
        Cause.OVERTRAINING, Prevention.VARY_THE_DAYS, Certainty.OPINION, (FOSTER_2001, _EVEN_DAYS)
    ),
    FindingKind.NEAR_FAILURE: _Kind(
        Cause.OVERTRAINING, Prevention.LEAVE_REPETITIONS, Certainty.OPINION, (ZOURDOS_2016, _NEAR_FAILURE)
    ),
    FindingKind.BACK_LOAD_SPIKE: _Kind(
        Cause.OVERTRAINING, Prevention.SPREAD_THE_WORK, Certainty.LOW, (IMPELLIZZERI_2021, _MODEL_OF_THE_BACK)
    ),
    FindingKind.CORE_SHARE: _Kind(
        Cause.IMBALANCE, Prevention.BALANCE_THE_PROGRAMME, Certainty.OPINION, (NO_STUDY_ON_BALANCE,)
    ),
    FindingKind.POSTERIOR_CHAIN_SHARE: _Kind(
        Cause.IMBALANCE, Prevention.BALANCE_THE_PROGRAMME, Certainty.OPINION, (NO_STUDY_ON_BALANCE,)
    ),
    FindingKind.PUSH_PULL: _Kind(
        Cause.IMBALANCE, Prevention.BALANCE_THE_PROGRAMME, Certainty.OPINION, (NO_STUDY_ON_BALANCE,)
    ),
    FindingKind.FORM_CHANGE: _Kind(Cause.FORM, Prevention.FILM_A_SET, Certainty.LOW, (SARACENI_2020,)),
}


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What one kind of look saw in the whole log, and its judged days; a kind may be looked at in more than one way."""

    kind: FindingKind
    seen: Sequence[Sequence[Observation]]
    days: Sequence[Judged]


@dataclass(frozen=True, slots=True)
class _Record:
    """What the looks are taken of, each worked out once from the whole log."""

    log: TrainingLog
    catalogue: Catalogue
    days: Sequence[date]
    lifts: Mapping[str, Sequence[LiftDay]]
    volume: Mapping[date, int]
    """Volume load of each training day. [g x repetitions]"""
    back_load: Mapping[date, float]
    effort: Mapping[date, Effort]
    volume_told: Mapping[date, ToldSets]
    back_told: Mapping[date, ToldSets]
    """Of how many sets those figures are."""
    unknown: Mapping[date, int]


def findings_before(
    log: TrainingLog, catalogue: Catalogue, pain_on: date, *, volume: Mapping[date, int] | None = None
) -> tuple[Finding, ...]:
    """What was different in the 14 days up to ``pain_on``, most telling first, then what was usual or not recorded.

    Changed findings stand in the order of how rarely the same happens to this person. Training after ``pain_on`` only
    counts in how often something happens. With less than eight weeks of log before it there is no usual: then steps
    from week to week, labelled an opinion. ``volume`` is ``daily_volume_load`` of the log where the caller has it.
    """
    before = log.until(pain_on)
    if before.first_day is None or before.last_day is None:
        return ()
    if pain_on - before.first_day < timedelta(weeks=SHORTEST_LOG_WEEKS.value):
        lifts = days_by_lift(lift_days(before, catalogue))
        daily = daily_volume_load(before, catalogue)
        return in_telling_order(week_to_week(daily, lifts, pain_on, WINDOW_DAYS.value))
    if before.last_day <= pain_on - timedelta(days=WINDOW_DAYS.value):
        return (_no_training(log, before, pain_on),)
    record = _record(log, catalogue, volume)
    looked = _look(record, since=_window_began(pain_on), until=pain_on)
    findings = [finding for looked_at in looked for finding in _told_of(looked_at, log)]
    findings = _with_what_cannot_be_told(findings, record, pain_on)
    return in_telling_order(_without_idle_repeats(findings))


def look_at_every_day(log: TrainingLog, catalogue: Catalogue) -> Sequence[LookedAt]:
    """Every training day of the log, judged by every kind: how rare each finding is for this person."""
    return _look(_record(log, catalogue, None), since=date.min, until=date.max) if log.sessions else ()


def in_telling_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Changed before usual before not recorded; among changed, the rarest for this person first."""
    order = list(Status)

    def how_telling(finding: Finding) -> tuple[int, float, float, int]:
        times = finding.how_often.times if finding.how_often else float("inf")
        return (order.index(finding.status), times, -(finding.percentile or 0), -finding.on.toordinal())

    return tuple(sorted(findings, key=how_telling))


def _record(log: TrainingLog, catalogue: Catalogue, volume: Mapping[date, int] | None) -> _Record:
    return _Record(
        log=log,
        catalogue=catalogue,
        days=log.days,
        lifts=days_by_lift(lift_days(log, catalogue)),
        volume=daily_volume_load(log, catalogue) if volume is None else volume,
        back_load=daily_exposure(log, catalogue),
        effort=hard_weeks.daily_effort(log, catalogue),
        volume_told=told_of_volume(log, catalogue),
        back_told=told_of_back(log, catalogue),
        unknown=unknown_sets(log, catalogue),
    )


def _look(record: _Record, *, since: date, until: date) -> Sequence[LookedAt]:
    """Every kind of look at the whole log, of which the days from ``since`` to ``until`` are judged."""
    days, lifts, volume = record.days, record.lifts, record.volume
    looks: list[tuple[FindingKind, Sequence[Sequence[Observation]]]] = [
        (FindingKind.RETURN_AFTER_BREAK, _one_a_day(overtraining.breaks_in_training(days))),
        (FindingKind.RETURN_AFTER_BREAK, overtraining.breaks_of_a_lift(lifts, days)),
        (FindingKind.LOAD_JUMP, overtraining.load_jumps(lifts)),
        (FindingKind.VOLUME_JUMP, overtraining.volume_jumps(lifts)),
        (FindingKind.EXPOSURE_SPIKE, _one_a_day(hard_weeks.exposure_spikes(volume, days, record.volume_told))),
        (FindingKind.NO_REST_DAYS, _one_a_day(overtraining.days_in_a_row(days))),
        (FindingKind.NEW_EXERCISE, _one_a_day(overtraining.new_exercises(lifts, days))),
        (FindingKind.NO_RAMP, warm_up.heavy_first_sets(lifts)),
        (FindingKind.MONOTONY, _one_a_day(hard_weeks.monotony_of_weeks(volume, days))),
        (FindingKind.NEAR_FAILURE, _one_a_day(hard_weeks.near_failure_weeks(record.effort, days))),
        (
            FindingKind.BACK_LOAD_SPIKE,
            _one_a_day(hard_weeks.back_load_spikes(record.back_load, days, record.back_told)),
        ),
    ]
    changes = programme_changes(lifts, record.unknown, days)
    looks += [(kind, _one_a_day(observations)) for kind, observations in changes.items()]
    return [LookedAt(kind, seen, judge(seen, days[0], since=since, until=until)) for kind, seen in looks]


def _one_a_day(observations: Sequence[Observation]) -> Sequence[Sequence[Observation]]:
    return [(observation,) for observation in observations]


def _told_of(looked_at: LookedAt, log: TrainingLog) -> Sequence[Finding]:
    """The most pronounced changed day of each lift among the judged; else the most pronounced day of all of them."""
    if not looked_at.days:
        return ()
    changed: dict[str | None, Judged] = {}
    for judged in looked_at.days:
        lift = judged.observation.exercise.id if judged.observation.exercise else None
        if judged.changed and (lift not in changed or judged.departs_at_least_as_much_as(changed[lift])):
            changed[lift] = judged
    told = changed.values() or [max(looked_at.days, key=lambda judged: judged.observation.departure)]
    return [_finding(looked_at, judged, log) for judged in told]


def _window_began(pain_on: date) -> date:
    """The first of the days that are looked at."""
    return pain_on - timedelta(days=WINDOW_DAYS.value - 1)


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
        how_often=how_often(chain.from_iterable(looked_at.seen), seen, began, ends),
        days_since=seen.days_since,
        spans_days=seen.spans_days,
    )


def _status(judged: Judged) -> Status:
    """What stands out and has too few own days to compare with is neither usual nor different: it cannot be told."""
    if judged.changed:
        return Status.CHANGED
    cannot_compare = judged.percentile is None and judged.observation.noticeable
    return Status.NOT_RECORDED if cannot_compare else Status.USUAL


def _no_training(log: TrainingLog, before: TrainingLog, pain_on: date) -> Finding:
    """The break that was still going on when it began to hurt, against the person's own gaps.

    How often is of the whole log; a break that ended later is in it as it became.
    """
    days = before.days
    gaps = _one_a_day(overtraining.breaks_in_training([*days, pain_on]))
    every = _one_a_day(overtraining.breaks_in_training(log.days)) if log.days[-1] > pain_on else gaps
    looked_at = LookedAt(FindingKind.NO_TRAINING, every, judge(gaps, days[0], since=pain_on))
    return _finding(looked_at, looked_at.days[-1], log)


def _with_what_cannot_be_told(findings: Sequence[Finding], record: _Record, pain_on: date) -> list[Finding]:
    """The findings, with "not recorded" wherever the log is silent: a kind with nothing to look at is not as usual."""
    unknown = len(first_met_unknown(record.log, record.catalogue, _window_began(pain_on) - timedelta(days=1), pain_on))
    silent = warm_up.ramp_record(record.lifts, pain_on) is warm_up.RampRecord.NOT_RECORDED
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
            told += of_kind or [_not_recorded(kind, pain_on, _what_would_tell(kind, record, pain_on))]
    return told


def _what_would_tell(kind: FindingKind, record: _Record, pain_on: date) -> Prevention:
    """What the person can do for the next log to speak of it, where there is something."""
    if kind is FindingKind.FORM_CHANGE:
        return Prevention.FILM_A_SET
    if kind is FindingKind.NEAR_FAILURE:
        trained = any(_window_began(pain_on) <= day <= pain_on for day in record.effort)
        return Prevention.LOG_EFFORT if trained else Prevention.NONE_NEEDED
    return Prevention.NONE_NEEDED


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
