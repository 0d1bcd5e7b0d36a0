"""Text files that are no table: their lines, and a quick look at how they begin."""

from __future__ import annotations

import re
from typing import NamedTuple

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.importers.decoding import writing_of
from lumbar.importers.file_bytes import Opened, refuse_beyond
from lumbar.importers.ledger import UnreadableError
from lumbar.importers.magic import refuse_what_is_no_table, refuse_what_is_no_text
from lumbar.importers.plausible import FILE_BYTES, RECORD_CHARACTERS

LOOKED_AT = 8_192
"""Bytes of a file's beginning that tell what it is."""


class WrittenText(NamedTuple):
    """What stands in a text file."""

    lines: list[str]
    encoding: str
    lossy: bool
    """Some characters could not be decoded; U+FFFD stands for them."""


def written_text(file: Opened) -> WrittenText:
    """The lines of the file. Raises UnusableInput for one that is too large, no text, or empty."""
    refuse_beyond(FILE_BYTES.value, file)
    content = file.content()
    refuse_what_is_no_table(file.path, content)
    writing = writing_of(lambda: iter((content,)))
    text = "".join(writing.texts((content,)))
    refuse_what_is_no_text(file.path, text)
    if not text.strip("\ufeff\0 \t\n\u000b\u000c"):
        raise UnusableInput(UnusableKind.EMPTY, file.path)
    return WrittenText(_lines(text), writing.encoding, writing.lossy)


def first_lines(file: Opened, mark: re.Pattern[bytes]) -> list[str]:
    """The whole lines at the beginning; none where the mark is not met in their bytes, be they wide or narrow ones."""
    beginning = file.beginning[:LOOKED_AT]
    if not mark.search(beginning.replace(b"\0", b"")):
        return []
    if file.size > LOOKED_AT:  # it is cut where a line ends, or at least not within a wide character
        wide = b"\0" in beginning
        beginning = beginning[: len(beginning) // 4 * 4] if wide else beginning[: beginning.rfind(b"\n") + 1]
    lines = _lines("".join(writing_of(lambda: iter((beginning,))).texts((beginning,))))
    return lines[:-1] if file.size > LOOKED_AT else lines


def _lines(text: str) -> list[str]:
    """The lines, whose last one may have no end. Every line ends with LF by now."""
    lines = text.split("\n")
    return lines if lines[-1] else lines[:-1]


def refuse_damage(raw: str, *, lossy: bool) -> None:
    """Raises UnreadableError for a record that is too long, or holds characters that a damaged file has."""
    if len(raw) > RECORD_CHARACTERS.value:
        raise UnreadableError(ProblemKind.FIELD_TOO_LONG)
    if "\0" in raw:
        raise UnreadableError(ProblemKind.NUL_BYTES)
    if lossy and "\ufffd" in raw:
        raise UnreadableError(ProblemKind.CHARACTERS_UNREADABLE)
