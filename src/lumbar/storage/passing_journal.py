"""A journal that lasts as long as the program and writes nothing: for the made person, who has no store."""

from __future__ import annotations

from collections.abc import Sequence

from lumbar.usecases.ports import CheckIn


class PassingJournal:
    """Fills the port ``Journal`` in memory."""

    def __init__(self) -> None:
        self._check_ins: list[CheckIn] = []

    def add(self, check_in: CheckIn) -> None:
        self._check_ins.append(check_in)

    def check_ins(self) -> Sequence[CheckIn]:
        return tuple(self._check_ins)
