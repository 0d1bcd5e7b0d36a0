"""Movements of a made person, and the bytes of the files in which capture programs would write them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lumbar.core.tracks import Track, VerticalAxis

RATE_HZ = 50.0
_WIDTHS = {"SHO": 0.19, "ELB": 0.24, "WRA": 0.20, "FIN": 0.18, "ASI": 0.12, "PSI": 0.05, "KNE": 0.11, "ANK": 0.10}


def bending_person(
    *, seconds: float = 4.0, lean_deg: float = 70.0, lumbar_deg: float = 30.0, starts_s: float = 0.0
) -> Track:
    """A man of 1.75 m who bends forward over a load and comes up again: x forward, y to the left, z up.

    The knees bend by 20 degrees; the pelvis turns by the lean less the bend of the lumbar spine.
    """
    frames = round(seconds * RATE_HZ) + 1
    phase = (1 - np.cos(np.linspace(0, 2 * np.pi, frames))) / 2
    trunk, pelvis = np.radians(lean_deg * phase), np.radians((lean_deg - lumbar_deg) * phase)
    knee = np.radians(20 * phase)
    ankle = np.tile((0.0, 0.0, 0.09), (frames, 1))
    knees = ankle + 0.42 * _up(0.5 * knee)
    hips = knees + 0.43 * _up(-0.5 * knee)
    sacrum = hips + 0.09 * _up(pelvis) - 0.10 * _ahead(pelvis)
    front = hips + 0.07 * _up(pelvis) + 0.05 * _ahead(pelvis)
    joint = hips + 0.10 * _up(pelvis) - 0.05 * _ahead(pelvis)
    neck = joint + 0.44 * _up(trunk) - 0.04 * _ahead(trunk)
    back = joint + 0.22 * _up(trunk) - 0.06 * _ahead(trunk)
    shoulders = joint + 0.41 * _up(trunk) + 0.04 * _ahead(trunk)
    hands = shoulders - np.array((0.0, 0.0, 0.58))
    elbows, fingers = (shoulders + hands) / 2, hands - np.array((0.0, 0.0, 0.12))
    breastbone = {
        "CLAV": joint + 0.40 * _up(trunk) + 0.07 * _ahead(trunk),
        "STRN": joint + 0.24 * _up(trunk) + 0.12 * _ahead(trunk),
    }
    middle = {"C7": neck, "T10": back, **breastbone}
    sides = {
        "SHO": shoulders, "ELB": elbows, "WRA": hands, "FIN": fingers, "ASI": front, "PSI": sacrum, "KNE": knees,
        "ANK": ankle,
    }  # fmt: skip
    head = neck + 0.15 * _up(trunk)
    at = {**middle, "LFHD": head + 0.1 * _ahead(trunk), "LBHD": head}
    at |= {"RFHD": at["LFHD"] - (0, 0.14, 0), "RBHD": at["LBHD"] - (0, 0.14, 0)}
    at |= {f"L{name}": place + np.array((0, _WIDTHS[name], 0)) for name, place in sides.items()}
    at |= {f"R{name}": place - np.array((0, _WIDTHS[name], 0)) for name, place in sides.items()}
    at |= {"LHEE": at["LANK"] - (0.05, 0, 0.05), "RHEE": at["RANK"] - (0.05, 0, 0.05)}
    at |= {"LTOE": at["LANK"] + (0.15, 0, -0.05), "RTOE": at["RANK"] + (0.15, 0, -0.05)}
    return Track(tuple(at), starts_s + np.arange(frames) / RATE_HZ, np.stack(list(at.values()), axis=1))


def standing_person() -> Track:
    """The same man for two seconds, upright."""
    return bending_person(seconds=2.0, lean_deg=0.0, lumbar_deg=0.0)


def _up(lean: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack((np.sin(lean), np.zeros_like(lean), np.cos(lean)), axis=1)


def _ahead(lean: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack((np.cos(lean), np.zeros_like(lean), -np.sin(lean)), axis=1)


def three_markers(frames: int = 5) -> Track:
    """Small enough to write down: A rises by 1 cm a frame, B lies still, C goes sideways."""
    step = np.arange(frames)[:, np.newaxis]
    rising, still, aside = np.array((0.1, 0.2, 1.0)), np.array((0.5, 0.5, 0.5)), np.array((0.0, 0.3, 0.9))
    position = np.stack((rising + step * (0, 0, 0.01), still + step * (0, 0, 0), aside + step * (0.02, 0, 0)), axis=1)
    return Track(("A", "B", "C"), np.arange(frames) / RATE_HZ, position, VerticalAxis.UNKNOWN)


class Machine(IntEnum):
    """Who wrote a C3D, by the number that stands in it."""

    INTEL = 84
    DEC = 85
    """Floats of the PDP-11: four times the IEEE value, the two words swapped."""
    MIPS = 86
    """The high byte first."""

    def whole(self, values: ArrayLike) -> bytes:
        return np.asarray(values).astype(">i2" if self is Machine.MIPS else "<i2").tobytes()

    def floats(self, values: ArrayLike) -> bytes:
        if self is Machine.DEC:
            words = (np.asarray(values) * 4).astype("<f4").view("<u2").reshape(-1, 2)
            return np.ascontiguousarray(words[:, ::-1]).tobytes()
        return np.asarray(values).astype(">f4" if self is Machine.MIPS else "<f4").tobytes()


def c3d_bytes(
    track: Track,
    *,
    first_frame: int = 1,
    unit: str | None = "mm",
    scale: float = -0.1,
    labels: Sequence[str] | None = None,
    more: Mapping[str, Sequence[str]] | None = None,
    rate_hz: float = RATE_HZ,
    machine: Machine = Machine.INTEL,
) -> bytes:
    """A C3D. A scale below zero writes floats, one above zero whole numbers of it.

    ``more`` are further texts of the group POINT.
    """
    names = list(track.joints if labels is None else labels)
    texts: dict[str, Sequence[str]] = {"LABELS": names[:255], **({"UNITS": [unit]} if unit is not None else {})}
    if len(names) > 255:
        texts["LABELS2"] = names[255:]
    points, whole, floats = len(track.joints), machine.whole, machine.floats
    parameters = b"".join(
        (
            _group(machine, 1, "POINT"),
            _parameter(machine, "USED", 2, (), whole([points])),
            _parameter(machine, "SCALE", 4, (), floats([scale])),
            _parameter(machine, "RATE", 4, (), floats([rate_hz])),
            _parameter(machine, "FRAMES", 2, (), whole([track.frames])),
            *(_texts(machine, name, values) for name, values in {**texts, **(more or {})}.items()),
        )
    )
    blocks = (len(parameters) + 4 + 511) // 512 + 1
    start = _parameter(machine, "DATA_START", 2, (), whole([blocks + 2]))
    section = bytes((1, 0x50, blocks, machine)) + parameters + start + b"\x00\x00"
    counts = whole([points, 0, first_frame, first_frame + track.frames - 1, 10])
    header = b"\x02\x50" + counts + floats([scale]) + whole([blocks + 2, 0]) + floats([rate_hz])
    content = header.ljust(512, b"\x00") + section.ljust(blocks * 512, b"\x00") + _points(track, scale, machine)
    return content.ljust(-(-len(content) // 512) * 512, b"\x00")


def _points(track: Track, scale: float, machine: Machine) -> bytes:
    """In millimetres, each with its residual; one that was not seen is at the origin with a residual below zero."""
    seen = np.all(np.isfinite(track.position_m), axis=2)
    position = np.where(seen[:, :, np.newaxis], track.position_m * 1000, 0.0)
    residual = np.where(seen, 0.0, -1.0)[:, :, np.newaxis]
    if scale < 0:
        return machine.floats(np.concatenate((position, residual), axis=2))
    return machine.whole(np.concatenate((np.round(position / scale), residual), axis=2))


def _group(machine: Machine, number: int, name: str) -> bytes:
    return struct.pack("<bb", len(name), -number) + name.encode() + machine.whole([3]) + b"\x00"


def _parameter(machine: Machine, name: str, kind: int, dimensions: Sequence[int], values: bytes) -> bytes:
    """One of the group POINT, which is the first."""
    body = struct.pack("<bB", kind, len(dimensions)) + bytes(dimensions) + values + b"\x00"
    return struct.pack("<bb", len(name), 1) + name.encode() + machine.whole([len(body) + 2]) + body


def _texts(machine: Machine, name: str, texts: Sequence[str]) -> bytes:
    written = [text.encode("latin-1") for text in texts]
    width = max(map(len, written), default=0)
    values = b"".join(text.ljust(width) for text in written)
    return _parameter(machine, name, -1, (width, len(written)), values)
