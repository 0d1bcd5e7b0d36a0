"""The self-tests of one person in memory, and results by hand and by Hypothesis."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from hypothesis import strategies as st

from lumbar.core.self_tests import MEASURED, ZERO_MOST, SelfTest, SelfTestResult, Side
from lumbar.usecases.ports import NotedSelfTest

NOTED_AT = datetime(2026, 5, 3, 8, 0, tzinfo=UTC)


class InMemorySelfTests:
    """Keeps what it is given for as long as it lives."""

    def __init__(self) -> None:
        self._noted: list[NotedSelfTest] = []

    def add(self, results: Sequence[SelfTestResult], at: datetime) -> None:
        if at.tzinfo is None:
            raise ValueError(f"{at} has no zone and is no instant")
        self._noted += [NotedSelfTest(uuid4(), at, result) for result in results]

    def results(self) -> Sequence[NotedSelfTest]:
        return sorted(self._noted, key=lambda noted: (noted.result.on, noted.at))

    def remove(self, result_id: UUID) -> None:
        self._noted = [noted for noted in self._noted if noted.id != result_id]


def side_plank(value: float, on: str = "2026-05-03", side: Side = Side.LEFT) -> SelfTestResult:
    return SelfTestResult(SelfTest.SIDE_PLANK, value, date.fromisoformat(on), side)


def back_extension(value: float, on: str = "2026-05-03") -> SelfTestResult:
    return SelfTestResult(SelfTest.BIERING_SORENSEN, value, date.fromisoformat(on))


def knee(value: float, on: str = "2026-05-03", side: Side = Side.LEFT) -> SelfTestResult:
    return SelfTestResult(SelfTest.ACTIVE_KNEE_EXTENSION, value, date.fromisoformat(on), side)


def reach(value: float, zero: float, on: str = "2026-05-03") -> SelfTestResult:
    return SelfTestResult(SelfTest.SIT_AND_REACH, value, date.fromisoformat(on), zero=zero)


def noted(*results: SelfTestResult) -> list[NotedSelfTest]:
    """Noted one a minute, in this order."""
    return [
        NotedSelfTest(UUID(int=place), NOTED_AT + timedelta(minutes=place), result)
        for place, result in enumerate(results, start=1)
    ]


@st.composite
def _results(draw: st.DrawFn) -> SelfTestResult:
    test = draw(st.sampled_from(SelfTest))
    measured = MEASURED[test]
    return SelfTestResult(
        test,
        draw(st.floats(measured.least, measured.most.value)),
        draw(st.dates(date(2024, 1, 1), date(2027, 1, 1))),
        draw(st.sampled_from(Side)) if measured.by_side else None,
        draw(st.floats(0, ZERO_MOST.value)) if measured.needs_zero else None,
    )


RESULTS = _results()
