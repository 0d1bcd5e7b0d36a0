"""Templates: what a person wrote cannot break a page, and what was forgotten is an error and not an empty place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from lumbar.pages.environment import environment
from lumbar.wording import report


def test_what_was_written_is_escaped() -> None:
    assert environment().from_string("{{ name }}").render(name="<b>&") == "&lt;b&gt;&amp;"


def test_what_no_page_can_hold_is_replaced() -> None:
    shown = environment().from_string("{{ name }}").render(name="a\x00b\ud800c\x9fd\ne")
    assert shown == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c\N{REPLACEMENT CHARACTER}d\ne"


@given(st.text())
def test_any_name_can_be_written_to_a_file(name: str) -> None:
    environment().from_string("{{ name }}").render(name=name).encode("utf-8")


def test_a_name_that_was_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ forgotten }}").render()


def test_the_sentences_are_in_reach() -> None:
    said = "{{ words.READ_TITLE }}|{{ safety.GET_HELP_TITLE }}|{{ triage.CONTEXT_TITLE }}|{{ plan_words.CORE_TITLE }}"
    assert environment().from_string(said).render().split("|") == [
        report.READ_TITLE,
        "First: when to get help now",
        "About you",
        "Core",
    ]


def test_another_package_adds_its_templates_and_replaces_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = tmp_path / "made_pages_package" / "templates"
    templates.mkdir(parents=True)
    (templates.parent / "__init__.py").touch()
    (templates / "door.html.j2").write_text("{% import 'explanation.html.j2' as answer %}{{ words.CHANGED_TITLE }}")
    (templates / "explanation.html.j2").write_text("not the one of this package")
    monkeypatch.syspath_prepend(tmp_path)
    made = environment("made_pages_package")
    assert made.get_template("door.html.j2").render() == report.CHANGED_TITLE
    assert "macro help_card" in str(made.loader.get_source(made, "explanation.html.j2")[0] if made.loader else "")
