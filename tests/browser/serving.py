"""The web app as a person starts it: a process of its own that says on stdout where it is."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

READY_WITHIN_S = 20.0


@dataclass(frozen=True)
class Serving:
    """A server that answers, and what it told when it was ready."""

    url: str
    data: Path
    temporary: Path
    """Where this process would put a temporary file."""
    pid: int
    ready_s: float
    """From starting the process to its word that it is ready."""
    phone_url: str = ""
    fingerprint: str = ""

    def asking(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Another command of the same person, beside the server."""
        command = [sys.executable, "-m", "lumbar", "--data", str(self.data), *map(str, arguments)]
        return subprocess.run(command, env=_environment(), capture_output=True, text=True, timeout=60, check=False)

    def waited_for_a_core_s(self) -> float:
        """How long its threads were ready to run and something else had the processor, on Linux. [s]"""
        each_thread = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(told.read_text().split()[1]) for told in each_thread) / 1e9

    def open_files(self) -> Sequence[str]:
        """The paths of what the process has open, on Linux."""
        return [str(each.readlink()) for each in Path(f"/proc/{self.pid}/fd").iterdir() if each.is_symlink()]


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[Serving]:
    """``lumbar serve`` on free ports of loopback, over a data folder of its own; ended when the test ends."""
    data, temporary = folder / "data", folder / "temporary"
    temporary.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "lumbar", "--data", str(data), "serve", "--no-browser", "--json", "--port", "0"]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, *options],
        env=_environment() | {"TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    # A server that never says where it is would hold the test for ever.
    alarm = threading.Timer(READY_WITHIN_S, process.kill)
    alarm.start()
    try:
        told = _one_object(process)
        ready_s = time.perf_counter() - began
        alarm.cancel()
        phone = told.get("phone", {"url": "", "fingerprint": ""})
        yield Serving(told["url"], data, temporary, process.pid, ready_s, phone["url"], phone["fingerprint"])
    finally:
        alarm.cancel()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)
    assert "Traceback" not in said, said
    assert process.returncode == 0, f"ended with {process.returncode} and said: {said}"


def _one_object(process: subprocess.Popen[str]) -> dict[str, Any]:
    """The one JSON object the process writes, which ends where it can be read as one."""
    written = ""
    assert process.stdout is not None
    for line in process.stdout:
        written += line
        if line.startswith("}"):
            told: dict[str, Any] = json.loads(written)
            return told
    said = process.stderr.read() if process.stderr else ""
    raise AssertionError(
        f"the server was not ready within {READY_WITHIN_S:.0f} s; stdout: {written!r}; it said: {said}"
    )


def _environment() -> dict[str, str]:
    """Of a person's own shell: nothing that makes Python write at once, which a program's pipe does not have."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONUNBUFFERED", "LUMBAR_DATA")}
