"""``lumbar watch`` over folders on the disk, look by look, without waiting for the clock."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from tests.cli.conftest import Ended, Lumbar
from tests.cli.made_logs import FITNOTES_HEADER, HEVY_HEADER, strong_file, strong_row

from lumbar.cli import watch_command
from lumbar.storage import open_store

FITNOTES = "2026-03-02,Deadlift,Back,100.0,kgs,5,,,"
HEVY = '"Pull","2 Mar 2026, 18:04","2 Mar 2026, 19:00","","Deadlift (Barbell)",,"",{index},"normal",{kg},5,,,'


def fitnotes(path: Path, *rows: str) -> Path:
    path.write_text("\n".join([FITNOTES_HEADER, *rows, ""]))
    return path


def hevy(path: Path, *loads: int) -> Path:
    rows = [HEVY.format(index=index, kg=kg) for index, kg in enumerate(loads)]
    path.write_text("\n".join([HEVY_HEADER, *rows, ""]))
    return path


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    return folder


@pytest.fixture
def between_looks(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What happens between one look and the next; after the last of these, Ctrl+C."""

    def happens(*steps: Callable[[], object]) -> None:
        left = list(steps)

        def wait(_seconds: float) -> None:
            if not left:
                raise KeyboardInterrupt
            left.pop(0)()

        monkeypatch.setattr(watch_command, "wait", wait)

    return happens


@pytest.fixture
def once(lumbar: Lumbar, folder: Path, between_looks: Callable[..., None]) -> Callable[..., Ended]:
    def call(*more: str, meanwhile: Sequence[Callable[[], object]] = (lambda: None,)) -> Ended:
        between_looks(*meanwhile)
        return lumbar("watch", folder, "--once", *more)

    return call


def nothing() -> None:
    """The folder stays as it is."""


def test_one_pass_imports_what_is_there_and_the_next_says_that_nothing_is_new(
    once: Callable[..., Ended], folder: Path, data: Path
) -> None:
    fitnotes(folder / "FitNotes_Export.csv", FITNOTES)
    first, second = once(), once(meanwhile=())

    assert first.code == second.code == 0
    assert words(first.out).endswith("FitNotes_Export.csv: 1 new set in 1 session.")
    assert (second.out, second.said_lines) == ("", [f"Nothing new in {folder}."])
    assert len(open_store(data).imports()) == 1


def test_a_file_that_grows_between_the_two_looks_waits_for_the_next_pass(
    once: Callable[..., Ended], folder: Path
) -> None:
    file = fitnotes(folder / "export.csv", FITNOTES)
    growing = once(meanwhile=[lambda: fitnotes(file, FITNOTES, FITNOTES.replace("03-02", "03-04"))])
    whole = once()

    assert growing.out == ""
    assert words(whole.out).endswith("export.csv: 2 new sets in 2 sessions.")


def test_the_same_bytes_under_another_name_cost_nothing(once: Callable[..., Ended], folder: Path, data: Path) -> None:
    file = fitnotes(folder / "export.csv", FITNOTES)
    once()
    (folder / "export (1).csv").write_bytes(file.read_bytes())
    os.utime(file, (1, 1))
    again = once()

    assert (again.out, again.said_lines) == ("", [f"Nothing new in {folder}."])
    assert len(open_store(data).imports()) == 1


def test_a_longer_export_adds_what_is_new(once: Callable[..., Ended], folder: Path) -> None:
    hevy(folder / "workouts.csv", 100)
    once()
    hevy(folder / "workouts.csv", 100, 110)

    assert words(once().out).endswith("workouts.csv: 1 new set in 1 session.")


def test_what_cannot_be_used_is_said_once_and_again_when_it_has_changed(
    once: Callable[..., Ended], folder: Path
) -> None:
    (folder / "diary.txt").write_text("Dear diary\nmy back hurts\n")
    first, second = once(), once(meanwhile=())
    (folder / "diary.txt").write_text("Dear diary\nmy back hurts less\n")
    third = once()

    assert [ended.code for ended in (first, second, third)] == [3, 0, 3]
    assert len([line for line in first.said_lines if "diary.txt" in line]) == 1
    assert not [line for line in second.said_lines if "diary.txt" in line]
    assert len([line for line in third.said_lines if "diary.txt" in line]) == 1


def test_a_unit_that_would_be_a_guess_is_refused_until_it_is_named(
    once: Callable[..., Ended], folder: Path, data: Path
) -> None:
    strong_file(folder / "strong.csv", [strong_row(date(2026, 3, 2), "100.0")])
    refused, silent, named = once(), once(meanwhile=()), once("--unit", "kg")

    assert (refused.code, silent.code, named.code) == (3, 0, 0)
    assert "does not say whether its loads are kilograms or pounds" in refused.err
    assert "--unit kg" in refused.err
    assert "strong.csv" not in silent.err
    assert words(named.out).endswith("strong.csv: 1 new set in 1 session.")
    assert open_store(data).log().set_count == 1


