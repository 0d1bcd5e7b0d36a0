"""A film that is written has the pictures it was given, at their times, and nothing else in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.vision.made_videos import QUARTERS, av, picture, quarters

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.vision import encoding
from lumbar.vision.decoding import open_video
from lumbar.vision.encoding import VideoWriter


def write(path: Path, times_s: list[float], size: tuple[int, int] = (128, 96)) -> Path:
    with VideoWriter(path, *size, 25.0) as film:
        for number, time_s in enumerate(times_s):
            film.add(picture(*size, number), time_s)
    return path


def test_what_was_written_is_read_back_with_its_times_and_its_size(tmp_path: Path) -> None:
    """Uneven times, as a phone has them: 0, 40, 70, 150, 180 ms."""
    times = [0.0, 0.04, 0.07, 0.15, 0.18]
    path = write(tmp_path / "set.mp4", times)

    with open_video(path) as video:
        frames = list(video)

    assert [frame.time_s for frame in frames] == pytest.approx(times, abs=1e-4)
    assert {frame.pixels.shape for frame in frames} == {(96, 128, 3)}
    assert {quarters(frame.pixels) for frame in frames} == {QUARTERS}
    assert np.abs(frames[2].pixels.astype(int) - picture(128, 96, 2)).mean() < 8


def test_nothing_but_the_picture_is_in_the_film(tmp_path: Path) -> None:
    """No date, no name, no program; the index before the pictures, so that it plays while it is still loading."""
    path = write(tmp_path / "set.mp4", [0.0, 0.04])
    octets = path.read_bytes()

    with av.open(str(path)) as film:
        told = {**film.metadata, **film.streams.video[0].metadata}
        assert len(film.streams) == 1

    assert set(told) == {"major_brand", "minor_version", "compatible_brands", "language", "handler_name"}
    assert told["language"] == "und"
    assert all(word not in octets for word in (b"x264", b"Lavf", b"Lavc", b"lumbar"))
    assert octets.index(b"moov") < octets.index(b"mdat")
    assert octets[octets.index(b"mvhd") + 8 :][:8] == bytes(8), "created and changed: never"


def test_an_odd_last_row_and_column_are_left_off(tmp_path: Path) -> None:
    """129 by 97 pixels."""
    with open_video(write(tmp_path / "set.mp4", [0.0], (129, 97))) as video:
        assert next(iter(video)).pixels.shape == (96, 128, 3)


def test_a_film_that_is_not_finished_is_not_there_and_the_one_before_it_still_is(tmp_path: Path) -> None:
    path = tmp_path / "set.mp4"
    path.write_bytes(b"the film before")

    def interrupted() -> None:
        with VideoWriter(path, 128, 96, 25.0) as film:
            film.add(picture(128, 96), 0.0)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()

    assert path.read_bytes() == b"the film before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_process_that_is_killed_leaves_no_half_a_film(tmp_path: Path) -> None:
    """As the system does when memory runs out."""
    path = tmp_path / "set.mp4"

    def killed() -> None:
        with VideoWriter(path, 128, 96, 25.0) as film:
            film._process.kill()
            for number in range(100):
                film.add(picture(128, 96, number), number / 25)

    with pytest.raises(UnusableInput) as refused:
        killed()

    assert refused.value.kind is UnusableKind.CANNOT_BE_WRITTEN
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_cannot_be_started_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the machine has no room for one more."""

    def no_room(*_: object, **__: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(encoding, "start", no_room)
    with pytest.raises(UnusableInput) as refused:
        VideoWriter(tmp_path / "set.mp4", 128, 96, 25.0)

    assert refused.value.kind is UnusableKind.CANNOT_BE_WRITTEN
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_before_anything_is_coded(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as refused:
        VideoWriter(tmp_path / "none" / "set.mp4", 128, 96, 25.0)

    assert refused.value.kind is UnusableKind.CANNOT_BE_WRITTEN
    assert refused.value.met == "No such file or directory"


def test_a_picture_of_another_size_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="does not belong"), VideoWriter(tmp_path / "a.mp4", 128, 96, 25.0) as film:
        film.add(picture(64, 48), 0.0)
