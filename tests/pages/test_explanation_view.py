"""The answer as a page has it: lettered, numbered, and in parts that fit into any page."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from tests.fakes.check_ins import noted
from tests.pages.made_explanations import EDGES, EVERY_WEEK, JUMP
from tests.pages.made_pages import ids_of, page_of, shown, text_of

from lumbar.core.causes.prevention import Prevention
from lumbar.core.quantities import MassUnit
from lumbar.core.triage.disposition import Disposition, Level
from lumbar.pages.explanation_view import explanation_view
from lumbar.usecases.explain import Explanation
from lumbar.usecases.ports import TracedRule
from lumbar.wording import plan, safety, triage

PARTS = (
    "help_card", "lead", "picture", "changed", "as_usual", "not_recorded", "not_known", "numbers", "read", "sources",
)  # fmt: skip
EVERY_PART = "".join(f"{{{{ answer.{part}(view) }}}}" for part in PARTS)
edges = pytest.mark.parametrize("explanation", EDGES.values(), ids=EDGES.keys())


def checked_in(disposition: Disposition) -> Explanation:
    because = (TracedRule("R01", Level.EMERGENCY, (), "Because you cannot feel your feet."),)
    return replace(EVERY_WEEK, check_in=replace(noted(), disposition=disposition, because=because))


@edges
def test_every_finding_is_told_once_under_its_own_heading(explanation: Explanation) -> None:
    view = explanation_view(explanation, MassUnit.KG)
    told = [each.finding for each in (*view.changed, *view.usual, *view.not_recorded)]
    assert sorted(map(id, told)) == sorted(map(id, explanation.findings))


def test_what_changed_has_a_letter_and_its_sources_a_number() -> None:
    """The return rests on Bosquet and our judgement, the jump on ACSM and our judgement: three in that order."""
    view = explanation_view(EVERY_WEEK, MassUnit.KG)
    assert [(told.letter, told.sources) for told in view.changed] == [("A", (1, 2)), ("B", (3, 2))]
    assert len(view.sources) == 3
    assert [told.letter for told in (*view.usual, *view.not_recorded)] == ["", ""]


def test_loads_are_in_the_unit_that_was_asked_for() -> None:
    """150 kg is 330.7 lb."""
    view = explanation_view(replace(EVERY_WEEK, findings=(JUMP,)), MassUnit.LB)
    assert view.unit is MassUnit.LB
    assert view.changed[0].figure
    assert (view.changed[0].figure.number, view.changed[0].figure.unit) == ("330.7", "lb")


def test_there_is_one_picture_for_a_desk_and_one_for_a_phone_and_none_without_a_log() -> None:
    view = explanation_view(EVERY_WEEK, MassUnit.KG)
    assert [picture.drawing.frame.name for picture in view.pictures] == ["wide", "narrow"]
    assert view.tables
    told = explanation_view(EDGES["told"], MassUnit.KG)
    assert (told.pictures, told.tables, told.readings) == ((), None, ())


@pytest.mark.parametrize("disposition", Disposition)
def test_the_card_is_calm_only_where_nobody_is_needed_today(disposition: Disposition) -> None:
    view = explanation_view(checked_in(disposition), MassUnit.KG)
    within_reach = (Disposition.WITHIN_DAYS, Disposition.ROUTINE, Disposition.SELF_CARE)
    assert view.calm is (disposition in within_reach)
    (card,) = page_of("{{ answer.help_card(view) }}", view=view)
    assert card.attrib["class"] == ("help calm" if view.calm else "help")
    said = text_of(card)
    assert said.startswith(triage.title(disposition))
    assert "Because you cannot feel your feet." in said
    assert triage.watch_for(disposition) in said
    assert (safety.URGENT_SIGNS[0] in said) is (disposition is Disposition.INCOMPLETE)


@pytest.mark.parametrize("explanation", [EVERY_WEEK, checked_in(Disposition.SELF_CARE)], ids=["none", "self-care"])
def test_what_was_urgent_and_taken_back_is_the_first_sentence_unless_the_page_said_it(explanation: Explanation) -> None:
    earlier = replace(noted(), disposition=Disposition.EMERGENCY)
    view = explanation_view(replace(explanation, earlier_urgent=earlier), MassUnit.KG)
    sentence = plan.earlier_urgent_sentence(earlier.report.on)
    assert text_of(page_of("{{ answer.help_card(view) }}", view=view)).strip().startswith(sentence)
    assert sentence not in text_of(page_of("{{ answer.help_card(view, earlier_told=true) }}", view=view))


def test_withheld_advice_is_said_to_be_withheld() -> None:
    explanation = replace(checked_in(Disposition.SAME_DAY), findings=(replace(JUMP, prevention=Prevention.WITHHELD),))
    page = page_of("{{ answer.help_card(view) }}", view=explanation_view(explanation, MassUnit.KG))
    assert safety.ADVICE_WITHHELD in text_of(page)
    usual = page_of("{{ answer.help_card(view) }}", view=explanation_view(EVERY_WEEK, MassUnit.KG))
    assert safety.ADVICE_WITHHELD not in text_of(usual)


def test_a_page_can_say_in_its_own_words_that_nobody_checked_in() -> None:
    view = explanation_view(EVERY_WEEK, MassUnit.KG)
    said = text_of(page_of('{{ answer.help_card(view, not_asked="Check in first.") }}', view=view))
    assert "Check in first. See a clinician if" in said
    assert safety.NOT_ASKED_YET not in said
    assert safety.NOT_ASKED_YET in text_of(page_of("{{ answer.help_card(view) }}", view=view))


@edges
def test_the_parts_fit_into_any_page(explanation: Explanation) -> None:
    """No heading of the first level, ids of their own kind, every link to a place on the page."""
    page = page_of(EVERY_PART, view=explanation_view(explanation, MassUnit.KG))
    ids = ids_of(page)
    assert len(ids) == len(set(ids))
    assert all(each.startswith(("answer-", "finding-")) for each in ids)
    assert page.find(".//h1") is None
    inward = {link.attrib["href"][1:] for link in page.iter("a") if link.attrib["href"].startswith("#")}
    named = {name for element in page.iter() for name in element.get("aria-labelledby", "").split()}
    assert inward | named <= set(ids)


def test_the_numbers_of_the_picture_come_with_it_only_where_a_script_will_draw_them() -> None:
    view = explanation_view(EVERY_WEEK, MassUnit.KG)
    assert "<script" not in shown("{{ answer.picture(view) }}", view=view)
    drawn = shown("{{ answer.picture(view, series) }}", view=view, series={"first": "</script><b>"})
    assert drawn.count("data-timeline") == 1
    (told,) = re.findall(r'<script type="application/json">(.*?)</script>', drawn)
    assert json.loads(told) == {"first": "</script><b>"}


def test_a_finding_can_be_gone_to_by_its_letter() -> None:
    page = page_of("{{ answer.changed(view) }}", view=explanation_view(EVERY_WEEK, MassUnit.KG))
    assert [each.attrib["id"] for each in page.iter("article")] == ["finding-A", "finding-B"]
