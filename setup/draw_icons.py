"""Draws the icons a phone shows, from the numbers of src/lumbar/web/static/mark.svg: ``python setup/draw_icons.py``.

The standard library only. The picture is the same on every machine; how it is compressed may differ.
"""
# ruff: noqa: INP001

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

STATIC = Path(__file__).parents[1] / "src/lumbar/web/static"
SIZES = (192, 512)
TEAL, WHITE = (0x0A, 0x6F, 0x6B), (0xFF, 0xFF, 0xFF)
VIEW = 32.0
"""The mark's own width. Its strokes reach from 4 to 28, within the circle of four fifths that no phone cuts into."""
CURVES = (
    ((13.0, 6.0), (19.0, 10.0), (19.0, 14.0), (15.0, 17.0)),
    ((15.0, 17.0), (11.0, 20.0), (12.0, 23.0), (18.0, 26.0)),
)
DASH, GAP, RADIUS = 1.5, 6.0, 2.0
STEPS = 400
SHADES = 32

Point = tuple[float, float]


def main() -> None:
    for size in SIZES:
        (STATIC / f"mark-{size}.png").write_bytes(picture(size))


def picture(size: int) -> bytes:
    """The mark on a full square: the phone cuts its own shape out of it."""
    shades = bytearray(size * size)
    for dash in dashes():
        _draw(dash, shades, size)
    rows = b"".join(b"\0" + shades[row * size : (row + 1) * size] for row in range(size))
    palette = b"".join(bytes(_mixed(shade / (SHADES - 1))) for shade in range(SHADES))
    header = struct.pack(">IIBBBBB", size, size, 8, 3, 0, 0, 0)  # eight bits a pixel, each a place in the palette
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", _stored(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def dashes() -> Iterator[Sequence[Point]]:
    """The parts of the line that are drawn, each as points close together."""
    drawn: list[Point] = []
    along, before = 0.0, CURVES[0][0]
    for point in (_on(curve, step / STEPS) for curve in CURVES for step in range(STEPS + 1)):
        along += math.dist(before, point)
        before = point
        if along % (DASH + GAP) <= DASH:
            drawn.append(point)
        elif drawn:
            yield drawn
            drawn = []
    if drawn:
        yield drawn


def _on(curve: tuple[Point, Point, Point, Point], at: float) -> Point:
    weights = ((1 - at) ** 3, 3 * at * (1 - at) ** 2, 3 * at**2 * (1 - at), at**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y


def _draw(dash: Sequence[Point], shades: bytearray, size: int) -> None:
    """With round ends, and half a pixel of shade at the edge."""
    scale = size / VIEW
    thinned = [*dash[:: max(1, len(dash) // 12)], dash[-1]]
    points = [(x * scale, y * scale) for x, y in thinned]
    reach = RADIUS * scale
    columns = _span([x for x, _ in points], reach, size)
    for row in _span([y for _, y in points], reach, size):
        for column in columns:
            distance = min(math.dist((column + 0.5, row + 0.5), point) for point in points)
            cover = min(1.0, max(0.0, reach - distance + 0.5))
            at = row * size + column
            shades[at] = max(shades[at], round(cover * (SHADES - 1)))


def _span(places: Sequence[float], reach: float, size: int) -> range:
    return range(max(0, math.floor(min(places) - reach - 1)), min(size, math.ceil(max(places) + reach + 1)))


def _mixed(share: float) -> tuple[int, int, int]:
    red, green, blue = (round(teal + (white - teal) * share) for teal, white in zip(TEAL, WHITE, strict=True))
    return red, green, blue


def _stored(rows: bytes) -> bytes:
    return zlib.compress(rows, 9)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


if __name__ == "__main__":
    main()
