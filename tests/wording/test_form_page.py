"""The page on form from a video says of each lift what is looked at, and how sure it is, as the program has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from lumbar.core.biomechanics.lifts import Lift
from lumbar.core.motion import uncertainty
from lumbar.core.motion.comparing import FEWEST_FOR_A_CHANGE
from lumbar.core.motion.looked_at import LOOKED_AT
from lumbar.core.motion.lumbar import READ_LIFTS, ROUNDED_FROM
from lumbar.core.motion.uncertainty import TEMPO_SHARE, Off
from lumbar.core.motion.view import SIDE_AT_MOST, SIDE_ENOUGH
from lumbar.wording.form import LIFT_NAMES
from lumbar.wording.form_observations import KIND_NAMES

PAGE = Path(__file__).parents[2] / "docs" / "form-from-a-video.md"
UNITS = {"degrees": "°", "trunk lengths": " trunk lengths", "s": " s"}
ROWS = {
    "Lean of the trunk": uncertainty.TRUNK,
    "Angle of the hips": uncertainty.HIP,
    "Angle of knees and elbows": uncertainty.KNEE,
    "Slope of the thigh": uncertainty.THIGH,
    "Hips before chest": uncertainty.LEAN_GAINED,
    "Way of the hands": uncertainty.HAND,
    "Left against right": uncertainty.SHIFT,
    "Line of the body": uncertainty.LINE,
    "Time of one phase": uncertainty.TEMPO,
}


def page() -> str:
    if not PAGE.exists():
        pytest.skip("the documents are not beside the tests")
    return PAGE.read_text(encoding="utf-8")


def lift_row(lift: Lift) -> str:
    kinds = ", ".join(KIND_NAMES[kind].lower() for kind in LOOKED_AT[lift])
    return f"| {LIFT_NAMES[lift]} | {kinds} | {'yes' if lift in READ_LIFTS else 'no'} |"


def off_row(name: str, off: Off) -> str:
    alone, change = (f"{each.value:g}{UNITS[each.unit]}" for each in (off.by_itself, off.in_a_change))
    return f"| {name} | {alone} | {change} |"


@pytest.mark.parametrize("lift", Lift)
def test_the_page_says_what_is_looked_at_in_each_lift(lift: Lift) -> None:
    assert lift_row(lift) in page()


@pytest.mark.parametrize("name", ROWS)
def test_the_page_says_how_far_off_each_figure_may_be(name: str) -> None:
    assert off_row(name, ROWS[name]) in page()


def test_the_page_says_every_uncertainty_there_is() -> None:
    assert {id(each) for each in vars(uncertainty).values() if isinstance(each, Off)} == {
        id(row) for row in ROWS.values()
    }


def test_the_page_says_how_square_the_camera_has_to_stand_and_where_rounding_begins() -> None:
    text = " ".join(page().split())
    assert f"up to {SIDE_ENOUGH.value:g}° off" in text
    assert f"beyond {SIDE_AT_MOST.value:g}°" in text
    assert f"takes {FEWEST_FOR_A_CHANGE.value} repetitions" in text
    assert f"less than {100 * TEMPO_SHARE.value:g} % of your usual" in text
    assert f"{ROUNDED_FROM.value:g}° from your neutral" in text
