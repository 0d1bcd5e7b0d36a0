"""Published and hand-calculated values are met, and the page about them is that of today."""

from __future__ import annotations

from pathlib import Path

import pytest
from validation.oracles import Oracle, oracles, page

PAGE = Path(__file__).parents[2] / "docs" / "validation" / "oracles.md"


@pytest.mark.parametrize("oracle", oracles(), ids=lambda oracle: f"{oracle.id}-{oracle.given}")
def test_a_published_value_is_met(oracle: Oracle) -> None:
    assert oracle.met(oracle.ours()), (oracle.expected, oracle.ours())


def test_a_value_that_is_off_would_be_told() -> None:
    first = oracles()[0]
    assert not first.met((421,))
    assert not first.met((None,))


def test_the_page_is_that_of_the_program() -> None:
    """When this fails: python -m validation.oracles --out docs/validation"""
    assert PAGE.read_text("utf-8") == page()
