"""Dropped files, as a log reader reads them."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from lumbar.web.uploads import Dropped, dropped_text

LINES = "".join(f"{number:07}\n" for number in range(40_000))
"""320,000 bytes: several times what is read ahead."""


@pytest.fixture(params=["where each read says its place", "where all share one place"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "where all share one place":
        monkeypatch.delattr(os, "pread")


@pytest.fixture
def lines() -> Iterator[Dropped]:
    with closing(dropped_text("log.csv", LINES)) as dropped:
        yield dropped


@pytest.fixture
def digits() -> Iterator[Dropped]:
    with closing(dropped_text("log.csv", "0123456789")) as dropped:
        yield dropped


@pytest.mark.usefixtures("machine")
def test_two_readers_of_one_file_do_not_move_each_other(lines: Dropped) -> None:
    with lines.open("log.csv") as one, lines.open("log.csv") as other:
        read = [(next(one), next(other)) for _ in range(40_000)]
        assert (one.read(), other.read()) == (b"", b"")
    assert all(mine == yours for mine, yours in read)
    assert b"".join(mine for mine, _ in read) == LINES.encode()


@pytest.mark.usefixtures("machine")
def test_readers_in_several_threads_each_read_the_whole_file(lines: Dropped) -> None:
    def whole(size: int) -> bytes:
        with lines.open("log.csv") as file:
            return b"".join(iter(lambda: file.read(size), b""))

    with ThreadPoolExecutor(4) as threads:
        read = list(threads.map(whole, [999, 70_000, 4096, 1 << 20]))
    assert read == [LINES.encode()] * 4


@pytest.mark.usefixtures("machine")
def test_a_reader_goes_to_any_place_from_the_beginning_from_where_it_is_and_from_the_end(
    digits: Dropped,
) -> None:
    with digits.open("log.csv") as file:
        assert (file.read(3), file.tell()) == (b"012", 3)
        assert (file.seek(2, io.SEEK_CUR), file.read(1)) == (5, b"5")
        assert (file.seek(-2, io.SEEK_END), file.read()) == (8, b"89")
        assert (file.seek(0), file.read(2)) == (0, b"01")
        with pytest.raises(ValueError, match="before the first byte"):
            file.seek(-11, io.SEEK_END)


def test_a_reader_reads_on_after_the_files_were_let_go_of(digits: Dropped) -> None:
    with digits.open("log.csv") as file:
        digits.close()
        assert file.read() == b"0123456789"
    with pytest.raises(FileNotFoundError):
        digits.open("log.csv")


def test_closing_a_reader_leaves_the_dropped_file_as_it_is(digits: Dropped) -> None:
    digits.open("log.csv").close()
    with digits.open("log.csv") as file:
        assert file.read() == b"0123456789"


def test_what_was_just_written_is_there_and_counted() -> None:
    """An uploaded file is in memory until somebody asks for its descriptor."""
    file = tempfile.SpooledTemporaryFile()  # noqa: SIM115  Dropped closes it
    file.write(b"0123456789")
    with closing(Dropped([("log.csv", file)])) as dropped:
        assert dropped.stat("log.csv").st_size == 10
        with dropped.open("log.csv") as opened:
            assert opened.read() == b"0123456789"


def test_a_file_that_is_left_out_is_gone_and_the_others_stay() -> None:
    files = [(name, io.BytesIO(b"1")) for name in ("one.csv", "two.csv")]
    dropped = Dropped(files)
    dropped.leave_out("one.csv")
    assert dropped.names == ("two.csv",)
    assert [file.closed for _, file in files] == [True, False]
    with pytest.raises(FileNotFoundError):
        dropped.leave_out("one.csv")
