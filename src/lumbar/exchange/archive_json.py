"""Everything that is stored as one JSON text that says by itself whether it is whole.

``sha256`` is the digest of ``content`` written in UTF-8 with its keys sorted and without spaces between tokens. Whole
numbers have no decimal point, so that programs that know one kind of number arrive at the same digest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from lumbar.core.athlete import Sex
from lumbar.core.errors import DataProblem, ProblemKind, UnusableInput, UnusableKind
from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.same_training import KeyedSession, SameTraining
from lumbar.core.self_tests import SelfTest, SelfTestResult, Side
from lumbar.core.symptoms import Nprs
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingSet, set_lines
from lumbar.core.triage.disposition import Disposition, Level, disposition_of
from lumbar.core.triage.questions import Answer, Assessment, Question, Report
from lumbar.usecases.ports import (
    CheckIn,
    ColumnMapping,
    LearnedName,
    NotedSelfTest,
    StoredFile,
    StoredSession,
    TracedRule,
)
from lumbar.usecases.take_out import Everything

SCHEMA_VERSION = 4
"""1: the training log. 2: check-ins besides. 3: what the person taught us, trainings that stand in two apps, and of a
set the repetitions in reserve, the number of weights and the assistance. 4: self-tests, and how hard a whole session
was.

What is of 3 or 4 stands in an archive only where there is some; one that has none is of the version before, so that
older programs read it. An archive of 1 is read as one without check-ins.
"""
READABLE = range(1, SCHEMA_VERSION + 1)

Json = dict[str, Any]  # the shape of a JSON object is its schema version's


class ArchiveState(StrEnum):
    """What can be said of a text that is given as an archive."""

    INTACT = "intact"
    DAMAGED = "damaged"
    """Its content is not what its digest was made of."""
    NEWER = "newer"
    """Written by a later version, in a schema unknown to this one."""
    NOT_AN_ARCHIVE = "not_an_archive"


def archive_json(everything: Everything, at: datetime) -> str:
    """Everything that is stored, with the digest of it."""
    content = {
        "check_ins": [_check_in(check_in) for check_in in everything.check_ins],
        "confirmed_units": {format_: str(unit) for format_, unit in everything.confirmed_units.items()},
        "files": [_file(file) for file in everything.files],
        "quarantine": [_problem(problem) for problem in everything.quarantine],
        "sessions": [_session(stored) for stored in everything.sessions],
    } | _where_there_is_some(_of_the_third_schema(everything) | _of_the_fourth_schema(everything))
    document = {
        "schema_version": _schema_of(content),
        "taken_out_at": at.isoformat(),
        "sha256": _digest(content),
        "content": content,
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _of_the_third_schema(everything: Everything) -> Json:
    return {
        "learned_names": [_learned_name(name) for name in everything.learned_names],
        "column_mappings": {
            signature: _column_mapping(mapping) for signature, mapping in everything.column_mappings.items()
        },
        "same_training": [[pair.first, pair.second] for pair in everything.same_training],
        "different_trainings": [[pair.first, pair.second] for pair in everything.different_trainings],
    }


def _of_the_fourth_schema(everything: Everything) -> Json:
    return {"self_tests": [_self_test(noted) for noted in everything.self_tests]}


def _where_there_is_some(values: Json) -> Json:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def _schema_of(content: Json) -> int:
    """The oldest that holds it."""
    if "self_tests" in content or any("rpe" in session for session in content["sessions"]):
        return SCHEMA_VERSION
    return 3 if _needs_the_third_schema(content) else 2


def _needs_the_third_schema(content: Json) -> bool:
    if content.keys() - {"check_ins", "confirmed_units", "files", "quarantine", "sessions"}:
        return True
    of_a_set = {"rir", "multiplier", "assistance_g"}
    return any("app_id" in one or any(of_a_set & done.keys() for done in one["sets"]) for one in content["sessions"])


def verify_archive(text: str) -> ArchiveState:
    """Whether the text is an archive, of a version we know, and as it was written."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return ArchiveState.NOT_AN_ARCHIVE
    if not isinstance(document, dict) or not {"schema_version", "sha256", "content"} <= document.keys():
        return ArchiveState.NOT_AN_ARCHIVE
    if document["schema_version"] not in READABLE:
        return ArchiveState.NEWER
    return ArchiveState.INTACT if document["sha256"] == _digest(document["content"]) else ArchiveState.DAMAGED


