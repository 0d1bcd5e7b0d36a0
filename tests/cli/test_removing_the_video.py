"""A film is deleted last, once its answer is out, and kept where something that was asked for is missing."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Lumbar
from tests.core.motion.made_sets import Camera, filmed, hinging, repetitions, squatting
from tests.made_films import film_of

from lumbar import wiring
from lumbar.usecases.read_back import BackForm, read_back
from lumbar.usecases.video_reading import VideoReading
from lumbar.wording import form_video as words

SET = film_of(filmed(hinging(repetitions(3))))
SQUATS_FROM_THE_CORNER = film_of(filmed(squatting(repetitions(3)), Camera(off_side_deg=45)))


@pytest.fixture
def film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that is taken for a video, and a made reading of it."""
    path = tmp_path / "set.mp4"
    path.write_bytes(b"a film")
    seen_as(monkeypatch, SET)
    monkeypatch.setattr(wiring, "is_video", lambda _: True)
    monkeypatch.setattr(wiring, "lumbar_readout", tuple)
    monkeypatch.setattr(wiring, "joint_correction", lambda: None)
    return path


def seen_as(monkeypatch: pytest.MonkeyPatch, reading: VideoReading) -> None:
    monkeypatch.setattr(wiring, "look_at_video", lambda *_: reading)


def test_a_film_is_deleted_when_its_answer_is_out(lumbar: Lumbar, film: Path) -> None:
    ended = lumbar("form", film, "--exercise", "romanian deadlift", "--remove-video", "--json")
    assert (ended.code, ended.err) == (0, "")
    assert ended.json["removed"] == str(film)
    assert not film.exists()


def test_an_answer_that_cannot_be_written_leaves_the_film(
    lumbar: Lumbar, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the disk that it goes to is full."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(wiring, "video_form_json", full)
    lumbar("form", film, "--exercise", "romanian deadlift", "--remove-video", "--json")
    assert film.exists()


def test_a_still_that_could_not_be_made_keeps_the_film(lumbar: Lumbar, film: Path, tmp_path: Path) -> None:
    """No shape was told of any repetition."""
    still = tmp_path / "still.png"
    asked = ("form", film, "--exercise", "romanian deadlift", "--still", still, "--remove-video", "--json")
    ended = lumbar(*asked)
    assert ended.json["still"] is None
    assert "removed" not in ended.json
    assert words.KEPT_NO_STILL in ended.err
    assert film.exists()


def test_an_own_hinge_that_was_of_no_use_keeps_the_film(
    lumbar: Lumbar, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def unusable(*given: Any, **named: Any) -> BackForm:  # as read_back
        return replace(read_back(*given, **named), hinge_unusable=True)

    monkeypatch.setattr("lumbar.usecases.form_from_video.read_back", unusable)
    ended = lumbar("form", film, "--exercise", "romanian deadlift", "--remove-video", "--json")
    assert ended.code == 3
    assert ended.json["neutral_unusable"]
    assert words.KEPT_NO_NEUTRAL in ended.err
    assert film.exists()


def test_a_film_of_which_little_could_be_told_is_kept(
    lumbar: Lumbar, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen_as(monkeypatch, SQUATS_FROM_THE_CORNER)
    ended = lumbar("form", film, "--exercise", "squat", "--remove-video")
    assert ended.code == 3
    assert words.KEPT_SET_ASIDE in ended.err
    assert film.exists()


def test_a_film_in_a_folder_that_lets_nothing_go_is_kept_and_the_answer_is_one(
    lumbar: Lumbar, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _: path != film.parent)
    ended = lumbar("form", film, "--exercise", "romanian deadlift", "--remove-video", "--json")
    assert "removed" not in ended.json
    assert words.KEPT_LOCKED in ended.err
    assert film.exists()


def test_on_a_terminal_it_is_called_deleted_when_it_is(lumbar: Lumbar, film: Path) -> None:
    ended = lumbar("form", film, "--exercise", "romanian deadlift", "--remove-video")
    assert ended.out.rstrip().endswith("Deleted " + str(film))
    assert not film.exists()


def test_without_being_asked_nothing_is_deleted_and_nothing_said_of_it(lumbar: Lumbar, film: Path) -> None:
    ended = lumbar("form", film, "--exercise", "romanian deadlift")
    assert (ended.code, ended.err) == (0, "")
    assert "Deleted" not in ended.out
    assert film.exists()
