"""The red-flag table as shipped, and one that somebody broke."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path
from time import perf_counter

import pytest

from lumbar.core.evidence import Certainty
from lumbar.core.triage.disposition import Level, See
from lumbar.core.triage.questions import CAUDA_EQUINA, EMERGENCY_GROUP, Question
from lumbar.core.triage.rules import RuleGroup
from lumbar.knowledge import rulebook as module
from lumbar.knowledge.red_flags_page import page_with_table
from lumbar.knowledge.rulebook import load_rulebook

ROWS = [*(f"R{number:02}" for number in range(1, 35)), "R04b", "R23b", "R27b"]
"""The rows of the table; R05b is the level of old and stable changes, R35 what an assessment lowers."""

RULE = """
[[rule]]
id = "R99"
level = "routine"
group = "symptom"
see = "physiotherapist"
all = ["sharp_pain"]
reason = "Because you said that the pain is sharp."
sources = ["paper-2020"]
certainty = "low"
valid_from = 2026-11-22
"""
SOURCE = '[[source]]\nid = "paper-2020"\ncitation = "A paper"\nfinding = "It says so."\n'


def _load(monkeypatch: pytest.MonkeyPatch, folder: Path, rules: str, sources: str = SOURCE) -> None:
    (folder / "red_flags.toml").write_text(rules, encoding="utf-8")
    (folder / "red_flags_references.toml").write_text(sources, encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: folder)
    module.load_rulebook()


def test_every_row_of_the_table_has_its_rule() -> None:
    ids = [rule.id for rule in load_rulebook().rules]
    assert [row for row in ROWS if not any(known.startswith(row) for known in ids)] == []


def test_every_question_is_used_by_a_rule_or_lowers_one() -> None:
    used = {question for rule in load_rulebook().rules for question in rule.questions}
    assert set(Question) - used == {
        Question.CHANGE_OVER_14_DAYS_OLD_AND_STABLE,
        Question.ASSESSED_FOR_THIS_UNCHANGED,
    }


def test_every_rule_has_its_day_its_source_and_a_reason_of_one_to_three_short_sentences() -> None:
    for rule in load_rulebook().rules:
        assert rule.valid_from == date(2026, 11, 22)
        assert rule.sources
        assert rule.reason.startswith("Because "), rule.id
        assert 1 <= rule.reason.count(".") <= 2, rule.id
        only_ours = all(source.id.startswith("our-judgement-") for source in rule.sources)
        assert not (only_ours and rule.certainty is Certainty.HIGH), rule.id


def test_only_context_and_course_can_be_lowered_by_an_assessment_and_they_are_these() -> None:
    lowered = {rule.id for rule in load_rulebook().rules if rule.group in (RuleGroup.CONTEXT, RuleGroup.COURSE)}
    assert lowered == {"R15", "R22a", "R23b", "R23c", "R28a", "R28b", "R29", "R30", "R34"}


def test_only_the_five_become_the_same_day_when_old_and_stable() -> None:
    stable = {rule.id: rule for rule in load_rulebook().rules if rule.old_and_stable_to is not None}
    assert stable.keys() == {"R01", "R02", "R03", "R04", "R05"}
    for rule in stable.values():
        assert (rule.level, rule.old_and_stable_to) == (Level.EMERGENCY, Level.SAME_DAY)
        assert set(rule.questions) <= set(CAUDA_EQUINA)


def test_every_yes_of_the_emergency_group_is_at_least_the_same_day_on_its_own() -> None:
    for question in EMERGENCY_GROUP:
        alone = [rule.level for rule in load_rulebook().rules if rule.all_of | rule.any_of == {question}]
        pairs = [r.level for r in load_rulebook().rules if question in r.any_of and not r.all_of and r.at_least == 1]
        assert max(alone + pairs) >= Level.SAME_DAY, question


def test_a_rule_sends_to_the_emergency_department_exactly_when_it_is_an_emergency() -> None:
    for rule in load_rulebook().rules:
        assert (rule.see is See.EMERGENCY) == (rule.level is Level.EMERGENCY), rule.id
        assert (rule.see is See.NONE) == (rule.level is Level.SELF_CARE), rule.id


def test_every_reference_is_used() -> None:
    table = tomllib.loads(files("lumbar.knowledge").joinpath("red_flags_references.toml").read_text("utf-8"))
    used = {source.id for rule in load_rulebook().rules for source in rule.sources}
    assert {entry["id"] for entry in table["source"]} <= used


def test_the_table_is_read_in_less_than_thirty_milliseconds() -> None:
    def took() -> float:
        started = perf_counter()
        load_rulebook()
        return perf_counter() - started

    assert min(took() for _ in range(5)) < 0.030


def test_a_good_table_loads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _load(monkeypatch, tmp_path, 'edition = "x"\n' + RULE)


@pytest.mark.parametrize(
    ("was", "becomes", "complaint"),
    [
        ('"routine"', '"soon"', r"red_flags\.toml, rule R99: 'soon' is none of self_care"),
        ('"symptom"', '"feeling"', r"rule R99: 'feeling' is none of emergency"),
        ('"physiotherapist"', '"nobody"', r"rule R99: 'nobody' is none of emergency"),
        ('["sharp_pain"]', '["sharp_pian"]', r"rule R99: 'sharp_pian' is none of saddle_numbness"),
        ('["sharp_pain"]', '["sharp_pain", "sharp_pain"]', r"rule R99: a question stands twice"),
        ('all = ["sharp_pain"]\n', "", r"rule R99 has no condition"),
        ('all = ["sharp_pain"]', 'any = ["sharp_pain"]\nat_least = 2', r"rule R99 asks for 2 of 1"),
        ('all = ["sharp_pain"]', 'pain_at_least = "8"', r"rule R99: '8' is not a whole number"),
        ('["paper-2020"]', '["paper-1999"]', r"rule R99: 'paper-1999' is no source of"),
        ('["paper-2020"]', "[]", r"rule R99: a rule needs a source"),
        ('["paper-2020"]', '["our-judgement-2026-11-22"]', r"rule R99: 'judgement' is missing"),
        ('certainty = "low"', 'certainty = "low"\njudgement = "So we think."', r"rule R99: it gives a judgement and"),
        ('certainty = "low"', "", r"rule R99: 'certainty' is missing"),
        ("valid_from = 2026-11-22", 'valid_from = "lately"', r"rule R99: valid_from 'lately' is not a date"),
        ("valid_from", "valid_since", r"rule R99: valid_since is nothing a rule can say"),
        ('"Because you said that the pain is sharp."', '""', r"rule R99: an id, a reason or a judgement is empty"),
        ('id = "R99"\n', "", r"rule without an id: 'id' is missing"),
        ('edition = "x"', "", r"red_flags\.toml: the edition is missing"),
        ("[[rule]]", "[[rule]", r"red_flags\.toml: "),
        ("\n[[rule]]", RULE + "\n[[rule]]", r"two rules of the rulebook have the same id"),
    ],
)
def test_a_bad_table_is_refused_with_the_rule(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, was: str, becomes: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        _load(monkeypatch, tmp_path, ('edition = "x"\n' + RULE).replace(was, becomes))


@pytest.mark.parametrize(
    ("sources", "complaint"),
    [
        (SOURCE + SOURCE, r"red_flags_references\.toml, source paper-2020: the id stands twice"),
        (SOURCE.replace("A paper", ""), r"source paper-2020: a source needs an id"),
        (SOURCE.replace("finding", "found"), r"source paper-2020: .*found"),
    ],
)
def test_a_bad_reference_is_refused_with_its_id(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sources: str, complaint: str
) -> None:
    with pytest.raises(ValueError, match=complaint):
        _load(monkeypatch, tmp_path, 'edition = "x"\n' + RULE, sources)


def test_the_page_on_the_triage_is_up_to_date() -> None:
    """When this fails: python -m lumbar.knowledge.red_flags_page docs/triage.md"""
    page = (Path(__file__).parents[2] / "docs" / "triage.md").read_text("utf-8")
    assert page == page_with_table(page, load_rulebook())
