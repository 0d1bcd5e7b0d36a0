"""The text of a file is the same however its bytes are cut into pieces."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lumbar.importers.decoding import Pieces, Writing, writing_of
from lumbar.importers.table import physical_lines

GERMAN = "Datum;Übung\n05.01.2026;Kniebeuge für Größe\n07.01.2026;Rückenstrecker, schön\n"
POLISH = "Data;Ćwiczenie\n05.01.2026;Przysiad ze sztangą\n07.01.2026;Wyciskanie żołnierskie, ciężko\n"


def cut(content: bytes, size: int) -> Pieces:
    return lambda: (content[at : at + size] for at in range(0, len(content), size))


def decoded(content: bytes, size: int = 1_000) -> tuple[Writing, str]:
    pieces = cut(content, size)
    writing = writing_of(pieces)
    return writing, "".join(writing.texts(pieces()))


def lines(text: str, size: int) -> list[str]:
    """The lines of a text that comes in pieces of this size."""
    pieces = (text[at : at + size] for at in range(0, len(text), size))
    return [line for some in physical_lines(pieces) for line in some]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 10_000])
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_pieces_make_no_difference(codec: str, name: str, size: int) -> None:
    writing, text = decoded(GERMAN.encode(codec), size)

    assert (writing.encoding, writing.lossy, writing.nul, text) == (name, False, False, GERMAN)


def test_a_code_page_is_told_from_the_lines_beyond_ascii_alone() -> None:
    content = (POLISH + "07.01.2026;Bench Press\n" * 5_000).encode("cp1250")

    assert decoded(content)[0].encoding == "cp1250"


def test_an_accent_on_the_last_page_decides() -> None:
    plain = b"2026-01-05,Bench Press\n" * 50_000

    assert decoded(plain + "Kniebeuge für Größe, schön\n".encode("cp1252"))[0].encoding == "cp1252"
    assert decoded(plain + "Kniebeuge für Größe, schön\n".encode())[0].encoding == "utf-8"


def test_a_few_damaged_bytes_make_no_other_encoding() -> None:
    content = (GERMAN * 10).encode().replace("ö".encode(), b"\xf6", 1)
    writing, text = decoded(content)

    assert (writing.encoding, writing.lossy) == ("utf-8", True)
    assert text.count("\ufffd") == 1


def test_damage_behind_a_byte_order_mark_is_lossy() -> None:
    writing, text = decoded(codecs.BOM_UTF16_LE + "a\n".encode("utf-16-le") + b"\x00\xdc" + b"b\x00")

    assert (writing.encoding, writing.lossy, text) == ("utf-16-le", True, "a\n\ufffdb")


def test_a_nul_is_noticed_wherever_it_stands() -> None:
    assert decoded(GERMAN.encode() * 100 + b"\0")[0].nul
    assert decoded(codecs.BOM_UTF16_LE + (GERMAN + "\0").encode("utf-16-le"))[0].nul


@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_lines_end_at_lf_crlf_and_cr_and_at_nothing_else(size: int) -> None:
    content = "one\r\ntwo\rthree\nfour\u2028still\u000bfour\x85four\x1cfour\r\n\r\nsix".encode()
    pieces = cut(content, size)
    texts = writing_of(pieces).texts(pieces())

    assert [line for some in physical_lines(texts) for line in some] == [
        *("one", "two", "three", "four\u2028still\u000bfour\x85four\x1cfour", "", "six"),
    ]


@given(st.text("ab\n", max_size=30), st.integers(1, 5))
@example("", 1)
@example("\n\n", 1)
def test_lines_are_those_of_the_whole_text(text: str, size: int) -> None:
    whole = text.split("\n")
    assert lines(text, size) == (whole if whole[-1] else whole[:-1])


@given(st.binary(max_size=60), st.integers(1, 7))
@example(b"\xff\xfe\x00\xd8", 1)
@example(b"\xef\xbb\xbf\xef\xbb\xbfa", 2)
def test_any_bytes_are_some_text_however_they_are_cut(content: bytes, size: int) -> None:
    assert decoded(content, size) == decoded(content, 1_000)


def test_a_line_without_an_end_takes_no_longer_than_its_length() -> None:
    def endless() -> Iterator[str]:
        for _ in range(20_000):
            yield "x" * 1_000

    (only,) = [line for some in physical_lines(endless()) for line in some]
    assert len(only) == 20_000_000
