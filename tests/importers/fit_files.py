"""FIT files made by hand: a header, definitions, messages and check sums, from the public structure of the format."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

FILE_ID, SPORT, SESSION, WORKOUT, ACTIVITY, SET, TITLE = 0, 12, 18, 26, 34, 225, 264
ENUM, UINT8, UINT16, UINT32, UINT32Z, STRING = 0x00, 0x02, 0x84, 0x86, 0x8C, 0x07
UNSET_16 = 65535
TAKEN = 1_150_000_000
"""2026-06-10 04:26:40 UTC, in seconds since 1989-12-31 00:00 UTC: 1 781 065 600 since 1970 less 631 065 600 is
1 150 000 000.
"""
_STRUCT = {ENUM: "B", UINT8: "B", UINT16: "H", UINT32: "I", UINT32Z: "I"}
_NIBBLES = (
    *(0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401),
    *(0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400),
)


@dataclass(frozen=True)
class Value:
    """One field: its number, its base type, and one or more values."""

    number: int
    base: int
    values: int | str | Sequence[int]

    def encoded(self, order: str) -> bytes:
        if isinstance(self.values, str):
            return self.values.encode() + b"\0"
        values = [self.values] if isinstance(self.values, int) else list(self.values)
        return struct.pack(f"{order}{len(values)}{_STRUCT[self.base]}", *values)


def crc(content: bytes) -> int:
    """The check sum of the format, a nibble at a time."""
    total = 0
    for byte in content:
        for nibble in (byte & 0xF, byte >> 4):
            total = (total >> 4 & 0xFFF) ^ _NIBBLES[total & 0xF] ^ _NIBBLES[nibble]
    return total


def message(number: int, *values: Value, order: str = "<") -> bytes:
    """A message with its definition before it, as if each were the first of its kind."""
    encoded = [value.encoded(order) for value in values]
    fields = b"".join(bytes((value.number, len(text), value.base)) for value, text in zip(values, encoded, strict=True))
    architecture = 0 if order == "<" else 1
    definition = struct.pack(f"{order}BBBHB", 0x40, 0, architecture, number, len(values)) + fields
    return definition + b"\x00" + b"".join(encoded)


def fit_file(*messages: bytes) -> bytes:
    """The messages as a whole file."""
    body = b"".join(messages)
    start = struct.pack("<BBHI4s", 14, 0x20, 2178, len(body), b".FIT")
    header = start + struct.pack("<H", crc(start))
    return header + body + struct.pack("<H", crc(header + body))


def file_id(serial: int = 3_912_345_678, created: int = TAKEN) -> bytes:
    return message(FILE_ID, Value(0, ENUM, 4), Value(3, UINT32Z, serial), Value(4, UINT32, created))


def session(
    start: int = TAKEN, seconds: float = 3600, sport: int = 10, sub_sport: int = 20, workout_rpe: int | None = None
) -> bytes:
    """Field 193, the rating of the whole activity, only where there is one."""
    rated = () if workout_rpe is None else (Value(193, UINT8, workout_rpe),)
    return message(
        SESSION,
        Value(2, UINT32, start),
        Value(5, ENUM, sport),
        Value(6, ENUM, sub_sport),
        Value(7, UINT32, int(seconds * 1000)),
        *rated,
    )


def activity(hours_from_utc: float = 2, at: int = TAKEN + 3600) -> bytes:
    return message(ACTIVITY, Value(253, UINT32, at), Value(5, UINT32, at + int(hours_from_utc * 3600)))


def performed(
    category: int | Sequence[int] = 8,
    subtype: int | Sequence[int] = 23,
    repetitions: int = 10,
    sixteenths: int = 1600,
    seconds: float = 40,
    kind: int = 1,
    order: str = "<",
) -> bytes:
    """A set message; without arguments ten Romanian deadlifts with 100 kg."""
    return message(
        SET,
        Value(0, UINT32, int(seconds * 1000)),
        Value(3, UINT16, repetitions),
        Value(4, UINT16, sixteenths),
        Value(5, ENUM, kind),
        Value(6, UINT32, TAKEN + 60),
        Value(7, UINT16, category),
        Value(8, UINT16, subtype),
        order=order,
    )


def rest(seconds: float = 90) -> bytes:
    return performed(UNSET_16, UNSET_16, UNSET_16, UNSET_16, seconds, kind=0)


def title(category: int, subtype: int, name: str) -> bytes:
    return message(TITLE, Value(0, UINT16, category), Value(1, UINT16, subtype), Value(2, STRING, name))
