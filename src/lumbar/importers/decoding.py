"""The text of a file's bytes, and the encoding it was written in."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS = (  # UTF-32 before UTF-16, whose mark is the beginning of its own
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CODE_PAGES = (
    # in order of preference where several do equally well
    *("cp1252", "cp1250", "cp1251", "cp1254", "cp1253", "cp1257"),
    *("gb18030", "big5", "cp932", "cp949", "mac_roman"),
)
_LINE_BEYOND_ASCII = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_SAMPLE_BYTES = 32_768
_PATTERN_BYTES = 4_096
_ABOUT_EQUAL = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file without its byte order mark."""

    text: str
    encoding: str
    lossy: bool = False
    """Some bytes fit the encoding nowhere; U+FFFD stands in their place."""


def decode(content: bytes) -> Decoded:
    """The text: by its byte order mark, else as strict UTF-8, else UTF-16 by its NUL pattern, else by its code page.

    The whole file is looked at, because an accent may come only on its last page.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            rest = content[len(mark) :]
            decoded = _decoded(rest, "utf-8" if encoding == "utf-8-sig" else encoding)
            return Decoded(decoded.text.removeprefix("\ufeff"), encoding, decoded.lossy)
    wide = _utf_16_by_its_nuls(content[:_PATTERN_BYTES])
    if wide is not None:
        return _decoded(content, wide)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decoded(content, _code_page(content))


def _decoded(content: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(content.decode(encoding), encoding)
    except UnicodeDecodeError:
        return Decoded(content.decode(encoding, "replace"), encoding, lossy=True)


def _utf_16_by_its_nuls(beginning: bytes) -> str | None:
    """Latin letters, digits and delimiters in UTF-16 have a NUL in every other byte, always on the same side."""
    even, odd = beginning[0::2].count(0), beginning[1::2].count(0)
    if (even + odd) * 5 < len(beginning) or min(even, odd) * 10 > even + odd:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _code_page(content: bytes) -> str:
    """Looks only at lines that hold more than ASCII: the rest says nothing, and drowns the few that do."""
    lines = _sample(content)
    if sum(map(_is_utf_8, lines)) * 2 >= len(lines):
        return "utf-8"  # with a few damaged bytes: no other encoding makes valid UTF-8 by chance
    from charset_normalizer import from_bytes

    sample = b"\n".join(lines)
    matches = from_bytes(sample, cp_isolation=list(_CODE_PAGES))
    best = matches.best()
    if best is None:
        return _CODE_PAGES[0]
    near = [
        match for match in matches if match.chaos <= best.chaos and match.coherence >= best.coherence - _ABOUT_EQUAL
    ]
    pages = {page for match in near for page in match.could_be_from_charset} & set(_CODE_PAGES)
    return min(pages, key=lambda page: (_odd_characters(sample, page), _CODE_PAGES.index(page)), default=best.encoding)


def _odd_characters(sample: bytes, page: str) -> int:
    """Characters beyond ASCII that are no letters: a word such as ``sztang¹`` was not written in this code page."""
    text = sample.decode(page, "replace")
    return sum(1 for character in text if not character.isascii() and not character.isalpha())


def _sample(content: bytes) -> list[bytes]:
    lines: dict[bytes, None] = {}
    size = 0
    for found in _LINE_BEYOND_ASCII.finditer(content):
        line = found.group()[:_SAMPLE_BYTES]
        if line not in lines:
            lines[line] = None
            size += len(line)
        if size >= _SAMPLE_BYTES:
            break
    return list(lines)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
