"""The words by which people say that their back hurts, read from the table beside this file."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Final, TypeVar

from lumbar.core.causes.noted_pain import (
    PainWord,
    PainWords,
    Stands,
    Strength,
    WordKind,
    build_pain_words,
    compared_words,
)

PAIN_WORDS: Final = "back_pain_words.csv"
_COLUMNS: Final = ("kind", "language", "strength", "stands", "words")
_TELLING: Final = (WordKind.PHRASE, WordKind.HURTS)
Choice = TypeVar("Choice", bound=StrEnum)


@cache
def load_pain_words() -> PainWords:
    """The words as shipped. Raises ValueError, with the line, when the table says something it cannot mean."""
    return read_pain_words(files(__package__).joinpath(PAIN_WORDS).read_text(encoding="utf-8"))


def read_pain_words(text: str) -> PainWords:
    """Every entry of a table; a record holds several words that behave alike, with | between them."""
    reader = csv.reader(StringIO(text))
    if tuple(next(reader, ())) != _COLUMNS:
        raise ValueError(f"{PAIN_WORDS}, line 1: the columns must be {', '.join(_COLUMNS)}")
    entries: list[PainWord] = []
    seen: set[tuple[WordKind, tuple[str, ...], str]] = set()
    for fields in reader:
        try:
            for entry in _entries(fields):
                _only_once(entry, seen)
                entries.append(entry)
        except ValueError as error:
            raise ValueError(f"{PAIN_WORDS}, line {reader.line_num}: {error}") from error
    return build_pain_words(entries)


def _only_once(entry: PainWord, seen: set[tuple[WordKind, tuple[str, ...], str]]) -> None:
    for language in sorted(entry.languages):
        key = (entry.kind, compared_words(entry.text), language)
        if key in seen:
            raise ValueError(f"{entry.text!r} stands twice as {entry.kind} in {language}")
        seen.add(key)


def _entries(fields: list[str]) -> Iterator[PainWord]:
    if len(fields) != len(_COLUMNS):
        raise ValueError(f"{len(fields)} fields where {len(_COLUMNS)} belong")
    row = dict(zip(_COLUMNS, fields, strict=True))
    kind = _choice(WordKind, row["kind"])
    languages = frozenset(row["language"].split("|"))
    strength = _choice(Strength, row["strength"]) if row["strength"] else None
    stands = _choice(Stands, row["stands"]) if row["stands"] else Stands.ANYWHERE
    if "" in languages:
        raise ValueError("an entry needs a language")
    if kind in _TELLING and strength is None:
        raise ValueError(f"a {kind} needs a strength, pain or unease")
    if stands is Stands.AFTER and kind is not WordKind.NEGATION:
        raise ValueError(f"only a negation can stand after, and this is a {kind}")
    for text in row["words"].split("|"):
        yield PainWord(kind, text, languages, strength, stands)


def _choice(choices: type[Choice], written: str) -> Choice:
    try:
        return choices(written)
    except ValueError:
        raise ValueError(f"{written!r} is none of {', '.join(choices)}") from None
