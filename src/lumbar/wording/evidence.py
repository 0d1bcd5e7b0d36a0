"""Constants and rules as lines and sentences."""

from __future__ import annotations

from collections.abc import Iterator

from lumbar.core.evidence import Certainty, Source
from lumbar.usecases.list_evidence import Evidence, EvidenceKind
from lumbar.wording.findings import certainty_words

HOW_TO_READ = (
    "Every constant and rule Lumbar uses. “Our judgement” means that no study settles it. lumbar evidence ID shows one "
    "of them, or everything that rests on one source."
)


def evidence_line(entry: Evidence) -> str:
    """One entry as a line of a list."""
    sources = ", ".join(source.id for source in entry.sources)
    return f"{entry.id}: {_amount(entry)}. {_sentence(entry.meaning)} [{sources}; {entry.certainty.value}]"


def evidence_sentences(entry: Evidence) -> Iterator[str]:
    """Everything that is known of one entry."""
    yield _sentence(entry.meaning)
    yield f"{'Level' if entry.kind is EvidenceKind.RULE else 'Value'}: {_amount(entry)}."
    yield f"How sure: {_how_sure(entry.certainty)}."
    if entry.not_for:
        yield f"Not for {entry.not_for}."
    for source in entry.sources:
        yield f"Source {source.id}: {source_sentence(source)}"
    yield f"Stands in {entry.where}."


def source_sentence(source: Source) -> str:
    """What it is, what it says that is used, and where to read it."""
    link = f" {source.link}" if source.link else ""
    return f"{source.citation}. {source.finding}{link}"


def resting_sentence(many: int) -> str:
    """How many constants and rules rest on a text."""
    if many == 0:
        return "No constant and no rule rests on it; findings and drills cite it."
    return f"{many} {'constant or rule rests' if many == 1 else 'constants and rules rest'} on it:"


def _amount(entry: Evidence) -> str:
    return written(entry.value) if entry.kind is EvidenceKind.RULE else f"{written(entry.value)} {entry.unit}".rstrip()


def written(value: float | str) -> str:
    """A constant with all its digits, or the level of a rule."""
    return value if isinstance(value, str) else f"{value:,.10g}"


def _how_sure(certainty: Certainty) -> str:
    return f"{certainty.value} ({certainty_words(certainty)})"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
