"""A process killed while it saves leaves the store as before the save or as after it."""

from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from math import inf
from pathlib import Path

import pytest
from tests.fakes.clock import StandingClock
from tests.fakes.log_reader import InMemoryLogReader
from tests.fakes.logs import performed, reading, session, set_aside

from lumbar.core.provenance import FileReading
from lumbar.core.triage.questions import Question
from lumbar.storage.location import STORE_FILE
from lumbar.storage.opening import open_journal, open_store
from lumbar.usecases.import_log import import_log

KILLS = 12
SESSIONS = 300
SETS = 20

SAVES = f"""
import sys, pathlib
from datetime import UTC, datetime, timedelta
from lumbar.core.same_training import keyed
from lumbar.storage.opening import open_store
from lumbar.usecases.ports import ImportBatch
from tests.fakes.logs import performed, reading, session

store = open_store(pathlib.Path(sys.argv[1]))
first = len(store.log().sessions)
print("ready", flush=True)
days = (datetime(2000, 1, 1) + timedelta(days=first + count) for count in range({SESSIONS}))
read = reading(str(first), *(session(day.isoformat(), *[performed()] * {SETS}) for day in days))
store.save(ImportBatch(datetime.now(UTC), [read], keyed(read.sessions), [], {{}}))
print("saved", flush=True)
"""


@pytest.mark.slow
def test_a_killed_save_is_whole_or_absent_and_an_acknowledged_one_is_whole(tmp_path: Path) -> None:
    moments = random.Random(20261122)  # noqa: S311  moments to kill at, no secret
    open_store(tmp_path)
    there, outcomes = 0, set()
    for kill in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", SAVES, tmp_path], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            # The last is not hurried, so that a save that ends is among them.
            time.sleep(moments.uniform(0, 0.5) if kill < KILLS - 1 else 5)
            process.send_signal(signal.SIGKILL)
            acknowledged = process.stdout.read() == "saved\n"
        log = open_store(tmp_path).log()
        stored = len(log.sessions) - there
        assert stored in ({SESSIONS} if acknowledged else {0, SESSIONS})
        assert log.set_count == len(log.sessions) * SETS
        assert len(open_store(tmp_path).files()) == len(log.sessions) // SESSIONS
        there = len(log.sessions)
        outcomes.add(stored)
    assert outcomes == {0, SESSIONS}, "no kill came before the end of a save, or none after it"


ADDS = """
import sys, pathlib
from dataclasses import replace
from lumbar.core.triage.disposition import Level
from lumbar.core.triage.questions import Answer, Question
from lumbar.storage.opening import open_journal
from lumbar.usecases.ports import TracedRule
from tests.fakes.check_ins import noted

journal = open_journal(pathlib.Path(sys.argv[1]))
trace = tuple(TracedRule(f"R{number}", Level.ROUTINE, tuple(Question), "because") for number in range(300))
whole = replace(noted(answers={question: Answer.YES for question in Question}), because=trace)
print("ready", flush=True)
while True:
    journal.add(whole)
    print("added", flush=True)
"""


@pytest.mark.slow
def test_a_killed_check_in_is_whole_or_absent_and_an_acknowledged_one_is_whole(tmp_path: Path) -> None:
    """One after another is added until the kill, so that it falls into an add or between two."""
    moments = random.Random(20261122)  # noqa: S311  moments to kill at, no secret
    open_journal(tmp_path)
    there, cut_short = 0, 0
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", ADDS, tmp_path], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(moments.uniform(0, 0.4))
            process.send_signal(signal.SIGKILL)
            acknowledged = process.stdout.read().count("added\n")
        check_ins = open_journal(tmp_path).check_ins()
        stored = len(check_ins) - there
        assert stored - acknowledged in (0, 1)
        assert {len(one.report.answers) for one in check_ins} <= {len(Question)}
        assert {len(one.because) for one in check_ins} <= {300}
        there, cut_short = len(check_ins), cut_short + (stored == acknowledged)
    assert there > 0, "no check-in was stored before any kill"
    assert cut_short > 0, "no kill came before the end of an add"


MOMENTS = 50

