"""The answers of a triage as they come in as JSON, and the verdict as it goes out; the keys are the contract's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from lumbar.core.athlete import Sex
from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.questions import Answer, Assessment, Question, Report
from lumbar.core.triage.triage import Reason, Verdict
from lumbar.wording.triage import reason_text, safety_net

OLDEST = 130
"""Years; an age above is a slip of the finger."""

_KEYS = ("age", "sex", "pain", "duration_days", "assessment", "answers")
_ASSESSMENT_KEYS = ("on", "by", "restrictions", "expires")

Choice = TypeVar("Choice", bound=StrEnum)


def report_from_json(data: object, on: date, path: str = "") -> Report:
    """What a person reports, taken to be told on that day. What is missing is unknown.

    Raises UnusableInput, with what was met, when anything in it cannot be understood: a misspelt question taken for
    an unanswered one could hide a yes.
    """
    try:
        return _report(_object(data, "the answers", _KEYS), on)
    except ValueError as mistake:
        known = tuple(question.value for question in Question)
        raise UnusableInput(UnusableKind.ANSWERS_UNREADABLE, path, met=str(mistake), known=known) from mistake


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """The answer of ``lumbar triage``."""
    return {
        "disposition": verdict.disposition.value,
        "because": [_reason_json(reason) for reason in verdict.because],
        "ask": [question.value for question in verdict.ask],
        "exercise": verdict.exercise.value,
        "see": verdict.see.value,
        "resembles_training_soreness": verdict.resembles_training_soreness.value,
        "safety_net": safety_net(verdict),
        "age_needed": verdict.age_needed,
        "edition": verdict.edition,
    }


def _reason_json(reason: Reason) -> dict[str, Any]:
    return {
        "rule": reason.rule,
        "level": reason.level.name.lower(),
        "question": [question.value for question in reason.questions],
        "text": reason_text(reason),
        "sources": [source.id for source in reason.sources],
    }


def _report(given: Mapping[str, Any], on: date) -> Report:
    pain = _whole(given, "pain", 10)
    return Report(
        on=on,
        age=_whole(given, "age", OLDEST),
        sex=_choice(Sex, given.get("sex", Sex.UNKNOWN), "sex"),
        pain=None if pain is None else Nprs(pain),
        duration_days=_whole(given, "duration_days", OLDEST * 366),
        assessment=_assessment(given.get("assessment")),
        answers=_answers(given.get("answers", {})),
    )


def _answers(given: object) -> dict[Question, Answer]:
    if not isinstance(given, dict):
        _refuse("answers", given, "an object of questions")
    unknown = [name for name in given if name not in set(Question)]
    if unknown:
        raise ValueError(f"{', '.join(map(repr, unknown))}: no question of the triage has that id")
    return {Question(name): _choice(Answer, said, name) for name, said in given.items()}


def _assessment(given: object) -> Assessment | None:
    if given is None:
        return None
    told = _object(given, "assessment", _ASSESSMENT_KEYS)
    restrictions = told.get("restrictions", [])
    if not isinstance(restrictions, list) or not all(isinstance(text, str) for text in restrictions):
        _refuse("restrictions", restrictions, "a list of texts")
    by = told.get("by", "")
    if not isinstance(by, str):
        _refuse("by", by, "a text")
    return Assessment(on=_day(told, "on"), by=by, restrictions=tuple(restrictions), expires=_day(told, "expires"))


def _object(given: object, name: str, keys: tuple[str, ...]) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        _refuse(name, given, "an object")
    if unknown := [key for key in given if key not in keys]:
        raise ValueError(f"{', '.join(map(repr, unknown))} is none of {', '.join(keys)}")
    return given


def _whole(given: Mapping[str, Any], key: str, highest: int) -> int | None:
    value = given.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= highest:
        _refuse(key, value, f"a whole number from 0 to {highest}, or null")
    return value


def _day(given: Mapping[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(given[key])
    except (KeyError, TypeError, ValueError):
        _refuse(key, given.get(key), "a date such as 2026-05-31")


def _choice(choices: type[Choice], said: object, name: str) -> Choice:
    if not isinstance(said, str) or said not in set(choices):
        _refuse(name, said, f"one of {', '.join(choices)}")
    return choices(said)


def _refuse(name: str, met: object, wanted: str) -> NoReturn:
    raise ValueError(f"{name} is {met!r} and not {wanted}")
