"""The calm panel in the picture's corner: which repetition this is, of how many, and one line about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageDraw

from lumbar.usecases.overlay import LumbarChange, Overlay
from lumbar.vision.drawing import (
    AMBER,
    FINER,
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


class Counter:
    """The panel of one overlay on pictures of one width; it is painted when what it says changes, and then kept."""

    def __init__(self, overlay: Overlay, width: int, letters: int) -> None:
        self._overlay, self._width, self._letters = overlay, width, letters
        self._margin = letters // 2
        self._kept: tuple[_Words, Image.Image] | None = None

    def draw(self, picture: Image.Image, time_s: float) -> None:
        """The count, or how long a position has been held, and what is said of it; nothing where neither is."""
        panel = self._panel_at(time_s)
        if panel is not None:
            picture.paste(panel, (self._margin, self._margin), panel)

    def place(self, time_s: float) -> Box | None:
        """Where the panel lies at a time (left, top, right, bottom)."""
        panel, margin = self._panel_at(time_s), self._margin
        return None if panel is None else (margin, margin, margin + panel.width, margin + panel.height)

    def _panel_at(self, time_s: float) -> Image.Image | None:
        words = _words(self._overlay, time_s)
        if words is None:
            return None
        if self._kept is None or self._kept[0] != words:
            self._kept = (words, self._panel(words))
        return self._kept[1]

    def _panel(self, words: _Words) -> Image.Image:
        letters = self._letters
        small, size = round(0.8 * letters), round(2.1 * letters)
        room = _WIDEST * self._width - letters
        said = [(in_lines(text, small, room, _MOST_LINES), colour) for text, colour in words.said]
        lines = [(line, colour) for text, colour in said for line in text]
        beside = text_width(words.number, size) + 0.35 * letters
        wide = max([beside + text_width(words.rest, letters), *(text_width(text, small) for text, _ in lines)])
        pad = round(0.55 * letters)
        low = pad + round(0.75 * size)
        panel = Image.new("RGBA", (round(wide) + 2 * pad, low + round(1.35 * small * len(lines)) + pad), (*PAPER, 0))
        corners = (0, 0, *(FINER * side - 1 for side in panel.size))
        mask = Image.new("L", (FINER * panel.width, FINER * panel.height))
        ImageDraw.Draw(mask).rounded_rectangle(corners, FINER * 0.4 * letters, fill=round(255 * _OPACITY))
        panel.putalpha(mask.reduce(FINER))
        lay_text(panel, (pad, low), words.number, size)
        lay_text(panel, (pad + beside, low), words.rest, letters, SOFT)
        for row, (text, colour) in enumerate(lines, start=1):
            lay_text(panel, (pad, low + 1.35 * small * row), text, small, colour)
        return panel


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


def in_degrees(change: LumbarChange) -> str:
    """A change of the back with what it may be off by, "24° ± 6°"."""
    return f"{change.deg:.0f}° ± {change.uncertainty_deg:.0f}°"


@dataclass(frozen=True, slots=True)
class _Words:
    number: str
    rest: str
    said: tuple[tuple[str, Colour], ...] = ()


def _words(overlay: Overlay, time_s: float) -> _Words | None:
    """Of the hold, or of the repetition that began last; None where there is neither in the video."""
    held, hold = overlay.held_s(time_s), overlay.hold
    if held is not None and hold is not None:
        return _Words(f"{held:.0f} s", f"of {hold.end_s - hold.start_s:.0f} s", ((hold.status, INK),))
    if not overlay.repetitions:
        return None
    begun, rest = overlay.begun(time_s), f"of {len(overlay.repetitions)}"
    if not begun:
        return _Words("0", rest)
    mark = overlay.repetitions[begun - 1]
    change = "" if mark.change is None else f"back {in_degrees(mark.change)}"
    return _Words(str(begun), rest, ((mark.status, AMBER if mark.unusual else INK), (change, INK)))