def read_archive(text: str, path: str) -> Everything:
    """What was taken out, as it was stored.

    Raises UnusableInput when the text is no archive of ours or not as it was written; ``met`` is the ArchiveState.
    """
    state = verify_archive(text)
    if state is not ArchiveState.INTACT:
        raise UnusableInput(UnusableKind.UNKNOWN_FORMAT, path, met=str(state))
    content: Json = json.loads(text)["content"]
    return Everything(
        sessions=tuple(_session_of(session) for session in content["sessions"]),
        files=tuple(_file_of(file) for file in content["files"]),
        quarantine=tuple(_problem_of(problem) for problem in content["quarantine"]),
        confirmed_units={format_: MassUnit(unit) for format_, unit in content["confirmed_units"].items()},
        check_ins=tuple(_check_in_of(check_in) for check_in in content.get("check_ins", ())),
        learned_names=tuple(_learned_name_of(name) for name in content.get("learned_names", ())),
        column_mappings={
            signature: ColumnMapping(**mapping) for signature, mapping in content.get("column_mappings", {}).items()
        },
        same_training=tuple(SameTraining(*pair) for pair in content.get("same_training", ())),
        different_trainings=tuple(SameTraining(*pair) for pair in content.get("different_trainings", ())),
        self_tests=tuple(_self_test_of(noted) for noted in content.get("self_tests", ())),
    )


def _digest(content: object) -> str:
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # A lone surrogate, which UTF-8 has no form for, becomes the escape JSON has for it.
    return hashlib.sha256(canonical.encode("utf-8", "backslashreplace")).hexdigest()


def _session(stored: StoredSession) -> Json:
    session = stored.keyed.session
    return {
        "key": stored.keyed.key,
        "content": stored.keyed.content,
        "imported_at": stored.imported_at.isoformat(),
        "source": session.source,
        "start": session.start.isoformat(),
        "precision": str(session.precision),
        "title": session.title,
        "duration_s": _shortest(session.duration_s),
        "note": session.note,
        "warm_ups_flagged": session.warm_ups_flagged,
        "sets": [_set(performed, line) for performed, line in session.sets_with_lines],
    } | _where_there_is_some({"app_id": session.app_id, "rpe": _shortest(session.rpe)})


def _session_of(told: Json) -> StoredSession:
    session = Session(
        source=told["source"],
        start=datetime.fromisoformat(told["start"]),
        precision=SessionPrecision(told["precision"]),
        title=told["title"],
        sets=tuple(_set_of(performed) for performed in told["sets"]),
        duration_s=_real(told["duration_s"]),
        note=told["note"],
        warm_ups_flagged=told["warm_ups_flagged"],
        app_id=told.get("app_id", ""),
        lines=set_lines(performed["line"] for performed in told["sets"]),
        rpe=_real(told.get("rpe")),
    )
    return StoredSession(
        KeyedSession(told["key"], told["content"], session), datetime.fromisoformat(told["imported_at"])
    )


def _set(performed: TrainingSet, line: int | None) -> Json:
    return {
        "exercise": performed.exercise,
        "kind": str(performed.kind),
        "load_g": performed.load,
        "load_raw": performed.load_raw,
        "unit_raw": _word(performed.unit_raw),
        "repetitions": _shortest(performed.repetitions),
        "duration_s": _shortest(performed.duration_s),
        "distance_m": _shortest(performed.distance_m),
        "rpe": _shortest(performed.rpe),
        "note": performed.note,
        "line": line,
    } | _where_there_is_some(
        {
            "rir": _shortest(performed.rir),
            "multiplier": _shortest(performed.multiplier),
            "assistance_g": performed.assistance,
        }
    )


def _set_of(told: Json) -> TrainingSet:
    return TrainingSet(
        exercise=told["exercise"],
        kind=SetKind(told["kind"]),
        load=None if told["load_g"] is None else Grams(told["load_g"]),
        repetitions=_real(told["repetitions"]),
        load_raw=told["load_raw"],
        unit_raw=None if told["unit_raw"] is None else MassUnit(told["unit_raw"]),
        duration_s=_real(told["duration_s"]),
        distance_m=_real(told["distance_m"]),
        rpe=_real(told["rpe"]),
        note=told["note"],
        rir=_real(told.get("rir")),
        multiplier=_real(told.get("multiplier")),
        assistance=None if told.get("assistance_g") is None else Grams(told["assistance_g"]),
    )


def _learned_name(learned: LearnedName) -> Json:
    return {"name": learned.name, "exercise": learned.exercise, "confirmed_at": learned.confirmed_at.isoformat()}


def _learned_name_of(told: Json) -> LearnedName:
    return LearnedName(told["name"], told["exercise"], datetime.fromisoformat(told["confirmed_at"]))


