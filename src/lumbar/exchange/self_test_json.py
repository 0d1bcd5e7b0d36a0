"""Self-tests as the JSON objects of ``lumbar self-test``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lumbar.core.causes.finding import Finding
from lumbar.core.self_tests import MEASURED, SelfTest, SelfTestResult, Side
from lumbar.core.triage.disposition import exercise_allowed
from lumbar.exchange.contract_json import DECIMALS, finding_json
from lumbar.usecases.note_self_test import Listed
from lumbar.usecases.ports import CheckIn
from lumbar.wording.self_tests import NOT_WHEN, TESTS, withheld_sentence


def offered_json(withheld: CheckIn | None) -> dict[str, Any]:
    """The tests and how each is done; none where a check-in stands in the way, and why."""
    return {
        "tests": [] if withheld else [_test_json(test) for test in SelfTest],
        "not_when": list(NOT_WHEN),
        "withheld": _withheld_json(withheld) if withheld else None,
    }


def _test_json(test: SelfTest) -> dict[str, Any]:
    measured, words = MEASURED[test], TESTS[test]
    return {
        "test": test.value,
        "title": words.title,
        "unit": measured.unit.value,
        "sides": [side.value for side in Side] if measured.by_side else [],
        "needs_zero": measured.needs_zero,
        "how": words.how,
        "ends": words.ends,
        "note": words.note,
    }


def _withheld_json(check_in: CheckIn) -> dict[str, Any]:
    return {
        "disposition": check_in.disposition.value,
        "exercise": exercise_allowed(check_in.disposition).value,
        "on": check_in.report.on.isoformat(),
        "text": withheld_sentence(check_in),
    }


def noted_json(results: Sequence[SelfTestResult], findings: Sequence[Finding]) -> dict[str, Any]:
    """What was noted now, and what the results say with it."""
    return {
        "noted": [_result_json(result) for result in results],
        "findings": [finding_json(finding) for finding in findings],
    }


def listed_json(lines: Sequence[Listed], findings: Sequence[Finding]) -> dict[str, Any]:
    """Every result, newest first, with how it stands to the ones before it."""
    return {
        "results": [_listed_json(line) for line in lines],
        "findings": [finding_json(finding) for finding in findings],
    }


def _listed_json(line: Listed) -> dict[str, Any]:
    return {
        "number": line.number,
        **_result_json(line.result),
        "noted_at": line.noted.at.isoformat(),
        "compared": _rounded(line.result.compared),
        "usual": _rounded(line.usual),
        "change": _rounded(line.change),
        "error": _rounded(line.error),
        "beyond_error": line.beyond_error,
        "stands": line.stands,
    }


def _result_json(result: SelfTestResult) -> dict[str, Any]:
    return {
        "test": result.test.value,
        "side": result.side.value if result.side else None,
        "value": _rounded(result.value),
        "unit": result.unit.value,
        "zero": _rounded(result.zero),
        "on": result.on.isoformat(),
    }


def removed_json(removed: SelfTestResult) -> dict[str, Any]:
    """What was taken away."""
    return {"removed": _result_json(removed)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DECIMALS)
