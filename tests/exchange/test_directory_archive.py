"""An archive as a directory: private, whole, and in nobody's way."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.fakes.clock import StandingClock
from tests.fakes.journal import InMemoryJournal
from tests.fakes.logs import reading, session
from tests.fakes.self_tests import InMemorySelfTests
from tests.fakes.training_store import InMemoryTrainingStore

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.same_training import keyed
from lumbar.exchange.archive_json import ArchiveState, verify_archive
from lumbar.exchange.directory import RENDERINGS, DirectoryArchive
from lumbar.usecases.ports import ImportBatch
from lumbar.usecases.take_out import take_out

MONDAY = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


def taken_out_to(directory: Path) -> None:
    read = reading("a.csv", session())
    store = InMemoryTrainingStore()
    store.save(ImportBatch(MONDAY, [read], keyed(read.sessions), [], {}))
    take_out(
        store=store,
        journal=InMemoryJournal(),
        self_tests=InMemorySelfTests(),
        archive=DirectoryArchive(directory),
        renderings=RENDERINGS,
        clock=StandingClock(MONDAY),
    )


def refusal(directory: Path) -> str | None:
    with pytest.raises(UnusableInput) as refused:
        taken_out_to(directory)
    assert refused.value.kind is UnusableKind.CANNOT_BE_WRITTEN
    return refused.value.met


def test_a_new_directory_takes_five_files_that_only_the_person_may_read(tmp_path: Path) -> None:
    taken_out_to(tmp_path / "out" / "lumbar")
    files = sorted((tmp_path / "out" / "lumbar").iterdir())
    assert [file.name for file in files] == [
        "check_ins.csv",
        "lumbar.json",
        "quarantine.csv",
        "self_tests.csv",
        "training.csv",
    ]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "out" / "lumbar").stat().st_mode) == 0o700
    assert verify_archive((tmp_path / "out/lumbar/lumbar.json").read_text(encoding="utf-8")) is ArchiveState.INTACT


def test_an_earlier_archive_is_written_over_and_other_files_beside_it_stay(tmp_path: Path) -> None:
    taken_out_to(tmp_path)
    (tmp_path / "training.csv").write_text("old", encoding="utf-8")
    (tmp_path / "diary.txt").write_text("mine", encoding="utf-8")
    taken_out_to(tmp_path)
    assert (tmp_path / "training.csv").read_text(encoding="utf-8").startswith("date,")
    assert (tmp_path / "diary.txt").read_text(encoding="utf-8") == "mine"


def test_a_directory_with_files_of_the_persons_own_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "training.csv").write_text("mine", encoding="utf-8")
    assert refusal(tmp_path) == "not_empty"
    assert [file.name for file in tmp_path.iterdir()] == ["training.csv"]
    assert (tmp_path / "training.csv").read_text(encoding="utf-8") == "mine"


def test_a_json_file_of_another_program_does_not_make_an_archive(tmp_path: Path) -> None:
    (tmp_path / "lumbar.json").write_text('{"name": "lumbar"}', encoding="utf-8")
    assert refusal(tmp_path) == "not_empty"


@pytest.mark.parametrize("left", [[".lumbar.json.part"], ["lumbar.json", ".training.csv.part"]])
def test_an_archive_whose_writing_was_cut_short_is_written_again(tmp_path: Path, left: list[str]) -> None:
    taken_out_to(tmp_path)
    whole = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    for name in whole.keys() - set(left):
        (tmp_path / name).unlink()
    for name in set(left) - whole.keys():
        (tmp_path / name).write_bytes(b"half")
    taken_out_to(tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == whole


def test_a_file_in_place_of_the_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert refusal(tmp_path / "out") is not None


def test_a_link_among_the_files_is_replaced_and_not_followed(tmp_path: Path) -> None:
    taken_out_to(tmp_path / "out")
    (tmp_path / "elsewhere").write_text("mine", encoding="utf-8")
    (tmp_path / "out" / "training.csv").unlink()
    (tmp_path / "out" / "training.csv").symlink_to(tmp_path / "elsewhere")
    taken_out_to(tmp_path / "out")
    assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == "mine"


def test_a_text_with_a_lone_surrogate_is_written(tmp_path: Path) -> None:
    DirectoryArchive(tmp_path).write("lumbar.json", '"\udcff"')
    assert (tmp_path / "lumbar.json").read_bytes() == b'"\\udcff"'
