"""Makes the training logs of a cohort: one Parquet file for each hundred athletes, every row a set.

    .venv/bin/python benchmarks/generate_cohort.py --athletes N --years Y --out DIR [--seed S]

Each trains three to five times a week with days missed, breaks (1.6 a year, two weeks as the middle, half a year at
most), slow gains and days that differ; a session is five to eight exercises of three to five sets, the first two mostly
warmed up to. About 5,100 sets a year each. Sorted by athlete and time; no athlete is in two files. The same seed gives
the same rows for a hundred, however many hundreds are made.

Columns: athlete, time, day, exercise, load_g, repetitions, rpe, warm_up, counts (work), drop (lighter, at the end).
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from lumbar.demo import LAST_DAY

ATHLETES_A_FILE = 100
ROWS_A_GROUP = 200_000
COMPOUNDS = (
    ("Squat (Barbell)", 100.0), ("Deadlift (Barbell)", 120.0), ("Bench Press (Barbell)", 75.0),
    ("Overhead Press (Barbell)", 45.0), ("Bent Over Row (Barbell)", 65.0), ("Front Squat (Barbell)", 80.0),
    ("Romanian Deadlift (Barbell)", 95.0), ("Incline Bench Press (Barbell)", 62.5),
)  # fmt: skip
"""Name and the load a middling lifter could lift once, before any gain. [kg]"""
OTHERS = (
    ("Leg Press", 160.0), ("Leg Extension (Machine)", 55.0), ("Lying Leg Curl (Machine)", 42.5),
    ("Lat Pulldown (Cable)", 60.0), ("Seated Row (Cable)", 60.0), ("Chest Fly (Machine)", 50.0),
    ("Lateral Raise (Dumbbell)", 10.0), ("Bicep Curl (Dumbbell)", 14.0), ("Hammer Curl (Dumbbell)", 16.0),
    ("Triceps Pushdown (Cable)", 30.0), ("Face Pull (Cable)", 25.0), ("Standing Calf Raise (Machine)", 90.0),
    ("Lunge (Dumbbell)", 20.0), ("Hip Thrust (Barbell)", 110.0), ("Back Extension", 15.0), ("Shrug (Dumbbell)", 34.0),
)  # fmt: skip
NAMES = tuple(name for name, _ in (*COMPOUNDS, *OTHERS))
START_KG = np.array([kg for _, kg in (*COMPOUNDS, *OTHERS)])
MOST_EXERCISES = 8
PLATES_G = 2_500
SECONDS_A_SET = 150

Numbers = NDArray[np.int64]
Amounts = NDArray[np.float64]
Flags = NDArray[np.bool_]


def main(athletes: int, years: float, out: Path, seed: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    sets = 0
    for first in range(1, athletes + 1, ATHLETES_A_FILE):
        made = made_sets(first, min(ATHLETES_A_FILE, athletes + 1 - first), years, seed)
        made.write_parquet(
            out / f"athletes-{first:07d}.parquet", compression="zstd", row_group_size=ROWS_A_GROUP, statistics=True
        )
        sets += made.height
    print(f"{out}: {athletes:,} athletes, {sets:,} sets")


def made_sets(first: int, athletes: int, years: float, seed: int, last_day: date = LAST_DAY) -> pl.DataFrame:
    """The sets of so many athletes numbered from ``first``, in the order of athlete and time."""
    chance = np.random.default_rng([seed, first])
    trained = days_trained(athletes, round(years * 365.25), chance)
    who, day = np.nonzero(trained)
    slots = made_slots(who, day, athletes, chance)
    return frame(slots, first, last_day - timedelta(days=trained.shape[1] - 1), chance)


def days_trained(athletes: int, days: int, chance: np.random.Generator) -> Flags:
    """For each athlete and day whether there is a session: preferred weekdays mostly kept, breaks kept free."""
    often = chance.uniform(3, 5, athletes)
    weekdays = np.floor(often + chance.random(athletes)).astype(np.int64)  # 3.4 a week: three for most, four for some
    rank = chance.permuted(np.tile(np.arange(7), (athletes, 1)), axis=1)
    preferred = (rank < weekdays[:, None])[:, np.arange(days) % 7]
    trained = chance.random((athletes, days)) < np.where(preferred, 0.88, 0.04)
    for athlete, breaks in enumerate(chance.poisson(1.6 * days / 365.25, athletes)):
        lengths = np.clip(chance.lognormal(np.log(14), 0.7, breaks), 5, 180).astype(np.int64)
        for began, length in zip(chance.integers(0, days, breaks), lengths, strict=True):
            trained[athlete, began : began + length] = False
    return trained


@dataclass(frozen=True, slots=True)
class Slots:
    """One exercise of one session a place, in the order of athlete and time."""

    session: Numbers
    athlete: Numbers
    day: Numbers
    exercise: Numbers
    warm_ups: Numbers
    work: Numbers
    load_kg: Amounts
    repetitions: Numbers


def made_slots(who: Numbers, day: Numbers, athletes: int, chance: np.random.Generator) -> Slots:
    """Five to eight exercises for each session, the first two of them heavy and mostly warmed up to."""
    sessions = len(who)
    compounds = np.argsort(chance.random((sessions, len(COMPOUNDS))), axis=1)[:, :2]
    others = np.argsort(chance.random((sessions, len(OTHERS))), axis=1)[:, : MOST_EXERCISES - 2] + len(COMPOUNDS)
    chosen = np.hstack([compounds, others])
    done = np.arange(MOST_EXERCISES) < chance.integers(5, MOST_EXERCISES + 1, sessions)[:, None]
    session, place = np.nonzero(done)
    exercise = chosen[session, place]
    heavy_and_warmed = (place < 2) & (chance.random(len(place)) < 0.7)
    repetitions = chance.integers(4, 13, len(place))
    strength = chance.lognormal(-0.1, 0.25, athletes)[who]
    of_the_day = strength * (1 + 0.25 * (1 - np.exp(-day / 900))) * chance.normal(1, 0.04, sessions)
    return Slots(
        session=session,
        athlete=who[session],
        day=day[session],
        exercise=exercise,
        warm_ups=np.where(heavy_and_warmed, chance.integers(1, 4, len(place)), 0),
        work=chance.integers(3, 6, len(place)),
        load_kg=START_KG[exercise] * of_the_day[session] / (1 + repetitions / 30),
        repetitions=repetitions,
    )


def frame(slots: Slots, first: int, first_day: date, chance: np.random.Generator) -> pl.DataFrame:
    """The sets of each slot one after the other: lighter ones up to the load of the day, then the work."""
    lengths = slots.warm_ups + slots.work
    slot = np.repeat(np.arange(len(lengths)), lengths)
    number = np.arange(len(slot)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    warm_up = number < slots.warm_ups[slot]
    last = number == lengths[slot] - 1
    drop = last & (chance.random(len(slot)) < 0.05 * slots.work[slot])  # one in twenty of all work sets
    share = np.where(warm_up, (number + 1) / (slots.warm_ups[slot] + 1), np.where(drop, 0.75, 1.0))
    load_g = np.maximum(1, np.rint(slots.load_kg[slot] * share * 1000 / PLATES_G)).astype(np.int64) * PLATES_G
    rpe = np.clip(np.rint(chance.normal(8, 0.9, len(slot)) * 2) / 2, 1, 10)
    rpe[warm_up | (chance.random(len(slot)) < 0.35)] = np.nan
    session = slots.session[slot]
    before = np.searchsorted(session, session)  # the first set of the same session
    seconds = 17 * 3600 + (np.arange(len(slot)) - before) * SECONDS_A_SET
    days = slots.day[slot] + (first_day - date(1970, 1, 1)).days
    return pl.DataFrame(
        {
            "athlete": slots.athlete[slot] + first,
            "time": pl.Series((days * 86_400 + seconds) * 1000).cast(pl.Datetime("ms")),
            "day": pl.Series(days).cast(pl.Int32).cast(pl.Date),
            "exercise": pl.Series(NAMES).gather(slots.exercise[slot]),
            "load_g": load_g,
            "repetitions": slots.repetitions[slot].astype(np.float64),
            "rpe": pl.Series(rpe).fill_nan(None),
            "warm_up": warm_up,
            "counts": ~warm_up,
            "drop": drop,
        }
    )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    arguments.add_argument("--athletes", type=int, required=True)
    arguments.add_argument("--years", type=float, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    main(given.athletes, given.years, given.out, given.seed)
