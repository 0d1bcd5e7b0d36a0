"""Check-ins for tests, by hand and by Hypothesis."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from tests.fakes.logs import ANY_TEXT

from lumbar.core.athlete import Sex
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.disposition import Disposition, Level
from lumbar.core.triage.questions import Answer, Assessment, Question, Report
from lumbar.usecases.ports import CheckIn, TracedRule


def noted(
    at: str = "2026-03-02T20:00+01:00",
    pain: int | None = 4,
    answers: Mapping[Question, Answer] | None = None,
    *,
    age: int | None = None,
    sex: Sex = Sex.UNKNOWN,
    on: date | None = None,
) -> CheckIn:
    """A check-in of that instant, of its own local date unless told otherwise."""
    instant = datetime.fromisoformat(at)
    return CheckIn(
        at=instant,
        zone="Europe/Berlin",
        report=Report(
            on=on or instant.date(),
            age=age,
            sex=sex,
            pain=None if pain is None else Nprs(pain),
            answers=answers or {},
        ),
        disposition=Disposition.INCOMPLETE,
        edition="made",
        because=(),
    )


_DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))

REPORTS = st.builds(
    Report,
    on=_DAYS,
    age=st.none() | st.integers(min_value=0, max_value=120),
    sex=st.sampled_from(Sex),
    pain=st.none() | st.integers(min_value=0, max_value=10).map(Nprs),
    duration_days=st.none() | st.integers(min_value=0, max_value=40_000),
    assessment=st.none()
    | st.builds(
        Assessment, on=_DAYS, by=ANY_TEXT, restrictions=st.lists(ANY_TEXT, max_size=3).map(tuple), expires=_DAYS
    ),
    answers=st.dictionaries(st.sampled_from(Question), st.sampled_from(Answer), max_size=20),
)

CHECK_INS = st.builds(
    CheckIn,
    at=st.integers(min_value=0, max_value=10**6).map(
        lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    ),
    zone=st.sampled_from(["Europe/Berlin", "Asia/Kathmandu", "+05:45"]),
    report=REPORTS,
    disposition=st.sampled_from(Disposition),
    edition=st.sampled_from(["2026-11-22", "made"]),
    because=st.lists(
        st.builds(
            TracedRule,
            rule=st.sampled_from(["R01", "R27b"]),
            level=st.sampled_from(Level),
            questions=st.lists(st.sampled_from(Question), max_size=3, unique=True).map(tuple),
            text=ANY_TEXT,
        ),
        max_size=3,
    ).map(tuple),
)
