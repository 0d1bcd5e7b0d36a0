"""Zip archives: the logs inside are found and read, and whatever else an archive may be is refused in words."""

from __future__ import annotations

import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory
from tests.importers.test_every_importer import FITNOTES, HEVY, STRONG

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading
from lumbar.importers import LogFiles, archives
from lumbar.importers.archives import Archives
from lumbar.usecases.ports import ReadingChoices
from lumbar.usecases.read_files import FilesRead, read_files
from lumbar.web.uploads import Dropped
from lumbar.wording.problems import unusable_sentence

CHOICES = ReadingChoices(LATEST)
DEFLATED, STORED = zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED


def zipped(files: Mapping[str, str | bytes], method: int = DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def logs_in(content: bytes) -> list[str]:
    return list(LogFiles(FilesInMemory({"export.zip": content})).logs_in("export.zip"))


def read_all(content: bytes) -> FilesRead:
    return read_files(["export.zip"], LogFiles(FilesInMemory({"export.zip": content})), CHOICES)


def read_one(content: bytes) -> FileReading:
    (reading,) = read_all(content).readings
    return reading


def refused(content: bytes) -> UnusableInput:
    with pytest.raises(UnusableInput) as caught:
        read_all(content)
    sentence = unusable_sentence(caught.value)
    assert "export.zip" in sentence
    assert "\n" not in sentence
    return caught.value


def patched(content: bytes, name: str, *, at: int, local_at: int | None = None, field: bytes) -> bytes:
    """The archive with one field of this file's entry in the directory overwritten, and in its local header."""
    entry = content.rindex(name.encode()) - 46
    assert content[entry : entry + 4] == b"PK\x01\x02"
    changed = content[: entry + at] + field + content[entry + at + len(field) :]
    if local_at is not None:
        local = content.index(name.encode()) - 30
        changed = changed[: local + local_at] + field + changed[local + local_at + len(field) :]
    return changed


METHOD, METHOD_LOCAL, CRC, PACKED, UNPACKED, FLAGS = 10, 8, 16, 20, 24, 8


@pytest.mark.parametrize("method", [DEFLATED, STORED])
def test_every_log_of_an_archive_is_read_and_its_other_files_are_left_alone(method: int) -> None:
    content = zipped(
        {
            "photo.jpg": b"\xff\xd8\xff\xe0 a picture",
            "2026/strong.csv": STRONG,
            "read me.txt": "These are my logs.",
            "hevy.csv": HEVY,
            "body.csv": "Date,Weight\n2026-01-01,80\n",
        },
        method,
    )

    assert logs_in(content) == ["export.zip/2026/strong.csv", "export.zip/hevy.csv"]
    read = read_all(content)
    assert sorted(reading.format for reading in read.readings) == ["hevy", "strong"]
    assert (read.unreadable, read.repeated) == ((), ())


def test_a_log_reads_the_same_from_an_archive_as_by_itself() -> None:
    plain = LogFiles(FilesInMemory({"a.csv": STRONG.encode()})).read("a.csv", CHOICES)
    inside = read_one(zipped({"a.csv": STRONG}))

    assert (inside.sessions, inside.sha256, inside.balance) == (plain.sessions, plain.sha256, plain.balance)


def test_a_log_twice_in_an_archive_is_counted_once_even_under_one_name() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", STRONG)
        for again in (STRONG, HEVY):
            with pytest.warns(UserWarning, match="Duplicate name"):
                archive.writestr("a.csv", again)
    read = read_all(out.getvalue())

    assert len(read.readings) == 2
    assert read.repeated == ("export.zip/a.csv (2)",)


def test_an_archive_inside_an_archive_is_not_opened() -> None:
    inner = zipped({"strong.csv": STRONG})
    content = zipped({"inner.zip": inner, "hevy.csv": HEVY})

    assert logs_in(content) == ["export.zip/hevy.csv"]
    assert refused(zipped({"inner.zip": inner})).kind is UnusableKind.BINARY


@pytest.mark.parametrize("clutter", ["__MACOSX/._strong.csv", "sub/.DS_Store", "Thumbs.db"])
def test_what_operating_systems_leave_in_archives_is_passed_over(clutter: str) -> None:
    assert logs_in(zipped({clutter: STRONG, "hevy.csv": HEVY})) == ["export.zip/hevy.csv"]


def test_an_archive_without_a_log_and_an_empty_one_are_called_archives() -> None:
    assert (refused(zipped({"a.txt": "no log"})).kind, refused(zipped({})).kind) == (UnusableKind.BINARY,) * 2
    assert refused(zipped({})).met == "zip"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "../../etc/passwd"),
        ("/etc/passwd", "/etc/passwd"),
        ("C:\\Windows\\log.csv", "C:\\Windows\\log.csv"),
        ("Trainings­log/März.csv", "Trainings\ufffdlog/März.csv"),
        ("a\x1b[31m.csv", "a\ufffd[31m.csv"),
        ("a\nb.csv", "a\ufffdb.csv"),
    ],
)
def test_a_name_is_only_shown_and_never_leads_to_the_disk(name: str, shown: str) -> None:
    content = zipped({name: STRONG})
    source = FilesInMemory({"export.zip": content, name: b"the wrong file", shown: b"the wrong file"})
    reader = LogFiles(source)
    (log,) = reader.logs_in("export.zip")

    assert log == f"export.zip/{shown}"
    assert reader.read(log, CHOICES).set_count == 4


