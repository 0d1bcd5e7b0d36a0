from __future__ import annotations

import io
from pathlib import Path

import pytest
from tests.cli.conftest import Lumbar


def test_sets_are_shown_as_sentences_and_stored(lumbar: Lumbar) -> None:
    ended = lumbar("log", "deadlift 3x5 @ 120 kg rpe 8", "plank 3x45s", "--on", "2026-11-20", "--title", "Pull")
    assert ended.code == 0
    assert "deadlift: 3 sets of 5 repetitions with 120 kg, RPE 8." in ended.out
    assert "plank: 3 sets of 45 s without a load." in ended.out
    assert "6 sets are stored under 2026-11-20, Pull." in ended.out


def test_the_same_day_again_adds_to_the_session(lumbar: Lumbar) -> None:
    lumbar("log", "deadlift 3x5 @ 120 kg", "--on", "2026-11-20", "--at", "18:30")
    answer = lumbar("log", "row 3x8 @ 60 kg", "--on", "2026-11-20", "--json").json
    assert (answer["stored"], answer["added"], answer["before"]) == (True, 3, 3)


def test_what_was_logged_can_be_taken_out(lumbar: Lumbar, tmp_path: Path) -> None:
    lumbar("log", "deadlift 3x5 @ 120 kg", "pull-up 2x8 -20 kg assist", "curl 1x10 @ 12 kg each rir 2")
    taken = lumbar("export", tmp_path / "out", "--json").json
    assert (taken["sets"], taken["sessions"]) == (6, 1)


def test_a_dry_run_stores_nothing_and_makes_no_store(lumbar: Lumbar, data: Path) -> None:
    ended = lumbar("log", "deadlift 3x5 @ 120 kg", "--dry-run")
    assert ended.code == 0
    assert "would be stored" in ended.out
    assert not data.exists()


def test_nothing_is_stored_when_a_line_is_not_understood(lumbar: Lumbar, data: Path) -> None:
    ended = lumbar("log", "deadlift 3x5 @ 120 kg", "row 5x100", "curl 3x10 @ 8")
    assert ended.code == 4
    assert len(ended.said_lines) == 3  # one for each line, and what to do
    assert "Line 2, “row 5x100”" in ended.said_lines[0]
    assert "row 100 kg x 5" in ended.said_lines[0]
    assert not data.exists()


def test_the_rest_is_stored_where_that_is_accepted(lumbar: Lumbar) -> None:
    ended = lumbar("log", "deadlift 3x5 @ 120 kg", "row 5x100", "--accept", "--json")
    assert ended.code == 3
    assert (ended.json["added"], [line["kind"] for line in ended.json["not_understood"]]) == (
        3,
        ["load_or_repetitions"],
    )


def test_a_load_without_a_unit_is_not_stored_until_it_is_told_and_then_remembered(lumbar: Lumbar) -> None:
    refused = lumbar("log", "deadlift 3x5 @ 120")
    assert (refused.code, len(refused.said_lines)) == (4, 1)
    assert "--unit kg" in refused.err
    assert lumbar("log", "deadlift 3x5 @ 120", "nonsense", "--accept").code == 4
    assert lumbar("log", "deadlift 3x5 @ 120", "--unit", "lb").code == 0
    answer = lumbar("log", "deadlift 3x5 @ 100", "--json").json
    assert answer["sets"][0]["load_kg"] == 45.359  # 100 x 453.59237 g


def test_unknown_names_are_told_with_what_may_be_meant_and_kept(lumbar: Lumbar) -> None:
    answer = lumbar("log", "wobblation 3x5 @ 20 kg", "--json").json
    assert [unknown["name"] for unknown in answer["unknown_names"]] == ["wobblation"]
    assert answer["sets"][0]["exercise"] == "wobblation"


def test_lines_may_be_piped_in(lumbar: Lumbar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("unit: kg\ndeadlift w 60x5, 120x5\n\nplank 45s\n"))
    answer = lumbar("log", "--json").json
    assert [one["kind"] for one in answer["sets"]] == ["warm_up", "work", "work"]


def test_nothing_typed_is_wrong_usage(lumbar: Lumbar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert lumbar("log").code == 2


@pytest.mark.parametrize("option", [("--on", "2036-11-20"), ("--on", "yesterday"), ("--at", "half past six")])
def test_a_day_to_come_and_a_time_that_is_none_are_wrong_usage(lumbar: Lumbar, option: tuple[str, str]) -> None:
    assert lumbar("log", "deadlift 3x5 @ 120 kg", *option).code == 2


class _Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_lines_are_asked_for_one_by_one_until_enter(
    lumbar: Lumbar, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "deadlift 3x5 @ 120\nrow 5x100\nrow 3x8 @ 60\n\nstone\nkg\ny\n"
    monkeypatch.setattr("sys.stdin", _Keyboard(typed))
    ended = lumbar("log", "--on", "2026-11-20")
    assert ended.code == 0
    assert "“row 5x100”" in ended.err
    assert "6 sets are stored under 2026-11-20." in ended.out


def test_on_a_terminal_no_is_no(lumbar: Lumbar, monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    monkeypatch.setattr("sys.stdin", _Keyboard("deadlift 3x5 @ 120 kg\n\nn\n"))
    ended = lumbar("log")
    assert ended.code == 0
    assert "Nothing was stored." in ended.err
    assert not data.exists()
