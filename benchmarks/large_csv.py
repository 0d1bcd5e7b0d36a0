"""Measures the peak of memory, and the time, that reading a CSV file of any size takes: in a process of its own.

    .venv/bin/python -m benchmarks.large_csv [--megabytes N] [--out FILE]

The file is a Strong export of many made people of ten years each, one below the other; it is written as it is made.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from benchmarks.ten_years import HEADER, ten_years

from lumbar import wiring
from lumbar.core.quantities import MassUnit
from lumbar.demo import LAST_DAY
from lumbar.usecases.ports import ReadingChoices

ROWS_A_PERSON = 50_000


def main(megabytes: float, out: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = out or Path(folder) / "many.csv"
        rows = write_log(log, round(megabytes * 1e6))
        print(f"{log.stat().st_size / 1e6:,.0f} MB, {rows:,} rows", flush=True)
        subprocess.run([sys.executable, "-m", "benchmarks.large_csv", "--read", str(log)], check=True)


def write_log(log: Path, size: int) -> int:
    """Writes a log of about so many bytes, and says how many rows are below its header."""
    rows = 0
    with log.open("w", encoding="utf-8", newline="") as file:
        written = file.write(HEADER + "\n")
        for seed in count(1):
            for row in ten_years(ROWS_A_PERSON, seed).splitlines()[1:]:
                if written >= size:
                    return rows
                written += file.write(row + "\n")
                rows += 1
    return rows


def read(log: Path) -> None:
    """Reads it, and prints what that took of this process."""
    reader = wiring.log_reader()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    reading = reader.read(str(log), ReadingChoices(LAST_DAY, MassUnit.KG))
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{reading.set_count:,} sets in {len(reading.sessions):,} sessions, {reading.balance.quarantined} set aside")
    print(f"{seconds:.1f} s; peak of memory {peak / 1024:.0f} MiB, of which {before / 1024:.0f} MiB before reading")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--megabytes", type=float, default=200.0)
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.read:
        read(given.read)
    else:
        main(given.megabytes, given.out)
