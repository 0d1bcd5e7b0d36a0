"""The load table once more, one day after the other in plain Python: what the kernel is held against.

Written from the definitions and not from the kernel: no frames, no running sums, each window looked at for itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum, sqrt


@dataclass(frozen=True, slots=True)
class MadeSet:
    """One row of the frame of sets; ``counts`` None is a session without a set."""

    athlete: object
    day: date
    load_g: int | None
    repetitions: float | None
    counts: bool | None = True
    spinal_exposure: float | None = None


Row = dict[str, object]


def reference_table(sets: Sequence[MadeSet], as_of: date | None = None) -> list[Row]:
    athletes: dict[object, list[MadeSet]] = {}
    for each in sets:
        if as_of is None or each.day <= as_of:
            athletes.setdefault(each.athlete, []).append(each)
    return [row for athlete in sorted(athletes, key=str) for row in _one_athlete(athletes[athlete], as_of)]


def _one_athlete(sets: Sequence[MadeSet], as_of: date | None) -> list[Row]:
    by_day: dict[date, list[MadeSet]] = {}
    for each in sets:
        by_day.setdefault(each.day, []).append(each)
    first, last = min(by_day), max(by_day)
    days = [first + timedelta(back) for back in range(((as_of or last) - first).days + 1)]
    rows = [_one_day(sets[0].athlete, day, by_day.get(day)) for day in days]
    loads = [_load(by_day.get(day, ())) for day in days]
    acute = chronic = loads[0] / 1000
    for index, (row, load) in enumerate(zip(rows, loads, strict=True)):
        if index > 0:
            acute = 0.25 * load / 1000 + 0.75 * acute
            chronic = 2 / 29 * load / 1000 + 27 / 29 * chronic
        shown = index >= 27
        row["acute"] = acute if shown else None
        row["chronic"] = chronic if shown else None
        row["acwr_ewma"] = _ratio(acute, chronic) if shown else None
        row.update(_of_windows(loads[: index + 1] if index < 28 else loads[index - 27 : index + 1], shown=shown))
        row.update(_after_break(days[: index + 1], loads, by_day) if days[index] in by_day else _NO_BREAK)
    return rows


_NO_BREAK: Row = {"break_days": None, "jump": None}


def _load(sets: Sequence[MadeSet]) -> int:
    return sum(
        round(each.load_g * each.repetitions)
        for each in sets
        if each.counts and each.load_g is not None and each.repetitions is not None
    )


def _one_day(athlete: object, day: date, sets: Sequence[MadeSet] | None) -> Row:
    row: Row = {"athlete": athlete, "day": day, "load": _load(sets or ()), "trained": sets is not None}
    row["sets"] = sum(each.counts is not None for each in sets or ())
    exposures = [each.spinal_exposure for each in sets or () if each.spinal_exposure is not None]
    row["spinal_exposure"] = None if sets is not None and not exposures else fsum(exposures)
    return row


def _of_windows(loads: Sequence[int], *, shown: bool) -> Row:
    """Of the last 28 days, oldest first."""
    if not shown:
        return dict.fromkeys(("acwr_coupled", "acwr_uncoupled", "monotony", "strain"))
    week, before = loads[-7:], loads[:-7]
    mean = sum(week) / 7
    deviation = sqrt(sum((load - mean) ** 2 for load in week) / 6)
    monotony = None if len(set(week)) == 1 else mean / deviation
    return {
        "acwr_coupled": _ratio(mean, sum(loads) / 28),
        "acwr_uncoupled": _ratio(mean, sum(before) / 21),
        "monotony": monotony,
        "strain": None if monotony is None else sum(week) / 1000 * monotony,
    }


def _after_break(days: Sequence[date], loads: Sequence[int], by_day: dict[date, list[MadeSet]]) -> Row:
    """Of a training day, the last of ``days``."""
    trained = [index for index, day in enumerate(days) if day in by_day]
    if len(trained) == 1:
        return _NO_BREAK
    today, before = trained[-1], trained[-5:-1]
    gap = today - before[-1]
    mean = sum(loads[index] for index in before) / len(before)
    return {"break_days": gap, "jump": _ratio(loads[today], mean) if gap >= 14 else None}


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
