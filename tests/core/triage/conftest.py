"""The rulebook as shipped."""

from __future__ import annotations

import pytest

from lumbar.core.triage.rules import Rulebook
from lumbar.knowledge.rulebook import load_rulebook


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook()
