"""Files that are no table of text, told by their first bytes and never by their name."""

from __future__ import annotations

import re

from lumbar.core.errors import UnusableInput, UnusableKind

_BEGINNINGS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"PK\x05\x06", "zip"),  # an empty one
    (0, b"SQLite format 3\x00", "SQLite"),
    (8, b".FIT", "FIT"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xls"),
    (0, b"%PDF-", "PDF"),
    (0, b"\x1f\x8b", "gzip"),
    (0, b"\x89PNG\r\n", "PNG"),
    (0, b"\xff\xd8\xff", "JPEG"),
    (4, b"ftyp", "MP4"),
    (0, b"{\\rtf", "RTF"),
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|div|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROL = frozenset(map(chr, set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D}))
_MOST_CONTROL = 0.05
_SAMPLE = 65_536


def refuse_what_is_no_table(path: str, content: bytes) -> None:
    """Raises UnusableInput for a web page, and for a file that is no text; ``met`` says which kind of file it is."""
    if _HTML.match(content[:_SAMPLE].removeprefix(b"\xef\xbb\xbf")):
        raise UnusableInput(UnusableKind.HTML, path)
    kind = _kind_by_beginning(content)
    if kind is not None:
        raise UnusableInput(UnusableKind.BINARY, path, met=kind)


def refuse_what_is_no_text(path: str, text: str) -> None:
    """Raises UnusableInput when what was decoded is control characters rather than writing, or a web page after all."""
    sample = text[:_SAMPLE]
    if _HTML.match(sample.encode("utf-8", "replace")):
        raise UnusableInput(UnusableKind.HTML, path)
    if sum(map(sample.count, _CONTROL)) > _MOST_CONTROL * len(sample):
        raise UnusableInput(UnusableKind.BINARY, path)


def _kind_by_beginning(content: bytes) -> str | None:
    if content.startswith(b"PK\x03\x04"):
        return "xlsx" if b"xl/" in content[:4096] or b"[Content_Types].xml" in content[:4096] else "zip"
    for offset, beginning, kind in _BEGINNINGS:
        if content.startswith(beginning, offset):
            return kind
    return None
