"""The code on the terminal is the code that was made: read back from its characters, square by square."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from lumbar.phone.qr_code import QUIET_ZONE, qr_code

URL = "https://192.168.178.123:8443/pair?token=" + "aZ0-_" * 8 + "abc"
LIGHT = {"█": (True, True), "▀": (True, False), "▄": (False, True), " ": (False, False)}


def squares(text: str) -> list[list[bool]]:
    """Dark or not, row by row, as somebody sees them on a dark terminal."""
    rows: list[list[bool]] = []
    for line in text.split("\n"):
        rows += [[not LIGHT[character][half] for character in line] for half in (0, 1)]
    return rows


def test_an_invitation_fits_a_terminal_of_80_by_24() -> None:
    """83 bytes need version 5 (106 bytes at level L): 37 squares and 2 x 4 around are 45, in 23 lines of two."""
    lines = qr_code(URL).split("\n")
    assert len(URL) == 83
    assert (len(lines), {len(line) for line in lines}) == (23, {45})


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=120))
def test_what_is_seen_is_the_code_with_its_quiet_zone(text: str) -> None:
    seen = squares(qr_code(text))
    made = segno.make_qr(text, error="l")
    side = len(made.matrix)
    inside = [row[QUIET_ZONE : QUIET_ZONE + side] for row in seen[QUIET_ZONE : QUIET_ZONE + side]]
    assert inside == [[bool(square) for square in row] for row in made.matrix]
    around = seen[:QUIET_ZONE] + seen[QUIET_ZONE + side : side + 2 * QUIET_ZONE]
    assert not any(any(row) for row in around)
    assert not any(any(row[:QUIET_ZONE] + row[QUIET_ZONE + side :]) for row in seen[: side + 2 * QUIET_ZONE])


@pytest.mark.parametrize(("row", "column"), [(4, 4), (4, 34), (34, 4)])
def test_the_three_corners_hold_their_marks_dark_on_light(row: int, column: int) -> None:
    """A finder is 7 squares wide: dark around, light within, dark in the middle."""
    seen = squares(qr_code(URL))
    middle = "".join("#" if dark else "." for dark in seen[row + 3][column : column + 7])
    assert middle == "#.###.#"
