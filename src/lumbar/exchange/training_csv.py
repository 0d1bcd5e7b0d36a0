"""The training log, the records set aside, the check-ins and the self-tests as CSV, for spreadsheets and statistics.

A number stands as a number. A text that a spreadsheet would take for a formula gets an apostrophe before it; the exact
text is in the JSON archive.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from lumbar.core.training import Session, TrainingSet
from lumbar.core.triage.questions import Assessment, Question
from lumbar.usecases.ports import CheckIn
from lumbar.usecases.take_out import Everything

TRAINING_COLUMNS = (
    "date",
    "start",
    "precision",
    "source",
    "session_title",
    "exercise",
    "set_number",
    "kind",
    "load_kg",
    "load_as_logged",
    "unit",
    "repetitions",
    "rpe",
    "duration_s",
    "distance_m",
    "note",
    "session_note",
    "rir",
    "weights",
    "assistance_kg",
    "counted",
)

QUARANTINE_COLUMNS = ("kind", "path", "line", "column", "raw", "met", "limit")

CHECK_IN_COLUMNS = (
    "date",
    "at",
    "zone",
    "pain",
    "duration_days",
    "age",
    "sex",
    "disposition",
    "rules",
    "rulebook",
    "assessed_on",
    "assessed_by",
    "assessment_restrictions",
    "assessment_expires",
    *Question,
)


SELF_TEST_COLUMNS = ("date", "noted_at", "test", "side", "value", "unit", "zero")


def training_csv(everything: Everything, _at: datetime) -> str:
    """One row a set, oldest first. ``set_number`` counts within the session; an empty cell: the log does not say.

    ``weights`` is how many such weights were used, and ``load_kg`` is that of one. ``counted`` is no where the same
    training stands in the log of another app and is counted as it is there.
    """
    elsewhere = everything.left_out
    return _csv(
        TRAINING_COLUMNS,
        _rows_of_sets((stored.keyed.session, stored.keyed.key not in elsewhere) for stored in everything.sessions),
    )


def quarantine_csv(everything: Everything, _at: datetime) -> str:
    """One row a record that was set aside, with its place and its own text."""
    return _csv(
        QUARANTINE_COLUMNS,
        (
            (
                problem.kind,
                _text(problem.path),
                str(problem.line),
                _text(problem.column),
                _text(problem.raw),
                _text(problem.met),
                _text(problem.limit),
            )
            for problem in everything.quarantine
        ),
    )


def check_ins_csv(everything: Everything, _at: datetime) -> str:
    """One row a check-in, oldest first, one column a question; an empty cell: not told.

    ``rules`` are those that held, most urgent first; their texts are in the JSON archive.
    """
    return _csv(CHECK_IN_COLUMNS, (_check_in_row(check_in) for check_in in everything.check_ins))


def self_tests_csv(everything: Everything, _at: datetime) -> str:
    """One row a result, oldest first. ``zero`` is where the soles stand on the scale that ``value`` was read from."""
    return _csv(
        SELF_TEST_COLUMNS,
        (
            (
                noted.result.on.isoformat(),
                noted.at.isoformat(),
                noted.result.test,
                noted.result.side or "",
                _number(noted.result.value),
                noted.result.unit,
                _number(noted.result.zero),
            )
            for noted in everything.self_tests
        ),
    )


def _check_in_row(check_in: CheckIn) -> tuple[str, ...]:
    report = check_in.report
    return (
        report.on.isoformat(),
        check_in.at.isoformat(),
        _text(check_in.zone),
        "" if report.pain is None else str(report.pain.rating),
        _number(report.duration_days),
        _number(report.age),
        report.sex,
        check_in.disposition,
        " ".join(rule.rule for rule in check_in.because),
        check_in.edition,
        *_assessment_cells(report.assessment),
        *(report.answers.get(question, "") for question in Question),
    )


def _assessment_cells(assessment: Assessment | None) -> tuple[str, str, str, str]:
    if assessment is None:
        return "", "", "", ""
    return (
        assessment.on.isoformat(),
        _text(assessment.by),
        _text("; ".join(assessment.restrictions)),
        assessment.expires.isoformat(),
    )


def _rows_of_sets(sessions: Iterable[tuple[Session, bool]]) -> Iterator[tuple[str, ...]]:
    for session, counted in sessions:
        for number, performed in enumerate(session.sets, start=1):
            yield (*_row(session, number, performed), "yes" if counted else "no")


def _row(session: Session, number: int, performed: TrainingSet) -> tuple[str, ...]:
    return (
        session.day.isoformat(),
        session.start.isoformat(),
        session.precision,
        _text(session.source),
        _text(session.title),
        _text(performed.exercise),
        str(number),
        performed.kind,
        _kilograms(performed.load),
        _text(performed.load_raw),
        performed.unit_raw or "",
        _number(performed.repetitions),
        _number(performed.rpe),
        _number(performed.duration_s),
        _number(performed.distance_m),
        _text(performed.note),
        _text(session.note),
        _number(performed.rir),
        _number(performed.multiplier),
        _kilograms(performed.assistance),
    )


def _kilograms(load: int | None) -> str:
    """Exact: every whole number of grams has at most three decimals in kilograms."""
    return "" if load is None else f"{Decimal(load).scaleb(-3).normalize():f}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else f"{Decimal(repr(value)):f}"


# What makes a spreadsheet run a cell (CWE-1236), in its full-width forms too.
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def _text(text: str | None) -> str:
    if text is None:
        return ""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = io.StringIO(newline="")
    # The line end of RFC 4180. With a lone LF, Python leaves a CR within a note unquoted, and it ends the row.
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return lines.getvalue()
