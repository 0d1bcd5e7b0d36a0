"""The form of a filmed set on a terminal: nothing twice, the back's shape first, and each reason once."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from rich.console import Console
from tests.core.motion.made_sets import Camera, filmed, hinging, repetitions, squatting
from tests.core.motion.test_movement_form import leaning_more
from tests.made_films import film_of

from lumbar.cli.show_video_form import show_video_form
from lumbar.core.motion.lumbar import BackShape, LumbarChange, WhyNoShape, cannot_tell
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.usecases.form_from_video import FormFromVideo, form_from_video
from lumbar.usecases.video_reading import VideoReading
from lumbar.wording import form_video as words
from lumbar.wording import lumbar_shape

ON = date(2026, 11, 30)
HIDDEN = cannot_tell(WhyNoShape.BACK_HIDDEN)


def looked_at(reading: VideoReading, exercise: str = "romanian deadlift") -> FormFromVideo:
    return form_from_video(reading, exercise=exercise, catalogue=load_catalogue(), networks=())


def hinges(many: int = 4) -> FormFromVideo:
    return looked_at(film_of(filmed(hinging(repetitions(many)))))


def with_backs(form: FormFromVideo, *changes: LumbarChange, hinge_unusable: bool = False) -> FormFromVideo:
    return replace(form, back=replace(form.back, changes=changes, hinge_unusable=hinge_unusable))


def near(by_deg: float) -> LumbarChange:
    return LumbarChange(BackShape.NEUTRAL, None, by_deg, 7.0, 1.0)


def rounded(by_deg: float) -> LumbarChange:
    return LumbarChange(BackShape.ROUNDED, None, by_deg, 7.0, 1.0)


def shown(form: FormFromVideo) -> str:
    """As one line, as wide as it needs."""
    page = io.StringIO()
    show_video_form(form, ON, Console(file=page, width=2000, no_color=True))
    return page.getvalue()


def in_order(page: str, parts: Sequence[str]) -> bool:
    places = [page.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def test_the_backs_shape_comes_first_and_its_repetitions_are_grouped() -> None:
    page = shown(with_backs(hinges(), near(2), near(4), near(3), rounded(64)))
    assert in_order(
        page,
        [
            lumbar_shape.TITLE,
            "Your back rounds in repetition 4 of 4, by 64° ± 7° from your neutral.",
            "In the last third of the set your back rounds by",
            "1 to 3: near your neutral",
            "4: your back rounds",
            "Why it might matter",
            lumbar_shape.WHAT_IT_IS,
            words.SEEN_TITLE,
        ],
    )


def test_why_it_matters_and_what_to_do_are_said_once() -> None:
    """Four squats that lean by 30 degrees and two by 50, and a back that rounds."""
    form = looked_at(film_of(filmed(leaning_more([30.0] * 4 + [50.0] * 2))), "squat")
    backs = (near(2),) * (len(form.repetitions) - 1)
    page = shown(with_backs(form, *backs, rounded(24)))
    assert "your trunk leaned" in page
    assert page.count("Why it might matter") == page.count("Next time:") == page.count("How sure we are") == 1


def test_a_back_that_cannot_be_told_is_said_once_and_not_explained_further() -> None:
    page = shown(with_backs(hinges(), HIDDEN, HIDDEN, HIDDEN, HIDDEN))
    assert page.count(lumbar_shape.no_shape_sentence(WhyNoShape.BACK_HIDDEN)) == 1
    assert in_order(page, [words.CANNOT_TITLE, lumbar_shape.NO_SHAPE])
    assert lumbar_shape.TITLE not in page
    assert lumbar_shape.WHAT_IT_IS not in page


def test_where_reasons_differ_each_is_said_with_its_repetitions() -> None:
    page = shown(with_backs(hinges(), HIDDEN, cannot_tell(WhyNoShape.NOT_SEEN), HIDDEN, HIDDEN))
    assert "1, 3 and 4: cannot tell." in page
    assert page.count("cannot tell.") == 2


def test_an_own_hinge_that_was_of_no_use_is_said_with_what_to_do() -> None:
    assert lumbar_shape.HINGE_UNUSABLE in shown(with_backs(hinges(), *[HIDDEN] * 4, hinge_unusable=True))
    assert lumbar_shape.HINGE_UNUSABLE not in shown(hinges())


def test_one_repetition_is_told_as_it_was_and_that_nothing_stands_beside_it_once() -> None:
    page = shown(hinges(1))
    assert in_order(page, [words.ONE_TITLE, "Your trunk leaned", words.NOTHING_BESIDE_IT])
    assert page.count("no other repetition") == 1


def test_what_cannot_be_told_for_one_reason_is_one_sentence() -> None:
    """45 degrees off the side."""
    page = shown(looked_at(film_of(filmed(squatting(repetitions(3)), Camera(off_side_deg=45))), "squat"))
    assert page.count("cannot be told, as the camera stands too far off your side") == 1
    assert "depth, lean of the trunk" in page


@pytest.mark.parametrize("many", [1, 4])
def test_what_stands_after_a_plus_minus_is_said_once(many: int) -> None:
    assert shown(hinges(many)).count(words.PLUS_MINUS) == 1
