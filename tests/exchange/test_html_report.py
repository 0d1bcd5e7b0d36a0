"""The page: everything that was found is on it, nothing is fetched by it, and a logged name cannot change it."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.pages.made_explanations import DAILY, EDGES, EVERY_WEEK, HOSTILE, ago, named

from lumbar.core.causes.finding import Status
from lumbar.core.quantities import MassUnit
from lumbar.exchange.html_report import render_html
from lumbar.usecases.explain import Explanation
from lumbar.wording import safety
from lumbar.wording.findings import finding_words, letter_of

SVG = "{http://www.w3.org/2000/svg}"


def page(explanation: Explanation = EVERY_WEEK, *, unit: MassUnit = MassUnit.KG, made_person: bool = False) -> str:
    return render_html(explanation, unit=unit, generated_on=date(2026, 4, 1), version="9.8.7", made_person=made_person)


def tree(html: str) -> ET.Element:
    """The page as XML: one that is not well-formed does not get this far."""
    return ET.fromstring(html)  # noqa: S314  our own page


def text_of(element: ET.Element) -> str:
    return " ".join("".join(element.itertext()).split())


def words_of(html: str) -> str:
    root = tree(html)
    body = root.find("body")
    assert body is not None
    return text_of(body)


def rows_of(html: str, table: str) -> list[list[str]]:
    (found,) = [each for each in tree(html).iter("table") if each.get("class") == table]
    return [[text_of(cell) for cell in row] for row in found.iter("tr")][1:]


edges = pytest.mark.parametrize("explanation", EDGES.values(), ids=EDGES.keys())


@edges
def test_the_page_is_well_formed_and_fetches_nothing(explanation: Explanation) -> None:
    html = page(explanation)
    root = tree(html)
    assert html.startswith("<!DOCTYPE html>")
    assert not re.search(r"<script|\bsrc=|url\(|@import|<link|<iframe|<object|\bon[a-z]+=|style=", html)
    for element in root.iter():
        outward = [name for name in element.attrib if name.endswith("href")]
        assert not outward or element.tag == "a"
    for link in root.iter("a"):
        assert link.attrib["href"].startswith(("#answer-source-", "https://doi.org/"))


@edges
def test_the_policy_allows_the_one_style_sheet_and_nothing_else(explanation: Explanation) -> None:
    root = tree(page(explanation))
    (policy,) = [meta.attrib["content"] for meta in root.iter("meta") if "http-equiv" in meta.attrib]
    (style,) = root.iter("style")
    digest = base64.b64encode(hashlib.sha256((style.text or "").encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@edges
def test_every_sentence_of_every_finding_is_on_the_page(explanation: Explanation) -> None:
    words = words_of(page(explanation))
    for finding in explanation.findings:
        said = finding_words(finding)
        for sentence in (said.what, said.how_often, said.certainty, said.why, said.prevention):
            assert " ".join(sentence.split()) in words
        if finding.status is Status.CHANGED:
            assert all(source.citation in words for source in finding.sources)


@edges
def test_when_to_get_help_comes_before_any_finding(explanation: Explanation) -> None:
    words = words_of(page(explanation))
    assert all(sign in words for sign in safety.URGENT_SIGNS)
    below = (words.index("Your load and your pain"), words.index("What Lumbar does not know"))
    assert words.index(safety.GET_HELP_LEAD) < min(below)
    assert safety.NOT_ASKED_YET in words
    assert safety.SEE_SOMEBODY in words


@edges
def test_the_page_can_be_read_without_seeing_it(explanation: Explanation) -> None:
    root = tree(page(explanation))
    assert root.attrib["lang"] == "en"
    levels = [int(each.tag[1]) for each in root.iter() if re.fullmatch("h[1-6]", each.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [each.attrib["id"] for each in root.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids))
    for svg in root.iter(f"{SVG}svg"):
        assert svg.attrib["role"] == "img"
        named = svg.attrib["aria-labelledby"].split()
        assert [each.attrib["id"] for each in svg if each.tag in {f"{SVG}title", f"{SVG}desc"}] == named
    for table in root.iter("table"):
        assert table.find("caption") is not None
        assert all(cell.get("scope") in {"col", "row"} for cell in table.iter("th"))
    targets = {link.attrib["href"] for link in root.iter("a") if link.attrib["href"].startswith("#")}
    assert targets <= {f"#{each}" for each in ids}


@edges
def test_no_word_of_danger_risk_or_blame(explanation: Explanation) -> None:
    assert not re.search(
        r"danger|injury risk|% risk|caused by|your fault|bad form", words_of(page(explanation)), re.IGNORECASE
    )


@edges
def test_the_same_explanation_gives_the_same_page(explanation: Explanation) -> None:
    assert page(explanation) == page(explanation)


@edges
def test_the_page_stays_small(explanation: Explanation) -> None:
    assert len(page(explanation).encode()) <= 200_000


def test_the_page_of_a_log_is_complete() -> None:
    words = words_of(page())
    for part in (
        "What was different before your back hurt on 29 Mar 2026",
        "two things were different from your usual",
        "101 records = 1 header + 98 sets + 2 set aside",
        "Set aside, and in no figure: line 14.",
        "Loads are in kg: the file says so set by set.",
        "Sled thing (3)",
        "Made on 1 Apr 2026 by Lumbar 9.8.7",
    ):
        assert part in words


def test_letters_on_the_picture_are_those_of_the_findings() -> None:
    root = tree(page())
    for svg in root.iter(f"{SVG}svg"):
        letters = sorted(each.text or "" for each in svg.iter(f"{SVG}text") if each.get("class") == "letter")
        assert letters == ["A", "B"]
    (first, second) = [each for each in root.iter("article") if "finding" in each.get("class", "")]
    assert text_of(first).startswith("A 24 days your usual 2 days On 20 Mar 2026")
    assert text_of(second).startswith("B 150 kg recent best 132.5 kg On 27 Mar 2026")


def test_letters_go_on_after_z() -> None:
    assert [letter_of(number) for number in (0, 25, 26, 52)] == ["A", "Z", "A2", "A3"]


def test_the_break_is_drawn_as_a_gap() -> None:
    """24 days before 20 March: 25 February, in sight of both pictures."""
    assert page().count("24-day") == 2


def test_the_day_table_has_the_loads_of_the_log() -> None:
    shown = [(day, DAILY.get(day)) for day in sorted({*DAILY, *(report.on for report in EVERY_WEEK.pain), ago(9)})]
    expected = [
        (f"{day.day} {day.strftime('%b')}", "no training" if load is None else f"{load:,.0f}")
        for day, load in shown
        if ago(181) <= day
    ]
    assert [(row[0], row[1]) for row in rows_of(page(), "days")] == expected


def test_the_week_table_adds_the_days_up() -> None:
    """The seven days to 29 March hold those of 23 and 27 March: 4,060 + 4,020."""
    weeks = {row[0]: row for row in rows_of(page(), "weeks")}
    assert weeks["23 Mar – 29 Mar"][1] == "8,080"
    assert weeks["23 Mar – 29 Mar"][3:] == ["7", "B"]
    assert weeks["30 Mar – 3 Apr (after)"][1] == "3,950"
    assert weeks["2 Mar – 8 Mar"][1] == "0"
    total = sum(int(row[1].replace(",", "")) for row in weeks.values())
    assert total == sum(load for day, load in DAILY.items() if day >= ago(181))


def test_pounds_are_pounds_everywhere() -> None:
    """150 kg is 330.7 lb; 4,020 kg x repetitions are 8,862.6 lb x repetitions."""
    words = words_of(page(unit=MassUnit.LB))
    assert "330.7 lb" in words
    assert "8,863" in words
    assert "lb × repetitions" in words
    assert "kg × repetitions" not in words


def test_a_made_person_is_called_one() -> None:
    assert "This is a made person." in words_of(page(made_person=True))
    assert "made person" not in words_of(page())


def test_without_a_log_there_is_no_picture_and_the_page_says_so() -> None:
    html = page(EDGES["told"])
    assert "<svg" not in html
    assert "There is no picture: these are your own answers" in words_of(html)
    assert "By your own answers two things were different." in words_of(html)


def test_a_short_log_has_no_usual() -> None:
    words = words_of(page(EDGES["three weeks of log"]))
    assert "less than 8 weeks" in words
    assert "your usual 3" not in words
    assert "so far" in words


def test_a_log_without_weights_shows_days_of_training() -> None:
    words = words_of(page(EDGES["body weight only"]))
    assert "Days with training (no weights in this log)" in words
    assert "The log has no weights" in words


def test_what_the_log_could_not_say_is_as_large_as_what_it_said() -> None:
    root = tree(page())
    (lists,) = {each.get("class") for each in root.iter("ul") if "plain" in each.get("class", "")}
    assert lists == "plain"


def test_folders_are_not_named() -> None:
    assert "/home/jo" not in page()
    assert "Users" not in page(EDGES["unit guessed, a file unreadable"])
    assert "empty.csv could not be used." in words_of(page(EDGES["unit guessed, a file unreadable"]))


def test_a_name_with_markup_stays_a_name() -> None:
    html = page(named(HOSTILE))
    root = tree(html)
    assert not list(root.iter("img"))
    assert not list(root.iter("script"))
    assert text_of(ET.fromstring(f"<p>{HOSTILE.replace('&', '&amp;').replace('<', '&lt;')}</p>")) in words_of(html)  # noqa: S314


@given(st.text(max_size=40) | st.text(alphabet="\x00\x0b\x1b\ud800\ufffe<>&\"'{}%", max_size=12))
@settings(max_examples=25, deadline=None)
def test_no_name_can_break_the_page(name: str) -> None:
    html = page(named(name))
    html.encode("utf-8")
    assert len(list(tree(html).iter())) == len(list(tree(page(named("Deadlift"))).iter()))
