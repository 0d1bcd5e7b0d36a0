"""What do these names mean? A logged name nobody knows is said once, by one tap, and remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from lumbar import wiring
from lumbar.core.exercises import Exercise, spelling_key
from lumbar.usecases.learn_names import exercise_called
from lumbar.usecases.ports import LearnedName
from lumbar.web.desk import Desk
from lumbar.web.rendering import go_to, page
from lumbar.web.routes.asking import DeskHere, FormHere, VisitHere
from lumbar.web.visit import Visit
from lumbar.wording import teaching as words

router = APIRouter()
MOST_ON_A_PAGE = 20
TYPED_LENGTH = 120
MARK_LENGTH = 16


@dataclass(frozen=True, slots=True)
class NameAsked:
    """One name on the page, with what it may mean."""

    mark: str
    name: str
    known: str
    """What is known of it: how many sets, or what was said before."""
    suggestions: Sequence[Exercise]
    typed: str = ""
    problem: str = ""


def mark(name: str) -> str:
    """Stands for a name in a form: a log's own text may hold what no form brings back unchanged."""
    return hashlib.sha256(spelling_key(name).encode("utf-8", "surrogatepass")).hexdigest()[:MARK_LENGTH]


@router.get("/names")
def ask_names(request: Request, visit: VisitHere, desk: DeskHere, back: str = "", again: str = "") -> Response:
    """The names nobody knows yet; ``again`` is one that was answered and is to be answered anew."""
    if visit.made_person is not None or desk.log(visit) is None:
        return go_to("/")
    if back in words.NAMES_BACK:
        visit.names_from, visit.names_for_later = back, set()
    answered = next((answer for answer in desk.learned_names() if mark(answer.name) == again), None)
    return _ask(request, visit, desk, first=_asked_again(answered) if answered else None)


@router.post("/names")
def take_name(request: Request, visit: VisitHere, desk: DeskHere, form: FormHere) -> Response:
    if visit.made_person is not None or desk.log(visit) is None:
        return go_to("/")
    name = _names_by_mark(visit, desk).get(str(form.get("name", "")))
    if name is None:  # a page from before the name was known
        return go_to("/names")
    if "later" in form:
        visit.names_for_later.add(mark(name))
        return _go_on(visit, desk)
    if "none" in form:
        return _learn(visit, desk, name, None)
    exercise = _meant(form)
    if exercise is None:
        return _ask(request, visit, desk, first=_not_understood(name, _typed(form)), status=422)
    return _learn(visit, desk, name, exercise)


def _learn(visit: Visit, desk: Desk, name: str, exercise: Exercise | None) -> Response:
    desk.learn_name(visit, name, exercise)
    visit.notice = words.name_learned(name, exercise.name if exercise else None)
    return _go_on(visit, desk)


def _go_on(visit: Visit, desk: Desk) -> Response:
    """To the names that are left; after the last one back to where they came from."""
    return go_to("/names" if _left(visit, desk) else visit.names_from)


def _left(visit: Visit, desk: Desk) -> Mapping[str, int]:
    """Those that were not put off."""
    return {name: sets for name, sets in desk.names_to_say(visit).items() if mark(name) not in visit.names_for_later}


def _names_by_mark(visit: Visit, desk: Desk) -> Mapping[str, str]:
    """All that can be answered: those nobody knows, and those that were answered before."""
    return {mark(name): name for name in (*(answer.name for answer in desk.learned_names()), *desk.names_to_say(visit))}


def _typed(form: FormData) -> str:
    return str(form.get("typed", "")).strip()[:TYPED_LENGTH]


def _meant(form: FormData) -> Exercise | None:
    catalogue = wiring.catalogue()
    if "exercise" in form:
        return catalogue.exercises.get(str(form.get("exercise")))
    return exercise_called(_typed(form), catalogue)


def _asked(name: str, sets: int) -> NameAsked:
    return NameAsked(mark(name), name, words.name_sets(sets), wiring.suggest_exercises(name))


def _asked_again(answer: LearnedName) -> NameAsked:
    known = words.name_said(_exercise_name(answer))
    return NameAsked(mark(answer.name), answer.name, known, wiring.suggest_exercises(answer.name))


def _not_understood(name: str, typed: str) -> NameAsked:
    """The name, with what was typed of it and what that may have meant."""
    perhaps = wiring.suggest_exercises(typed)
    problem = words.no_such_exercise(typed, perhaps=bool(perhaps)) if typed else words.NAME_EMPTY
    return NameAsked(mark(name), name, "", perhaps, typed, problem)


def _exercise_name(answer: LearnedName) -> str | None:
    exercise = wiring.catalogue().exercises.get(answer.exercise) if answer.exercise else None
    return exercise.name if exercise else None


def _ask(request: Request, visit: Visit, desk: Desk, *, first: NameAsked | None = None, status: int = 200) -> Response:
    left = _left(visit, desk)
    if first is not None and (sets := left.get(first.name)):
        first = replace(first, known=words.name_sets(sets))
    others = [name for name in left if first is None or name != first.name]
    shown = others[: MOST_ON_A_PAGE - 1 if first else MOST_ON_A_PAGE]
    said = desk.learned_names()
    return page(
        request,
        "names.html.j2",
        stop="answer" if visit.names_from == "/answer" else "day",
        teaching=words,
        asked=[*([first] if first else []), *(_asked(name, left[name]) for name in shown)],
        after_these=len(others) - len(shown),
        said=[(mark(answer.name), answer.name, words.name_said(_exercise_name(answer))) for answer in reversed(said)],
        exercises=sorted(exercise.name for exercise in wiring.catalogue().exercises.values()),
        names_from=visit.names_from,
        status=status,
    )
