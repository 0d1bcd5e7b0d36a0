"""Where a number comes from: ``Source`` and ``Parameter``.

No constant stands in the core without one of these, so that every figure shown can be followed to a page somebody
can read, or to the plain admission that it is our own judgement and of which day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

Value = TypeVar("Value", int, float)


class Certainty(StrEnum):
    """How sure a statement is, as it is shown to the person: in words, never as a percentage."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Source:
    """A text that can be looked up, or a dated judgement of ours."""

    id: str
    citation: str
    finding: str
    """What it says that we use, in our words."""
    link: str | None = None

    def __post_init__(self) -> None:
        if not (self.id and self.citation and self.finding):
            raise ValueError("a source needs an id, a citation and what it says")


def our_judgement(on: date, reason: str) -> Source:
    """A choice of ours that no study settles; it carries its day, so that it can be found and revised."""
    return Source(
        id=f"our-judgement-{on.isoformat()}",
        citation=f"Lumbar's authors, {on.isoformat()}",
        finding=reason,
    )


@dataclass(frozen=True, slots=True)
class Parameter(Generic[Value]):
    """A constant with its unit, its source, how certain it is, and where it must not be used."""

    id: str
    meaning: str
    value: Value
    unit: str
    source: Source
    certainty: Certainty
    not_for: str | None = None
