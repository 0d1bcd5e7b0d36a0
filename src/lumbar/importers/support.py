"""What an importer says of itself; the page on formats is made from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Seen(StrEnum):
    """How well a variant is known."""

    REAL_FILE = "seen in a real file"
    DOCUMENTATION = "from documentation only"


@dataclass(frozen=True, slots=True)
class Variant:
    """One form in which an app writes its log."""

    name: str
    header: str
    """The header line, without quotation marks."""
    seen: Seen
    delimiter: str = ","

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.header.split(self.delimiter))


@dataclass(frozen=True, slots=True)
class Support:
    """What is read of a format, and what is not."""

    format: str
    """The name by which the format is stored: lower case, for good."""
    app: str
    variants: tuple[Variant, ...]
    read: tuple[str, ...]
    lost: tuple[str, ...]
    remarks: tuple[str, ...]
