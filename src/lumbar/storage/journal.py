"""The check-ins of one person in SQL: fills the port ``Journal``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Row

from lumbar.core.athlete import Sex
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.disposition import Disposition, Level
from lumbar.core.triage.questions import Answer, Assessment, Question, Report
from lumbar.storage import tables
from lumbar.storage.connection import reading, writing
from lumbar.storage.owners_rows import OwnersRows
from lumbar.usecases.ports import CheckIn, TracedRule


class SqlJournal:
    """The rows of one owner; each call is one transaction of its own."""

    def __init__(self, engine: Engine, owner_id: UUID, path: str) -> None:
        self._engine = engine
        self._owner_id = owner_id
        self._path = path
        """Names the store to the person when it cannot be used."""

    @property
    def owner_id(self) -> UUID:
        return self._owner_id

    def add(self, check_in: CheckIn) -> None:
        with writing(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id)
            [check_in_id] = rows.insert(tables.check_in, [_check_in_row(check_in)])
            rows.insert(
                tables.check_in_rule,
                [
                    {"check_in_id": check_in_id, "position": position, **_rule_row(rule)}
                    for position, rule in enumerate(check_in.because)
                ],
            )

    def check_ins(self) -> Sequence[CheckIn]:
        with reading(self._engine, self._path) as connection:
            rows = OwnersRows(connection, self._owner_id)
            because = _rules(rows)
            return [_check_in(row, because[row.id]) for row in _check_in_rows(rows)]


# Reading


def _check_in_rows(rows: OwnersRows) -> Sequence[Row[*tuple[Any, ...]]]:
    made = tables.check_in.c
    return rows.select(
        made.id,
        made.at,
        made.zone,
        made.local_date,
        made.pain,
        made.age,
        made.sex,
        made.duration_days,
        made.assessed_on,
        made.assessed_by,
        made.assessment_restrictions,
        made.assessment_expires,
        made.answers,
        made.edition,
        made.disposition,
        order_by=[made.local_date, made.at, made.id],
    )


def _check_in(row: Row[*tuple[Any, ...]], because: Sequence[TracedRule]) -> CheckIn:
    return CheckIn(
        at=row.at,
        zone=row.zone,
        report=Report(
            on=row.local_date,
            age=row.age,
            sex=Sex(row.sex),
            pain=None if row.pain is None else Nprs(row.pain),
            duration_days=row.duration_days,
            assessment=_assessment(row),
            answers={Question(question): Answer(answer) for question, answer in row.answers.items()},
        ),
        disposition=Disposition(row.disposition),
        edition=row.edition,
        because=tuple(because),
    )


def _assessment(row: Row[*tuple[Any, ...]]) -> Assessment | None:
    if row.assessed_on is None:
        return None
    return Assessment(
        on=row.assessed_on,
        by=row.assessed_by,
        restrictions=row.assessment_restrictions,
        expires=row.assessment_expires,
    )


def _rules(rows: OwnersRows) -> defaultdict[UUID, list[TracedRule]]:
    held = tables.check_in_rule.c
    because: defaultdict[UUID, list[TracedRule]] = defaultdict(list)
    for check_in_id, rule, level, questions, text in rows.select(
        held.check_in_id, held.rule, held.level, held.questions, held.text, order_by=[held.check_in_id, held.position]
    ):
        asked = tuple(Question(question) for question in questions)
        because[check_in_id].append(TracedRule(rule, Level[level.upper()], asked, text))
    return because


# Adding


def _check_in_row(check_in: CheckIn) -> dict[str, object]:
    report, assessment = check_in.report, check_in.report.assessment
    return {
        "at": check_in.at,
        "zone": check_in.zone,
        "local_date": report.on,
        "pain": None if report.pain is None else report.pain.rating,
        "age": report.age,
        "sex": str(report.sex),
        "duration_days": report.duration_days,
        "assessed_on": assessment and assessment.on,
        "assessed_by": assessment and assessment.by,
        "assessment_restrictions": assessment and assessment.restrictions,
        "assessment_expires": assessment and assessment.expires,
        "answers": {str(question): str(answer) for question, answer in report.answers.items()},
        "edition": check_in.edition,
        "disposition": str(check_in.disposition),
    }


def _rule_row(rule: TracedRule) -> dict[str, object]:
    return {
        "rule": rule.rule,
        "level": rule.level.name.lower(),
        "questions": tuple(str(question) for question in rule.questions),
        "text": rule.text,
    }
