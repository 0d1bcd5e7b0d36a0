"""Small videos made for tests: four coloured quarters, so that it shows which way up a picture is."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from numpy.typing import NDArray

av = pytest.importorskip("av", reason="PyAV is not installed: ./start setup")

RED: Final = (220, 30, 40)
GREEN: Final = (20, 200, 60)
BLUE: Final = (40, 60, 230)
WHITE: Final = (240, 240, 240)
QUARTERS: Final = (RED, GREEN, BLUE, WHITE)
"""Top left, top right, bottom left, bottom right."""
CLOCK: Final = 12_800
"""Of the films, in ticks a second."""


def picture(width: int, height: int, number: int = 0) -> NDArray[np.uint8]:
    """Four quarters, and a bar that moves with the number, so that no two frames are the same."""
    pixels = np.zeros((height, width, 3), dtype=np.uint8)
    half_height, half_width = height // 2, width // 2
    pixels[:half_height, :half_width] = RED
    pixels[:half_height, half_width:] = GREEN
    pixels[half_height:, :half_width] = BLUE
    pixels[half_height:, half_width:] = WHITE
    at = number * 2 % max(1, width // 8)
    pixels[half_height - 1 : half_height + 1, at : at + 2] = 0
    return pixels


def quarters(pixels: NDArray[np.uint8]) -> tuple[tuple[int, int, int], ...]:
    """Which of the colours stands in each quarter of a picture: that nearest to the quarter's middle."""
    height, width, _ = pixels.shape
    middles = [pixels[height * row // 4, width * column // 4] for row in (1, 3) for column in (1, 3)]
    return tuple(min(QUARTERS, key=lambda colour: int(np.abs(np.array(colour) - seen).sum())) for seen in middles)


def make_video(
    path: Path,
    *,
    size: tuple[int, int] = (128, 96),
    frames: int = 10,
    rate: int = 25,
    codec: str = "libx264",
    pixels_as: str = "yuv420p",
    times_s: Sequence[float] | None = None,
    options: dict[str, str] | None = None,
    still: bool = False,
    pixel_aspect: Fraction | None = None,
) -> Path:
    """A film of four quarters. ``still``: every frame is the same, which is quick to make."""
    with av.open(str(path), "w", options=options or {}) as film:
        stream = add_stream(film, codec, rate, size, pixels_as)
        if pixel_aspect is not None:
            stream.codec_context.sample_aspect_ratio = pixel_aspect
        one = av.VideoFrame.from_ndarray(picture(*size), format="rgb24").reformat(format=pixels_as)
        for number in range(frames):
            if not still:
                one = av.VideoFrame.from_ndarray(picture(*size, number), format="rgb24").reformat(format=pixels_as)
            one.pts = round((times_s[number] if times_s else number / rate) * CLOCK)
            one.time_base = Fraction(1, CLOCK)
            film.mux(stream.encode(one))
        film.mux(stream.encode())
    return path


def make_grey(path: Path, *, size: tuple[int, int], frames: int, codec: str, pixels_as: str) -> Path:
    """A film of nothing but grey, which takes little time even where it is large."""
    with av.open(str(path), "w") as film:
        stream = add_stream(film, codec, 25, size, pixels_as)
        grey = av.VideoFrame(*size, pixels_as)
        middle = b"\x00\x02" if "10le" in pixels_as else b"\x80\x80"
        for plane in grey.planes:
            plane.update(middle * (plane.buffer_size // 2))
        for number in range(frames):
            grey.pts, grey.time_base = number, Fraction(1, 25)
            film.mux(stream.encode(grey))
        film.mux(stream.encode())
    return path


def add_stream(film: Any, codec: str, rate: int, size: tuple[int, int], pixels_as: str) -> Any:
    stream = film.add_stream(codec, rate=rate)
    stream.width, stream.height = size
    stream.pix_fmt = pixels_as
    if codec.startswith(("libx264", "mpeg4")) and not film.format.name.startswith("avi"):
        stream.codec_context.time_base = stream.time_base = Fraction(1, CLOCK)
    if codec == "libx264":
        stream.options = {"preset": "ultrafast"}
    return stream


def turned(path: Path, matrix: tuple[int, int, int, int]) -> Path:
    """The same MP4, whose header now says (a, b, c, d): x' = a x + c y, y' = b x + d y (ISO/IEC 14496-12)."""
    octets = bytearray(path.read_bytes())
    at = octets.index(b"tkhd") + 44
    a, b, c, d = (number << 16 for number in matrix)
    for place, number in zip((0, 4, 12, 16), (a, b, c, d), strict=True):
        octets[at + place : at + place + 4] = (number & 0xFFFFFFFF).to_bytes(4, "big")
    path.write_bytes(octets)
    return path


def make_sound(path: Path) -> Path:
    """An MP4 with half a second of silence and no picture."""
    with av.open(str(path), "w", format="mp4") as film:
        stream = film.add_stream("aac", rate=44_100)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 22_050), dtype=np.float32), format="fltp", layout="mono")
        frame.sample_rate = 44_100
        film.mux(stream.encode(frame))
        film.mux(stream.encode())
    return path


def make_changing_size(path: Path, first: tuple[int, int], second: tuple[int, int], frames: int = 5) -> Path:
    """An AVI of JPEGs, so many of the first size and then so many of the second."""
    with av.open(str(path), "w", format="avi") as film:
        stream = add_stream(film, "mjpeg", 25, first, "yuvj420p")
        for number in range(frames):
            film.mux(stream.encode(jpeg_frame(first, number)))
        other: Any = av.CodecContext.create("mjpeg", "w")
        other.width, other.height = second
        other.pix_fmt, other.time_base = "yuvj420p", Fraction(1, 25)
        for number in range(frames, 2 * frames):
            for packet in other.encode(jpeg_frame(second, number)):
                packet.stream = stream
                film.mux(packet)
    return path


def jpeg_frame(size: tuple[int, int], number: int) -> Any:
    frame = av.VideoFrame.from_ndarray(picture(*size, number), format="rgb24").reformat(format="yuvj420p")
    frame.pts, frame.time_base = number, Fraction(1, 25)
    return frame


def mutant(octets: bytes, seed: int) -> bytes:
    """The same file after an accident: bytes changed, put in, taken out, or its end gone."""
    chance = random.Random(seed)  # noqa: S311  an accident, and the same one every time
    changed = bytearray(octets)
    for _ in range(chance.choice((1, 1, 2, 5, 20, 100))):
        at = chance.randrange(len(changed)) if chance.random() < 0.6 else chance.randrange(min(len(changed), 1500))
        match chance.randrange(5):
            case 0:
                changed[at] ^= 1 << chance.randrange(8)
            case 1:
                changed[at] = chance.choice((0, 1, 0x7F, 0x80, 0xFF))
            case 2:
                changed[at:at] = chance.randbytes(chance.choice((1, 4, 64)))
            case 3:
                del changed[at : at + chance.choice((1, 4, 64))]
            case _:
                changed[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0"))
        if not changed:
            break
    if chance.random() < 0.15:
        del changed[chance.randrange(len(changed) + 1) :]
    return bytes(changed)
