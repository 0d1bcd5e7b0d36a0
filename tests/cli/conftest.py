"""Commands are run in this process, as the shell would run them, over a data folder of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from lumbar.cli.app import run


@dataclass(frozen=True)
class Ended:
    """What one command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # the answer's own keys are what the tests look at
        return json.loads(self.out)

    @property
    def said_lines(self) -> list[str]:
        return [line for line in self.err.splitlines() if line]


Lumbar = Callable[..., Ended]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def lumbar(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Lumbar:
    monkeypatch.setenv("LUMBAR_DATA", str(data))

    def call(*arguments: str | Path) -> Ended:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Ended(int(code), written.out, written.err)

    return call
