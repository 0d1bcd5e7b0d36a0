"""Every constant is found, has a source, and stands on the page."""

from __future__ import annotations

import ast
import gc
import subprocess
import sys
from pathlib import Path

import pytest

from lumbar.core import references
from lumbar.core.evidence import Parameter, Source
from lumbar.knowledge.evidence import library, parameters
from lumbar.knowledge.evidence_page import page_with_tables
from lumbar.knowledge.rulebook import load_rulebook

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "evidence.md"

DEFINITIONS = {
    "core/load/exposure.py": {"WEEK_DAYS"},  # a week
    "core/load/rated_sessions.py": {"_PARTS", "_SECONDS_PER_MINUTE"},
    "core/load/kernel.py": {"_SMALLEST_PARTS", "_KILOGRAMS_PER_GRAM"},  # in which sums are made
    "core/biomechanics/spinal_exposure.py": {"WEEK_DAYS"},
    "core/biomechanics/smoothing.py": {"_PADDING", "_SECTIONS", "_ROUNDING_S"},  # of the filter, from its own algebra
    "core/same_training.py": {"_A_DAY"},
    "core/quantities.py": {"_GRAMS_PER"},  # 1,000 g in a kilogram, and a pound with its source
    "core/symptoms.py": {"NPRS_LOWEST", "NPRS_HIGHEST"},  # the scale itself
    "core/motion/trunk_square.py": {"SQUARE_PIXELS"},  # how finely a picture is cut
    "core/causes/noted_pain.py": {"LONGEST_TEXT"},  # how much of a note is quoted
}
"""Numbers of the core that need no source: what a word means, and how much is shown."""


def test_the_page_on_evidence_is_that_of_the_program() -> None:
    """When this fails: python -m lumbar.knowledge.evidence_page docs/evidence.md"""
    page = PAGE.read_text("utf-8")
    assert page == page_with_tables(page, library(load_rulebook()).entries)


def test_every_constant_says_what_it_means_in_which_unit_and_where_it_comes_from() -> None:
    entries = library(load_rulebook()).entries
    assert len(entries) > 200
    for entry in entries:
        assert entry.meaning, entry.id
        assert entry.unit, entry.id
        assert entry.sources, entry.id
        assert all(source.citation and source.finding for source in entry.sources), entry.id


def test_no_two_constants_have_one_id() -> None:
    ids = [entry.id for entry in library(load_rulebook()).entries]
    assert sorted(ids) == sorted(set(ids))


def test_no_two_texts_have_one_id() -> None:
    """A finding names its sources by id, so that an id must lead to one text, whatever is taken from it."""
    entries = library(load_rulebook()).entries
    cited = [source for entry in entries for source in entry.sources] + [
        value for value in vars(references).values() if isinstance(value, Source)
    ]
    texts = {
        (source.id, source.citation, source.link) for source in cited if not source.id.startswith("our-judgement-")
    }
    ids = [identifier for identifier, _, _ in texts]
    assert sorted(ids) == sorted(set(ids))


def test_no_constant_that_exists_is_left_out() -> None:
    """In a process of its own, since tests make constants too."""
    script = (
        "import gc\n"
        "from lumbar.core.evidence import Parameter\n"
        "from lumbar.knowledge.evidence import parameters\n"
        "import lumbar.cli.app, lumbar.web.app, lumbar.storage, lumbar.exchange.directory\n"
        "found = {id(parameter) for parameter, _ in parameters()}\n"
        "print([each.id for each in gc.get_objects() if isinstance(each, Parameter) and id(each) not in found])\n"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


def test_a_constant_is_listed_in_the_module_that_writes_it_and_not_where_it_is_used() -> None:
    places = {parameter.id: where for parameter, where in parameters()}
    assert places["unusual-percentile"] == "lumbar.core.causes.usual"
    assert places["international-pound"] == "lumbar.core.quantities"


def _numbers_without_a_source(text: str) -> set[str]:
    """Names of module-level constants that hold a bare number."""
    bare = set()
    for statement in ast.parse(text).body:
        if not isinstance(statement, (ast.Assign, ast.AnnAssign)) or statement.value is None:
            continue
        numbers = [
            node
            for node in ast.walk(statement.value)
            if isinstance(node, ast.Constant) and type(node.value) in {int, float} and node.value != 0
        ]
        calls = {ast.unparse(node.func) for node in ast.walk(statement.value) if isinstance(node, ast.Call)}
        sourced = any(call.startswith(("Parameter", "_", "our_judgement", "date")) for call in calls)
        if numbers and not sourced:
            target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
            bare.add(ast.unparse(target))
    return bare


@pytest.mark.parametrize("path", sorted((ROOT / "src" / "lumbar" / "core").rglob("*.py")), ids=lambda path: path.stem)
def test_no_number_stands_in_the_core_without_a_source(path: Path) -> None:
    known = DEFINITIONS.get(path.relative_to(ROOT / "src" / "lumbar").as_posix(), set())
    assert _numbers_without_a_source(path.read_text("utf-8")) - known == set()


def test_a_bare_number_would_be_found() -> None:
    assert _numbers_without_a_source("RISKY = 1.5\n") == {"RISKY"}
    assert _numbers_without_a_source('SAFE = Parameter("a", "b", 1.5, "c", SOURCE, HIGH)\n') == set()


def test_the_garbage_collector_knows_constants_at_all() -> None:
    """Else the test above would see none and pass for nothing."""
    assert any(isinstance(each, Parameter) for each in gc.get_objects())
