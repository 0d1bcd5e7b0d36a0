"""Every clinician-readable case comes out as it says."""

from __future__ import annotations

import pytest
from tests.core.triage.cases import Case, all_cases

from lumbar.core.triage.rules import Rulebook
from lumbar.core.triage.triage import triage

CASES = all_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_case_comes_out_as_it_says(case: Case, rulebook: Rulebook) -> None:
    assert case.wrong(triage(case.report, rulebook)) is None


def test_every_rule_decides_some_case(rulebook: Rulebook) -> None:
    expected = {(rule, level) for case in CASES for rule, level in case.rules.items()}
    assert {(rule.id, rule.level.name.lower()) for rule in rulebook.rules} <= expected


def test_there_are_at_least_seventy_cases_and_no_two_have_the_same_name() -> None:
    names = [case.name for case in CASES]
    assert len({name.split(": ")[0] for name in names}) >= 70
    assert len(names) == len(set(names))


def test_every_case_names_a_source_that_some_rule_rests_on(rulebook: Rulebook) -> None:
    known = {source.id for rule in rulebook.rules for source in rule.sources}
    assert {name for case in CASES for name in case.sources} <= known
