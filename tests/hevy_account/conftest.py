"""A fake Hevy of its own for each test, reached without any proxy."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.hevy_account.fake_hevy import FakeHevy, serving


@pytest.fixture
def hevy(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHevy]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving(FakeHevy()) as hevy:
        yield hevy