def test_a_name_that_is_no_utf_8_is_read_all_the_same() -> None:
    """Old programs write names in their own code page and do not say so."""
    content = zipped({"Xbung.csv": STRONG}).replace(b"Xbung", b"\x9abung")

    assert logs_in(content) == ["export.zip/Übung.csv"]  # 0x9A is Ü in code page 437
    assert read_one(content).set_count == 4


def test_a_name_that_says_it_is_utf_8_and_is_not_is_refused() -> None:
    content = zipped({"Übung.csv": STRONG}).replace("Ü".encode(), b"\xff\xff")

    assert refused(content).kind is UnusableKind.ARCHIVE_DAMAGED


def test_a_password_is_said() -> None:
    error = refused(patched(zipped({"a.csv": STRONG}), "a.csv", at=FLAGS, local_at=6, field=b"\x01\x00"))

    assert (error.kind, error.met) == (UnusableKind.ARCHIVE_DAMAGED, "it asks for a password")


@pytest.mark.parametrize("method", [12, 14, 93, 99])  # bzip2, lzma, zstandard, encrypted by AES
def test_a_way_of_packing_that_is_not_supported_is_said(method: int) -> None:
    content = patched(
        zipped({"a.csv": STRONG}), "a.csv", at=METHOD, local_at=METHOD_LOCAL, field=struct.pack("<H", method)
    )
    error = refused(content)

    assert (error.kind, error.path) == (UnusableKind.ARCHIVE_DAMAGED, "export.zip/a.csv")
    assert str(method) in (error.met or "")


@pytest.mark.parametrize("method", [DEFLATED, STORED])
@pytest.mark.parametrize("said", [10, len(STRONG.encode()) - 1, len(STRONG.encode()) + 1, 900_000])
def test_a_file_that_is_not_as_large_as_it_says_is_refused(method: int, said: int) -> None:
    content = patched(zipped({"a.csv": STRONG}, method), "a.csv", at=UNPACKED, field=struct.pack("<L", said))

    assert refused(content).kind is UnusableKind.ARCHIVE_DAMAGED


def test_a_stored_file_that_says_it_is_smaller_both_ways_fails_its_checksum() -> None:
    content = patched(zipped({"a.csv": STRONG}, STORED), "a.csv", at=PACKED, field=struct.pack("<LL", 300, 300))

    assert refused(content).kind is UnusableKind.ARCHIVE_DAMAGED


def test_a_wrong_checksum_is_noticed() -> None:
    assert refused(patched(zipped({"a.csv": STRONG}), "a.csv", at=CRC, field=b"abcd")).met is not None


def test_a_damaged_log_beside_a_whole_one_is_not_passed_over_in_silence() -> None:
    content = patched(zipped({"a.csv": STRONG, "b.csv": HEVY}), "a.csv", at=CRC, field=b"abcd")
    read = read_all(content)

    assert [reading.format for reading in read.readings] == ["hevy"]
    assert [refusal.path for refusal in read.unreadable] == ["export.zip/a.csv"]


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.999])
def test_an_archive_that_is_cut_off_is_refused(share: float) -> None:
    content = zipped({"a.csv": STRONG, "b.csv": HEVY})

    assert refused(content[: int(len(content) * share)]).kind is UnusableKind.ARCHIVE_DAMAGED


