"""The JSON archive gives back what was stored, and says when it is not what was written."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.check_ins import CHECK_INS, noted
from tests.fakes.logs import SESSIONS, performed, session, set_aside
from tests.fakes.self_tests import RESULTS, reach, side_plank
from tests.fakes.self_tests import noted as noted_tests

from lumbar.core.errors import UnusableInput
from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.same_training import SameTraining, keyed
from lumbar.core.self_tests import SelfTestResult
from lumbar.core.training import Session, TrainingSet
from lumbar.core.triage.disposition import Level
from lumbar.core.triage.questions import Answer, Question
from lumbar.exchange.archive_json import ArchiveState, archive_json, read_archive, verify_archive
from lumbar.usecases.ports import CheckIn, ColumnMapping, LearnedName, StoredFile, StoredSession, TracedRule
from lumbar.usecases.take_out import Everything

MONDAY = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, 20, 0, tzinfo=UTC)

FILE = StoredFile("ordner/training.csv", "ab" * 32, "strong", "2019", "utf-8", MassUnit.LB, "confirmed", MONDAY)

TRACED = replace(
    noted(answers={Question.SHARP_PAIN: Answer.YES}, age=40),
    because=(TracedRule("R27b", Level.ROUTINE, (Question.SHARP_PAIN,), "it is sharp"),),
)


def stored(*sessions: Session, check_ins: tuple[CheckIn, ...] = ()) -> Everything:
    return Everything(
        tuple(StoredSession(one, MONDAY) for one in keyed(sessions)),
        (FILE,),
        (set_aside("2026-03-01;Kreuzheben;8o\0\udcff"),),
        {"strong": MassUnit.LB},
        check_ins,
    )


def changed(text: str, **values: object) -> str:
    document: dict[str, Any] = json.loads(text)
    return json.dumps(document | values)


def test_an_archive_gives_back_everything_that_was_stored() -> None:
    everything = stored(session(), session("2026-03-04T18:00", title="深蹲"))
    assert read_archive(archive_json(everything, TUESDAY), "lumbar.json") == everything


def test_an_archive_has_the_line_of_each_set_and_one_that_lacks_some_is_read_without() -> None:
    known = replace(session("2026-03-02T18:04", performed(), performed()), lines=range(7, 9))
    text = archive_json(stored(known), TUESDAY)
    content = json.loads(text)["content"]
    assert [one["line"] for one in content["sessions"][0]["sets"]] == [7, 8]

    content["sessions"][0]["sets"][1]["line"] = None
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "backslashreplace"
    )
    older = changed(text, content=content, sha256=hashlib.sha256(canonical).hexdigest())
    assert read_archive(older, "lumbar.json").sessions[0].keyed.session == replace(known, lines=())


@given(st.lists(SESSIONS, max_size=5))
def test_any_log_comes_back_as_it_was(sessions: list[Session]) -> None:
    text = archive_json(stored(*sessions), TUESDAY)
    assert verify_archive(text) is ArchiveState.INTACT
    assert read_archive(text, "lumbar.json") == stored(*sessions)


@given(st.lists(CHECK_INS, max_size=3).map(tuple))
def test_any_check_ins_come_back_as_they_were(check_ins: tuple[CheckIn, ...]) -> None:
    text = archive_json(stored(check_ins=check_ins), TUESDAY)
    assert verify_archive(text) is ArchiveState.INTACT
    assert read_archive(text, "lumbar.json") == stored(check_ins=check_ins)


def test_a_check_in_is_told_in_the_words_of_the_triage() -> None:
    document = json.loads(archive_json(stored(check_ins=(TRACED,)), TUESDAY))
    assert document["content"]["check_ins"] == [
        {
            "at": "2026-03-02T20:00:00+01:00",
            "zone": "Europe/Berlin",
            "on": "2026-03-02",
            "pain": 4,
            "age": 40,
            "sex": "unknown",
            "duration_days": None,
            "assessment": None,
            "answers": {"sharp_pain": "yes"},
            "disposition": "incomplete",
            "edition": "made",
            "because": [{"rule": "R27b", "level": "routine", "question": ["sharp_pain"], "text": "it is sharp"}],
        }
    ]


def test_an_archive_of_the_first_schema_is_read_as_one_without_check_ins() -> None:
    content = '{"confirmed_units":{"strong":"kg"},"files":[],"quarantine":[],"sessions":[]}'
    digest = hashlib.sha256(content.encode()).hexdigest()
    text = f'{{"schema_version":1,"taken_out_at":"2026-03-03T20:00:00+00:00","sha256":"{digest}","content":{content}}}'
    assert verify_archive(text) is ArchiveState.INTACT
    assert read_archive(text, "lumbar.json") == Everything((), (), (), {"strong": MassUnit.KG}, ())


def test_what_the_person_taught_us_comes_back_and_makes_an_archive_of_the_third_schema() -> None:
    taught = replace(
        stored(session()),
        learned_names=(LearnedName("Böses Morgen", "good_morning", MONDAY), LearnedName("x", None, TUESDAY)),
        column_mappings={"date;kg": ColumnMapping({"load": "kg"}, date_order="dmy", decimal_mark=",")},
        same_training=(SameTraining("a", "b"),),
        different_trainings=(SameTraining("c", "d"),),
    )
    text = archive_json(taught, TUESDAY)
    assert json.loads(text)["schema_version"] == 3
    assert read_archive(text, "lumbar.json") == taught


@given(st.lists(RESULTS, min_size=1, max_size=4))
def test_any_self_tests_come_back_as_they_were_and_make_an_archive_of_the_fourth_schema(
    results: list[SelfTestResult],
) -> None:
    tested = replace(stored(), self_tests=tuple(noted_tests(*results)))
    text = archive_json(tested, TUESDAY)
    assert json.loads(text)["schema_version"] == 4
    assert read_archive(text, "lumbar.json") == tested


def test_a_self_test_is_told_with_its_side_its_unit_and_where_its_scale_begins() -> None:
    tested = replace(stored(), self_tests=tuple(noted_tests(side_plank(62.5), reach(20, zero=23))))
    [plank, reached] = json.loads(archive_json(tested, TUESDAY))["content"]["self_tests"]
    assert plank == {
        "id": "00000000-0000-0000-0000-000000000001",
        "noted_at": "2026-05-03T08:01:00+00:00",
        "on": "2026-05-03",
        "test": "side_plank",
        "side": "left",
        "value": 62.5,
        "unit": "s",
        "zero": None,
    }
    assert (reached["value"], reached["unit"], reached["zero"], reached["side"]) == (20, "cm", 23, None)


@pytest.mark.parametrize(
    ("one_set", "version"),
    [
        (performed(), 2),
        (replace(performed(), rir=0.0), 3),
        (replace(performed(), multiplier=2.0), 3),
        (replace(performed(), load=None, assistance=Grams(20_000)), 3),
    ],
)
def test_an_archive_is_of_the_oldest_schema_that_holds_it(one_set: TrainingSet, version: int) -> None:
    everything = stored(session("2026-03-02T18:04", one_set))
    text = archive_json(everything, TUESDAY)
    assert json.loads(text)["schema_version"] == version
    assert read_archive(text, "lumbar.json") == everything


def test_what_was_written_as_utf8_is_still_intact() -> None:
    """The lone surrogate of an undecodable path is written as JSON's own escape."""
    octets = archive_json(stored(session()), TUESDAY).encode("utf-8", "backslashreplace")
    assert read_archive(octets.decode("utf-8"), "lumbar.json") == stored(session())


