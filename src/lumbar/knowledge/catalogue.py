"""The exercise catalogue, read from the two tables beside this file."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Final, TypeVar

from lumbar.core.exercises import (
    AxialLoad,
    Catalogue,
    Exercise,
    Implement,
    LumbarPosture,
    MovementClass,
    Muscle,
    Side,
    build_catalogue,
)

EDITION: Final = "2026-11-22"
"""The day the tables were last changed; it stands in every answer that rests on them."""

EXERCISES: Final = "exercises.csv"
ALIASES: Final = "aliases.csv"

_EXERCISE_COLUMNS: Final = (
    "id", "name", "movement", "primary", "secondary", "axial_load", "hinge", "side", "implement", "posture", "assisted",
    "substitutes",
)  # fmt: skip
_ALIAS_COLUMNS: Final = ("alias", "exercise", "language")
_YES_NO: Final = {"yes": True, "no": False}

Choice = TypeVar("Choice", bound=StrEnum)
Made = TypeVar("Made")


def load_catalogue() -> Catalogue:
    """The catalogue as shipped.

    Raises ValueError, with the file and where possible the line, when a table says something it cannot mean.
    """
    exercises = _table(EXERCISES, _EXERCISE_COLUMNS, _exercise)
    known = {exercise.id for exercise in exercises}
    aliases = _table(ALIASES, _ALIAS_COLUMNS, lambda fields: _alias(fields, known))
    try:
        return build_catalogue(exercises, aliases, EDITION)
    except ValueError as error:
        raise ValueError(f"{EXERCISES} and {ALIASES} do not fit together: {error}") from error


def _table(name: str, columns: tuple[str, ...], make: Callable[[list[str]], Made]) -> list[Made]:
    """Every record of the table, made into what it stands for."""
    made = []
    for line, row in _rows(name, columns):
        try:
            made.append(make(row))
        except ValueError as error:
            raise ValueError(f"{name}, line {line}: {error}") from error
    return made


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """The records with the line each of them ends on."""
    reader = csv.reader(StringIO(files(__package__).joinpath(name).read_text(encoding="utf-8")))
    if tuple(next(reader, ())) != columns:
        raise ValueError(f"{name}, line 1: the columns must be {', '.join(columns)}")
    for fields in reader:
        if len(fields) != len(columns):
            raise ValueError(f"{name}, line {reader.line_num}: {len(fields)} fields where {len(columns)} belong")
        yield reader.line_num, fields


def _exercise(fields: list[str]) -> Exercise:
    """One record of the exercise table."""
    exercise_id, name, movement, primary, secondary, axial, hinge, side, implement, posture, assisted, others = fields
    if not exercise_id or not name:
        raise ValueError("an exercise needs an id and a name")
    return Exercise(
        id=exercise_id,
        name=name,
        movement=_choice(MovementClass, movement),
        primary=_muscles(primary),
        secondary=_muscles(secondary),
        axial_load=_choice(AxialLoad, axial),
        hinge=_yes_no(hinge),
        side=_choice(Side, side),
        implement=_choice(Implement, implement),
        posture=_choice(LumbarPosture, posture),
        assisted=_yes_no(assisted),
        substitutes=_listed(others),
    )


def _alias(fields: list[str], known: set[str]) -> tuple[str, str]:
    """One record of the alias table: a name somebody logs, and the id it means."""
    alias, exercise_id, _ = fields
    if not alias.strip():
        raise ValueError("an alias needs a name")
    if exercise_id not in known:
        raise ValueError(f"{exercise_id!r} is not the id of an exercise")
    return alias, exercise_id


def _choice(choices: type[Choice], written: str) -> Choice:
    """The member of the enumeration, or the complaint that lists what may stand there."""
    try:
        return choices(written)
    except ValueError:
        raise ValueError(f"{written!r} is none of {', '.join(choices)}") from None


def _yes_no(written: str) -> bool:
    if written not in _YES_NO:
        raise ValueError(f"{written!r} is neither yes nor no")
    return _YES_NO[written]


@cache
def _muscles(written: str) -> tuple[Muscle, ...]:
    return tuple(_choice(Muscle, name) for name in _listed(written))


def _listed(written: str) -> tuple[str, ...]:
    """The parts of a field that holds several, which may be none."""
    return tuple(written.split("|")) if written else ()
