"""Times whole commands, process start included, beside an empty Python in the same run.

    .venv/bin/python benchmarks/commands.py [LOG...]

Without LOG a made log of six years is used. Rounds alternate between commands, so that a machine that slows down slows
all of them. Prints the median of five rounds, the range, and the ratio to the empty Python: ratios carry over to other
machines, seconds do not.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

from lumbar.demo import LAST_DAY, demo_log_csv

ROUNDS = 5
HALF_YEARS = 12


def main(logs: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        logs = logs or [str(made_log(Path(folder)))]
        why = [sys.executable, "-m", "lumbar", "why", *logs, "--unit", "kg", "--data", folder]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "lumbar --help": [sys.executable, "-m", "lumbar", "--help"],
            "lumbar why --json": [*why, "--json"],
            "lumbar why": why,
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS + 1):
            for name, command in commands.items():
                seconds[name].append(timed(command))
    show({name: rounds[1:] for name, rounds in seconds.items()})


def made_log(folder: Path) -> Path:
    """Twelve made half-years one after another, newest first as Hevy writes them."""
    days = [LAST_DAY - timedelta(days=half * 183) for half in range(HALF_YEARS)]
    halves = [demo_log_csv(seed=half, last_day=day).splitlines() for half, day in enumerate(days)]
    log = folder / "six-years.csv"
    log.write_text("\n".join([halves[0][0], *(row for half in halves for row in half[1:]), ""]), encoding="utf-8")
    return log


def timed(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def show(seconds: dict[str, list[float]]) -> None:
    empty = median(next(iter(seconds.values())))
    for name, rounds in seconds.items():
        middle = median(rounds)
        print(
            f"{name:20} {middle:6.3f} s  ({min(rounds):.3f} to {max(rounds):.3f})  {middle / empty:5.1f} x empty Python"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
