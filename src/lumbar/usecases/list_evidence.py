"""List the evidence: every constant and every rule with where it comes from and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from lumbar.core.evidence import Certainty, Source


class EvidenceKind(StrEnum):
    PARAMETER = "parameter"
    """A constant of a formula or of a judgement."""
    RULE = "rule"
    """A red-flag rule of the triage."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One constant or rule, as it is shown to somebody who asks where a figure comes from."""

    id: str
    kind: EvidenceKind
    meaning: str
    value: float | str
    """The number of a constant; the level of a rule."""
    unit: str
    sources: tuple[Source, ...]
    certainty: Certainty
    where: str
    """The module it stands in, or the table."""
    not_for: str | None = None

    def rests_on(self, text: Source) -> bool:
        """Whether the text is one of its sources, whatever else is taken from it."""
        return any(source.id == text.id for source in self.sources)


@dataclass(frozen=True, slots=True)
class Library:
    """All of it: what is used, and the texts that are cited."""

    entries: tuple[Evidence, ...]
    sources: tuple[Source, ...]
    """Every text once, with all that is taken from it; those that only findings and drills cite as well."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was found under one id: the entry of that id, or a source and everything that rests on it."""

    entries: tuple[Evidence, ...] = ()
    source: Source | None = None
    alike: tuple[str, ...] = ()
    """Ids that are spelled alike, where nothing was found."""

    @property
    def found(self) -> bool:
        return bool(self.entries) or self.source is not None


def evidence_of(identifier: str, library: Library) -> Asked:
    """The entry of that id, or the source of that id with what rests on it; else the ids that are spelled alike."""
    entries = tuple(entry for entry in library.entries if entry.id == identifier)
    if entries:
        return Asked(entries)
    source = next((source for source in library.sources if source.id == identifier), None)
    if source:
        return Asked(tuple(entry for entry in library.entries if entry.rests_on(source)), source)
    known = [entry.id for entry in library.entries] + [source.id for source in library.sources]
    return Asked(alike=tuple(get_close_matches(identifier, known)))
