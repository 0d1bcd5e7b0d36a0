from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Lumbar
from tests.cli.made_logs import half_a_year_then_a_jump


def test_the_demo_writes_its_log_and_its_page_and_tells_the_story(lumbar: Lumbar, tmp_path: Path) -> None:
    ended = lumbar("demo", tmp_path / "demo")
    assert ended.code == 0
    assert ended.out.startswith("This is a made person, not you.")
    assert str(tmp_path / "demo" / "lumbar-report.html") in ended.out
    kinds = [
        f["kind"] for f in lumbar("demo", tmp_path / "demo", "--json").json["findings"] if f["status"] == "changed"
    ]
    assert set(kinds) == {"load_jump", "no_ramp", "return_after_break"}
    assert (tmp_path / "demo" / "made-lifter.mp4").read_bytes()[4:8] == b"ftyp"


def test_the_demo_log_is_an_export_like_any_other(lumbar: Lumbar, tmp_path: Path) -> None:
    lumbar("demo", tmp_path)
    ended = lumbar("why", tmp_path / "made-person-hevy.csv", "--json")
    assert ended.code == 0
    assert ended.json["log"]["files"][0]["format"] == "hevy"
    assert ended.json["log"]["unknown_names"] == []


def test_the_report_is_written_where_it_was_asked_for(lumbar: Lumbar, tmp_path: Path) -> None:
    log, page = half_a_year_then_a_jump(tmp_path / "strong.csv"), tmp_path / "page.html"
    ended = lumbar("report", log, "--unit", "kg", "--html", page, "--json")
    assert ended.code == 0
    assert ended.json == {"html": str(page)}
    assert "130 kg" in page.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_said_in_one_line(lumbar: Lumbar, tmp_path: Path) -> None:
    log = half_a_year_then_a_jump(tmp_path / "strong.csv")
    ended = lumbar("report", log, "--unit", "kg", "--html", tmp_path / "no" / "such" / "folder.html")
    assert (ended.code, len(ended.said_lines)) == (4, 1)


def test_the_demo_shows_nothing_of_the_person_who_looks_at_it(lumbar: Lumbar, tmp_path: Path) -> None:
    before = lumbar("demo", tmp_path / "before", "--json").json
    lumbar("check-in", "--pain", "9", "--on", "2026-10-24")
    after = lumbar("demo", tmp_path / "after", "--json").json
    assert after["findings"] == before["findings"]
    assert after["triage"] is None
