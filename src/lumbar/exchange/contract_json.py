"""Answers as the JSON objects that people script against; the keys are the command-line contract's."""

from __future__ import annotations

from typing import Any

from lumbar.core.causes.finding import Finding
from lumbar.core.errors import DataProblem, UnusableInput
from lumbar.core.provenance import FileReading
from lumbar.core.triage.disposition import exercise_allowed
from lumbar.usecases.explain import Explanation
from lumbar.usecases.import_log import ImportResult
from lumbar.usecases.log_summary import LogSummary
from lumbar.usecases.ports import CheckIn
from lumbar.wording.findings import finding_words
from lumbar.wording.problems import problem_sentence, unusable_sentence

DECIMALS = 4
"""Figures are rounded to so many decimals where they leave the program; no sum is made of rounded figures."""


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """The answer of ``lumbar why``."""
    return {
        "log": log_json(explanation.log),
        "pain_on": explanation.pain_on.isoformat() if explanation.pain_on else None,
        "up_to": explanation.up_to.isoformat() if explanation.up_to else None,
        "findings": [finding_json(finding) for finding in explanation.findings],
        "quarantine": [problem_json(problem) for problem in explanation.log.quarantine],
        "triage": _triage_json(explanation.check_in),
        "earlier_urgent": _earlier_urgent_json(explanation.earlier_urgent),
    }


def _triage_json(check_in: CheckIn | None) -> dict[str, Any] | None:
    """The disposition of a fresh check-in; null where there is none, which is never the same as "nothing was wrong"."""
    if check_in is None:
        return None
    return {
        "disposition": check_in.disposition.value,
        "exercise": exercise_allowed(check_in.disposition).value,
        "on": check_in.report.on.isoformat(),
        "because": [{"rule": rule.rule, "text": rule.text} for rule in check_in.reasons],
    }


def _earlier_urgent_json(check_in: CheckIn | None) -> dict[str, Any] | None:
    """An urgent answer that a later one took back, as ``lumbar today`` has it."""
    if check_in is None:
        return None
    return {"on": check_in.report.on.isoformat(), "disposition": check_in.disposition.value}


def log_json(log: LogSummary) -> dict[str, Any]:
    """What was read, file by file, and what it adds up to."""
    return {
        "files": [file_json(reading) for reading in log.readings],
        "unreadable": [unusable_json(problem) for problem in log.unreadable],
        "repeated": list(log.repeated),
        "sessions": log.sessions,
        "sets": log.sets,
        "named_sets": log.named_sets,
        "first": log.first.isoformat() if log.first else None,
        "last": log.last.isoformat() if log.last else None,
        "unknown_names": [
            {"name": unknown.name, "sets": unknown.sets, "suggestions": list(unknown.suggestions)}
            for unknown in log.unknown
        ],
    }


def import_json(result: ImportResult, log: LogSummary) -> dict[str, Any]:
    """The answer of ``lumbar import``; ``added``, ``already_there`` and ``changed`` count sets."""
    sets, sessions = result.sets, result.sessions
    return {
        "log": log_json(log),
        "added": sets.added,
        "already_there": sets.already_there,
        "changed": sets.changed,
        "in_sessions": {
            "added": sessions.added,
            "already_there": sessions.already_there,
            "grown": sessions.grown,
            "changed": sessions.changed,
        },
        "changed_were_replaced": result.changed_were_replaced,
        "stored": result.stored,
        "unknown_names": [unknown.name for unknown in log.unknown],
        "quarantine": [problem_json(problem) for problem in log.quarantine],
    }


def file_json(reading: FileReading) -> dict[str, Any]:
    """One file with the balance of its records."""
    counted = reading.balance
    return {
        "path": reading.path,
        "format": reading.format,
        "variant": reading.variant,
        "encoding": reading.encoding,
        "records": counted.records,
        "header": counted.header,
        "done": counted.done,
        "rest": counted.rest,
        "planned": counted.planned,
        "skipped": counted.skipped,
        "notes": counted.notes,
        "blank": counted.blank,
        "quarantined": counted.quarantined,
        "sets": reading.set_count,
        "unit": reading.unit.value,
        "unit_from": reading.unit_from.value,
        "zone_from": reading.zone_from,
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """One finding with its sentence."""
    often = finding.how_often
    return {
        "cause": finding.cause.value,
        "kind": finding.kind.value,
        "status": finding.status.value,
        "exercise": finding.exercise,
        "on": finding.on.isoformat(),
        "value": _rounded(finding.value),
        "usual": _rounded(finding.usual),
        "unit": finding.measure.value if finding.measure else None,
        "percentile": _rounded(finding.percentile),
        "how_often": {"times": often.times, "in_weeks": often.in_weeks} if often else None,
        "text": finding_words(finding).text,
        "sources": [source.id for source in finding.sources],
        "certainty": finding.certainty.value,
        "prevention": finding.prevention.value,
    }


def problem_json(problem: DataProblem) -> dict[str, Any]:
    """One record that was set aside, with its line, its text, and what to do about it."""
    reason, hint = problem_sentence(problem)
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "raw": problem.raw,
        "reason": reason,
        "hint": hint,
    }


def unusable_json(problem: UnusableInput) -> dict[str, Any]:
    """An input that could not be used at all."""
    return {
        "kind": problem.kind.value,
        "path": problem.path,
        "text": unusable_sentence(problem),
        "quarantine": [problem_json(record) for record in problem.problems],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)
