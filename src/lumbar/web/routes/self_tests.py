"""Self-tests: how to do one, writing its result down, and what it says against one's own earlier results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from lumbar.core.self_tests import MEASURED, SelfTest, SelfTestFault
from lumbar.usecases.note_self_test import Entry, listed
from lumbar.web.desk import Desk
from lumbar.web.rendering import go_to, page
from lumbar.web.routes.asking import DeskHere, FormHere, VisitHere
from lumbar.web.visit import Visit
from lumbar.wording import self_tests as words
from lumbar.wording.findings import finding_words

router = APIRouter()
TYPED_LENGTH = 20


@dataclass(frozen=True, slots=True)
class FieldAsked:
    """One figure of a test on the page."""

    name: str
    label: str
    typed: str


@dataclass(frozen=True, slots=True)
class TestAsked:
    """One test on the page, with what was typed where that could not be taken."""

    test: SelfTest
    words: words.TestWords
    more: str
    fields: Sequence[FieldAsked]
    on: str
    problem: str = ""


@router.get("/self-tests")
def show(request: Request, visit: VisitHere, desk: DeskHere) -> Response:
    """The made person has no tests: theirs would be mixed up with one's own."""
    if visit.made_person is not None:
        return go_to("/")
    return _show(request, visit, desk)


@router.post("/self-tests")
def take(request: Request, visit: VisitHere, desk: DeskHere, form: FormHere) -> Response:
    named = str(form.get("test", ""))
    if visit.made_person is not None or named not in tuple(SelfTest):
        return go_to("/self-tests")
    test = SelfTest(named)
    entry = _entry(test, form)
    noted = entry if isinstance(entry, SelfTestFault) else desk.note_self_test(visit, entry)
    if isinstance(noted, SelfTestFault):
        problem = words.fault_sentence(noted, test)
        return _show(request, visit, desk, mistaken=_asked(test, str(form.get("on", "")), form, problem), status=422)
    visit.notice = words.noted_sentence(noted)
    return go_to("/self-tests")


@router.post("/self-tests/remove")
def remove(visit: VisitHere, desk: DeskHere, form: FormHere) -> Response:
    """One that is gone already, or a page from before, is no reason to complain."""
    try:
        result_id = UUID(str(form.get("result", "")))
    except ValueError:
        return go_to("/self-tests")
    if visit.made_person is None and (removed := desk.remove_self_test(result_id)) is not None:
        visit.notice = words.removed_sentence(removed)
    return go_to("/self-tests")


def _entry(test: SelfTest, form: FormData) -> Entry | SelfTestFault:
    """What was typed; a decimal comma is a decimal point."""
    figures: dict[str, float | None] = {}
    for name in _labels(test):
        typed = _typed(form, name).replace(",", ".")
        try:
            figures[name] = float(typed) if typed else None
        except ValueError:
            return SelfTestFault.NOT_A_FIGURE
    try:
        on = date.fromisoformat(str(form.get("on", "")))
    except ValueError:
        return SelfTestFault.DAY_UNKNOWN
    return Entry(test, on, **figures)


def _typed(form: FormData | None, name: str) -> str:
    return "" if form is None else str(form.get(name, "")).strip()[:TYPED_LENGTH]


def _labels(test: SelfTest) -> dict[str, str]:
    """The figures of a test by the name of their field, each with its label."""
    measured = MEASURED[test]
    labels = words.side_labels(measured.unit) if measured.by_side else {"value": words.value_label(measured.unit)}
    return labels | ({"zero": words.ZERO_LABEL} if measured.needs_zero else {})


def _asked(test: SelfTest, on: str, form: FormData | None = None, problem: str = "") -> TestAsked:
    fields = [FieldAsked(name, label, _typed(form, name)) for name, label in _labels(test).items()]
    return TestAsked(test, words.TESTS[test], words.compared_words(test), fields, on[:TYPED_LENGTH], problem)


def _show(
    request: Request, visit: Visit, desk: Desk, *, mistaken: TestAsked | None = None, status: int = 200
) -> Response:
    in_the_way = desk.stands_in_the_way_of_tests(visit)
    today = desk.today(visit).isoformat()
    tests = [mistaken if mistaken and mistaken.test is test else _asked(test, today) for test in SelfTest]
    results = desk.self_tests()
    return page(
        request,
        "self_tests.html.j2",
        tested=words,
        withheld=words.withheld_sentence(in_the_way) if in_the_way else "",
        checked_in=desk.has_fresh_check_in(visit),
        tests=() if in_the_way else tests,
        results=[
            (line.noted.id, words.listed_sentence(line), words.result_words(line.result)) for line in listed(results)
        ],
        says=[finding_words(finding).what for finding in desk.self_test_findings(visit)],
        today=today,
        status=status,
    )
