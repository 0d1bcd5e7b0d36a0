"""The drills, read from the table beside this file."""

from __future__ import annotations

import csv
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Final, TypeVar

from lumbar.core import references
from lumbar.core.evidence import Source
from lumbar.core.exercises import Implement
from lumbar.core.plan.drills import Drill, Kind, Part, Role

DRILLS: Final = "drills.csv"
_COLUMNS: Final = (
    "id", "name", "part", "role", "kind", "seconds", "reps", "sets", "flexion", "extension", "rotation", "loaded",
    "implement", "cue", "source",
)  # fmt: skip
_YES_NO: Final = {"yes": True, "no": False}
Choice = TypeVar("Choice", bound=StrEnum)


@cache
def load_drills() -> tuple[Drill, ...]:
    """The drills as shipped, in the order of the table, which is the order of preference.

    Raises ValueError, with the line, when the table says something it cannot mean.
    """
    return read_drills(files(__package__).joinpath(DRILLS).read_text(encoding="utf-8"))


def read_drills(text: str) -> tuple[Drill, ...]:
    """Every record of a table, made into a drill."""
    reader = csv.reader(StringIO(text))
    if tuple(next(reader, ())) != _COLUMNS:
        raise ValueError(f"{DRILLS}, line 1: the columns must be {', '.join(_COLUMNS)}")
    drills: dict[str, Drill] = {}
    for fields in reader:
        try:
            drill = _drill(fields)
        except ValueError as error:
            raise ValueError(f"{DRILLS}, line {reader.line_num}: {error}") from error
        if drill.id in drills:
            raise ValueError(f"{DRILLS}, line {reader.line_num}: id {drill.id!r} stands twice")
        drills[drill.id] = drill
    return tuple(drills.values())


def _drill(fields: list[str]) -> Drill:
    if len(fields) != len(_COLUMNS):
        raise ValueError(f"{len(fields)} fields where {len(_COLUMNS)} belong")
    row = dict(zip(_COLUMNS, fields, strict=True))
    seconds, repetitions = _count(row["seconds"]), _count(row["reps"])
    if not row["id"] or not row["name"] or not row["cue"]:
        raise ValueError("a drill needs an id, a name and a cue")
    if (seconds is None) is (repetitions is None):
        raise ValueError("a drill has either seconds or repetitions")
    return Drill(
        id=row["id"],
        name=row["name"],
        part=_choice(Part, row["part"]),
        role=_choice(Role, row["role"]),
        kind=_choice(Kind, row["kind"]),
        seconds=seconds,
        repetitions=repetitions,
        sets=_count(row["sets"]) or 1,
        flexion=_yes_no(row["flexion"]),
        extension=_yes_no(row["extension"]),
        rotation=_yes_no(row["rotation"]),
        loaded=_yes_no(row["loaded"]),
        implement=_choice(Implement, row["implement"]),
        cue=row["cue"],
        sources=tuple(_source(name) for name in row["source"].split("|")),
    )


def _count(written: str) -> int | None:
    if not written:
        return None
    if not written.isdigit() or int(written) < 1:
        raise ValueError(f"{written!r} is not a whole number above 0")
    return int(written)


def _choice(choices: type[Choice], written: str) -> Choice:
    try:
        return choices(written)
    except ValueError:
        raise ValueError(f"{written!r} is none of {', '.join(choices)}") from None


def _yes_no(written: str) -> bool:
    if written not in _YES_NO:
        raise ValueError(f"{written!r} is neither yes nor no")
    return _YES_NO[written]


def _source(identifier: str) -> Source:
    known = {source.id: source for source in vars(references).values() if isinstance(source, Source)}
    if identifier not in known:
        raise ValueError(f"{identifier!r} is not a source of core/references.py")
    return known[identifier]
