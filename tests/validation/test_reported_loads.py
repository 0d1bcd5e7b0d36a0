"""The order of movements that the model must get right, and the page about it is that of today."""

from __future__ import annotations

from pathlib import Path

import pytest
from validation.reported_loads import Pair, Verdict, kendall_tau, page, pairs, studies

PAGE = Path(__file__).parents[2] / "docs" / "validation" / "reported-loads.md"
PAIRS = {(pair.higher.name, pair.lower.name): pair for study in studies() for pair in pairs(study)}


@pytest.mark.parametrize(
    ("higher", "lower"),
    [
        ("20 kg lifted with a round back", "20 kg lifted with bent knees"),
        ("20 kg lifted with bent knees", "20 kg held close"),
        ("20 kg held close", "standing relaxed"),
        ("standing, bent forward", "standing relaxed"),
        ("conventional deadlift", "sumo deadlift"),
        ("deadlift, straight bar", "deadlift, hex bar"),
        ("half squat, bar 1.6 x body weight", "half squat, bar 0.8 x body weight"),
        ("competition deadlift, highest average of a group", "half squat with 128 kg"),
        ("good morning", "deadlift"),
    ],
)
def test_the_model_puts_in_the_reported_order(higher: str, lower: str) -> None:
    assert PAIRS[higher, lower].verdict is Verdict.IN_ORDER


def test_what_is_reported_on_the_floor_is_not_claimed() -> None:
    floor = {"curl-up, feet free", "side bridge", "bird dog", "lying prone"}
    assert {task.name for study in studies() for task in study.tasks if task.model is None} >= floor


def test_a_pair_the_other_way_round_is_told_and_costs() -> None:
    wrong = PAIRS["squat lift", "stoop lift"]
    right = PAIRS["20 kg held close", "standing relaxed"]
    assert wrong.verdict is Verdict.OTHER_WAY_ROUND
    found: list[Pair] = [right, right, wrong]
    assert kendall_tau(found) == pytest.approx(1 / 3)  # (2 - 1) / 3
    assert "squat lift over stoop lift: the other way round" in page()


def test_the_page_is_that_of_the_program() -> None:
    """When this fails: python -m validation.reported_loads --out docs/validation"""
    assert PAGE.read_text("utf-8") == page()
