"""``lumbar form`` on films, as the shell runs it: the answer, the files it writes, and what it refuses in one line."""

from __future__ import annotations

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.cli.conftest import Ended, Lumbar
from tests.vision.sample import clip_or_skip, weights_or_skip

from lumbar.cli.app import run

NO_VIDEO = b"\x00\x00\x00\x18ftypmp42" + bytes(100)
"""Begins as an MP4 does, and holds nothing."""
OF_THE_FORMAT = {"major_brand", "minor_version", "compatible_brands", "language", "handler_name"}
"""What every MP4 says of itself; no place, no time, no device."""


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """Twelve grey pictures with nobody in them."""
    weights_or_skip()
    from lumbar.vision.encoding import VideoWriter

    path = tmp_path / "empty room.mp4"
    with VideoWriter(path, 320, 240, 25.0) as writer:
        for place in range(12):
            writer.add(np.full((240, 320, 3), 90, dtype=np.uint8), place / 25)
    return path


def bad(path: Path, content: bytes) -> Path:
    weights_or_skip()
    path.write_bytes(content)
    return path


# --- what is refused


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"Date,Exercise\n2026-11-01,Squat\n", "text"), (NO_VIDEO, "video"), (b"<!DOCTYPE html><html>", "web page")],
)
def test_a_file_that_is_no_film_is_one_line_and_exit_code_4(
    lumbar: Lumbar, tmp_path: Path, content: bytes, said: str
) -> None:
    path = bad(tmp_path / "set.mp4", content)
    ended = lumbar("form", path, "--exercise", "squat", "--remove-video", "--json")
    assert ended.code == 4
    assert ended.json["error"]["kind"] == "video_unreadable"
    assert len(ended.said_lines) == 1
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert path.exists()  # what could not be looked at is never deleted


def test_a_film_that_is_not_there_is_said_to_be_missing(lumbar: Lumbar, tmp_path: Path) -> None:
    weights_or_skip()
    ended = lumbar("form", tmp_path / "none.mp4", "--exercise", "squat", "--json")
    assert (ended.code, ended.json["error"]["kind"]) == (4, "not_found")
    assert len(ended.said_lines) == 1


