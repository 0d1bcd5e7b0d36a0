"""Files that cannot be used at all, and how they are told from those that can."""

from __future__ import annotations

import os
import stat
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.importers.files import LATEST, FilesInMemory, read

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.importers import LogFiles, file_lines
from lumbar.importers.log_files import all_supports
from lumbar.importers.plausible import TABLE_BYTES
from lumbar.usecases.ports import ReadingChoices
from lumbar.web.uploads import Dropped

CHOICES = ReadingChoices(LATEST)
STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    '2022-10-04 23:17:10,"Legs",21min,"Squat (Barbell)",1,120.0,8,0,0,"","",\n'
)


def refused(source: FilesInMemory, path: str = "log.csv") -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        LogFiles(source).read(path, CHOICES)
    assert caught.value.path == path
    return caught.value


def refused_content(content: bytes) -> UnusableInput:
    return refused(FilesInMemory({"log.csv": content}))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (FileNotFoundError(2, "No such file or directory"), UnusableKind.NOT_FOUND),
        (NotADirectoryError(20, "Not a directory"), UnusableKind.NOT_FOUND),
        (IsADirectoryError(21, "Is a directory"), UnusableKind.IS_A_DIRECTORY),
        (PermissionError(13, "Permission denied"), UnusableKind.NO_PERMISSION),
        (OSError(5, "Input/output error"), UnusableKind.CANNOT_BE_READ),
    ],
)
def test_what_the_operating_system_says_becomes_a_reason(error: OSError, kind: UnusableKind) -> None:
    assert refused(FilesInMemory({"log.csv": error})).kind is kind


def test_a_folder_is_no_log(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as caught:
        LogFiles().read(str(tmp_path), CHOICES)

    assert caught.value.kind is UnusableKind.IS_A_DIRECTORY


@pytest.mark.parametrize("path", ["not-there.csv", "nul\0in-the-name.csv", ""])
def test_a_file_that_is_not_there_is_said_so(tmp_path: Path, path: str) -> None:
    with pytest.raises(UnusableInput) as caught:
        LogFiles().read(str(tmp_path / "missing") + path, CHOICES)

    assert caught.value.kind is UnusableKind.NOT_FOUND


def test_a_file_on_disk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "whatever.name"
    path.write_text(STRONG, "utf-8")

    assert LogFiles().read(str(path), CHOICES).set_count == 1


def test_a_file_too_large_is_refused_with_nothing_read_but_its_beginning() -> None:
    source = FilesInMemory({"log.csv": STRONG.encode()}, size=400_000_001)
    error = refused(source)

    assert (error.kind, error.limit, source.reads) == (UnusableKind.TOO_LARGE, "400 MB", 1)


def test_a_file_that_grows_while_it_is_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_lines, "TABLE_BYTES", replace(TABLE_BYTES, value=1_000_000))
    source = FilesInMemory({"log.csv": b"a" * 1_000_001}, size=10)

    assert refused(source).kind is UnusableKind.TOO_LARGE


def test_a_file_that_another_program_writes_to_meanwhile_is_refused() -> None:
    class Growing(FilesInMemory):
        def stat(self, path: str) -> os.stat_result:
            asked.append(path)
            return os.stat_result((stat.S_IFREG | 0o644, 0, 0, 1, 0, 0, 1_000 * len(asked), 0, 0, 0))

    asked: list[str] = []
    error = refused(Growing({"log.csv": STRONG.encode()}))
    assert (error.kind, error.met) == (UnusableKind.CANNOT_BE_READ, "it changed while it was read")


def test_a_dropped_file_that_is_read_in_two_passes_at_once_is_read_whole() -> None:
    """Who opens a dropped file twice reads it at one place. The first ambiguous date, on the last row, is looked up in
    the whole column while the rows are gone through.
    """
    rows = [f"3/{1 + number % 12}/2024,Squat,Legs,{60 + number % 50},kgs,5,,,\n" for number in range(30_000)]
    text = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n"
    text += "".join(f"13/{row[2:]}" for row in rows) + rows[0]
    with tempfile.TemporaryFile() as file:
        file.write(text.encode())
        dropped = Dropped([("log.csv", file)])
        reading = LogFiles(dropped).read("log.csv", CHOICES)
        dropped.close()

    assert len(text) > 900_000
    assert (reading.balance.done, reading.balance.records) == (30_001, 30_002)
    assert reading == replace(read(text), path="log.csv")


