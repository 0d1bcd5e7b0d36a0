"""Ten years of a made person's training, as the CSV file that Strong would have exported.

    .venv/bin/python benchmarks/ten_years.py OUT.csv [--rows N] [--seed S]

About 3.5 sessions a week of six or seven exercises: loads grow slowly and in plates, every eighth week is light, there
are holidays and a few long breaks, some rows are rest timers, some sets are rated, and some notes speak of the back.
The same seed, day and number of rows give the same text.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import exp
from pathlib import Path
from random import Random

from lumbar.demo import LAST_DAY

ROWS = 60_000
HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"

_WEEKS = 522
_BLOCK_WEEKS = 8
_LIGHT_SHARE = 0.75
_YEAR_WEEKS = 52


def ten_years(rows: int = ROWS, seed: int = 1, last_day: date = LAST_DAY) -> str:
    """The newest ``rows`` rows of ten years that end on ``last_day``, below their header; a smaller number is a shorter
    log. Raises ValueError for more rows than ten years hold.
    """
    chance = Random(f"ten years {seed}")  # noqa: S311  a made log, not a secret
    first = last_day - timedelta(days=7 * _WEEKS - 1)
    trained = _weeks_trained(chance)
    made = [row for week in range(_WEEKS) for row in _week(week, trained[week], first, last_day, chance)]
    if not 0 < rows <= len(made):
        raise ValueError(f"{rows} rows were asked for, but this made person's ten years hold 1 to {len(made)}")
    return "\n".join([HEADER, *made[-rows:], ""])


@dataclass(frozen=True, slots=True)
class _Lift:
    """An exercise of the plan: from where to where its load goes in ten years."""

    name: str
    sets: int
    reps: int
    start_kg: float = 0.0
    """0 is body weight."""
    end_kg: float = 0.0
    step_kg: float = 2.5
    ramped: bool = False
    seconds: int = 0
    """Held for time instead of repeated."""


@dataclass(frozen=True, slots=True)
class _Set:
    order: str
    kg: float = 0.0
    reps: int = 0
    seconds: int = 0
    note: str = ""
    rpe: str = ""


_PLAN: Sequence[tuple[str, int, float, tuple[tuple[_Lift, ...], ...]]] = (
    # title, day of the week, how often it is skipped, and for each place the lifts that take turns year by year
    ("Lower A", 0, 0.07, (
        (_Lift("Squat (Barbell)", 5, 5, 60, 150, ramped=True),),
        (_Lift("Romanian Deadlift (Barbell)", 4, 8, 50, 120), _Lift("Good Morning (Barbell)", 4, 8, 30, 70)),
        (_Lift("Leg Press", 4, 10, 100, 260, 10), _Lift("Hack Squat", 4, 10, 40, 120, 5)),
        (_Lift("Lying Leg Curl (Machine)", 4, 12, 25, 55), _Lift("Seated Leg Curl (Machine)", 4, 12, 30, 60)),
        (_Lift("Standing Calf Raise (Machine)", 4, 12, 40, 120, 5),),
        (_Lift("Plank", 3, 0, seconds=45), _Lift("Ab Wheel", 4, 10)),
        (_Lift("Back Extension", 4, 12, 0.1, 20, 5),),
    )),
    ("Upper A", 1, 0.08, (
        (_Lift("Bench Press (Barbell)", 5, 5, 50, 110, ramped=True),),
        (_Lift("Bent Over Row (Barbell)", 4, 8, 40, 90), _Lift("Pendlay Row (Barbell)", 4, 6, 40, 85)),
        (_Lift("Incline Bench Press (Dumbbell)", 4, 10, 14, 36, 2),),
        (_Lift("Lat Pulldown (Cable)", 4, 10, 40, 80),),
        (_Lift("Lateral Raise (Dumbbell)", 4, 14, 5, 14, 1),),
        (_Lift("Triceps Pushdown", 4, 12, 15, 40), _Lift("Skullcrusher (Barbell)", 4, 10, 15, 40)),
        (_Lift("Bicep Curl (Dumbbell)", 4, 10, 8, 20, 2),),
    )),
    ("Lower B", 3, 0.08, (
        (_Lift("Deadlift (Barbell)", 5, 3, 80, 190, ramped=True),),
        (_Lift("Front Squat (Barbell)", 4, 6, 40, 100, ramped=True),),
        (_Lift("Bulgarian Split Squat", 4, 10, 8, 30, 2), _Lift("Lunge (Dumbbell)", 4, 12, 8, 26, 2)),
        (_Lift("Leg Extension (Machine)", 4, 12, 30, 75),),
        (_Lift("Seated Calf Raise (Machine)", 4, 15, 20, 60),),
        (_Lift("Hip Adductor (Machine)", 4, 12, 30, 70),),
        (_Lift("Hanging Leg Raise", 4, 10), _Lift("Side Plank", 4, 0, seconds=30)),
    )),
    ("Upper B", 4, 0.14, (
        (_Lift("Overhead Press (Barbell)", 5, 5, 30, 70, ramped=True),),
        (_Lift("Pull Up", 5, 8),),
        (_Lift("Seated Row (Cable)", 4, 10, 40, 85), _Lift("T Bar Row", 4, 10, 30, 80)),
        (_Lift("Chest Fly (Cable)", 4, 12, 8, 20), _Lift("Incline Bench Press (Barbell)", 4, 8, 40, 85)),
        (_Lift("Face Pull (Cable)", 4, 15, 12, 30),),
        (_Lift("Hammer Curl (Dumbbell)", 4, 10, 8, 20, 2), _Lift("Gym80 Nr. 14", 4, 10, 20, 50)),
        (_Lift("Shrug (Dumbbell)", 4, 12, 16, 44, 2),),
    )),
)  # fmt: skip
_RAMP = ((0.4, 5), (0.6, 3), (0.8, 2))
"""Share of the day's load and repetitions of the lighter sets before it."""
_BAR_KG = 20.0
_LIFT_NOTES = ("felt easy", "grip went first", "belt on for the last set", "rushed", "schwer heute")
_BACK_NOTES = ("lower back tight", "Rücken zwickt", "back a bit sore afterwards", "Kreuz wieder steif")
_SESSION_NOTES = ("Short on sleep", "Rack was taken, changed the order", "Good one", "Late, 40 minutes only")


