"""Times reading and explaining a ten-year log beside a plain ``csv.reader`` over the same file, in one process.

    .venv/bin/python -m benchmarks.reading [LOG] [--scale]

Without LOG a made log of ten years is used. Rounds alternate between what is timed, so that a machine that slows down
slows all of it. Prints the median of seven rounds, the range, and the ratio to the plain reader: ratios carry over to
other machines, seconds do not. ``--scale`` reads made logs of a thousand to a million rows and prints what a row costs.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
import time
from collections import deque
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from datetime import time as time_of_day
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.ten_years import ROWS, ten_years

from lumbar import wiring
from lumbar.core.provenance import FileReading
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import united
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.disposition import Disposition
from lumbar.core.triage.questions import Report
from lumbar.demo import LAST_DAY
from lumbar.usecases.explain import explain_files
from lumbar.usecases.plan_today import plan_today
from lumbar.usecases.ports import CheckIn, ReadingChoices

ROUNDS = 7
SIZES = (1_000, 10_000, 100_000, 1_000_000)
MOST_ROWS_A_PERSON = 50_000
KILOGRAMS = ReadingChoices(LAST_DAY, MassUnit.KG)
UNIT_UNKNOWN = ReadingChoices(LAST_DAY)


def main(log: Path | None, *, scale: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if scale:
            for rows in SIZES:
                show_per_row(rows, seconds_of(made_log(Path(folder), rows), rounds=3 if rows > ROWS else ROUNDS))
            return
        show(seconds_of(log or made_log(Path(folder), ROWS), ROUNDS))


def seconds_of(log: Path, rounds: int) -> Mapping[str, list[float]]:
    """How long each of them took in each round; the catalogue and the drills are loaded before."""
    wiring.catalogue(), wiring.drills()
    timed: dict[str, Callable[[], object]] = {
        "csv.reader": partial(read_plainly, log),
        "read": partial(read, log, KILOGRAMS),
        "read, unit guessed": partial(read, log, UNIT_UNKNOWN),
        "read, explain, plan": partial(answer, log),
    }
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(rounds + 1):
        for name, does in timed.items():
            began = time.perf_counter()
            does()
            seconds[name].append(time.perf_counter() - began)
    return {name: all_but_first for name, (_, *all_but_first) in seconds.items()}


def read_plainly(log: Path) -> None:
    """Every row split into its fields, and nothing kept."""
    with log.open(encoding="utf-8", newline="") as file:
        deque(csv.reader(file), maxlen=0)


def read(log: Path, choices: ReadingChoices) -> FileReading:
    return wiring.log_reader().read(str(log), choices)


def answer(log: Path) -> None:
    """All that stands between a dropped file and the answer page, but for the page: the log read, what was different
    before the pain, and today's session.
    """
    explanation = explain_files(
        [str(log)],
        reader=wiring.log_reader(),
        choices=KILOGRAMS,
        catalogue=wiring.catalogue(),
        suggest=wiring.suggest_exercises,
        pain_on=None,
        on=LAST_DAY,
    )
    plan_today(
        log=united(explanation.log.readings),
        check_ins=[made_check_in(LAST_DAY)],
        catalogue=wiring.catalogue(),
        drills=wiring.drills(),
        on=LAST_DAY,
    )


def made_check_in(on: date) -> CheckIn:
    """A mild pain that the person may look after by themselves."""
    at = datetime.combine(on, time_of_day(8), UTC)
    return CheckIn(at, "Etc/UTC", Report(on, age=35, pain=Nprs(3)), Disposition.SELF_CARE, "made", ())


def made_log(folder: Path, rows: int) -> Path:
    """A log of so many rows: of one made person, or where that is more than ten years hold, of several in one file."""
    log = folder / f"{rows}-rows.csv"
    people = -(-rows // (ROWS if rows <= ROWS else MOST_ROWS_A_PERSON))
    made = [ten_years(rows // people, seed).splitlines() for seed in range(1, people + 1)]
    log.write_text("\n".join([made[0][0], *(row for each in made for row in each[1:]), ""]), encoding="utf-8")
    return log


def show(seconds: Mapping[str, list[float]]) -> None:
    plain = median(seconds["csv.reader"])
    for name, rounds in seconds.items():
        middle = median(rounds)
        print(
            f"{name:20} {middle:6.3f} s  ({min(rounds):.3f} to {max(rounds):.3f})  {middle / plain:5.1f} x csv.reader"
        )


def show_per_row(rows: int, seconds: Mapping[str, list[float]]) -> None:
    costs = ", ".join(f"{name} {1e6 * median(rounds) / rows:.2f}" for name, rounds in seconds.items())
    print(f"{rows:9,} rows, microseconds a row: {costs}", flush=True)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("log", nargs="?", type=Path)
    arguments.add_argument("--scale", action="store_true")
    given = arguments.parse_args()
    main(given.log, scale=given.scale)
