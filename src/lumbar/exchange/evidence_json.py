"""Constants and rules as the JSON object of ``lumbar evidence``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lumbar.core.evidence import Source
from lumbar.usecases.list_evidence import Evidence


def evidence_json(entries: Sequence[Evidence], sources: Sequence[Source]) -> dict[str, Any]:
    """The entries, and the texts that were asked for or that they rest on."""
    return {
        "evidence": [
            {
                "id": entry.id,
                "kind": entry.kind.value,
                "meaning": entry.meaning,
                "value": entry.value,
                "unit": entry.unit,
                "sources": [source.id for source in entry.sources],
                "judgement": next((s.finding for s in entry.sources if s.id.startswith("our-judgement-")), None),
                "certainty": entry.certainty.value,
                "not_for": entry.not_for,
                "where": entry.where,
            }
            for entry in entries
        ],
        "sources": [
            {"id": source.id, "citation": source.citation, "finding": source.finding, "link": source.link}
            for source in sources
        ],
    }
