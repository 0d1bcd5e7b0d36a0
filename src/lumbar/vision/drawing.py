"""Calm lines, discs, panels and words on a picture: the few marks that everything drawn over a video is made of.

Pillow draws lines with steps. So every mark is drawn four times as large as a mask of its own bounds only, made small
again, and laid on the picture in one colour.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
Points = NDArray[np.float64]

# the pages' own palette, as it stands in the dark: it lies on pictures
PAPER: Final[Colour] = (0x11, 0x18, 0x1A)
INK: Final[Colour] = (0xE7, 0xED, 0xED)
SOFT: Final[Colour] = (0xA4, 0xB2, 0xB5)
FAINT: Final[Colour] = (0x56, 0x64, 0x68)
LINE: Final[Colour] = (0x2F, 0x3B, 0x3E)
ACCENT: Final[Colour] = (0x5C, 0xC9, 0xC1)
BAND: Final[Colour] = (0x1B, 0x33, 0x34)
AMBER: Final[Colour] = (0xF2, 0xB6, 0x5A)
AMBER_BAND: Final[Colour] = (0x30, 0x26, 0x14)
GREY_BAND: Final[Colour] = (0x1E, 0x27, 0x2A)
HALO: Final[Colour] = (0x06, 0x0C, 0x0E)

FINER: Final = 4
"""How many times larger a mark is drawn than it is shown."""
_LIKE: Final = {"–": "-", "—": "-", "−": "-", "×": "x", "’": "'", "“": '"', "”": '"'}
"""What the bundled font lacks and stands well for another sign."""


def lay_lines(
    picture: Image.Image,
    lines: Sequence[Points],
    colour: Colour,
    width: float,
    *,
    opacity: float = 1.0,
) -> None:
    """Lines through points (n, 2) with round ends and joins, all in one colour; a line of one point is a disc.

    Where lines cross they do not add up. Parts outside of the picture are cut off.
    """
    lines = [line for line in lines if len(line) and np.isfinite(line).all()]
    bounds = _bounds(picture, lines, width)
    if bounds is None:
        return
    left, top, right, bottom = bounds
    mask = Image.new("L", ((right - left) * FINER, (bottom - top) * FINER))
    pen = ImageDraw.Draw(mask)
    radius = width * FINER / 2
    for line in lines:
        fine = (line - (left, top)) * FINER
        if len(fine) > 1:
            pen.line([(x, y) for x, y in fine], fill=255, width=max(round(width * FINER), 1), joint="curve")
        for x, y in (fine[0], fine[-1]):
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)
    _lay(picture, mask, colour, (left, top), opacity)


def lay_discs(picture: Image.Image, centres: Sequence[Points], colour: Colour, radius: float) -> None:
    """Full discs around points (2,)."""
    lay_lines(picture, [centre[np.newaxis] for centre in centres], colour, 2 * radius)


def lay_panel(
    picture: Image.Image, box: tuple[int, int, int, int], colour: Colour, *, radius: float, opacity: float
) -> None:
    """A rectangle (left, top, right, bottom) with round corners."""
    left, top, right, bottom = box
    mask = Image.new("L", ((right - left) * FINER, (bottom - top) * FINER))
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, mask.width - 1, mask.height - 1), radius * FINER, fill=255)
    _lay(picture, mask, colour, (left, top), opacity)


def dashes(line: Points, dash: float, gap: float) -> list[Points]:
    """A line (n, 2) as dashes of equal length along it."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    cut: list[Points] = []
    for start in np.arange(0.0, along[-1], dash + gap):
        end = min(start + dash, along[-1])
        at = np.concatenate(([start], along[(along > start) & (along < end)], [end]))
        cut.append(np.stack([np.interp(at, along, line[:, axis]) for axis in (0, 1)], axis=1))
    return cut


def lay_text(
    picture: Image.Image,
    at: tuple[float, float],
    text: str,
    size: int,
    colour: Colour = INK,
    *,
    anchor: str = "ls",
    halo: int = 0,
) -> None:
    """Words on one line; ``anchor`` as Pillow has it. A dark ``halo`` makes them readable on any picture."""
    ImageDraw.Draw(picture).text(
        (round(at[0]), round(at[1])),
        in_font(text),
        font=font(size),
        fill=colour,
        anchor=anchor,
        stroke_width=halo,
        stroke_fill=HALO if halo else None,
    )


def text_width(text: str, size: int) -> float:
    return float(font(size).getlength(in_font(text)))


def shortened(text: str, size: int, room: float) -> str:
    """The text if it fits in ``room`` pixels, else its beginning and three dots."""
    text = in_font(text)
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…" if text else ""


def in_lines(text: str, size: int, room: float, most: int) -> list[str]:
    """The text in at most so many lines of ``room`` pixels, broken between words; what is over is cut off."""
    lines: list[str] = []
    words = in_font(text).split()
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        lines.append(shortened(line, size, room))
    return [*lines, shortened(" ".join(words), size, room)] if words else lines


@lru_cache(maxsize=512)
def in_font(text: str) -> str:
    """A text in the signs that the bundled font has: accents are dropped, what it lacks is a question mark."""
    plain = unicodedata.normalize("NFKD", "".join(_LIKE.get(sign, sign) if sign != "…" else "\0" for sign in text))
    kept = (sign for sign in plain if not unicodedata.combining(sign))
    return "".join("…" if sign == "\0" else sign if sign in _SHOWN else "?" for sign in kept)


_SHOWN: Final = frozenset(map(chr, range(0x20, 0x7F))) | {"°", "±"}


@lru_cache(maxsize=32)
def font(size: int) -> ImageFont.FreeTypeFont:
    """Pillow's own font, so that a video looks the same on every machine."""
    found = ImageFont.load_default(size=size)
    assert isinstance(found, ImageFont.FreeTypeFont)  # noqa: S101 - every wheel of Pillow has FreeType
    return found


def _bounds(picture: Image.Image, lines: Sequence[Points], width: float) -> tuple[int, int, int, int] | None:
    """Of what is seen of the lines, in whole pixels; None where nothing is."""
    if not lines:
        return None
    points = np.concatenate(lines)
    low, high = points.min(axis=0) - width, points.max(axis=0) + width + 1
    left, top = (int(max(value, 0)) for value in low)
    right, bottom = (int(min(value, most)) for value, most in zip(high, picture.size, strict=True))
    return (left, top, right, bottom) if right > left and bottom > top else None


def _lay(picture: Image.Image, mask: Image.Image, colour: Colour, at: tuple[int, int], opacity: float) -> None:
    small = mask.reduce(FINER)
    if opacity < 1:
        small = small.point([round(value * opacity) for value in range(256)])
    picture.paste(colour, at, small)
