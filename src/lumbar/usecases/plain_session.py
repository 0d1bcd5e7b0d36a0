"""The line of a plain-text log that speaks of the whole session: ``session: rpe 7, 62 min``.

How hard a session was, asked half an hour after it, times its minutes is its internal load (session RPE, Foster 2001).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lumbar.usecases.plain_sets import DURATION_MOST_H, RPE_MOST, Fault, NotUnderstoodError

HARDEST_NOTHING = 0
"""The CR-10 scale begins at 0, rest; the rating of a set begins at 1."""

_LINE = re.compile(r"session\s*:\s*(?P<said>[^#]*)(?:#.*)?", re.IGNORECASE)
_RPE = re.compile(r"rpe\s*(?P<rpe>\d+(?:[.,]\d+)?)(?:\s*/\s*10)?", re.IGNORECASE)
_HOURS, _MINUTES = r"(?P<hours>\d+)\s*h(?:ours?)?", r"(?P<minutes>\d+)\s*m(?:in(?:s|utes?)?)?"
_LENGTH = re.compile(rf"(?:{_HOURS}\s*)?(?:{_MINUTES})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """What is said of the whole session; None is not said."""

    rpe: float | None = None
    duration_s: float | None = None


def read_session_line(text: str) -> SessionLine | None:
    """What the line says of the session; None where it does not speak of one.

    Raises NotUnderstoodError with what it stumbles over.
    """
    found = _LINE.fullmatch(text)
    if found is None:
        return None
    said = SessionLine()
    for part in re.split(r"[,;]\s+|[,;]$", found["said"].strip()):
        said = _with(said, part.strip())
    return said


def write_session_line(rpe: float | None, duration_s: float | None) -> str | None:
    """The line that says this; None where there is nothing to say, or where the notation has no word for it."""
    parts = []
    if rpe is not None:
        parts.append(f"rpe {rpe:g}")
    if duration_s is not None and duration_s >= 60 and duration_s % 60 == 0:
        parts.append(f"{duration_s / 60:.0f} min")
    return f"session: {', '.join(parts)}" if parts else None


def _with(said: SessionLine, part: str) -> SessionLine:
    rated = _RPE.fullmatch(part)
    if rated and said.rpe is None:
        return SessionLine(_rating(rated["rpe"]), said.duration_s)
    lasting = _LENGTH.fullmatch(part)
    if part and lasting and said.duration_s is None:
        return SessionLine(said.rpe, _length(lasting, part))
    repeated = (rated and said.rpe is not None) or (part and lasting)
    raise NotUnderstoodError(Fault.SAID_TWICE if repeated else Fault.WORDS_LEFT, part or "session:")


def _rating(text: str) -> float:
    rpe = float(text.replace(",", "."))
    if rpe > RPE_MOST.value:
        raise NotUnderstoodError(Fault.RPE_OUT_OF_RANGE, text, f"{HARDEST_NOTHING} to {RPE_MOST.value}")
    return rpe


def _length(found: re.Match[str], part: str) -> float:
    seconds = 3600 * int(found["hours"] or 0) + 60 * int(found["minutes"] or 0)
    if not 0 < seconds <= DURATION_MOST_H.value * 3600:
        raise NotUnderstoodError(Fault.DURATION_ABSURD, part, f"{DURATION_MOST_H.value} h")
    return float(seconds)
