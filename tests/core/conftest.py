"""The core is pure, and this holds what imports cannot show: no file is opened from it while its tests run."""

from __future__ import annotations

import builtins
import sys
from collections.abc import Iterator
from typing import Any

import pytest

really_open = builtins.open


@pytest.fixture(autouse=True)
def _the_core_opens_no_file(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def watched(*arguments: Any, **named: Any) -> Any:  # passes through whatever open takes
        caller = sys._getframe(1).f_globals.get("__name__", "")
        assert not caller.startswith("lumbar.core"), f"{caller} opens a file; the core does no I/O"
        return really_open(*arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(builtins, "open", watched)
        yield