def test_the_digest_can_be_made_anew_without_this_program() -> None:
    document = json.loads(archive_json(Everything((), (), (), {"strong": MassUnit.KG}, ()), TUESDAY))
    canonical = b'{"check_ins":[],"confirmed_units":{"strong":"kg"},"files":[],"quarantine":[],"sessions":[]}'
    assert document["schema_version"] == 2
    assert document["taken_out_at"] == "2026-03-03T20:00:00+00:00"
    assert document["sha256"] == hashlib.sha256(canonical).hexdigest()


def test_the_same_content_has_the_same_digest_whenever_it_is_taken_out() -> None:
    early, late = archive_json(stored(session()), MONDAY), archive_json(stored(session()), TUESDAY)
    assert json.loads(early)["sha256"] == json.loads(late)["sha256"]


def test_a_whole_number_is_written_without_a_decimal_point() -> None:
    document = json.loads(archive_json(stored(session()), TUESDAY), parse_float=lambda _text: pytest.fail("a decimal"))
    assert document["content"]["sessions"][0]["sets"][0]["repetitions"] == 5


def test_an_archive_with_one_changed_load_is_damaged() -> None:
    text = archive_json(stored(session()), TUESDAY)
    assert verify_archive(text.replace('"load_g": 100000', '"load_g": 100001')) is ArchiveState.DAMAGED


def test_an_archive_of_a_later_schema_is_newer() -> None:
    assert verify_archive(changed(archive_json(stored(), TUESDAY), schema_version=5)) is ArchiveState.NEWER


@pytest.mark.parametrize("text", ["", "[]", "3", "{}", "Date,Weight\n", '{"schema_version": 1}', "[" * 100_000])
def test_any_other_text_is_not_an_archive(text: str) -> None:
    assert verify_archive(text) is ArchiveState.NOT_AN_ARCHIVE


def test_an_archive_that_is_cut_short_is_not_one() -> None:
    assert verify_archive(archive_json(stored(session()), TUESDAY)[:-10]) is ArchiveState.NOT_AN_ARCHIVE


def test_a_damaged_archive_is_not_read() -> None:
    with pytest.raises(UnusableInput, match="damaged"):
        read_archive(changed(archive_json(stored(), TUESDAY), sha256="0" * 64), "lumbar.json")