def test_an_archive_of_which_the_beginning_is_lost_is_refused() -> None:
    content = zipped({"a.csv": STRONG, "b.csv": HEVY})

    assert refused(content[: len(content) // 4] + content[len(content) // 3 :]).kind is UnusableKind.ARCHIVE_DAMAGED


def test_a_bomb_by_ratio_is_refused_unread() -> None:
    error = refused(zipped({"strong.csv": b"0" * 20_000_000, "hevy.csv": HEVY}))

    assert (error.kind, error.met) == (UnusableKind.ARCHIVE_BOMB, "strong.csv: 20,000,000 bytes")


def test_a_bomb_that_hides_its_ratio_is_refused() -> None:
    """It says that it is packed into more bytes than the archive has."""
    bomb = zipped({"strong.csv": STRONG.encode() + b"0" * 20_000_000})

    assert refused(patched(bomb, "strong.csv", at=PACKED, field=struct.pack("<L", 1_000_000))).kind is (
        UnusableKind.ARCHIVE_DAMAGED
    )


def test_a_bomb_by_size_is_refused_unread() -> None:
    content = zipped({f"{number}.csv": STRONG + "x" * number for number in range(3)})
    for number in range(3):  # 3.9 GB each, packed into 0.02 of it: the archive would have to be that large
        content = patched(content, f"{number}.csv", at=UNPACKED, field=struct.pack("<L", 3_900_000_000))

    assert refused(content).kind is UnusableKind.ARCHIVE_BOMB


def test_a_bomb_by_the_sum_of_its_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", replace(archives.MOST_BYTES, value=1_000))
    error = refused(zipped({"a.csv": STRONG, "b.csv": HEVY}))

    assert error.kind is UnusableKind.ARCHIVE_BOMB


def test_a_bomb_by_count_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(20_001):
            archive.writestr(f"{number}.csv", b"")
    error = refused(out.getvalue())

    assert (error.kind, error.met) == (UnusableKind.ARCHIVE_BOMB, "20,001 files")


def test_a_directory_that_would_fill_the_memory_is_refused_unread() -> None:
    """150,000 entries of 46 bytes and a name of six are 7.8 MB."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0)
    directory = (entry + b"aa.csv") * 150_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFF0, 0xFFF0, len(directory), 30, 0)
    content = b"PK\x03\x04" + b"\0" * 26 + directory + end

    assert refused(content).kind is UnusableKind.ARCHIVE_BOMB


def test_files_that_share_their_bytes_are_refused() -> None:
    """Each of the entries leads to the first file: so a few bytes seem to be many files."""
    content = zipped({"a.csv": STRONG, "b.csv": STRONG})
    second = content.rindex(b"b.csv") - 46
    content = content[: second + 42] + struct.pack("<L", 0) + content[second + 46 :]

    assert refused(content).kind is UnusableKind.ARCHIVE_BOMB


def test_what_the_disk_says_becomes_a_reason() -> None:
    source = FilesInMemory({"export.zip": OSError(5, "Input/output error")})
    with pytest.raises(UnusableInput) as caught:
        Archives(source).members("export.zip")

    assert (caught.value.kind, caught.value.met) == (UnusableKind.CANNOT_BE_READ, "Input/output error")


@pytest.mark.parametrize("size", [1, 10, 1_000, 65_536, -1])
def test_a_file_is_unpacked_in_pieces_of_any_size(size: int) -> None:
    source = Archives(FilesInMemory({"export.zip": zipped({"a.csv": STRONG * 500})}))
    (name,) = source.members("export.zip")
    with source.open(name) as file:
        pieces = list(iter(lambda: file.read(size), b""))

    assert b"".join(pieces).decode() == STRONG * 500
    assert source.stat(name).st_size == len(STRONG.encode()) * 500
    assert size < 0 or max(map(len, pieces)) <= size


def test_an_archive_that_was_dropped_on_the_page_is_read() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(zipped({"strong.csv": STRONG, "fitnotes.csv": FITNOTES}))
        dropped = Dropped([("export.zip", file)])
        read = read_files(dropped.names, LogFiles(dropped), CHOICES)
        dropped.close()

    assert sorted(reading.path for reading in read.readings) == ["export.zip/fitnotes.csv", "export.zip/strong.csv"]


@given(st.data())
def test_an_archive_damaged_anywhere_raises_nothing_but_a_refusal(data: st.DataObject) -> None:
    content = bytearray(zipped({"a.csv": STRONG, "b.csv": HEVY}, data.draw(st.sampled_from([DEFLATED, STORED]))))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read_all(bytes(content[: data.draw(st.integers(1, len(content)))]))


@given(st.binary(max_size=300))
def test_no_bytes_after_the_first_four_raise_anything_but_a_refusal(rest: bytes) -> None:
    with suppress(UnusableInput):
        read_all(b"PK\x03\x04" + rest)


UNPACKING = """
import resource, sys
from lumbar.importers.archives import Archives
from lumbar.importers.file_bytes import Disk

source = Archives(Disk())
(name,) = source.members(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with source.open(name) as file:
    total = sum(map(len, iter(lambda: file.read(1 << 20), b"")))
print(total, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_unpacking_300_megabytes_takes_the_memory_of_a_few_pieces(tmp_path: Path) -> None:
    """In a process of its own, in which nothing else was ever kept. Every other block is chance, so that it packs
    twofold only.
    """
    large, chance = tmp_path / "large.zip", Random(1).randbytes(500_000)  # noqa: S311
    with zipfile.ZipFile(large, "w", DEFLATED, compresslevel=1) as archive, archive.open("large.bin", "w") as member:
        for _ in range(300):
            member.write(chance + bytes(500_000))
    ended = subprocess.run([sys.executable, "-c", UNPACKING, str(large)], capture_output=True, text=True, check=True)
    total, grown = map(int, ended.stdout.split())

    assert total == 300_000_000
    assert grown < (16 << 20) // (1 if sys.platform == "darwin" else 1024)
