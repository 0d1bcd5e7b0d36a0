"""What the person told us once so that it need not be asked again: names, columns, and which trainings are two.

The pairs that were found to be one training stand beside those that the person said are two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

from lumbar.core.exercises import spelling_key
from lumbar.core.same_training import SameTraining
from lumbar.storage import tables
from lumbar.storage.owners_rows import OwnersRows
from lumbar.usecases.ports import ColumnMapping, LearnedName


class Verdict(StrEnum):
    """What is known of two sessions of two apps."""

    SAME = "same"
    """One training, as it was found."""
    DIFFERENT = "different"
    """Two trainings, as the person said."""


def pairs_of(rows: OwnersRows, verdict: Verdict) -> list[SameTraining]:
    """The pairs with this verdict, by their keys."""
    pair = tables.training_pair.c
    selected = rows.select(pair.first_key, pair.second_key, pair.verdict, order_by=[pair.first_key, pair.second_key])
    return [SameTraining(row.first_key, row.second_key) for row in selected if row.verdict == verdict]


def keep_found(rows: OwnersRows, found: Iterable[SameTraining]) -> None:
    """From now on these are the pairs that were found; what the person said of a pair stands."""
    said, before = set(pairs_of(rows, Verdict.DIFFERENT)), set(pairs_of(rows, Verdict.SAME))
    now = set(found) - said
    for gone in before - now:
        _delete(rows, gone)
    rows.insert(tables.training_pair, [_pair_row(new, Verdict.SAME, None) for new in sorted(now - before)])


def keep_different(rows: OwnersRows, different: Iterable[SameTraining], at: datetime) -> None:
    """The person says that each of these is two trainings."""
    new = set(different) - set(pairs_of(rows, Verdict.DIFFERENT))
    for pair in new:
        _delete(rows, pair)
    rows.insert(tables.training_pair, [_pair_row(pair, Verdict.DIFFERENT, at) for pair in sorted(new)])


def _delete(rows: OwnersRows, pair: SameTraining) -> None:
    columns = tables.training_pair.c
    rows.delete(tables.training_pair, columns.first_key == pair.first, columns.second_key == pair.second)


def _pair_row(pair: SameTraining, verdict: Verdict, at: datetime | None) -> dict[str, object]:
    return {"first_key": pair.first, "second_key": pair.second, "verdict": str(verdict), "said_at": at}


def learned_names(rows: OwnersRows) -> list[LearnedName]:
    """The person's answers on names, in the order they were given."""
    name = tables.learned_name.c
    selected = rows.select(name.name, name.exercise, name.confirmed_at, order_by=[name.id])
    return [LearnedName(row.name, row.exercise, row.confirmed_at) for row in selected]


def learn_name(rows: OwnersRows, answer: LearnedName) -> None:
    """Remembers the answer, in place of an earlier one on the same spelling."""
    spelling = spelling_key(answer.name)
    rows.delete(tables.learned_name, tables.learned_name.c.spelling == spelling)
    rows.insert(
        tables.learned_name,
        [
            {
                "name": answer.name,
                "spelling": spelling,
                "exercise": answer.exercise,
                "confirmed_at": answer.confirmed_at,
            }
        ],
    )


def column_mappings(rows: OwnersRows) -> Mapping[str, ColumnMapping]:
    """By the signature of a header."""
    column = tables.column_mapping.c
    selected = rows.select(column.signature, column.mapping, order_by=[column.id])
    return {row.signature: ColumnMapping(**row.mapping) for row in selected}


def keep_column_mapping(rows: OwnersRows, signature: str, mapping: ColumnMapping, at: datetime) -> None:
    """Remembers it, in place of an earlier one for the same header."""
    told = {
        "columns": dict(mapping.columns),
        "date_order": mapping.date_order,
        "unit": mapping.unit,
        "decimal_mark": mapping.decimal_mark,
    }
    rows.delete(tables.column_mapping, tables.column_mapping.c.signature == signature)
    rows.insert(tables.column_mapping, [{"signature": signature, "mapping": told, "confirmed_at": at}])
