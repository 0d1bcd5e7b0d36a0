"""Records that have too many fields because nobody quoted a name with a comma in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lumbar.core.errors import ProblemKind
from lumbar.importers.ledger import Sheet, UnreadableError
from lumbar.importers.table import Row


def put_together(row: Row, sheet: Sheet, is_valid: Callable[[Row], bool]) -> Row:
    """The row with as many fields as the header has, its split name joined again.

    Only when exactly one way of joining the surplus fields makes a valid row. Raises UnreadableError otherwise.
    """
    joined = (row._replace(fields=fields) for fields in _joinings(row.fields, sheet))
    mended = [candidate for candidate in joined if is_valid(candidate)]
    found, expected = str(len(row.fields)), str(sheet.layout.width)
    if not mended:
        raise UnreadableError(ProblemKind.FIELD_COUNT, met=found, limit=expected)
    if len(mended) > 1:
        raise UnreadableError(ProblemKind.FIELD_COUNT_AMBIGUOUS, met=found, limit=expected)
    return mended[0]


def _joinings(fields: list[str], sheet: Sheet) -> Iterator[list[str]]:
    """Every way of joining neighbouring fields so that as many remain as the header has."""
    width = sheet.layout.width
    together = len(fields) - width + 1
    for at in range(width):
        joined = sheet.table.delimiter.join(fields[at : at + together])
        yield [*fields[:at], joined, *fields[at + together :]]