def _self_test(noted: NotedSelfTest) -> Json:
    result = noted.result
    return {
        "id": str(noted.id),
        "noted_at": noted.at.isoformat(),
        "on": result.on.isoformat(),
        "test": str(result.test),
        "side": _word(result.side),
        "value": _shortest(result.value),
        "unit": str(result.unit),
        "zero": _shortest(result.zero),
    }


def _self_test_of(told: Json) -> NotedSelfTest:
    result = SelfTestResult(
        test=SelfTest(told["test"]),
        value=float(told["value"]),
        on=date.fromisoformat(told["on"]),
        side=None if told["side"] is None else Side(told["side"]),
        zero=_real(told["zero"]),
    )
    return NotedSelfTest(UUID(told["id"]), datetime.fromisoformat(told["noted_at"]), result)


def _column_mapping(mapping: ColumnMapping) -> Json:
    return {
        "columns": dict(mapping.columns),
        "date_order": mapping.date_order,
        "unit": mapping.unit,
        "decimal_mark": mapping.decimal_mark,
    }


def _file(file: StoredFile) -> Json:
    return {
        "path": file.path,
        "sha256": file.sha256,
        "format": file.format,
        "variant": file.variant,
        "encoding": file.encoding,
        "unit": str(file.unit),
        "unit_from": file.unit_from,
        "imported_at": file.imported_at.isoformat(),
    }


def _file_of(told: Mapping[str, str]) -> StoredFile:
    return StoredFile(
        path=told["path"],
        sha256=told["sha256"],
        format=told["format"],
        variant=told["variant"],
        encoding=told["encoding"],
        unit=MassUnit(told["unit"]),
        unit_from=told["unit_from"],
        imported_at=datetime.fromisoformat(told["imported_at"]),
    )


def _problem(problem: DataProblem) -> Json:
    return {
        "kind": str(problem.kind),
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "raw": problem.raw,
        "met": problem.met,
        "limit": problem.limit,
    }


def _problem_of(told: Json) -> DataProblem:
    return DataProblem(
        kind=ProblemKind(told["kind"]),
        path=told["path"],
        line=told["line"],
        raw=told["raw"],
        set_aside=True,
        column=told["column"],
        met=told["met"],
        limit=told["limit"],
    )


def _check_in(check_in: CheckIn) -> Json:
    report = check_in.report
    return {
        "at": check_in.at.isoformat(),
        "zone": check_in.zone,
        "on": report.on.isoformat(),
        "pain": None if report.pain is None else report.pain.rating,
        "age": report.age,
        "sex": str(report.sex),
        "duration_days": report.duration_days,
        "assessment": None if report.assessment is None else _assessment(report.assessment),
        "answers": {str(question): str(answer) for question, answer in report.answers.items()},
        "disposition": str(check_in.disposition),
        "edition": check_in.edition,
        "because": [
            {
                "rule": rule.rule,
                "level": str(disposition_of(rule.level)),
                "question": [str(question) for question in rule.questions],
                "text": rule.text,
            }
            for rule in check_in.because
        ],
    }


def _check_in_of(told: Json) -> CheckIn:
    return CheckIn(
        at=datetime.fromisoformat(told["at"]),
        zone=told["zone"],
        report=Report(
            on=date.fromisoformat(told["on"]),
            age=told["age"],
            sex=Sex(told["sex"]),
            pain=None if told["pain"] is None else Nprs(told["pain"]),
            duration_days=told["duration_days"],
            assessment=None if told["assessment"] is None else _assessment_of(told["assessment"]),
            answers={Question(question): Answer(answer) for question, answer in told["answers"].items()},
        ),
        disposition=Disposition(told["disposition"]),
        edition=told["edition"],
        because=tuple(_traced_rule_of(rule) for rule in told["because"]),
    )


def _traced_rule_of(told: Json) -> TracedRule:
    questions = tuple(Question(question) for question in told["question"])
    return TracedRule(told["rule"], Level[told["level"].upper()], questions, told["text"])


def _assessment(assessment: Assessment) -> Json:
    return {
        "on": assessment.on.isoformat(),
        "by": assessment.by,
        "restrictions": list(assessment.restrictions),
        "expires": assessment.expires.isoformat(),
    }


def _assessment_of(told: Json) -> Assessment:
    return Assessment(
        on=date.fromisoformat(told["on"]),
        by=told["by"],
        restrictions=tuple(told["restrictions"]),
        expires=date.fromisoformat(told["expires"]),
    )


def _word(choice: StrEnum | None) -> str | None:
    return None if choice is None else str(choice)


def _shortest(value: float | None) -> float | int | None:
    """The number, as a whole one where it is whole."""
    return int(value) if value is not None and value == int(value) else value


def _real(value: float | None) -> float | None:
    return None if value is None else float(value)
