"""Which column is which? A dropped table that no app we know wrote is read once the person has said so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from lumbar.core.errors import UnusableInput
from lumbar.core.quantities import MassUnit
from lumbar.usecases.confirm_columns import ColumnAnswers, ColumnMeaning, ColumnProposal, with_answers
from lumbar.web.rendering import go_to, page
from lumbar.web.routes.asking import DeskHere, FormHere, VisitHere
from lumbar.web.routes.log import read_on
from lumbar.wording import teaching as words
from lumbar.wording.columns import unused_sentence
from lumbar.wording.problems import unusable_sentence

router = APIRouter()
ALWAYS_ASKED = (ColumnMeaning.DATE, ColumnMeaning.EXERCISE, ColumnMeaning.LOAD, ColumnMeaning.REPETITIONS)
"""Of the others those that were proposed stand beside them, and the rest is folded away."""
SHOWN_OF_A_FIELD = 60


@dataclass(frozen=True, slots=True)
class ColumnField:
    """One meaning on the form."""

    meaning: ColumnMeaning
    label: str
    place: int | None
    """Of the column that seems to have it; None: none has."""
    examples: str


@router.get("/columns")
def ask_columns(request: Request, visit: VisitHere) -> Response:
    if visit.dropped is None or visit.table is None:
        return go_to("/")
    return _ask(request, visit.table)


@router.post("/columns")
def take_columns(request: Request, visit: VisitHere, desk: DeskHere, form: FormHere) -> Response:
    table, dropped = visit.table, visit.dropped
    if table is None or dropped is None:  # answered before, and the files are gone
        return go_to("/when")
    if form.get("table") != table.signature:  # a page of the table before this one
        return go_to("/columns")
    said = _said(table, form)
    if problem := _twice(said) or " ".join(map(words.missing_sentence, said.missing())):
        return _ask(request, said, problem=problem, status=422)
    try:
        desk.explain_table(visit, dropped, said)
    except UnusableInput as refusal:
        return _ask(request, said, problem=unusable_sentence(refusal), status=422)
    answer = read_on(request, visit, desk, dropped)
    visit.notice = words.columns_kept(said)
    return answer


@router.post("/columns/leave-out")
def leave_out(request: Request, visit: VisitHere, desk: DeskHere, form: FormHere) -> Response:
    """Goes on without this table: not every table with days and figures is a log."""
    table, dropped = visit.table, visit.dropped
    if table is None or dropped is None:
        return go_to("/when")
    if form.get("table") != table.signature:
        return go_to("/columns")
    dropped.leave_out(table.path)
    if dropped.names:
        return read_on(request, visit, desk, dropped)
    visit.begin_anew()
    visit.notice = words.NO_FILE_LEFT
    return go_to("/")


def _said(table: ColumnProposal, form: FormData) -> ColumnProposal:
    """The table with what the form says of it and nothing else: where it says no column, none was proposed either."""
    by_place = {str(place): column for place, column in _columns(table).items()}
    chosen = {meaning: by_place.get(str(form.get(meaning, ""))) for meaning in ColumnMeaning}
    unit, order = str(form.get("unit", "")), str(form.get("date_order", ""))
    answers = ColumnAnswers(
        {meaning: column for meaning, column in chosen.items() if column is not None},
        unit=unit if unit in tuple(MassUnit) else None,
        date_order=order if order in dict(words.COLUMN_DATE_ORDERS) else None,
    )
    nothing = replace(table.mapping, columns={}, unit=None, date_order=None)
    return with_answers(replace(table, mapping=nothing), answers)


def _twice(table: ColumnProposal) -> str:
    """What to say where one column was given two meanings; empty where none was."""
    meanings: defaultdict[str, list[ColumnMeaning]] = defaultdict(list)
    for meaning, column in table.mapping.columns.items():
        meanings[column].append(ColumnMeaning(meaning))
    return " ".join(words.column_twice(column, given) for column, given in meanings.items() if len(given) > 1)


def _columns(table: ColumnProposal) -> Mapping[int, str]:
    """Those that can be chosen, by their place: of two with one name the first is meant, and none is without a name."""
    first: dict[str, int] = {}
    for place, column in enumerate(table.header):
        if column:
            first.setdefault(column, place)
    return {place: column for column, place in first.items()}


def _ask(request: Request, table: ColumnProposal, *, problem: str = "", status: int = 200) -> Response:
    columns = _columns(table)
    meant = {column: words.meaning_label(ColumnMeaning(meaning)) for meaning, column in table.mapping.columns.items()}
    beside = [ColumnMeaning(meaning) for meaning in table.mapping.columns]
    return page(
        request,
        "columns.html.j2",
        stop="log",
        teaching=words,
        table=table,
        columns={place: _short(column) for place, column in columns.items()},
        heads=[
            (column, meant.get(column, "") if place in columns else "") for place, column in enumerate(table.header)
        ],
        rows=[[_short(text) for text in row] for row in table.examples],
        asked=_fields(table, (*ALWAYS_ASKED, *beside)),
        folded=_fields(table, [each for each in ColumnMeaning if each not in (*ALWAYS_ASKED, *beside)]),
        unused=unused_sentence(table),
        needed=[str(missing) for missing in table.missing()],
        missing=() if problem else tuple(map(words.missing_sentence, table.missing())),
        problem=problem,
        status=status,
    )


def _fields(table: ColumnProposal, meanings: Collection[ColumnMeaning]) -> tuple[ColumnField, ...]:
    """In the order in which a training is told."""
    return tuple(_field(table, meaning) for meaning in ColumnMeaning if meaning in meanings)


def _field(table: ColumnProposal, meaning: ColumnMeaning) -> ColumnField:
    column = table.mapping.columns.get(meaning)
    place = table.header.index(column) if column in table.header else None
    texts = [row[place] for row in table.examples] if place is not None else []
    return ColumnField(meaning, words.meaning_label(meaning), place, _short(", ".join(filter(None, texts))))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN_OF_A_FIELD else f"{text[: SHOWN_OF_A_FIELD - 1]}…"
