"""Internal load: what whole sessions were for the person, by their own rating (session RPE).

It says how hard the training was, whatever was lifted, and nothing of what one part of the body carried. Most logs have
no such rating; a day on which a session went unrated is not known, and is never taken for an easy one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from lumbar.core.load.foster import MONOTONY_DAYS, session_load, week_monotony
from lumbar.core.training import Session, TrainingLog

_PARTS = 1000
"""Loads are whole thousandths of a unit while a week is held against itself, so that equal days are equal."""
_SECONDS_PER_MINUTE = 60


@dataclass(frozen=True, slots=True)
class RatedWeek:
    """Foster's figures of seven days, every training day of which was rated."""

    last: date
    load: float
    """[AU]"""
    monotony: float | None
    """None where all seven days were alike."""
    strain: float | None
    """[AU]"""


def daily_session_load(log: TrainingLog) -> Mapping[date, float | None]:
    """Internal load of each training day; None where the rating or the length of one of its sessions is not known.

    .. math:: load_{day} = \\sum_{sessions} RPE \\cdot minutes

    in arbitrary units. (Foster 2001.) For one person's own weeks only: people rate differently.
    """
    by_day: defaultdict[date, list[float | None]] = defaultdict(list)
    for session in log.sessions:
        by_day[session.day].append(_load(session))
    return {day: _sum(loads) for day, loads in by_day.items()}


def rated_week(daily: Mapping[date, float | None], last: date) -> RatedWeek | None:
    """The seven days up to ``last``; None where one of their training days is not known, or none was trained on.

    A day without training is a rest day of 0. The log must reach back over all seven days.
    """
    if not daily or last - timedelta(days=MONOTONY_DAYS.value - 1) < min(daily):
        return None
    days = [last - timedelta(days=back) for back in range(MONOTONY_DAYS.value)]
    if not any(day in daily for day in days):
        return None
    parts: list[int] = []
    for day in days:
        load = daily.get(day, 0.0)
        if load is None:
            return None
        parts.append(round(load * _PARTS))
    total, monotony = sum(parts) / _PARTS, week_monotony(parts)
    return RatedWeek(last, total, monotony, None if monotony is None else monotony * total)


def _load(session: Session) -> float | None:
    if session.rpe is None or session.duration_s is None:
        return None
    return session_load(session.rpe, session.duration_s / _SECONDS_PER_MINUTE)


def _sum(loads: list[float | None]) -> float | None:
    known = [load for load in loads if load is not None]
    return sum(known) if len(known) == len(loads) else None