def test_a_pipe_or_device_is_never_read() -> None:
    source = FilesInMemory({"log.csv": b"endless"}, mode=stat.S_IFIFO)

    assert (refused(source).kind, source.reads) == (UnusableKind.CANNOT_BE_READ, 0)


@pytest.mark.parametrize("content", [b"", b"\n\n  \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xef\xbb\xbf \n"])
def test_an_empty_file_is_said_to_be_empty(content: bytes) -> None:
    assert refused_content(content).kind is UnusableKind.EMPTY


@pytest.mark.parametrize("below", ["", "\n\n", ",,,,,,,,,,,\n"])
def test_a_header_without_records_is_said_to_be_one(below: str) -> None:
    header = STRONG.splitlines()[0]

    assert refused_content(f"{header}\n{below}".encode()).kind is UnusableKind.HEADER_ONLY


@pytest.mark.parametrize(
    "page",
    [
        b"<!DOCTYPE html><html><body>Sign in</body></html>",
        b"\xef\xbb\xbf\n  <html lang='en'>",
        b"<?xml version='1.0'?>\n<!DOCTYPE html>",
        "<html><head>".encode("utf-16"),
    ],
)
def test_a_web_page_saved_as_csv_is_called_a_web_page(page: bytes) -> None:
    assert refused_content(page).kind is UnusableKind.HTML


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04" + b"\0" * 26 + b"[Content_Types].xml", "xlsx"),
        (b"PK\x03\x04" + b"\0" * 26 + b"workouts.csv", "zip"),
        (b"SQLite format 3\x00" + b"\0" * 100, "SQLite"),
        (b"\x0e\x10\xd9\x07\x00\x00\x00\x00.FIT\x00\x00", "FIT"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "xls"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"%PDF-1.7\n", "PDF"),
        (bytes(range(256)) * 10, None),
    ],
)
def test_a_file_that_is_no_text_is_called_what_it_is(content: bytes, kind: str | None) -> None:
    error = refused_content(content)

    assert (error.kind, error.met) == (UnusableKind.BINARY, kind)


@pytest.mark.parametrize(
    "text",
    [
        "one column\nof text\n",
        "Date,Exercise,Category,Distance,Duration,Calories,Average heart rate\n",
        "Activity ID,Activity Date,Activity Name,Heart rate,Cadence\n",
        '{"workouts": []}',
        '<?xml version="1.0"?><Workouts locale="en">',
        "Date,Weight\n2026-01-01,80\n",
        "Date;Time;Exercise;Sets\n",
    ],
)
def test_another_apps_file_is_named_by_its_first_line(text: str) -> None:
    error = refused_content(text.encode())

    assert error.kind is UnusableKind.UNKNOWN_FORMAT
    assert error.met == text.splitlines()[0]
    assert error.known == tuple(support.app for support in all_supports() if support.format != "table")
    assert error.known[:3] == ("Strong", "Hevy", "FitNotes")


def test_the_name_of_the_file_says_nothing() -> None:
    source = FilesInMemory({"hevy_fitnotes.xlsx": STRONG.encode()})

    assert LogFiles(source).read("hevy_fitnotes.xlsx", CHOICES).format == "strong"


def test_a_file_in_which_no_row_can_be_used_says_where_it_went_wrong() -> None:
    error = refused_content(STRONG.replace("2022-10-04 23:17:10", "some day").encode())

    assert (error.kind, error.met) == (UnusableKind.NOTHING_USABLE, "line 2: some day")


@pytest.mark.parametrize(
    "header",
    [
        "\ufeff" + STRONG.splitlines()[0],
        STRONG.splitlines()[0].upper(),
        STRONG.splitlines()[0].replace(",", " , "),
        '"' + STRONG.splitlines()[0].replace(",", '","') + '"',
        STRONG.splitlines()[0].replace("Workout Name", "Ｗorkout\u00a0Name"),
    ],
)
def test_what_spreadsheets_do_to_a_header_makes_no_difference(header: str) -> None:
    assert read(header + "\n" + STRONG.splitlines()[1]).variant == "D"


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_the_delimiter_is_found_by_content(delimiter: str) -> None:
    text = STRONG.replace(",", delimiter)

    assert read(text).sessions == read(STRONG).sessions


def test_the_digest_is_of_the_bytes() -> None:
    assert read("\ufeff" + STRONG).sha256 != read(STRONG).sha256
    assert len(read(STRONG).sha256) == 64