def _weeks_trained(chance: Random) -> Sequence[int | None]:
    """For each week how many weeks were trained before it, with a few taken off after a break; None is time off.

    Two holidays a year of one to three weeks, and three long breaks of six to twelve weeks.
    """
    off: set[int] = set()
    for year in range(0, _WEEKS, _YEAR_WEEKS):
        for holiday in chance.sample(range(_YEAR_WEEKS), 2):
            off.update(range(year + holiday, year + holiday + chance.randint(1, 3)))
    for began in chance.sample(range(_YEAR_WEEKS, _WEEKS - _YEAR_WEEKS), 3):
        off.update(range(began, began + chance.randint(6, 12)))
    weeks: list[int | None] = []
    fitness = 0
    for week in range(_WEEKS):
        fitness = max(0, fitness - 2) if week in off else fitness + 1
        weeks.append(None if week in off else fitness)
    return weeks


def _week(week: int, trained: int | None, first: date, last_day: date, chance: Random) -> Iterator[str]:
    if trained is None:
        return
    for title, weekday, skipped, places in _PLAN:
        missed, late = chance.random() < skipped, chance.random() < 0.15
        day = first + timedelta(days=7 * week + weekday + late)
        if not missed and day <= last_day:
            yield from _session(title, day, week, trained, places, chance)


def _session(
    title: str, day: date, week: int, trained: int, places: tuple[tuple[_Lift, ...], ...], chance: Random
) -> Iterator[str]:
    """The rows of one visit; all but the first lift are sometimes left out."""
    began = datetime.combine(day, time(17)) + timedelta(seconds=chance.randint(0, 7200))
    turn = week // _YEAR_WEEKS
    lifts = [lifts[turn % len(lifts)] for lifts in places]
    done = [lifts[0], *(lift for lift in lifts[1:] if chance.random() > 0.07)]
    note = chance.choice(_SESSION_NOTES) if chance.random() < 0.05 else ""
    of_the_visit = f'{began:%Y-%m-%d %H:%M:%S},"{title}",{_length(chance.randint(48, 95))}'
    for lift in done:
        for each in _with_notes(_sets(lift, trained, chance), lift, chance):
            yield (
                f'{of_the_visit},"{lift.name}",{each.order},{each.kg:.1f},{each.reps:.1f},0,{each.seconds:.1f},'
                f"{_quoted(each.note)},{_quoted(note)},{each.rpe}"
            )


def _sets(lift: _Lift, trained: int, chance: Random) -> Iterator[_Set]:
    """Lighter sets first where the lift has them, then the work; the app writes a running rest timer as a row."""
    kg = _load(lift, trained, chance)
    if lift.ramped:
        for share, reps in _RAMP:
            yield _Set("W", max(_BAR_KG, 5 * round(kg * share / 5)), reps)
    sets = min(5, max(3, lift.sets + chance.choices((-1, 0, 1), weights=(15, 70, 15))[0]))
    tires_at = sets - chance.choices((0, 1, 2), weights=(6, 3, 1))[0]
    timed = chance.random() < 0.2
    for number in range(sets):
        reps = max(1, lift.reps - (1 if number >= tires_at else 0)) if lift.reps else 0
        rated = lift.ramped and chance.random() < 0.4
        rpe = f"{min(10.0, 7 + 0.5 * number + 0.5 * (number >= tires_at)):g}" if rated else ""
        yield _Set(str(number + 1), kg, reps, lift.seconds + 5 * (trained // 60) if lift.seconds else 0, rpe=rpe)
        if timed:
            yield _Set("Rest Timer", seconds=180 if lift.ramped else 90)


def _load(lift: _Lift, trained: int, chance: Random) -> float:
    """The load of the day in plates that exist: quick gains first, slow ones later, waves of eight weeks on top."""
    if not lift.start_kg:
        return 0.0
    grown = lift.start_kg + (lift.end_kg - lift.start_kg) * (1 - exp(-trained / 160))
    in_block = trained % _BLOCK_WEEKS
    wave = _LIGHT_SHARE if in_block == _BLOCK_WEEKS - 1 else 0.93 + 0.01 * in_block
    held_back = chance.random() < 0.15
    steps = round(grown * wave / lift.step_kg) - held_back
    return lift.step_kg * max(1, steps)


def _with_notes(sets: Iterator[_Set], lift: _Lift, chance: Random) -> Iterator[_Set]:
    """A remark now and then, on the first set of a lift; some of those on a heavy lift speak of the back."""
    note = ""
    if chance.random() < 0.03:
        note = chance.choice(_BACK_NOTES if lift.ramped and chance.random() < 0.3 else _LIFT_NOTES)
    for each in sets:
        yield _Set(each.order, each.kg, each.reps, each.seconds, note, each.rpe)
        note = ""


def _length(minutes: int) -> str:
    return f"{minutes}m" if minutes < 60 else f"{minutes // 60}h {minutes % 60}m"


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path, metavar="OUT.csv")
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    asked.out.write_text(ten_years(asked.rows, asked.seed), encoding="utf-8")
    print(f"{asked.out}: {asked.rows} rows")


if __name__ == "__main__":
    main()
