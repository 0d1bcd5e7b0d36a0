"""The text of a file's bytes, and the encoding it was written in. Bytes come in pieces, and are never held together."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import IncrementalNewlineDecoder
from itertools import chain
from typing import TypeAlias

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
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_LINE_END = re.compile(rb"[\r\n]")
_SAMPLE_BYTES = 32_768
_PATTERN_BYTES = 4_096
_ABOUT_EQUAL = 0.1
_NUL = "\0"


Pieces: TypeAlias = Callable[[], Iterator[bytes]]
"""A pass over the bytes of a file, from the first on."""


@dataclass(frozen=True, slots=True)
class Writing:
    """How the bytes of a file are text."""

    encoding: str
    """Its name; ``utf-8-sig`` where a byte order mark says so."""
    mark: int = 0
    """Length of the byte order mark. [bytes]"""
    lossy: bool = False
    """Some bytes fit the encoding nowhere; U+FFFD stands in their place."""
    nul: bool = False
    """There are NUL characters in it."""

    def texts(self, pieces: Iterable[bytes]) -> Iterator[str]:
        """The text without its byte order mark, a piece at a time; every line ends with LF."""
        first = True
        for text in _texts(pieces, self, "replace"):
            yield text.removeprefix("\ufeff") if first and self.mark else text
            first = first and not text


def writing_of(pieces: Pieces) -> Writing:
    """By its byte order mark, else strict UTF-8, else UTF-16 by its NUL pattern, else a code page.

    The whole file is looked at, because an accent may come only on its last page.
    """
    beginning = _beginning(pieces)
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            return _tried(pieces, encoding, len(mark))
    wide = _utf_16_by_its_nuls(beginning[:_PATTERN_BYTES])
    if wide is not None:
        return _tried(pieces, wide)
    writing = _tried(pieces, "utf-8")
    return _tried(pieces, _code_page(_sample(pieces()))) if writing.lossy else writing


def _tried(pieces: Pieces, encoding: str, mark: int = 0) -> Writing:
    writing = Writing(encoding, mark)
    try:
        return replace(writing, nul=_holds_nul(_texts(pieces(), writing, "strict")))
    except UnicodeDecodeError:
        return replace(writing, lossy=True, nul=_holds_nul(_texts(pieces(), writing, "replace")))


def _holds_nul(texts: Iterable[str]) -> bool:
    return sum(_NUL in text for text in texts) > 0  # to the last: a byte that does not fit may stand there


def _texts(pieces: Iterable[bytes], writing: Writing, errors: str) -> Iterator[str]:
    codec = "utf-8" if writing.encoding == "utf-8-sig" else writing.encoding
    decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder(codec)(errors), translate=True)
    passed = 0
    for piece in pieces:
        rest = piece[max(0, writing.mark - passed) :] if passed < writing.mark else piece
        passed += len(piece)
        yield decoder.decode(rest)
    yield decoder.decode(b"", final=True)


def _beginning(pieces: Pieces) -> bytes:
    beginning = b""
    for piece in pieces():
        beginning += piece
        if len(beginning) >= _PATTERN_BYTES:
            break
    return beginning


def _utf_16_by_its_nuls(beginning: bytes) -> str | None:
    """Latin letters, digits and delimiters in UTF-16 have a NUL in every other byte, always on the same side."""
    even, odd = beginning[0::2].count(0), beginning[1::2].count(0)
    if (even + odd) * 5 < len(beginning) or min(even, odd) * 10 > even + odd:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _code_page(lines: list[bytes]) -> str:
    """Looks only at lines that hold more than ASCII: the rest says nothing, and drowns the few that do."""
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


def _sample(pieces: Iterable[bytes]) -> list[bytes]:
    """The first lines that hold more than ASCII, each once."""
    lines: dict[bytes, None] = {}
    size = 0
    for line in _lines(pieces):
        if line not in lines and _BEYOND_ASCII.search(line):
            lines[line] = None
            size += len(line)
        if size >= _SAMPLE_BYTES:
            break
    return list(lines)


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Lines in bytes, each up to as long as all of the sample may be."""
    cut = b""
    for piece in chain(pieces, [b"\n"]):
        *whole, cut = _LINE_END.split(cut[:_SAMPLE_BYTES] + piece)
        yield from (line[:_SAMPLE_BYTES] for line in whole)


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
