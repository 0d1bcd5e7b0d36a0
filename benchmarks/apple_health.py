"""Makes an Apple Health export of any size, and measures what it takes to read it: seconds and the peak of memory.

    .venv/bin/python -m benchmarks.apple_health [--gigabytes N] [--zip] [--out FILE]

The file is written to the disk as it is made. Most of it is heart rate, as in a real export; below that stand ten years
of workouts, each third one of strength. It is read in a process of its own, so that the peak is that of reading alone.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from lumbar import wiring
from lumbar.demo import LAST_DAY
from lumbar.usecases.ports import ReadingChoices

BLOCK = 1 << 20
WORKOUTS = 5_000
NAME = "apple_health_export/export.xml"
DOCTYPE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary|ClinicalRecord)*)>
<!ATTLIST HealthData
  locale CDATA #REQUIRED
>
<!ELEMENT HeartRateVariabilityMetadataList (InstantaneousBeatsPerMinute*)>
  device         CDATA #IMPLIED
<!ATTLIST Workout workoutActivityType CDATA #REQUIRED
]>
<HealthData locale="de_DE">
 <ExportDate value="2026-05-31 20:00:00 +0200"/>
 <Me HKCharacteristicTypeIdentifierBiologicalSex="HKBiologicalSexNotSet"/>
"""
"""With faults as the phone once wrote them: a line of a list that belongs nowhere, and a list that is not closed."""
ACTIVITIES = ("TraditionalStrengthTraining", "Running", "Walking")


def main(gigabytes: float, *, zipped: bool, out: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        export = out or Path(folder) / ("export.zip" if zipped else "export.xml")
        size = write_export(export, round(gigabytes * 1e9), zipped=zipped)
        print(f"{size / 1e6:,.0f} MB of XML in {export.stat().st_size / 1e6:,.0f} MB", flush=True)
        subprocess.run([sys.executable, "-m", "benchmarks.apple_health", "--read", str(export)], check=True)


def write_export(export: Path, size: int, *, zipped: bool = False) -> int:
    """Writes an export of about so many bytes of XML, and says how many they are."""
    blocks = made_export(size)
    if not zipped:
        with export.open("wb") as file:
            return sum(map(file.write, blocks))
    with (
        zipfile.ZipFile(export, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(NAME, "w", force_zip64=True) as member,
    ):
        return sum(map(member.write, blocks))


def made_export(size: int) -> Iterator[bytes]:
    """The XML a block at a time: records until only the workouts are left to fill it."""
    chance = Random("health")  # noqa: S311  a made export, not a secret
    workouts = "".join(made_workouts(chance)).encode()
    yield DOCTYPE.encode()
    written = len(workouts)
    while written < size:
        block = made_records(chance)
        written += len(block)
        yield block
    yield workouts
    yield b"</HealthData>\n"


def made_records(chance: Random) -> bytes:
    """About a block of heart rate: no two records are alike, so that it packs as badly as a real one."""
    began = datetime(2016, 1, 1) + timedelta(seconds=chance.randrange(300_000_000))  # noqa: DTZ001
    lines: list[str] = []
    length = 0
    while length < BLOCK:
        began += timedelta(seconds=chance.randrange(3, 400))
        at = f"{began:%Y-%m-%d %H:%M:%S} +0100"
        lines.append(
            ' <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Apple\u00a0Watch"'
            f' sourceVersion="9.{len(lines)}" device="&lt;&lt;HKDevice: {hex(chance.getrandbits(36))}&gt;, name:W&gt;"'
            ' unit="count/min"'
            f' creationDate="{at}" startDate="{at}" endDate="{at}" value="{chance.randrange(40, 190)}">\n'
            f'  <MetadataEntry key="HKMetadataKeyHeartRateMotionContext" value="{chance.randrange(3)}"/>\n </Record>\n'
        )
        length += len(lines[-1])
    return "".join(lines).encode()


def made_workouts(chance: Random) -> Iterator[str]:
    last = datetime.combine(LAST_DAY, datetime.min.time())
    for number in range(WORKOUTS):
        began = last - timedelta(hours=17 * (WORKOUTS - number) + chance.random())
        minutes = chance.uniform(20, 100)
        ended = began + timedelta(minutes=minutes + 3)
        yield (
            f' <Workout workoutActivityType="HKWorkoutActivityType{ACTIVITIES[number % 3]}" duration="{minutes!r}"'
            f' durationUnit="min" sourceName="Watch" creationDate="{ended:%Y-%m-%d %H:%M:%S} +0100"'
            f' startDate="{began:%Y-%m-%d %H:%M:%S} +0100" endDate="{ended:%Y-%m-%d %H:%M:%S} +0100">\n'
            '  <MetadataEntry key="HKIndoorWorkout" value="1"/>\n'
            f'  <WorkoutEvent type="HKWorkoutEventTypePause" date="{began:%Y-%m-%d %H:%M:%S} +0100"/>\n </Workout>\n'
        )


def read(export: Path) -> None:
    """Reads it, and prints what that took of this process."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.perf_counter()
    reader = wiring.log_reader()
    for log in reader.logs_in(str(export)):
        reading = reader.read(log, ReadingChoices(LAST_DAY))
        print(f"{reading.format}: {reading.balance.records:,} records, {reading.balance.done:,} sets")
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{seconds:.1f} s; peak of memory {peak / 1024:.0f} MiB, of which {before / 1024:.0f} MiB before reading")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--gigabytes", type=float, default=1.0)
    arguments.add_argument("--zip", action="store_true")
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.read:
        read(given.read)
    else:
        main(given.gigabytes, zipped=given.zip, out=given.out)
