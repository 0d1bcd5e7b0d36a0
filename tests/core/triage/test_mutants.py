"""Every rule, weakened or sharpened by one step, is caught by some clinician-readable case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.core.triage.cases import Case, all_cases

from lumbar.core.triage.disposition import Level
from lumbar.core.triage.questions import CAUDA_EQUINA, Question
from lumbar.core.triage.rules import Rule, Rulebook
from lumbar.core.triage.triage import triage

CASES = all_cases()
BOUNDS = ("age_over", "age_under", "pain_at_least", "duration_over_days")
ADDED = (Question.SADDLE_NUMBNESS, Question.CANCER_HISTORY, Question.SHARP_PAIN, Question.BUTTOCK_PAIN)
"""A question of each group, as the condition a slip could add."""


@pytest.mark.slow
def test_at_least_95_of_100_mutants_change_the_result_of_some_case(rulebook: Rulebook) -> None:
    mutants = [(rule, what, mutant) for rule in rulebook.rules for what, mutant in _mutants(rule)]
    alive = [f"{rule.id}: {what}" for rule, what, mutant in mutants if not _killed(rule, mutant, rulebook)]
    share = 1 - len(alive) / len(mutants)
    assert len(mutants) >= 8 * len(rulebook.rules), f"only {len(mutants)} mutants were made"
    assert share >= 0.95, f"{share:.1%} of {len(mutants)} mutants were killed; alive: {alive}"
    assert not alive, f"{share:.1%} of {len(mutants)} mutants were killed; alive: {alive}"


def _mutants(rule: Rule) -> Iterator[tuple[str, Rule | None]]:
    """Each single slip in a rule, with what was done; None is the rule left out."""
    yield "left out", None
    yield from _at_another_level(rule)
    for question in ADDED:
        if question not in rule.all_of:
            yield f"needs {question} too", replace(rule, all_of=rule.all_of | {question})
    yield from _loosened(rule)
    yield from _counted_otherwise(rule)
    for bound in BOUNDS:
        value = getattr(rule, bound)
        if value is not None:
            for shifted in (value - 1, value + 1):
                yield f"{bound} {shifted}", _changed(rule, bound, shifted)


def _at_another_level(rule: Rule) -> Iterator[tuple[str, Rule]]:
    for level in (rule.level - 1, rule.level + 1):
        if level in set(Level):
            yield f"at level {level}", replace(rule, level=Level(level))
    if rule.old_and_stable_to is not None:
        yield "old and stable lowers nothing", replace(rule, old_and_stable_to=None)
        yield "old and stable lowers further", replace(rule, old_and_stable_to=Level(rule.old_and_stable_to - 1))
    elif rule.level is Level.EMERGENCY and rule.any_of & set(CAUDA_EQUINA):
        yield "old and stable lowers it", replace(rule, old_and_stable_to=Level.SAME_DAY)


def _counted_otherwise(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Another number of the answers, or an answer fewer to choose from."""
    if len(rule.any_of) > rule.at_least:
        yield "one more of any", replace(rule, at_least=rule.at_least + 1)
        for question in rule.any_of:
            yield f"without {question}", replace(rule, any_of=rule.any_of - {question})
    if rule.at_least > 1:
        yield "one fewer of any", replace(rule, at_least=rule.at_least - 1)


def _loosened(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """The rule without one of its conditions, where another is left; the rulebook refuses one without any."""
    if _conditions(rule) == 1:
        return
    for question in rule.all_of:
        yield f"without {question}", replace(rule, all_of=rule.all_of - {question})
    if rule.any_of:
        yield "without any", replace(rule, any_of=frozenset(), at_least=1)
    for name in (*BOUNDS, "sex"):
        if getattr(rule, name) is not None:
            yield f"without {name}", _changed(rule, name, None)


def _conditions(rule: Rule) -> int:
    bounds = sum(getattr(rule, name) is not None for name in (*BOUNDS, "sex"))
    return len(rule.all_of) + bool(rule.any_of) + bounds


def _changed(rule: Rule, field: str, value: int | None) -> Rule:
    changes: dict[str, Any] = {field: value}
    return replace(rule, **changes)


def _killed(rule: Rule, mutant: Rule | None, rulebook: Rulebook) -> bool:
    rules = tuple(mutant if other is rule else other for other in rulebook.rules if other is not rule or mutant)
    mutated = Rulebook(edition=rulebook.edition, rules=tuple(kept for kept in rules if kept is not None))
    return any(case.wrong(triage(case.report, mutated)) for case in _likeliest_first(rule))


def _likeliest_first(rule: Rule) -> list[Case]:
    return sorted(CASES, key=lambda case: rule.id not in case.rules)
