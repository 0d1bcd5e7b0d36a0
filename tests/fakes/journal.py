"""The check-ins of one person in memory."""

from __future__ import annotations

from collections.abc import Sequence

from lumbar.usecases.ports import CheckIn


class InMemoryJournal:
    """Keeps what it is given for as long as it lives."""

    def __init__(self) -> None:
        self._check_ins: list[CheckIn] = []

    def add(self, check_in: CheckIn) -> None:
        if check_in.at.tzinfo is None:
            raise ValueError(f"{check_in.at} has no zone and is no instant")
        self._check_ins.append(check_in)

    def check_ins(self) -> Sequence[CheckIn]:
        return sorted(self._check_ins, key=lambda one: (one.report.on, one.at))
