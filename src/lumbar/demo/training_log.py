"""The made person's training, as the CSV file that Hevy would have exported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random

from lumbar.demo.story import (
    AS_PLANNED_WEEKS,
    HEAVY_DAY,
    HOLIDAY_WEEKS,
    LAST_DAY,
    PAIN_DAY,
    SEED,
    WEEKS,
    first_day,
)

HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type",'
    '"weight_kg","reps","distance_km","duration_seconds","rpe"'
)


def demo_log_csv(*, seed: int = SEED, last_day: date = LAST_DAY) -> str:
    """Half a year of training in Hevy's CSV form, newest first; the same seed and day give the same text."""
    first = first_day(last_day)
    rows = [HEADER]
    for visit in sorted(_visits(Random(f"training {seed}")), key=lambda visit: -visit.day):  # noqa: S311  a made log, not a secret
        rows += _rows(visit, first)
    return "\n".join(rows) + "\n"


@dataclass(frozen=True, slots=True)
class _Lift:
    """An exercise of the plan: where it starts, and how it grows."""

    name: str
    sets: int
    reps: int
    start_kg: float = 0.0
    """0 is body weight, for which the app leaves the field empty."""
    gain_kg: float = 0.0
    """A week."""
    step_kg: float = 2.5
    ramped: bool = False
    seconds: int = 0
    """Held for time instead of repeated."""


