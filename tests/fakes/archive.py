"""An archive in memory."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class InMemoryArchive:
    """Keeps the texts by their names, in the order in which they were first written."""

    texts: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, text: str) -> None:
        self.texts[name] = text
