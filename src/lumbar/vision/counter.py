"""The calm panel in the picture's corner: which repetition this is, of how many, and one line about it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PIL import Image

from lumbar.usecases.overlay import LumbarChange, Overlay
from lumbar.vision.drawing import (
    AMBER,
    INK,
    PAPER,
    SOFT,
    Colour,
    in_lines,
    lay_panel,
    lay_text,
    text_width,
)

_WIDEST: Final = 0.62
"""Of the picture's width; a longer line is broken."""
_MOST_LINES: Final = 2
_OPACITY: Final = 0.72

Box = tuple[int, int, int, int]


def draw_counter(picture: Image.Image, overlay: Overlay, time_s: float, letters: int) -> Box | None:
    """The count, or how long a position has been held, and what is said of it; nothing where neither is.

    Gives back where the panel lies (left, top, right, bottom).
    """
    head = _head(overlay, time_s)
    if head is None:
        return None
    small = round(0.8 * letters)
    number, rest = head
    size = round(2.1 * letters)
    room = _WIDEST * picture.width - letters
    said = [(in_lines(text, small, room, _MOST_LINES), colour) for text, colour in _said(overlay, time_s)]
    lines = [(line, small, colour) for text, colour in said for line in text]
    first = text_width(number, size) + 0.35 * letters + text_width(rest, letters)
    wide = max([first, *(text_width(text, size) for text, size, _ in lines)])
    margin = letters // 2
    pad = round(0.55 * letters)
    low = margin + pad + round(0.75 * size)
    bottom = low + round(1.35 * small * len(lines)) + pad
    box = (margin, margin, margin + round(wide) + 2 * pad, bottom)
    lay_panel(picture, box, PAPER, radius=0.4 * letters, opacity=_OPACITY)
    lay_text(picture, (margin + pad, low), number, size)
    lay_text(picture, (margin + pad + text_width(number, size) + 0.35 * letters, low), rest, letters, SOFT)
    for row, (text, letter, colour) in enumerate(lines, start=1):
        lay_text(picture, (margin + pad, low + 1.35 * letter * row), text, letter, colour)
    return box


def draw_not_seen(picture: Image.Image, letters: int) -> None:
    """Says at the foot of the picture that nobody was seen in this frame."""
    pad = round(0.5 * letters)
    wide = round(text_width(NOT_SEEN, letters)) + 2 * pad
    left, bottom = letters // 2, picture.height - letters // 2
    lay_panel(
        picture,
        (left, bottom - 2 * letters, left + wide, bottom),
        PAPER,
        radius=0.4 * letters,
        opacity=_OPACITY,
    )
    lay_text(picture, (left + pad, bottom - letters), NOT_SEEN, letters, SOFT, anchor="lm")


NOT_SEEN: Final = "not seen"


@lru_cache(maxsize=128)
def in_degrees(change: LumbarChange) -> str:
    """A change of the low back with what it may be off by, "24° ± 6°"."""
    return f"{change.deg:.0f}° ± {change.uncertainty_deg:.0f}°"


def _head(overlay: Overlay, time_s: float) -> tuple[str, str] | None:
    held = overlay.held_s(time_s)
    if held is not None and overlay.hold is not None:
        return f"{held:.0f}", f"of {overlay.hold.end_s - overlay.hold.start_s:.0f} s"
    if overlay.repetitions:
        return str(overlay.begun(time_s)), f"of {len(overlay.repetitions)}"
    return None


def _said(overlay: Overlay, time_s: float) -> list[tuple[str, Colour]]:
    """What is said of the hold, or of the repetition that began last."""
    if overlay.hold is not None:
        return [(overlay.hold.status, INK)]
    begun = overlay.begun(time_s)
    if not begun:
        return []
    mark = overlay.repetitions[begun - 1]
    colour = AMBER if mark.unusual else INK
    change = "" if mark.change is None else f"low back {in_degrees(mark.change)}"
    return [(mark.status, colour), (change, INK)]
