"""``lumbar evidence`` as it is used."""

from __future__ import annotations

import json

import pytest

from lumbar.cli.app import run


def test_one_constant_is_shown_with_its_value_its_source_and_how_sure_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evidence", "indirect-set"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "Value: 0.5 sets." in shown
    assert "Source pelland-2024: Pelland JC et al." in shown
    assert "How sure: moderate" in shown


def test_a_source_that_a_finding_names_leads_to_its_text_and_to_what_rests_on_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["evidence", "pelland-2024", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {entry["id"] for entry in answer["evidence"]} >= {"direct-set", "indirect-set"}
    assert [source["id"] for source in answer["sources"]] == ["pelland-2024"]


def test_a_rule_of_the_triage_has_its_level_for_a_value(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evidence", "R05", "--json"]) == 0
    (rule,) = json.loads(capsys.readouterr().out)["evidence"]
    assert (rule["kind"], rule["value"]) == ("rule", "emergency")


def test_the_whole_list_is_one_object_whose_sources_are_all_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evidence", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    texts = {source["id"] for source in answer["sources"]}
    for entry in answer["evidence"]:
        assert entry["judgement"] or texts & set(entry["sources"]), entry["id"]


def test_the_list_for_people_says_how_to_read_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evidence"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert shown.startswith("Every constant and rule Lumbar uses.")
    assert "unusual-percentile: 95 percentile." in shown


def test_an_unknown_id_is_one_sentence_with_those_spelled_alike(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evidence", "indirect-sets"]) == 2
    said = capsys.readouterr().err
    assert "'indirect-sets'" in said
    assert "Perhaps indirect-set" in said


def test_a_judgement_that_a_finding_names_leads_to_what_rests_on_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evidence", "our-judgement-2026-11-22", "--json"]) == 0
    assert "unusual-percentile" in {entry["id"] for entry in json.loads(capsys.readouterr().out)["evidence"]}
