"""What the columns of a table mean, where no app wrote it: proposed, confirmed by the person once, and remembered.

A guess is never taken in silence: a load read as repetitions would stay unnoticed in every later figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.usecases.ports import Clock, ColumnMapping, LogReader, ReadingChoices, TrainingStore


class ColumnMeaning(StrEnum):
    """What a column of a table may be said to mean; the names under which a mapping is stored."""

    DATE = "date"
    TIME_OF_DAY = "time_of_day"
    TITLE = "title"
    EXERCISE = "exercise"
    LOAD = "load"
    LOAD_UNIT = "load_unit"
    REPETITIONS = "repetitions"
    SETS = "sets"
    DURATION = "duration"
    RPE = "rpe"
    RIR = "rir"
    NOTE = "note"


MEASURED = (ColumnMeaning.REPETITIONS, ColumnMeaning.DURATION)
"""Without one of these nobody can say that anything was done."""


class Missing(StrEnum):
    """What a mapping lacks before a table can be read by it."""

    DATE = "date"
    EXERCISE = "exercise"
    MEASURED = "measured"
    UNIT = "unit"
    DATE_ORDER = "date_order"


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """A table nobody has explained yet, and what its columns seem to mean."""

    path: str
    signature: str
    """Of the header: tables with the same columns have the same."""
    header: tuple[str, ...]
    mapping: ColumnMapping
    examples: tuple[tuple[str, ...], ...]
    """Its first rows."""
    confirmed: bool = False
    """The person said so before; they may correct it."""
    order_is_open: bool = False
    """Its dates do not show whether day or month comes first."""

    def missing(self) -> tuple[Missing, ...]:
        """What the person has to add before the table can be read."""
        named = self.mapping.columns
        lacks = {
            Missing.DATE: ColumnMeaning.DATE not in named,
            Missing.EXERCISE: ColumnMeaning.EXERCISE not in named,
            Missing.MEASURED: not any(meaning in named for meaning in MEASURED),
            Missing.UNIT: (
                ColumnMeaning.LOAD in named and ColumnMeaning.LOAD_UNIT not in named and self.mapping.unit is None
            ),
            Missing.DATE_ORDER: self.order_is_open and self.mapping.date_order is None,
        }
        return tuple(what for what, lacking in lacks.items() if lacking)


@dataclass(eq=False)
class ColumnsToConfirm(UnusableInput):
    """A table that cannot be read until the person has said what its columns mean; it brings what to ask."""

    proposal: ColumnProposal | None = field(default=None)


def columns_to_confirm(proposal: ColumnProposal) -> ColumnsToConfirm:
    """The refusal with which reading such a table ends."""
    return ColumnsToConfirm(
        UnusableKind.COLUMNS_TO_CONFIRM,
        proposal.path,
        met=", ".join(proposal.header),
        known=proposal.header,
        proposal=proposal,
    )


@dataclass(frozen=True, slots=True)
class ColumnAnswers:
    """What the person said of the columns; what they left out stays as it was proposed."""

    columns: Mapping[ColumnMeaning, str] = field(default_factory=dict)
    unit: str | None = None
    date_order: str | None = None


def proposed_columns(path: str, *, reader: LogReader, store: TrainingStore, clock: Clock) -> ColumnProposal | None:
    """What the columns of this table seem to mean, or what the person said of them before; None for a log that is read
    without being told.

    Raises UnusableInput for a file that is no table of training.
    """
    choices = ReadingChoices(latest_day=clock.now().date() + timedelta(days=1))
    try:
        reader.read(path, choices)
    except ColumnsToConfirm as refusal:
        proposal = refusal.proposal
    else:
        return None
    said = store.column_mappings().get(proposal.signature) if proposal else None
    return replace(proposal, mapping=said, confirmed=True) if proposal and said else proposal


def with_answers(proposal: ColumnProposal, answers: ColumnAnswers) -> ColumnProposal:
    """The proposal as the person corrected it. A column means one thing: the answer takes it from what was proposed.

    Raises UnusableInput for a column that the table does not have.
    """
    for column in answers.columns.values():
        if column not in proposal.header:
            raise columns_to_confirm(proposal)
    said = {str(meaning): column for meaning, column in answers.columns.items()}
    kept = {
        meaning: column
        for meaning, column in proposal.mapping.columns.items()
        if meaning not in said and column not in said.values()
    }
    mapping = replace(
        proposal.mapping,
        columns=kept | said,
        unit=answers.unit or proposal.mapping.unit,
        date_order=answers.date_order or proposal.mapping.date_order,
    )
    return replace(proposal, mapping=mapping)


def keep_columns(proposal: ColumnProposal, *, store: TrainingStore, clock: Clock) -> None:
    """Remembers what the columns mean, for every table with this header. Raises UnusableInput while anything lacks."""
    if proposal.missing():
        raise columns_to_confirm(proposal)
    store.keep_column_mapping(proposal.signature, proposal.mapping, clock.now())
