"""A QR code as text: two rows of squares a line, so that it is as high as it is wide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

QUIET_ZONE = 4
"""Empty squares around the code, as the standard (ISO/IEC 18004) asks for."""

_LIGHT_ABOVE_AND_BELOW = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def qr_code(text: str) -> str:
    """The text as a QR code for a dark terminal: light squares are written and dark ones left out.

    On a light terminal it is seen with its colours exchanged, which the cameras of today's phones read as well.
    """
    import segno

    rows = [[not dark for dark in row] for row in segno.make_qr(text, error="l").matrix_iter(border=QUIET_ZONE)]
    return "\n".join(_line(above, below) for above, below in zip_longest(rows[::2], rows[1::2]))


def _line(above: Sequence[bool], below: Sequence[bool] | None) -> str:
    """Two rows as one line; below the last of an odd number there is nothing."""
    return "".join(_LIGHT_ABOVE_AND_BELOW[pair] for pair in zip(above, below or [False] * len(above), strict=True))
