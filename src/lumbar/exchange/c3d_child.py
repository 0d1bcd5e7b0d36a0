"""Reads the points of one C3D file with ezc3d, in a process of its own: ``python -m lumbar.exchange.c3d_child FILE``.

The library is C++, and of a damaged file it may read beyond its memory. A crash here ends this process and nothing
else. What was read goes to standard output: one line of JSON, then the positions as float64, frame by frame.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from math import isfinite
from typing import Any

NO_LIBRARY = 70
"""The exit status that says that ezc3d is not installed, which is not the file's fault."""
_NOT_POSITIONS = ("ANGLES", "FORCES", "MOMENTS", "POWERS", "SCALARS", "REACTIONS")
"""Parameters of the group POINT that name what stands among the points and is computed."""


def main(path: str, most_bytes: int) -> int:
    _limit_memory(most_bytes)
    try:
        import ezc3d
    except ImportError:
        return NO_LIBRARY
    import numpy as np

    file = ezc3d.c3d(path)
    parameters, points = file["parameters"], file["data"]["points"]
    positions = np.ascontiguousarray(points[:3].transpose(2, 1, 0), dtype=np.float64)
    residuals = file["data"]["meta_points"]["residuals"][0].T
    unseen = (residuals < 0) | np.all(positions == 0, axis=2) | ~np.all(np.isfinite(positions), axis=2)
    positions[unseen] = np.nan
    told = {
        "frames": int(positions.shape[0]),
        "points": int(positions.shape[1]),
        "labels": list(_numbered(parameters, "LABELS")),
        "not_positions": [name for group in _NOT_POSITIONS for name in _numbered(parameters, group)],
        "unit": _text(parameters, "UNITS"),
        "across": _text(parameters, "X_SCREEN"),
        "up": _text(parameters, "Y_SCREEN"),
        "rate_hz": _figure(parameters, "POINT", "RATE", 0),
        "header_rate_hz": float(file["header"]["points"]["frame_rate"]),
        "start_field": [_figure(parameters, "TRIAL", "ACTUAL_START_FIELD", place) for place in (0, 1)],
        "end_field": [_figure(parameters, "TRIAL", "ACTUAL_END_FIELD", place) for place in (0, 1)],
    }
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.write(positions.tobytes())
    sys.stdout.buffer.flush()
    return 0


def _limit_memory(most_bytes: int) -> None:
    """A damaged file may ask for all the memory there is. Windows has no such limit, and macOS does not heed it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


def _value(parameters: Mapping[str, Any], group: str, name: str) -> list[Any]:
    """What a parameter holds, as a flat list; empty where the file does not have it."""
    if group not in parameters or name not in parameters[group]:
        return []
    value = parameters[group][name]["value"]
    return list(value) if isinstance(value, (list, tuple)) else list(value.ravel())


def _numbered(parameters: Mapping[str, Any], name: str) -> Iterator[str]:
    """All texts of a parameter that goes on in NAME2, NAME3 ... because one of them holds 255 at most."""
    number = 1
    while values := _value(parameters, "POINT", name if number == 1 else f"{name}{number}"):
        yield from map(_readable, values)
        number += 1


def _readable(value: object) -> str:
    """As UTF-8, or as Windows writes umlauts where it is not that."""
    octets = str(value).encode("utf-8", "surrogateescape")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("latin-1")


def _text(parameters: Mapping[str, Any], name: str) -> str:
    values = _value(parameters, "POINT", name)
    return _readable(values[0]).strip() if values else ""


def _figure(parameters: Mapping[str, Any], group: str, name: str, place: int) -> float | None:
    values = _value(parameters, group, name)
    if len(values) <= place or isinstance(values[place], str) or not isfinite(values[place]):
        return None
    return float(values[place])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