@dataclass(frozen=True, slots=True)
class _Set:
    kind: str
    kg: float
    reps: int
    seconds: int = 0
    rpe: float | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """All sets of one exercise in one visit."""

    name: str
    sets: tuple[_Set, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Visit:
    """One visit to the gym."""

    day: int
    title: str
    minute: int
    """Of the day, on arrival."""
    lasts: int
    """Minutes."""
    blocks: tuple[_Block, ...]
    description: str = ""


_DEADLIFT = _Lift("Deadlift (Barbell)", 3, 5, 112.5, 1.15, ramped=True)
_LOWER_A = (
    _Lift("Squat (Barbell)", 4, 5, 90, 0.95, ramped=True),
    _Lift("Romanian Deadlift (Barbell)", 3, 8, 70, 0.7),
    _Lift("Lying Leg Curl (Machine)", 3, 12, 35, 0.3),
    _Lift("Plank", 3, 0, seconds=45),
)
_UPPER_A = (
    _Lift("Bench Press (Barbell)", 4, 6, 72.5, 0.55, ramped=True),
    _Lift("Bent Over Row (Barbell)", 4, 8, 55, 0.5),
    _Lift("Incline Bench Press (Dumbbell)", 3, 10, 24, 0.12, step_kg=2),
    _Lift("Lateral Raise (Dumbbell)", 3, 14, 8, 0.05, step_kg=1),
    _Lift("Triceps Pushdown", 3, 12, 25, 0.25),
)
_LOWER_B = (
    _DEADLIFT,
    _Lift("Leg Press (Machine)", 3, 10, 120, 1.5, step_kg=5),
    _Lift("Bulgarian Split Squat", 2, 10, 14, 0.12, step_kg=2),
    _Lift("Hanging Leg Raise", 3, 10),
)
_UPPER_B = (
    _Lift("Overhead Press (Barbell)", 4, 6, 42.5, 0.3, ramped=True),
    _Lift("Pull Up", 4, 7),
    _Lift("Seated Cable Row - V Grip (Cable)", 3, 10, 50, 0.4),
    _Lift("Bicep Curl (Dumbbell)", 3, 11, 12, 0.08, step_kg=1),
)
_AFTER_UPPER = (
    _Lift("Chest Press (Machine)", 3, 12, 45),
    _Lift("Lat Pulldown (Cable)", 3, 12, 50),
    _Lift("Lateral Raise (Dumbbell)", 2, 15, 8, step_kg=1),
)
_AFTER_LOWER = (
    _Lift("Goblet Squat", 3, 8, 16, step_kg=4),
    _Lift("Romanian Deadlift (Barbell)", 2, 8, 40),
    _Lift("Lying Leg Curl (Machine)", 2, 12, 30),
    _Lift("Plank", 3, 0, seconds=30),
)
_PLAN: Sequence[tuple[str, int, tuple[_Lift, ...], float]] = (
    # title, day of the week, lifts, how often it is skipped
    ("Lower A", 0, _LOWER_A, 0.06),
    ("Upper A", 1, _UPPER_A, 0.08),
    ("Lower B", 3, _LOWER_B, 0.06),
    ("Upper B", 4, _UPPER_B, 0.4),
)
_AFTER: Sequence[tuple[int, str, tuple[_Lift, ...], float, str]] = (
    # days after the pain began, title, lifts, share of the loads above, note
    (6, "Upper, easy", _AFTER_UPPER, 0.85, "Machines only, back still sore"),
    (10, "Upper, easy", _AFTER_UPPER, 0.9, ""),
    (13, "Lower, easy", _AFTER_LOWER, 0.8, "No pain up to here, stopped there"),
    (16, "Upper, easy", _AFTER_UPPER, 1.0, ""),
    (19, "Lower, easy", _AFTER_LOWER, 1.0, ""),
)
_RAMP = ((0.45, 5), (0.62, 3), (0.82, 2))
"""Share of the day's load and repetitions of the lighter sets before it."""
_LIGHT_WEEKS = (6, 12)
_STEPS_TO_SPARE = 9
"""Lighter loads than so many steps are never one step less: it would be too much of them."""
_REMARKS = ("Busy, had to wait for the rack", "Good one", "Short on sleep")
_LIFT_NOTES = ("slept badly", "rushed", "grip went first", "belt on for the last set", "felt easy")


def _visits(chance: Random) -> Iterator[_Visit]:
    for week in range(WEEKS):
        if week not in HOLIDAY_WEEKS and 7 * week < PAIN_DAY - 2:
            yield from _week(week, chance)
    for since, title, lifts, share, note in _AFTER:
        blocks = tuple(_block(replace(lift, start_kg=lift.start_kg * share), 0, chance) for lift in lifts)
        yield _visit(PAIN_DAY + since, title, blocks, chance, note)


def _week(week: int, chance: Random) -> Iterator[_Visit]:
    as_written = week in AS_PLANNED_WEEKS
    for title, weekday, lifts, skipped in _PLAN:
        missed, late = _happens(skipped, chance), _happens(0.15, chance)
        day = 7 * week + weekday + (1 if late and title.startswith("Upper") and not as_written else 0)
        if missed and not as_written:
            continue
        if day == HEAVY_DAY:
            yield _heavy_visit(day, week, chance)
        elif day < PAIN_DAY:
            done = lifts if as_written else _as_it_came(lifts, chance)
            blocks = tuple(_block(lift, week, chance) for lift in done)
            yield _visit(day, title, blocks, chance, _description(day, chance))


def _as_it_came(lifts: Sequence[_Lift], chance: Random) -> tuple[_Lift, ...]:
    """The plan on one day: the first lift as written, of the others sometimes a set more or fewer, sometimes none."""
    main, *others = lifts
    done = [main]
    for lift in others:
        more = chance.choices((-9, -1, 0, 1), weights=(9, 16, 60, 15))[0]
        if lift.sets + more > 0:
            done.append(replace(lift, sets=lift.sets + more))
    return tuple(done)


def _description(day: int, chance: Random) -> str:
    if day == 7 * HOLIDAY_WEEKS.stop:
        return "Back from holiday. Missed this"
    if day == HEAVY_DAY + 1:
        return "Back a bit stiff"
    return chance.choice(_REMARKS) if _happens(0.06, chance) else ""


def _heavy_visit(day: int, week: int, chance: Random) -> _Visit:
    """The deadlift that is above anything before it, straight from the bench to the bar."""
    deadlift = _Block(
        _DEADLIFT.name,
        (_Set("normal", 130, 4, rpe=8), _Set("normal", 150, 3, rpe=9.5), _Set("normal", 150, 2, rpe=10)),
        note="lower back tight",
    )
    others = tuple(_block(lift, week, chance) for lift in _LOWER_B[1:3])
    return _visit(day, "Lower B", (deadlift, *others), chance, "Late, 40 minutes only. Strong today")


def _visit(day: int, title: str, blocks: tuple[_Block, ...], chance: Random, description: str) -> _Visit:
    minutes = sum(3 * len(block.sets) for block in blocks) + chance.randint(4, 16)
    return _Visit(day, title, 17 * 60 + chance.randint(35, 110), minutes, blocks, description)


def _block(lift: _Lift, week: int, chance: Random) -> _Block:
    if lift.seconds:
        held = lift.seconds + 5 * (week // 5)
        return _Block(lift.name, tuple(_Set("normal", 0, 0, seconds=held - 5 * (n // 2)) for n in range(lift.sets)))
    kg = _load(lift, week, chance)
    tires_at = lift.sets - chance.choices((0, 1, 2), weights=(6, 3, 1))[0]
    work = tuple(_work_set(lift, kg, number, chance, tired=number >= tires_at) for number in range(lift.sets))
    note = chance.choice(_LIFT_NOTES) if lift.ramped and _happens(0.08, chance) else ""
    return _Block(lift.name, (*_ramp(lift, kg), *work), note)


def _load(lift: _Lift, week: int, chance: Random) -> float:
    """The load of the day in plates that exist: it grows with the weeks trained, some days one step less."""
    trained = min(week, HOLIDAY_WEEKS.start - 1)
    kg = lift.start_kg + lift.gain_kg * trained
    kg *= 0.88 if week in _LIGHT_WEEKS and lift.ramped else 1.0
    steps = round(kg / lift.step_kg)
    held_back = steps >= _STEPS_TO_SPARE and _happens(0.18, chance)
    return lift.step_kg * (steps - (1 if held_back else 0))


def _ramp(lift: _Lift, kg: float) -> tuple[_Set, ...]:
    if not lift.ramped:
        return ()
    bar = 20.0
    return tuple(_Set("warmup", max(bar, 5 * round(kg * share / 5)), reps) for share, reps in _RAMP)


def _work_set(lift: _Lift, kg: float, number: int, chance: Random, *, tired: bool) -> _Set:
    last = number == lift.sets - 1
    reps = lift.reps - ((2 if last and _happens(0.4, chance) else 1) if tired else 0)
    rated = lift.ramped and (last or _happens(0.35, chance))
    rpe = min(9.5, 7 + 0.5 * number + chance.choice((0, 0, 0.5)) + (0.5 if tired else 0)) if rated else None
    to_failure = last and tired and lift.name == "Pull Up"
    return _Set("failure" if to_failure else "normal", kg, reps, rpe=rpe)


def _happens(share: float, chance: Random) -> bool:
    return chance.random() < share


def _rows(visit: _Visit, first: date) -> Iterator[str]:
    starts = datetime.combine(first + timedelta(days=visit.day), time()) + timedelta(minutes=visit.minute)
    ends = starts + timedelta(minutes=visit.lasts)
    of_the_visit = (_quoted(visit.title), _quoted(_moment(starts)), _quoted(_moment(ends)), _quoted(visit.description))
    for block in visit.blocks:
        for index, done in enumerate(block.sets):
            yield ",".join(
                (
                    *of_the_visit,
                    _quoted(block.name),
                    "",
                    _quoted(block.note),
                    str(index),
                    _quoted(done.kind),
                    _number(done.kg),
                    _number(done.reps),
                    "",
                    _number(done.seconds),
                    "" if done.rpe is None else f"{done.rpe:g}",
                )
            )


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _moment(at: datetime) -> str:
    """As the app writes it, whatever the machine's language: 7 Apr 2026, 10:14."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}, {at:%H:%M}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _number(value: float) -> str:
    """Empty for what the app leaves empty: no weight, no repetitions, no time."""
    return f"{value:g}" if value else ""