IMPORTS = """
import sys, pathlib
from lumbar.storage.opening import open_store
from lumbar.usecases.import_log import import_log
from lumbar.usecases.undo_import import undo_import
from tests.fakes.clock import StandingClock
from tests.fakes.log_reader import InMemoryLogReader
from tests.storage.test_killed import NOON, export

directory, what = pathlib.Path(sys.argv[1]), sys.argv[2]
file = export(corrected=True)
store = open_store(directory)
print("ready", flush=True)
sys.stdin.readline()
if what == "import":
    reader = InMemoryLogReader({file.path: file})
    import_log([file.path], reader=reader, store=store, clock=StandingClock(NOON), replace_changed=True)
else:
    undo_import(None, store=store, clock=StandingClock(NOON))
print("done", flush=True)
"""

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def export(*, corrected: bool) -> FileReading:
    """Sessions from 2000 on; the corrected export has half of them with other loads, and as many new ones again."""
    first = datetime(2000, 1, 1)  # noqa: DTZ001  sessions begin in local time
    days = [(first + timedelta(days=count)).isoformat() for count in range(SESSIONS * (2 if corrected else 1))]
    sessions = [
        session(day, *[performed(kg=101 if corrected and number < SESSIONS // 2 else 100)] * SETS)
        for number, day in enumerate(days)
    ]
    return reading("b.csv" if corrected else "a.csv", *sessions, problems=(set_aside(f"x{corrected}"),))


def everything_in(directory: Path) -> tuple[object, ...]:
    """All that is stored but the ids of imports, which are made anew each time."""
    store = open_store(directory)
    standing = [one.paths for one in store.imports() if one.undone_at is None]
    return (list(store.sessions()), list(store.files()), list(store.quarantine()), standing)


def is_whole(directory: Path) -> bool:
    with closing(sqlite3.connect(directory / STORE_FILE)) as connection:
        checked = connection.execute("PRAGMA integrity_check").fetchall()
        return checked == [("ok",)] and connection.execute("PRAGMA foreign_key_check").fetchall() == []


def run_and_kill(directory: Path, what: str, after_s: float) -> tuple[bool, float]:
    """Whether it said that it was done before it was killed, and how long it ran. [s]"""
    command = [sys.executable, "-c", IMPORTS, str(directory), what]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        began = time.monotonic()
        process.stdin.write("go\n")
        process.stdin.flush()
        if after_s < inf:
            time.sleep(after_s)
            process.send_signal(signal.SIGKILL)
        acknowledged = process.stdout.read() == "done\n"
        return acknowledged, time.monotonic() - began


@pytest.mark.slow
@pytest.mark.parametrize("what", ["import", "undo"])
def test_an_import_and_an_undo_killed_at_any_moment_leave_the_store_as_before_or_as_after(
    tmp_path: Path, what: str
) -> None:
    """300 sessions are stored; 150 of them are replaced and 300 are added, or that is taken back."""
    before = tmp_path / "before"
    file = export(corrected=False)
    import_log(
        [file.path],
        reader=InMemoryLogReader({file.path: file}),
        store=open_store(before),
        clock=StandingClock(NOON),
    )
    if what == "undo":
        assert run_and_kill(before, "import", inf)[0]
    after = tmp_path / "after"
    shutil.copytree(before, after)
    acknowledged, whole_s = run_and_kill(after, what, inf)
    assert acknowledged
    states = {"before": everything_in(before), "after": everything_in(after)}
    assert states["before"] != states["after"]

    moments = random.Random(20261123)  # noqa: S311  moments to kill at, no secret
    met = []
    for _ in range(MOMENTS):
        directory = tmp_path / "killed"
        shutil.copytree(before, directory)
        acknowledged, _ran = run_and_kill(directory, what, moments.uniform(0, 1.2 * whole_s))
        assert is_whole(directory)
        [state] = [name for name, state in states.items() if state == everything_in(directory)]
        assert state == "after" or not acknowledged
        met.append(state)
        shutil.rmtree(directory)
    assert set(met) == {"before", "after"}, "no kill came before the end, or none after it"