def test_many_files_that_are_no_logs_are_told_of_in_one_sentence(once: Callable[..., Ended], folder: Path) -> None:
    for number in range(40):
        (folder / f"picture-{number:02}.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes([number]))
    fitnotes(folder / "export.csv", FITNOTES)
    ended = once()

    assert len(ended.said_lines) == 1
    assert ended.said_lines[0].startswith(f"40 files in {folder} are no logs we know (picture-00.png, picture-01.png, ")
    assert "export.csv: 1 new set" in ended.out


@pytest.mark.parametrize(
    "name", [".hidden.csv", "export.csv.part", "export.csv.crdownload", "export.CSV.Download", "~$a.csv"]
)
def test_what_is_still_being_written_and_what_is_hidden_is_left_alone(
    once: Callable[..., Ended], folder: Path, name: str
) -> None:
    fitnotes(folder / name, FITNOTES)
    (folder / "inside").mkdir()
    fitnotes(folder / "inside" / "export.csv", FITNOTES)
    os.mkfifo(folder / "pipe.csv")
    (folder / "nowhere.csv").symlink_to(folder / "gone.csv")

    assert once(meanwhile=()).said_lines == [f"Nothing new in {folder}."]


def test_a_log_inside_of_an_archive_is_found(once: Callable[..., Ended], folder: Path, tmp_path: Path) -> None:
    log = fitnotes(tmp_path / "export.csv", FITNOTES)
    with ZipFile(folder / "export.zip", "w") as archive:
        archive.write(log, "export.csv")
        archive.writestr("readme.txt", "hello")

    assert words(once().out).endswith("export.zip: 1 new set in 1 session.")


def test_a_program_gets_one_object_of_a_single_pass(once: Callable[..., Ended], folder: Path) -> None:
    fitnotes(folder / "export.csv", FITNOTES)
    (folder / "page.html").write_text("<!doctype html><html></html>")
    ended = once("--json")

    answer = ended.json
    assert answer["folder"] == str(folder)
    by_name = {Path(each["path"]).name: each for each in answer["files"]}
    assert by_name["export.csv"] | {"at": "", "path": ""} == {
        "at": "",
        "path": "",
        "added_sets": 1,
        "added_sessions": 1,
        "grown_sessions": 0,
        "changed_sessions": 0,
        "records_set_aside": 0,
        "problems": [],
    }
    assert [problem["kind"] for problem in by_name["page.html"]["problems"]] == ["html"]


def test_watching_imports_what_appears_until_somebody_ends_it(
    lumbar: Lumbar, folder: Path, between_looks: Callable[..., None]
) -> None:
    between_looks(nothing, lambda: fitnotes(folder / "export.csv", FITNOTES), nothing, nothing, nothing)
    ended = lumbar("watch", folder, "--every", "5")

    assert ended.code == 0
    [told] = ended.out.splitlines()
    assert told.endswith("export.csv: 1 new set in 1 session.")
    assert ended.said_lines == [
        f"Watching {folder}, looking every 5 seconds. What appears or changes there is imported; Ctrl+C ends it.",
        "Lumbar no longer watches the folder. What was imported is stored.",
    ]


def test_a_folder_that_goes_away_is_said_once_and_found_again(
    lumbar: Lumbar, folder: Path, between_looks: Callable[..., None]
) -> None:
    away = folder.with_name("away")

    def back() -> None:
        away.rename(folder)
        fitnotes(folder / "export.csv", FITNOTES)

    between_looks(lambda: folder.rename(away), nothing, nothing, back, nothing, nothing)
    ended = lumbar("watch", folder)

    assert len([line for line in ended.said_lines if "cannot be looked into just now" in line]) == 1
    assert "export.csv: 1 new set" in ended.out


def test_watching_tells_a_program_one_object_a_line(
    lumbar: Lumbar, folder: Path, between_looks: Callable[..., None]
) -> None:
    hevy(folder / "a.csv", 100)
    between_looks(nothing, lambda: hevy(folder / "a.csv", 100, 110), nothing, nothing)
    ended = lumbar("watch", folder, "--json")

    assert [json.loads(line)["added_sets"] for line in ended.out.splitlines()] == [1, 1]


def test_what_differs_from_what_is_stored_is_left_and_said(
    once: Callable[..., Ended], folder: Path, data: Path
) -> None:
    hevy(folder / "a.csv", 100)
    once()
    hevy(folder / "a.csv", 105)
    ended = once()

    assert "1 session differs from what is stored and was left" in words(ended.out)
    assert [done.load for session in open_store(data).log().sessions for done in session.sets] == [100_000]


def test_a_damaged_memory_costs_a_look_and_nothing_else(once: Callable[..., Ended], folder: Path, data: Path) -> None:
    fitnotes(folder / "export.csv", FITNOTES)
    once()
    assert (data / "watched.json").stat().st_mode & 0o777 == 0o600
    for content in ("", "[]", '{"' + str(folder) + '": [[1, 2], null, ["a", "b", "c", "d"]]}', "[" * 99_999):
        (data / "watched.json").write_text(content)
        assert once().said_lines == [f"Nothing new in {folder}."]


def test_where_the_store_is_gone_everything_is_imported_anew(
    once: Callable[..., Ended], folder: Path, data: Path
) -> None:
    fitnotes(folder / "export.csv", FITNOTES)
    once()
    for file in data.glob("lumbar.db*"):
        file.unlink()

    assert "export.csv: 1 new set" in once().out


@pytest.mark.parametrize("more", [(), ("--once",), ("--json",)])
def test_a_folder_that_is_none_is_said_in_one_sentence(
    lumbar: Lumbar, tmp_path: Path, data: Path, more: tuple[str, ...]
) -> None:
    ended = lumbar("watch", tmp_path / "nowhere", *more)

    assert ended.code == 2
    [sentence] = ended.said_lines
    assert sentence.startswith(
        f"{tmp_path / 'nowhere'} is no folder that can be looked into, so nothing can be imported"
    )
    assert not data.exists()