def test_without_the_weights_one_line_names_the_command_that_fetches_them(
    lumbar: Lumbar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clip = clip_or_skip()
    weights_or_skip()  # and with them the packages
    (tmp_path / "nothing").mkdir()
    monkeypatch.setenv("LUMBAR_WEIGHTS", str(tmp_path / "nothing"))
    ended = lumbar("form", clip, "--exercise", "squat", "--json")
    assert (ended.code, ended.json["error"]["kind"]) == (4, "weights_missing")
    assert len(ended.said_lines) == 1
    assert "lumbar video-setup" in ended.err


def test_without_the_packages_one_line_says_which_one(
    lumbar: Lumbar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from lumbar.vision import weights

    monkeypatch.setattr(weights, "_PARTS", ("no_such_part",))
    film = tmp_path / "set.mp4"
    film.write_bytes(NO_VIDEO)
    ended = lumbar("form", film, "--exercise", "squat", "--json")
    assert (ended.code, ended.json["error"]["kind"]) == (4, "video_parts_missing")
    assert len(ended.said_lines) == 1
    assert "no_such_part" in ended.err


@pytest.mark.parametrize("option", ["--out", "--still", "--trc"])
def test_the_film_is_never_written_over(lumbar: Lumbar, tmp_path: Path, option: str) -> None:
    film = tmp_path / "set.mp4"
    film.write_bytes(NO_VIDEO)
    ended = lumbar("form", film, "--exercise", "squat", option, film)
    assert ended.code == 2
    assert "would be lost" in " ".join(ended.err.split())
    assert film.read_bytes() == NO_VIDEO


def test_two_answers_do_not_share_a_file(lumbar: Lumbar, tmp_path: Path) -> None:
    film = tmp_path / "set.mp4"
    film.write_bytes(NO_VIDEO)
    same = tmp_path / "out.mp4"
    assert lumbar("form", film, "--exercise", "squat", "--out", same, "--trc", same).code == 2


def test_a_load_that_is_held_throughout_is_of_tracks(lumbar: Lumbar, tmp_path: Path) -> None:
    film = tmp_path / "set.mp4"
    film.write_bytes(NO_VIDEO)
    ended = lumbar("form", film, "--exercise", "squat", "--held-throughout")
    assert ended.code == 2
    assert "--held-throughout" in ended.err


# --- nobody in it


def test_a_film_of_an_empty_room_says_so_and_is_kept(lumbar: Lumbar, film: Path) -> None:
    ended = lumbar("form", film, "--exercise", "squat", "--remove-video", "--json")
    assert ended.code == 3
    assert ended.json["repetitions"] == []
    assert ended.json["view"]["ok"] is False
    assert "removed" not in ended.json
    assert film.exists()


# --- the whole way


@dataclass(frozen=True)
class Whole:
    """One look at the sample with everything asked for."""

    ended: Ended
    clip: Path
    out: Path
    trc: Path
    truth: Any  # as it lies beside the clip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A copy of the sample, which is to be deleted in the end."""
    sample = clip_or_skip()
    weights_or_skip()
    folder = tmp_path_factory.mktemp("whole")
    clip, out, trc = folder / "set.mp4", folder / "drawn.mp4", folder / "joints.trc"
    shutil.copy(sample, clip)
    said, complained = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patched, redirect_stdout(said), redirect_stderr(complained):
        patched.setenv("LUMBAR_DATA", str(folder / "data"))
        everything = ("--out", out, "--trc", trc, "--hide-face", "--remove-video", "--json")
        told = ("--exercise", "Romanian deadlift", "--bodyweight", "80", "--load", "60", "--height", "176")
        code = run([str(each) for each in ("form", clip, *told, *everything)])
    truth = json.loads(sample.with_suffix(".json").read_text())
    return Whole(Ended(int(code), said.getvalue(), complained.getvalue()), clip, out, trc, truth)


def repetitions_of(truth: Any) -> int:
    return len({number for number in truth["repetition"] if number >= 0})


@pytest.mark.slow
def test_the_answer_is_json_alone_with_the_repetitions_the_film_was_made_with(whole: Whole) -> None:
    answer = whole.ended.json
    assert whole.ended.code == 0
    assert whole.ended.err == ""
    assert answer["exercise"] == "romanian_deadlift"
    assert len(answer["repetitions"]) == repetitions_of(whole.truth)
    assert (answer["video"]["width"], answer["video"]["height"]) == (whole.truth["width"], whole.truth["height"])
    assert answer["view"]["ok"] is True
    assert answer["speed"]["frames_per_second"] > 0
    for each in answer["repetitions"]:
        assert each["l5s1_moment_nm"] > each["l5s1_moment_error_nm"] > 0
        assert each["lumbar"]["verdict"] in {"neutral", "rounded", "overarched", "cannot_tell"}


@pytest.mark.slow
def test_each_repetition_turns_where_the_made_lifter_does(whole: Whole) -> None:
    """The made hip is most bent within a quarter of a second of the turn that is told."""
    numbers, hips = np.array(whole.truth["repetition"]), np.array(whole.truth["hip_deg"])
    times = np.array(whole.truth["time_s"])
    for number, each in enumerate(whole.ended.json["repetitions"]):
        part = numbers == number
        deepest = times[part & (hips >= hips[part].max() - 1.0)]
        assert deepest.min() - 0.25 <= each["turn_s"] <= deepest.max() + 0.25


@pytest.mark.slow
def test_the_back_rounds_where_it_was_made_to_round(whole: Whole) -> None:
    """Repetitions of at most ten degrees are never called rounded, the one of the most never near the neutral.

    It has no hinge of its own, and against standing alone rounding is told as a change over the set.
    """
    peaks = whole.truth["peak_lumbar_deg"]
    verdicts = [each["lumbar"]["verdict"] for each in whole.ended.json["repetitions"]]
    assert all(verdict != "rounded" for verdict, peak in zip(verdicts, peaks, strict=True) if peak <= 10)
    assert verdicts[int(np.argmax(peaks))] in {"rounded", "cannot_tell"}
    changed = [each for each in whole.ended.json["findings"] if each["status"] == "changed"]
    assert any("back rounds" in each["text"] for each in changed)


@pytest.mark.slow
def test_the_drawn_film_plays_with_as_many_frames_and_tells_of_no_place(whole: Whole) -> None:
    import av

    frames = whole.ended.json["video"]["frames"]
    with av.open(str(whole.out)) as container:
        decoded = sum(1 for _ in container.decode(video=0))
        told = {**container.metadata, **container.streams.video[0].metadata}
    assert decoded == frames == len(whole.truth["time_s"])
    assert set(told) <= OF_THE_FORMAT


@pytest.mark.slow
def test_the_joints_that_were_written_are_read_again(whole: Whole, lumbar: Lumbar) -> None:
    again = lumbar("form", whole.trc, "--exercise", "Romanian deadlift", "--json")
    assert again.code == 0
    assert again.json["track"]["frames"] == whole.ended.json["video"]["frames"]
    assert len(again.json["repetitions"]) == len(whole.ended.json["repetitions"])
    assert again.json["track"]["vertical_axis"] == "y"


@pytest.mark.slow
def test_the_film_is_gone_once_all_was_written(whole: Whole) -> None:
    assert whole.ended.json["removed"] == str(whole.clip)
    assert not whole.clip.exists()
    assert whole.out.stat().st_size > 0
