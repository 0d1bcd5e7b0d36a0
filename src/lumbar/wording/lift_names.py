"""Names of lifts as they stand within a sentence."""

from __future__ import annotations

_NAMED_AFTER = frozenset({
    "Arnold", "Bradford", "Bulgarian", "Copenhagen", "Cossack", "Cuban", "Hindu", "Jefferson", "Kroc", "Meadows", "Nordic",
    "Pallof", "Pendlay", "Romanian", "Russian", "Scott", "Smith", "Spanish", "Svend", "Swiss", "Tate", "Turkish", "Yates",
    "Zercher", "Zottman",
})  # fmt: skip


def within_a_sentence(name: str) -> str:
    """The name with a small letter, unless it is called after somebody or a place, or is an abbreviation."""
    first = name.partition(" ")[0]
    if first in _NAMED_AFTER or name[:2].isupper():
        return name
    return name[:1].lower() + name[1:]
