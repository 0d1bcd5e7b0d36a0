"""Sets, sessions and readings for tests, by hand and by Hypothesis."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from lumbar.core.errors import DataProblem, ProblemKind
from lumbar.core.provenance import FileReading, RecordBalance, UnitOrigin
from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingSet, set_lines


def performed(exercise: str = "Deadlift", kg: int | None = 100, repetitions: float | None = 5) -> TrainingSet:
    """One work set."""
    return TrainingSet(
        exercise=exercise,
        kind=SetKind.WORK,
        load=None if kg is None else Grams(kg * 1000),
        repetitions=repetitions,
        load_raw="" if kg is None else str(kg),
        unit_raw=None if kg is None else MassUnit.KG,
    )


def session(
    start: str = "2026-03-02T18:04", *sets: TrainingSet, title: str = "Pull", source: str = "strong"
) -> Session:
    """A session of these sets, or of one deadlift set."""
    return Session(
        source=source,
        start=datetime.fromisoformat(start),
        precision=SessionPrecision.MINUTE,
        title=title,
        sets=sets or (performed(),),
    )


def reading(
    path: str,
    *sessions: Session,
    problems: tuple[DataProblem, ...] = (),
    unit_from: UnitOrigin = UnitOrigin.HEADER,
    octets: str | None = None,
) -> FileReading:
    """A Strong export that has these sessions; files with the same ``octets`` have the same bytes."""
    sets = sum(len(one.sets) for one in sessions)
    aside = sum(problem.set_aside for problem in problems)
    return FileReading(
        path=path,
        sha256=hashlib.sha256((path if octets is None else octets).encode()).hexdigest(),
        format="strong",
        variant="2019",
        encoding="utf-8",
        balance=RecordBalance(records=1 + sets + aside, header=1, done=sets, quarantined=aside),
        sessions=sessions,
        problems=problems,
        unit=MassUnit.KG,
        unit_from=unit_from,
    )


def set_aside(raw: str, *, path: str = "strong.csv", line: int = 7) -> DataProblem:
    """A record whose load is no number."""
    return DataProblem(
        kind=ProblemKind.NOT_A_NUMBER,
        path=path,
        line=line,
        raw=raw,
        set_aside=True,
        column="Weight",
        met="8o",
    )


ANY_TEXT = st.text(max_size=20)
"""NUL, line ends and every script; no lone surrogates."""

_measure = st.none() | st.floats(min_value=0, max_value=1e6)

SETS = st.builds(
    TrainingSet,
    exercise=ANY_TEXT,
    kind=st.sampled_from(SetKind),
    load=st.none() | st.integers(min_value=0, max_value=10**12).map(Grams),
    repetitions=_measure,
    load_raw=ANY_TEXT,
    unit_raw=st.none() | st.sampled_from(MassUnit),
    duration_s=_measure,
    distance_m=_measure,
    rpe=_measure,
    note=ANY_TEXT,
    rir=_measure,
    multiplier=_measure,
    assistance=st.none() | st.integers(min_value=0, max_value=10**6).map(Grams),
)

_WITHOUT_LINES = st.builds(
    Session,
    source=st.sampled_from(["strong", "hevy"]),
    start=st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2024-01-09")),
    precision=st.sampled_from([SessionPrecision.MINUTE, SessionPrecision.SECOND]),
    title=ANY_TEXT,
    sets=st.lists(SETS, max_size=4).map(tuple),
    duration_s=_measure,
    note=ANY_TEXT,
    warm_ups_flagged=st.booleans(),
    app_id=st.just("") | ANY_TEXT,
)


def _with_lines(made: Session, first: int | None, step: int) -> Session:
    """The session with a line for each of its sets, so many apart; with none where the first is None."""
    lines = (None if first is None else first + step * at for at in range(len(made.sets)))
    return replace(made, lines=set_lines(lines))


SESSIONS = st.builds(
    _with_lines, _WITHOUT_LINES, st.none() | st.integers(min_value=1, max_value=10**6), st.integers(0, 2)
)

_FIRST_OF_JANUARY = datetime.fromisoformat("2024-01-01")

# Few words and few loads, so that sessions often share a key, a content, or a part of their sets.
ALIKE_SESSIONS = st.builds(
    Session,
    source=st.sampled_from(["strong", "hevy"]),
    start=st.integers(min_value=0, max_value=30).map(lambda count: _FIRST_OF_JANUARY + count * timedelta(hours=4)),
    precision=st.just(SessionPrecision.MINUTE),
    title=st.sampled_from(["Pull", "Push"]),
    sets=st.lists(
        st.builds(performed, st.sampled_from(["Deadlift", "Row"]), st.sampled_from([60, 100])), max_size=4
    ).map(tuple),
)
