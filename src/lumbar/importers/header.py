"""Which app wrote a table, from its header alone; never from the file's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter
from typing import NamedTuple

from lumbar.importers.support import Support, Variant
from lumbar.importers.table import first_record

_DELIMITERS = (",", ";", "\t")
_LEAST_LIKENESS = 0.6
_LEAST_MARGIN = 0.1
_NUMBERED_SET = re.compile(r"\bset \d{1,3}\b")


class Field(StrEnum):
    """What a column holds, whatever the app calls it."""

    DATE = "date"
    END = "end"
    TITLE = "title"
    NUMBER = "number"
    """Of the session, where an app counts them."""
    LENGTH = "length"
    """Of the session."""
    SESSION_NOTE = "session_note"
    EXERCISE = "exercise"
    CATEGORY = "category"
    ORDER = "order"
    """Of the set; some apps write its kind here."""
    KIND = "kind"
    LOAD = "load"
    """In a unit that the header does not say."""
    LOAD_KG = "load_kg"
    LOAD_LB = "load_lb"
    LOAD_UNIT = "load_unit"
    REPETITIONS = "repetitions"
    DISTANCE = "distance"
    DISTANCE_M = "distance_m"
    DISTANCE_KM = "distance_km"
    DISTANCE_MI = "distance_mi"
    DISTANCE_UNIT = "distance_unit"
    DURATION = "duration"
    RPE = "rpe"
    RIR = "rir"
    """Repetitions in reserve."""
    WARM_UP = "warm_up"
    """A flag."""
    PERFORMED = "performed"
    """A flag: done, or only planned."""
    LEFT_OUT = "left_out"
    """A flag: skipped by the person."""
    FAILURE = "failure"
    """A flag."""
    MULTIPLIER = "multiplier"
    """How many such weights."""
    BODY_WEIGHT = "body_weight"
    EXTRA_LOAD = "extra_load"
    """Added to the body."""
    ASSISTANCE = "assistance"
    """Help, which is taken off the body."""
    SETS = "sets"
    """How many sets one record stands for."""
    AMOUNT = "amount"
    """Repetitions or time in one cell, with its word."""
    LOAD_OR_DISTANCE = "load_or_distance"
    """In one cell, with its unit."""
    TIME_OF_DAY = "time_of_day"
    PROGRAM = "program"
    PLANNED_REPETITIONS = "planned_repetitions"
    PLANNED_LOAD = "planned_load"
    EQUIPMENT = "equipment"
    SOURCE = "source"
    """The app a set came from, in our own export."""
    PRECISION = "precision"
    LOAD_AS_LOGGED = "load_as_logged"
    UNIT_AS_LOGGED = "unit_as_logged"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Layout:
    """A header understood: the variant it is nearest to, and where each field stands."""

    variant: Variant
    header: tuple[str, ...]
    position: Mapping[Field, int]

    @property
    def width(self) -> int:
        return len(self.header)

    def name(self, field: Field) -> str | None:
        """The column's name in this file."""
        at = self.position.get(field)
        return None if at is None else self.header[at]

    def first_of(self, *fields: Field) -> Field | None:
        return next((field for field in fields if field in self.position), None)

    def picker(self, *fields: Field | None) -> Callable[[list[str]], tuple[str, ...]]:
        """A function from a row to the texts of these fields, in this order; empty for a column that is not there."""
        absent = self.width
        places = [absent if field is None else self.position.get(field, absent) for field in fields]
        pick = itemgetter(*places)
        return pick if absent not in places else lambda cells: pick([*cells, ""])

    def key(self, *fields: Field | None) -> Callable[[list[str]], Hashable]:
        """A function from a row to its own texts of those of these fields that are there: the same for rows that say
        the same, so that what was understood once need not be read again.
        """
        places = [self.position[field] for field in fields if field is not None and field in self.position]
        return itemgetter(*places) if places else lambda _: ()


class Dialect(NamedTuple):
    """What the header is compared with: an app's column names, and those it cannot do without."""

    support: Support
    columns: Mapping[str, Field]
    required: tuple[frozenset[Field], ...]
    """At least one field of each group must be there."""


class Match(NamedTuple):
    """The dialect a header is written in."""

    dialect: Dialect
    layout: Layout
    delimiter: str


def match_header(line: str, dialects: Sequence[Dialect]) -> Match | None:
    """The app and variant whose header this line is nearest to; None when none is near, or two apps are equally so."""
    scored = sorted(_candidates(line, dialects), key=itemgetter(0), reverse=True)
    if not scored or scored[0][0] < _LEAST_LIKENESS:
        return None
    likeness, best = scored[0]
    rivals = (other for other, match in scored if match.dialect.support.format != best.dialect.support.format)
    return best if likeness - next(rivals, 0.0) >= _LEAST_MARGIN else None


def normalised(name: str) -> str:
    """A column's name without what spreadsheets and locales do to it: form, case, quotation marks, spacing."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace("’", "'")
    return " ".join(folded.strip("\ufeff\"' \t\u000b").split())


def named(columns: Mapping[Field, Sequence[str]]) -> dict[str, Field]:
    """What each column name means, by its normalised form."""
    return {normalised(name): field for field, names in columns.items() for name in names}


def _candidates(line: str, dialects: Sequence[Dialect]) -> Iterable[tuple[float, Match]]:
    for delimiter in _DELIMITERS:
        header = first_record(line, delimiter)
        names = [normalised(name) for name in header]
        for dialect in dialects:
            position: dict[Field, int] = {}
            for at, name in enumerate(names):
                if name in dialect.columns:
                    position.setdefault(dialect.columns[name], at)
            if all(group & position.keys() for group in dialect.required):
                for variant in dialect.support.variants:
                    layout = Layout(variant, tuple(name.strip("\ufeff \t") for name in header), position)
                    yield _likeness(names, variant), Match(dialect, layout, delimiter)


def _likeness(names: Sequence[str], variant: Variant) -> float:
    """Share of the names of both headers that they have in common."""
    found = {_of_any_set(name) for name in names if name}
    expected = {_of_any_set(normalised(column)) for column in variant.columns}
    return len(found & expected) / len(found | expected)


def _of_any_set(name: str) -> str:
    """The name without the number of the set: an app that gives each set columns of its own has as many as it needs."""
    return _NUMBERED_SET.sub("set n", name)
