"""Times the load table of a made cohort, beside a bare reading of the same columns and the same table by pandas.

    .venv/bin/python -m benchmarks.load_kernel [--athletes N] [--years Y] [--rounds R] [--cohort DIR]

Every run is a process of its own and writes the table as Parquet; rounds alternate between the runs, so that a machine
that slows down slows all of them. Seconds are of the work, without the import of the library. Prints the median with
the least and the most, the peak of memory, and the ratios: they carry over to other machines, seconds do not. Last the
table of one person's ten years in a process that is warm, beside the plain Python that the tests hold it against.
"""

from __future__ import annotations

import argparse
import importlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

COLUMNS = ("athlete", "day", "load_g", "repetitions", "counts")
SCAN, STREAMING, FILES, PANDAS = "raw scan", "kernel, streaming", "kernel, file by file", "pandas"
WARM_ROUNDS = 15


def main(athletes: int, years: float, rounds: int, cohort: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        if cohort is None:
            cohort = Path(folder) / "cohort"
            asked = ["--athletes", str(athletes), "--years", str(years), "--out", str(cohort)]
            subprocess.run([sys.executable, "-m", "benchmarks.generate_cohort", *asked], check=True)
        took: dict[str, list[tuple[float, float]]] = {name: [] for name in RUNS}
        for _ in range(rounds):
            for name in RUNS:
                took[name].append(run_alone(name, cohort, Path(folder) / "out"))
        show(took)
    one_person()


def run_alone(name: str, cohort: Path, out: Path) -> tuple[float, float]:
    """Seconds of work, and the most memory of its process in MiB."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.load_kernel",
        "--run",
        name,
        "--cohort",
        str(cohort),
        "--out",
        str(out),
    ]
    seconds, mebibytes = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(mebibytes)


def show(took: dict[str, list[tuple[float, float]]]) -> None:
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    middle = {name: median(seconds for seconds, _ in runs) for name, runs in took.items()}
    for name, runs in took.items():
        seconds = [second for second, _ in runs]
        print(
            f"{name:22} {middle[name]:7.3f} s ({min(seconds):.3f} to {max(seconds):.3f})"
            f" {median(peak for _, peak in runs):7.0f} MiB  {middle[name] / middle[SCAN]:5.1f} x raw scan"
            f"  pandas takes {middle[PANDAS] / middle[name]:.1f} x as long"
        )


def scan(cohort: Path, _out: Path) -> None:
    import polars as pl

    for file in files_of(cohort):
        pl.read_parquet(file, columns=list(COLUMNS))


def streaming(cohort: Path, out: Path) -> None:
    from lumbar.core.load.kernel import load_table

    load_table(sets_of(files_of(cohort))).sink_parquet(out / "all.parquet")


def file_by_file(cohort: Path, out: Path) -> None:
    from lumbar.core.load.kernel import load_table

    for file in files_of(cohort):
        load_table(sets_of([file])).sink_parquet(out / file.name)


def by_pandas(cohort: Path, out: Path) -> None:
    """As somebody would write it who knows pandas: no fault of it, and no trick."""
    import pandas as pd

    sets = pd.concat([pd.read_parquet(file, columns=list(COLUMNS)) for file in files_of(cohort)], ignore_index=True)
    sets["day"] = pd.to_datetime(sets["day"])
    sets["load"] = (sets["load_g"] * sets["repetitions"]).round().where(sets["counts"], 0)
    daily = sets.groupby(["athlete", "day"])["load"].sum().reset_index()
    table = daily.groupby("athlete")[["day", "load"]].apply(figures_by_pandas)
    table.reset_index().to_parquet(out / "pandas.parquet")


def figures_by_pandas(daily: Any) -> Any:
    """The days of one athlete with their figures."""
    import pandas as pd

    trained = daily.set_index("day")["load"] / 1000
    load = trained.asfreq("D", fill_value=0.0)
    shown = pd.Series(range(len(load)), index=load.index) >= 27
    week, month = load.rolling(7).mean(), load.rolling(28).mean()
    before = load.shift(7).rolling(21).mean()
    acute, chronic = load.ewm(span=7, adjust=False).mean(), load.ewm(span=28, adjust=False).mean()
    monotony = week / load.rolling(7).std()
    figures = pd.DataFrame({
        "load": load, "acute": acute, "chronic": chronic, "acwr_ewma": acute / chronic, "acwr_coupled": week / month,
        "acwr_uncoupled": week / before, "monotony": monotony, "strain": week * 7 * monotony,
    })  # fmt: skip
    figures.iloc[:, 1:] = figures.iloc[:, 1:].where(shown)
    breaks = trained.index.to_series().diff().dt.days
    jump = (trained / trained.shift().rolling(4, min_periods=1).mean()).where(breaks >= 14)
    return figures.assign(break_days=breaks, jump=jump)


RUNS: dict[str, Callable[[Path, Path], None]] = {
    SCAN: scan,
    STREAMING: streaming,
    FILES: file_by_file,
    PANDAS: by_pandas,
}


def files_of(cohort: Path) -> Sequence[Path]:
    return sorted(cohort.glob("*.parquet"))


def sets_of(files: Iterable[Path]) -> Any:
    """The sets of a cohort, of which no spinal exposure is known."""
    import polars as pl

    return pl.scan_parquet(list(files)).select(*COLUMNS, pl.lit(None, pl.Float64).alias("spinal_exposure"))


def measure(name: str, cohort: Path, out: Path) -> None:
    """In a process of its own: prints seconds and MiB."""
    out.mkdir(exist_ok=True)
    for library in ("pandas", "pyarrow.parquet") if name == PANDAS else ("polars", "lumbar.core.load.kernel"):
        importlib.import_module(library)
    began = time.perf_counter()
    RUNS[name](cohort, out)
    print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def one_person() -> None:
    """Ten years of one person, warm."""
    from benchmarks.generate_cohort import made_sets
    from tests.core.load.reference import MadeSet, reference_table

    from lumbar.core.load.kernel import load_table

    sets = made_sets(first=1, athletes=1, years=10, seed=1).select(*COLUMNS)
    frame = sets.lazy().with_columns(spinal_exposure=None)
    rows = [MadeSet(*row) for row in sets.iter_rows()]
    ways: dict[str, Callable[[], object]] = {
        "kernel": lambda: load_table(frame).collect(),
        "plain Python": lambda: reference_table(rows),
    }
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(WARM_ROUNDS + 1):
        for name, way in ways.items():
            began = time.perf_counter()
            way()
            took[name].append((time.perf_counter() - began) * 1000)
    for name, (_cold, *warm) in took.items():
        print(f"ten years, {len(rows):,} sets, {name:12} {median(warm):6.1f} ms ({min(warm):.1f} to {max(warm):.1f})")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    arguments.add_argument("--athletes", type=int, default=40)
    arguments.add_argument("--years", type=float, default=5)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--cohort", type=Path, help="a folder that benchmarks/generate_cohort.py has filled")
    arguments.add_argument("--run", choices=tuple(RUNS), help=argparse.SUPPRESS)
    arguments.add_argument("--out", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.run:
        measure(given.run, given.cohort, given.out)
    else:
        main(given.athletes, given.years, given.rounds, given.cohort)
