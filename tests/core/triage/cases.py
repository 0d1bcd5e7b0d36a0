"""The clinician-readable cases, read from tests/cases/triage, and what is wrong with a verdict against one of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lumbar.core.athlete import Sex
from lumbar.core.symptoms import Nprs
from lumbar.core.triage.disposition import Disposition, Level
from lumbar.core.triage.questions import Answer, Assessment, Question, Report
from lumbar.core.triage.triage import Verdict

FOLDER = Path(__file__).parents[2] / "cases" / "triage"
TODAY = date(2026, 11, 22)
KEYS = {
    "name", "source", "age", "sex", "pain", "duration_days", "yes", "each", "unknown", "assessment", "expect",
    "expect_at_least", "see", "because", "among", "not_among",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One person, what they answered, and what must come out."""

    name: str
    report: Report
    told: Mapping[str, Any]

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(self.told["source"])

    @property
    def rules(self) -> Mapping[str, str]:
        """The rules the case expects to hold, each with its level."""
        return {**self.told.get("because", {}), **self.told.get("among", {})}

    def wrong(self, verdict: Verdict) -> str | None:
        """What the verdict has that the case does not allow, or None."""
        held = {reason.rule: reason.level.name.lower() for reason in verdict.because}
        told = self.told
        if "expect" in told and verdict.disposition != told["expect"]:
            return f"{verdict.disposition} instead of {told['expect']}"
        if "expect_at_least" in told and _level(verdict.disposition) < Level[told["expect_at_least"].upper()]:
            return f"{verdict.disposition} is below {told['expect_at_least']}"
        if "see" in told and verdict.see != told["see"]:
            return f"sends to {verdict.see} instead of {told['see']}"
        if "because" in told and held != told["because"]:
            return f"because of {held} instead of {told['because']}"
        if not told.get("among", {}).items() <= held.items():
            return f"because of {held}, in which {told['among']} does not stand"
        if held.keys() & set(told.get("not_among", ())):
            return f"because of {held}, against {told['not_among']}"
        return None


def all_cases() -> list[Case]:
    """Every case; one with ``each`` stands once for each of those questions."""
    return [
        case
        for file in sorted(FOLDER.glob("*.toml"))
        for told in tomllib.loads(file.read_text("utf-8"))["case"]
        for case in _cases(told)
    ]


def _cases(told: Mapping[str, Any]) -> list[Case]:
    assert told.keys() <= KEYS, f"{told['name']}: {sorted(told.keys() - KEYS)} is no key of a case"
    assert told.keys() & {"because", "among"}, f"{told['name']}: it says nothing of the rules"
    if "each" not in told:
        return [Case(told["name"], _report(told, ()), told)]
    return [Case(f"{told['name']}: {also}", _report(told, (also,)), told) for also in told["each"]]


def _report(told: Mapping[str, Any], also: tuple[str, ...]) -> Report:
    said_yes = {Question(name) for name in (*told.get("yes", ()), *also)}
    unknown = told.get("unknown", [])
    if unknown == ["everything else"]:
        answers = dict.fromkeys(said_yes, Answer.YES)
    else:
        open_ones = {Question(name) for name in unknown}
        answers = {question: Answer.NO for question in Question if question not in open_ones}
        answers |= dict.fromkeys(said_yes, Answer.YES)
    pain = _number(told, "pain", 4)
    return Report(
        on=TODAY,
        age=_number(told, "age", 30),
        sex=Sex(told.get("sex", "male")),
        pain=None if pain is None else Nprs(pain),
        duration_days=_number(told, "duration_days", 5),
        assessment=_assessment(told),
        answers=answers,
    )


def _number(told: Mapping[str, Any], key: str, usual: int) -> int | None:
    value = told.get(key, usual)
    return None if value == "not told" else int(value)


def _assessment(told: Mapping[str, Any]) -> Assessment | None:
    if "assessment" not in told:
        return None
    return Assessment(
        on=told["assessment"]["on"], by="a clinician", restrictions=(), expires=told["assessment"]["expires"]
    )


def _level(disposition: Disposition) -> Level:
    """The level of an answered outcome; incomplete is below all that a case can ask for."""
    return Level.SELF_CARE if disposition is Disposition.INCOMPLETE else Level[disposition.name]
