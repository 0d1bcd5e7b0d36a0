"""The red-flag rules, read from the two tables beside this file.

``red_flags.toml`` holds the rules, ``red_flags_references.toml`` the texts they rest on. A clinician can read and
correct both without reading any code.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from importlib.resources import files
from typing import Any, Final, TypeVar

from lumbar.core.athlete import Sex
from lumbar.core.evidence import Certainty, Source, our_judgement
from lumbar.core.triage.disposition import Level, See
from lumbar.core.triage.questions import Question
from lumbar.core.triage.rules import Rule, Rulebook, RuleGroup

RULES: Final = "red_flags.toml"
REFERENCES: Final = "red_flags_references.toml"
OUR_JUDGEMENT: Final = "our-judgement-"

_KEYS: Final = {
    "id", "level", "group", "see", "all", "any", "at_least", "age_over", "age_under", "sex", "pain_at_least",
    "duration_over_days", "with_back_pain", "old_and_stable_to", "reason", "sources", "judgement", "certainty",
    "valid_from",
}  # fmt: skip

Choice = TypeVar("Choice", bound=StrEnum)


def load_rulebook() -> Rulebook:
    """The rules as shipped.

    Raises ValueError, with the file and the rule's id, when a table says something it cannot mean.
    """
    table = _table(RULES)
    references = _references()
    rules = tuple(_named_rule(entry, references) for entry in table.get("rule", ()))
    try:
        return Rulebook(edition=str(table["edition"]), rules=rules)
    except KeyError:
        raise ValueError(f"{RULES}: the edition is missing") from None
    except ValueError as error:
        raise ValueError(f"{RULES}: {error}") from error


def _table(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from error


def _references() -> dict[str, Source]:
    references: dict[str, Source] = {}
    for entry in _table(REFERENCES).get("source", ()):
        try:
            source = Source(**entry)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{REFERENCES}, source {entry.get('id', 'without an id')}: {error}") from error
        if source.id in references:
            raise ValueError(f"{REFERENCES}, source {source.id}: the id stands twice")
        references[source.id] = source
    return references


def _named_rule(entry: Mapping[str, Any], references: Mapping[str, Source]) -> Rule:
    """The rule, or the complaint with its id."""
    try:
        return _rule(entry, references)
    except KeyError as missing:
        raise ValueError(f"{RULES}, rule {entry.get('id', 'without an id')}: {missing} is missing") from missing
    except (TypeError, ValueError) as error:
        raise ValueError(f"{RULES}, rule {entry.get('id', 'without an id')}: {error}") from error


def _rule(entry: Mapping[str, Any], references: Mapping[str, Source]) -> Rule:
    if unknown := entry.keys() - _KEYS:
        raise ValueError(f"{', '.join(sorted(unknown))} is nothing a rule can say")
    return Rule(
        id=_text(entry["id"]),
        level=_level(entry["level"]),
        group=_choice(RuleGroup, entry["group"]),
        see=_choice(See, entry["see"]),
        reason=_text(entry["reason"]),
        sources=_sources(entry, references),
        certainty=_choice(Certainty, entry["certainty"]),
        valid_from=_day(entry["valid_from"]),
        all_of=_questions(entry.get("all", [])),
        any_of=_questions(entry.get("any", [])),
        at_least=_whole(entry.get("at_least", 1)),
        age_over=_whole_or_none(entry.get("age_over")),
        age_under=_whole_or_none(entry.get("age_under")),
        sex=_choice(Sex, entry["sex"]) if "sex" in entry else None,
        pain_at_least=_whole_or_none(entry.get("pain_at_least")),
        duration_over_days=_whole_or_none(entry.get("duration_over_days")),
        with_back_pain=_yes_or_no(entry.get("with_back_pain", False)),
        old_and_stable_to=_level(entry["old_and_stable_to"]) if "old_and_stable_to" in entry else None,
    )


def _yes_or_no(said: object) -> bool:
    if not isinstance(said, bool):
        raise TypeError(f"{said!r} is neither true nor false")
    return said


def _sources(entry: Mapping[str, Any], references: Mapping[str, Source]) -> tuple[Source, ...]:
    """The texts the rule names, and our judgement with the rule's own reason for it."""
    if not entry["sources"]:
        raise ValueError("a rule needs a source, or says that it is our judgement")
    if "judgement" in entry and not any(named.startswith(OUR_JUDGEMENT) for named in entry["sources"]):
        raise ValueError("it gives a judgement and does not name it among its sources")
    return tuple(_source(named, entry, references) for named in entry["sources"])


def _source(named: str, entry: Mapping[str, Any], references: Mapping[str, Source]) -> Source:
    if named.startswith(OUR_JUDGEMENT):
        return our_judgement(date.fromisoformat(named.removeprefix(OUR_JUDGEMENT)), _text(entry["judgement"]))
    if named not in references:
        raise ValueError(f"{named!r} is no source of {REFERENCES}")
    return references[named]


def _questions(written: list[str]) -> frozenset[Question]:
    questions = frozenset(_choice(Question, name) for name in written)
    if len(questions) != len(written):
        raise ValueError("a question stands twice")
    return questions


def _level(written: str) -> Level:
    try:
        return Level[written.upper()]
    except KeyError:
        raise ValueError(f"{written!r} is none of {', '.join(level.name.lower() for level in Level)}") from None


def _choice(choices: type[Choice], written: str) -> Choice:
    try:
        return choices(written)
    except ValueError:
        raise ValueError(f"{written!r} is none of {', '.join(choices)}") from None


def _text(written: object) -> str:
    if not isinstance(written, str) or not written.strip():
        raise ValueError("an id, a reason or a judgement is empty")
    return written


def _day(written: object) -> date:
    if not isinstance(written, date):
        raise TypeError(f"valid_from {written!r} is not a date")
    return written


def _whole(written: object) -> int:
    if not isinstance(written, int) or isinstance(written, bool):
        raise TypeError(f"{written!r} is not a whole number")
    return written


def _whole_or_none(written: object) -> int | None:
    return None if written is None else _whole(written)
