"""A file alone and a file beside one that holds nothing give the same log."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.logs import ALIKE_SESSIONS, SESSIONS, reading

from lumbar.core.same_training import united
from lumbar.core.training import Session


@given(st.lists(SESSIONS | ALIKE_SESSIONS, max_size=8))
def test_a_file_alone_needs_no_comparison(sessions: list[Session]) -> None:
    alone = united([reading("strong.csv", *sessions)])
    assert alone == united([reading("strong.csv", *sessions), reading("empty.csv")])
    assert sorted(map(repr, alone.sessions)) == sorted(map(repr, sessions))
