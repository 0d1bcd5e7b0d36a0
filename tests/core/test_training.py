from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.logs import performed, session

from lumbar.core.training import set_lines


@pytest.mark.parametrize(
    ("numbers", "lines"),
    [
        ([], ()),
        ([7], range(7, 8)),
        ([7, 8, 9], range(7, 10)),
        ([7, 9, 10], (7, 9, 10)),
        ([7, 7], (7, 7)),
        ([9, 8], (9, 8)),
        ([7, None, 9], ()),
    ],
)
def test_lines_one_after_the_other_are_kept_as_the_first_and_the_last(
    numbers: list[int | None], lines: Sequence[int]
) -> None:
    assert set_lines(numbers) == lines


@given(st.lists(st.integers(1, 20), max_size=6), st.lists(st.integers(1, 20), max_size=6))
def test_lines_are_equal_where_the_numbers_are_whatever_they_came_in(one: list[int], other: list[int]) -> None:
    assert [*set_lines(one)] == one
    assert (set_lines(one) == set_lines(iter(other))) == (one == other)
    assert set_lines(set_lines(one)) == set_lines(one)


def test_each_set_comes_with_its_line_or_with_none() -> None:
    heavy, light = performed(kg=100), performed(kg=60)
    of_two = session("2026-03-02T18:04", heavy, light)

    assert [*of_two.sets_with_lines] == [(heavy, None), (light, None)]
    assert [*replace(of_two, lines=set_lines([4, 6])).sets_with_lines] == [(heavy, 4), (light, 6)]


def test_a_line_that_belongs_to_no_set_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="longer"):
        list(replace(session(), lines=set_lines([4, 5])).sets_with_lines)
