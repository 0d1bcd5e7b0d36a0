"""The load of each day as CSV and as JSON; columns and keys are the command-line contract's."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from lumbar.core.load.hard_sets import WeekOfHardSets
from lumbar.core.load.rated_sessions import RatedWeek
from lumbar.core.load.strength_trend import StrengthPoint, StrengthTrend
from lumbar.core.quantities import GramRepetitions, kilograms
from lumbar.exchange.contract_json import log_json
from lumbar.usecases.review_load import LiftStrength, LoadDay, LoadReview
from lumbar.wording.load import NOTES, LoadNote

COLUMNS = (
    "day",
    "load",
    "acute",
    "chronic",
    "acwr_ewma",
    "acwr_coupled",
    "acwr_uncoupled",
    "monotony",
    "strain",
    "spinal_exposure",
)
FIGURES = COLUMNS[2:]
DECIMALS = 4
"""Of what is an estimate to begin with; the table itself is not rounded."""


def load_csv(review: LoadReview) -> str:
    """One row a day, oldest first; an empty cell where a figure is undefined.

    ``load`` is in kg x repetitions, exactly; the other figures are as near as a float is.
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(each) for each in review.days)
    return lines.getvalue()


def load_json(review: LoadReview) -> dict[str, Any]:
    """The answer of ``lumbar load``; null where a figure is undefined."""
    return {
        "log": log_json(review.log),
        "from": review.first.isoformat(),
        "to": review.last.isoformat(),
        "days": [_day(each, review.rated_days) for each in review.days],
        "session_rpe_week": _rated_week(review.rated_week),
        "monotony_sd": "sample",
        "strength": [_lift(each) for each in review.strength],
        "hard_sets": [_hard_sets(each) for each in review.hard_sets],
        "notes": [_note(each) for each in NOTES],
    }


def _row(each: LoadDay) -> tuple[str, ...]:
    return each.day.isoformat(), _exact(each.load), *(_cell(getattr(each, name)) for name in FIGURES)


def _exact(load: GramRepetitions) -> str:
    """Every whole number of grams has at most three decimals in kilograms."""
    return f"{Decimal(load).scaleb(-3).normalize():f}"


def _cell(value: float | None) -> str:
    return "" if value is None else repr(value)


def _day(each: LoadDay, rated: Mapping[date, float | None]) -> dict[str, Any]:
    figures = {name: getattr(each, name) for name in FIGURES}
    by_rating = {"session_rpe_load": rated.get(each.day, 0.0)} if rated else {}
    return {"day": each.day.isoformat(), "load": kilograms(each.load), **figures, **by_rating}


def _rated_week(week: RatedWeek | None) -> dict[str, Any] | None:
    """Foster's figures by the person's own ratings, in arbitrary units."""
    if week is None:
        return None
    return {"last": week.last.isoformat(), "load": week.load, "monotony": week.monotony, "strain": week.strain}


def _lift(lift: LiftStrength) -> dict[str, Any]:
    return {
        "exercise": lift.exercise,
        "points": [_point(each) for each in lift.points],
        "estimate": {
            "on": lift.newest.day.isoformat(),
            "kg": round(lift.newest.maximum_kg, DECIMALS),
            "lowest_kg": round(lift.lowest_kg, DECIMALS),
            "highest_kg": round(lift.highest_kg, DECIMALS),
            "from": lift.newest.estimated_from.value,
        },
        "trend": _trend(lift.trend),
    }


def _point(point: StrengthPoint) -> dict[str, Any]:
    return {
        "day": point.day.isoformat(),
        "kg": round(point.maximum_kg, DECIMALS),
        "from": point.estimated_from.value,
    }


def _trend(trend: StrengthTrend | None) -> dict[str, Any] | None:
    if trend is None:
        return None
    return {
        "first": trend.first.isoformat(),
        "last": trend.last.isoformat(),
        "days": trend.days,
        "kg_per_week": round(trend.kg_per_week, DECIMALS),
        "lowest_kg_per_week": round(trend.lowest_kg_per_week, DECIMALS),
        "highest_kg_per_week": round(trend.highest_kg_per_week, DECIMALS),
        "clear": trend.is_clear,
        "from": trend.estimated_from.value,
    }


def _hard_sets(week: WeekOfHardSets) -> dict[str, Any]:
    return {
        "week_ending": week.last.isoformat(),
        "sets": {muscle.value: sets for muscle, sets in week.by_muscle.items()},
        "counted": week.sets,
        "effort_not_logged": week.effort_not_logged,
        "unknown_names": dict(week.unknown_names),
    }


def _note(note: LoadNote) -> dict[str, Any]:
    return {
        "about": note.about,
        "text": note.text,
        "certainty": note.certainty.value,
        "sources": [source.id for source in note.sources],
    }
