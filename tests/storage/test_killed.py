"""A process killed while it saves leaves the store as before the save or as after it."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lumbar.core.triage.questions import Question
from lumbar.storage.opening import open_journal, open_store

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
