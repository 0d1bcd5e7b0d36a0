"""Numbers in the forms that apps and spreadsheets give them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lumbar.importers.written_numbers import DecimalMark, NotANumberError, read_number

POINT, COMMA = DecimalMark.POINT, DecimalMark.COMMA


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("82.5", POINT, "82.5"),
        ("82,5", COMMA, "82.5"),
        ("82,5", POINT, "82.5"),
        ("82.5", COMMA, "82.5"),
        ("1,250", POINT, "1250"),
        ("1,250", COMMA, "1.250"),
        ("1,250.5", COMMA, "1250.5"),
        ("1.250,5", COMMA, "1250.5"),
        ("1\u202f250,5", COMMA, "1250.5"),
        ("1'250.5", POINT, "1250.5"),
        ("+35", POINT, "35"),
        ("−5", POINT, "-5"),
        (" 8.0 ", POINT, "8"),
        (".5", POINT, "0.5"),
        ("1E+2", POINT, "100"),
    ],
)
def test_numbers_are_read_exactly(text: str, mark: DecimalMark, number: str) -> None:
    assert read_number(text, mark) == Decimal(number)


@pytest.mark.parametrize("text", ["", " ", "-", "–", "null", "NULL", "None", "NaN", "n/a"])
def test_words_for_nothing_are_nothing(text: str) -> None:
    assert read_number(text, POINT) is None


@pytest.mark.parametrize(
    "text", ["heavy", "8-9", "1,2,3", "1.2.3", "5 5", "Infinity", "1_000", "1e999", "0x10", "9" * 50]
)
def test_anything_else_is_no_number(text: str) -> None:
    with pytest.raises(NotANumberError):
        read_number(text, POINT)
