"""The tables of the page on evidence, made from the constants and rules themselves.

``python -m lumbar.knowledge.evidence_page docs/evidence.md`` puts them up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from lumbar.core.evidence import Source
from lumbar.knowledge.evidence import library
from lumbar.knowledge.rulebook import OUR_JUDGEMENT, load_rulebook
from lumbar.usecases.list_evidence import Evidence, EvidenceKind
from lumbar.wording.evidence import written

BEGIN = "<!-- made by lumbar.knowledge.evidence_page -->"
END = "<!-- end of what was made -->"


def page_with_tables(page: str, evidence: Sequence[Evidence]) -> str:
    """The page with its tables replaced by those of this evidence: a table for each module, then the texts cited."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    constants = [entry for entry in evidence if entry.kind is EvidenceKind.PARAMETER]
    cited = {entry.sources[0]: None for entry in constants}
    judgements = {source: number for number, source in enumerate(filter(_is_judgement, cited), start=1)}
    tables = "\n\n".join(_table(where, entries, judgements) for where, entries in groupby(constants, _where))
    parts = (_summary(evidence), tables, _judgements(judgements), _texts(cited))
    return f"{before}{BEGIN}\n\n{chr(10).join(parts)}\n\n{END}{after}".replace("\n### ", "\n\n### ")


def _where(entry: Evidence) -> str:
    return entry.where


def _summary(evidence: Sequence[Evidence]) -> str:
    constants = [entry for entry in evidence if entry.kind is EvidenceKind.PARAMETER]
    judged = sum(1 for entry in constants if _is_judgement(entry.sources[0]))
    rules = len(evidence) - len(constants)
    return (
        f"{len(constants)} constants, {judged} of them our own judgement; {rules} red-flag rules, which stand in "
        "[triage.md](triage.md)."
    )


Judgements = Mapping[Source, int]
"""Each judgement with the number of its reason."""


def _table(where: str, entries: Iterable[Evidence], judgements: Judgements) -> str:
    return "\n".join(
        (
            f"### `{where.removeprefix('lumbar.')}`",
            "",
            "| id | meaning | value | unit | certainty | source | not for |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *(_row(entry, judgements) for entry in entries),
        )
    )


def _row(entry: Evidence, judgements: Judgements) -> str:
    source = entry.sources[0]
    named = f"judgement {judgements[source]}" if source in judgements else f"`{source.id}`"
    cells = (
        f"`{entry.id}`",
        entry.meaning,
        written(entry.value),
        entry.unit,
        entry.certainty.value,
        named,
        entry.not_for or "",
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _is_judgement(source: Source) -> bool:
    return source.id.startswith(OUR_JUDGEMENT)


def _judgements(judgements: Judgements) -> str:
    listed = (
        f"{number}. {source.id.removeprefix(OUR_JUDGEMENT)}: {source.finding}" for source, number in judgements.items()
    )
    return "\n".join(("### Our judgements", "", *listed))


def _texts(cited: Iterable[Source]) -> str:
    texts = {source.id: source for source in cited if not _is_judgement(source)}
    return "\n".join(("### Texts", "", *(_cited(texts[identifier]) for identifier in sorted(texts))))


def _cited(source: Source) -> str:
    link = f" <{source.link}>" if source.link else ""
    return f"- `{source.id}`: {source.citation}.{link} {source.finding}"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_text(page_with_tables(target.read_text("utf-8"), library(load_rulebook()).entries), "utf-8")
