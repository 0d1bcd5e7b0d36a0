from __future__ import annotations

import pytest

from lumbar.wording.lift_names import within_a_sentence


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Back squat", "back squat"),
        ("Romanian deadlift", "Romanian deadlift"),
        ("Pendlay row", "Pendlay row"),
        ("GHD sit-up", "GHD sit-up"),
    ],
)
def test_a_lift_named_after_somebody_or_a_place_keeps_its_capital(name: str, said: str) -> None:
    assert within_a_sentence(name) == said
