"""The kind of file is told by its first bytes, whatever its name says."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from lumbar.core.errors import UnusableInput, UnusableKind, VideoTrouble
from lumbar.vision.container import MOST_BYTES, Container, open_to_decode, told_by


@pytest.mark.parametrize(
    ("beginning", "name", "demuxer"),
    [
        (b"\0\0\0\x20ftypisom\0\0\2\0", "mp4", "mov"),
        (b"\0\0\0\x18ftypmp42", "mp4", "mov"),
        (b"\0\0\0\x1cftyp3gp5", "mp4", "mov"),
        (b"\0\0\0\x14ftypqt  ", "mov", "mov"),
        (b"\0\0\0\x08wide\0\1\2\3mdat", "mov", "mov"),
        (b"\x1aE\xdf\xa3\x9fB\x86\x81\1B\xf7\x81\1B\x82\x84webm", "webm", "matroska"),
        (b"\x1aE\xdf\xa3\xa3B\x86\x81\1B\xf7\x81\1B\x82\x88matroska", "matroska", "matroska"),
        (b"RIFF\x24\0\0\0AVI LIST", "avi", "avi"),
    ],
)
def test_a_video_that_is_decoded_is_known_by_its_signature(beginning: bytes, name: str, demuxer: str) -> None:
    assert told_by(beginning) == Container(name, demuxer)


@pytest.mark.parametrize(
    ("beginning", "trouble"),
    [
        (b"ffconcat version 1.0\nfile /etc/passwd\n", VideoTrouble.PLAYLIST),
        (b"\xef\xbb\xbf  FFCONCAT version 1.0", VideoTrouble.PLAYLIST),
        (b"file 'other.mp4'\n", VideoTrouble.PLAYLIST),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:10\nhttp://a.example/1.ts", VideoTrouble.PLAYLIST),
        (b"[playlist]\nFile1=a.mp4", VideoTrouble.PLAYLIST),
        (b'<?xml version="1.0"?><MPD>', VideoTrouble.PLAYLIST),
        (b"<!DOCTYPE html><html>", VideoTrouble.WEB_PAGE),
        (b"Date,Exercise,Weight\n", VideoTrouble.TEXT),
        (b"\x89PNG\r\n\x1a\n", VideoTrouble.PICTURE),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", VideoTrouble.PICTURE),
        (b"\0\0\0\x24ftypheic", VideoTrouble.PICTURE),
        (b"RIFF\0\0\0\0WEBPVP8 ", VideoTrouble.PICTURE),
        (b"RIFF\0\0\0\0WAVEfmt ", VideoTrouble.NO_PICTURE),
        (b"ID3\4\0", VideoTrouble.NO_PICTURE),
        (b"\0\0\0\x20ftypM4A \0", VideoTrouble.NO_PICTURE),
        (b"OggS\0\2", VideoTrouble.ANOTHER_FORMAT),
        (b"G" + bytes(187) + b"G", VideoTrouble.ANOTHER_FORMAT),
        (b"\x7fELF\2\1\1\0", VideoTrouble.ANOTHER_FORMAT),
        (b"PK\x03\x04\0\0", VideoTrouble.ANOTHER_FORMAT),
    ],
)
def test_everything_else_is_refused_with_what_it_seems_to_be(beginning: bytes, trouble: VideoTrouble) -> None:
    told = told_by(beginning)

    assert not isinstance(told, Container)
    assert told[0] is trouble


def test_a_folder_an_empty_file_and_a_missing_one_each_have_their_own_refusal(tmp_path: Path) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()

    assert _refusal(tmp_path) == (UnusableKind.VIDEO_UNREADABLE, VideoTrouble.FOLDER)
    assert _refusal(empty) == (UnusableKind.VIDEO_UNREADABLE, VideoTrouble.EMPTY)
    assert _refusal(tmp_path / "none.mp4")[0] is UnusableKind.NOT_FOUND
    assert _refusal(Path("a\0b.mp4"))[0] is UnusableKind.CANNOT_BE_READ


def test_a_file_beyond_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    """A file of four gigabytes and a byte, of which the disk holds nothing."""
    large = tmp_path / "large.mp4"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)

    assert _refusal(large) == (UnusableKind.VIDEO_UNREADABLE, VideoTrouble.TOO_LARGE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes among its files")
def test_a_named_pipe_is_refused_without_being_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes to: who opens it waits for ever."""
    pipe = tmp_path / "pipe.mp4"
    os.mkfifo(pipe)

    assert _refusal(pipe) == (UnusableKind.VIDEO_UNREADABLE, VideoTrouble.ANOTHER_FORMAT)


def _refusal(path: Path) -> tuple[UnusableKind, str | None]:
    with pytest.raises(UnusableInput) as refused:
        open_to_decode(path)
    return refused.value.kind, refused.value.met
