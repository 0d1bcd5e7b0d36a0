"""Times ``lumbar import`` of a ten-year log as a whole process, beside an empty Python and a plain ``csv.reader``.

    .venv/bin/python -m benchmarks.importing [LOG]

Without LOG a made log of ten years is used. Each round imports it into a new store, imports it once more, and asks
``why`` of what is stored; a process that only splits the file's rows stands beside them. Rounds alternate between
commands, so that a machine that slows down slows all of them. Prints the median of five rounds, the range, and the
ratios: they carry over to other machines, seconds do not.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from benchmarks.commands import ROUNDS, timed
from benchmarks.ten_years import ROWS, ten_years

SPLIT_ROWS = """
import csv, sys
from collections import deque

with open(sys.argv[1], encoding="utf-8", newline="") as file:
    deque(csv.reader(file), maxlen=0)
"""
EMPTY, SPLIT = "python -c pass", "csv.reader"


def main(log: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        show(seconds_of(log or made_log(Path(folder)), Path(folder) / "store"))


def made_log(folder: Path) -> Path:
    log = folder / f"{ROWS}-rows.csv"
    log.write_text(ten_years(ROWS), encoding="utf-8")
    return log


def seconds_of(log: Path, store: Path) -> Mapping[str, list[float]]:
    """How long each command took in each round but the first, which fills the machine's caches."""
    lumbar, data = [sys.executable, "-m", "lumbar"], ["--data", str(store)]
    stored = [*lumbar, "import", str(log), "--unit", "kg", "--accept", *data]
    commands = {
        EMPTY: [sys.executable, "-c", "pass"],
        SPLIT: [sys.executable, "-c", SPLIT_ROWS, str(log)],
        "import": stored,
        "import again": stored,
        "why, from the store": [*lumbar, "why", *data],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS + 1):
        shutil.rmtree(store, ignore_errors=True)
        for name, command in commands.items():
            seconds[name].append(timed(command))
    return {name: all_but_first for name, (_, *all_but_first) in seconds.items()}


def show(seconds: Mapping[str, list[float]]) -> None:
    empty, split = median(seconds[EMPTY]), median(seconds[SPLIT])
    for name, rounds in seconds.items():
        middle = median(rounds)
        print(
            f"{name:20} {middle:6.3f} s  ({min(rounds):.3f} to {max(rounds):.3f})  {middle / empty:5.1f} x {EMPTY}  "
            f"{middle / split:5.1f} x {SPLIT}",
            flush=True,
        )


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("log", nargs="?", type=Path)
    main(arguments.parse_args().log)
