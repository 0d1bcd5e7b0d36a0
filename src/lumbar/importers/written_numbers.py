"""Numbers as apps and spreadsheets write them, read exactly."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

_NOT_RECORDED = frozenset({"", "-", "–", "—", "null", "none", "nan", "n/a", "na"})
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?")
_THOUSANDS_COMMA = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_THOUSANDS_POINT = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+,\d+")
_GROUPING_SPACE = re.compile(r"(?<=\d)[\u00a0\u2009\u202f'’](?=\d{3}(?!\d))")
_LONGEST = 40


class DecimalMark(StrEnum):
    """What a comma in a number means."""

    POINT = "point"
    """Decimals follow a point; a comma groups thousands, or stands for the point in a quoted ``82,5``."""
    COMMA = "comma"
    """The file has another character between its columns, so that decimals may follow a comma."""


class NotANumberError(ValueError):
    """The text is no number."""


@lru_cache(maxsize=4096)
def read_number(text: str, mark: DecimalMark) -> Decimal | None:
    """The number, or None where the text says that there is none. Raises NotANumberError."""
    stripped = text.strip()
    if stripped.casefold() in _NOT_RECORDED:
        return None
    written = _GROUPING_SPACE.sub("", stripped).replace("−", "-")
    if len(written) > _LONGEST:
        raise NotANumberError(text)
    if "," in written:
        written = _with_decimal_point(written, mark)
    if not _PLAIN.fullmatch(written):
        raise NotANumberError(text)
    return Decimal(written)


def _with_decimal_point(written: str, mark: DecimalMark) -> str:
    if _THOUSANDS_POINT.fullmatch(written):
        return written.replace(".", "").replace(",", ".")
    grouped = _THOUSANDS_COMMA.fullmatch(written)
    if grouped and ("." in written or written.count(",") > 1 or mark is DecimalMark.POINT):
        return written.replace(",", "")
    return written.replace(",", ".") if written.count(",") == 1 and "." not in written else written
