"""``lumbar form`` on tracks of a made person, as the shell runs it."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from tests.cli.conftest import Lumbar
from tests.core.motion.made_sets import RATE_HZ, captured, hinging, lying, set_of, still, there_and_back, way
from tests.made_tracks import bending_person, c3d_bytes, standing_person

from lumbar.core.errors import UnusableInput
from lumbar.core.tracks import Track
from lumbar.exchange.form_json import form_json
from lumbar.exchange.track_files import read_track
from lumbar.exchange.trc import trc_text
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.usecases.form_from_track import form_from_track
from lumbar.wiring import MachineClock

SEED = 20261123
FIXED_KEYS = {
    "video", "track", "exercise", "view", "repetitions", "findings", "speed", "lumbar_series", "l5s1_series",
}  # fmt: skip


def written(path: Path, track: Track) -> Path:
    """The track in a file of the format its name ends with."""
    if path.suffix == ".c3d":
        path.write_bytes(c3d_bytes(track, first_frame=round(track.time_s[0] * 50) + 1))
    else:
        path.write_text(trc_text(track, path.name))
    return path


def only(track: Track, *joints: str) -> Track:
    """The same movement with only these markers."""
    return Track(joints, track.time_s, np.stack([track.of(joint) for joint in joints], axis=1))


@pytest.fixture
def lift(tmp_path: Path) -> Path:
    return written(tmp_path / "lift.c3d", bending_person(starts_s=12.4))


def test_the_answer_has_the_keys_of_the_contract(lumbar: Lumbar, lift: Path) -> None:
    ended = lumbar("form", lift, "--exercise", "deadlift", "--bodyweight", "80", "--load", "20", "--json")
    answer = ended.json
    assert ended.code == 0
    assert ended.err == ""
    assert answer.keys() >= FIXED_KEYS
    assert (answer["video"], answer["speed"], answer["hold"]) == (None, None, None)
    assert {each["cause"] for each in answer["findings"]} == {"form"}
    # one repetition has no other to be held against
    assert {each["status"] for each in answer["findings"]} == {"not_recorded"}
    assert answer["exercise"] == "deadlift"
    assert answer["view"] == {"side": "unknown", "off_side_deg": None, "ok": True, "why": None}
    track = answer["track"]
    assert (track["fps"], track["frames"], track["vertical_axis"]) == (50.0, 201, "z")
    assert {"C7", "LASI", "RANK"} <= set(track["joints"])


def test_angles_come_out_as_the_made_person_was_bent(lumbar: Lumbar, lift: Path) -> None:
    """Made with 70 degrees of lean at half-time, 30 of them in the lumbar spine, and knees of 20.

    The line from hips to shoulders leans less, as the pelvis leans by 40 only: forward it is
    0.10 sin 40 - 0.05 cos 40 + 0.41 sin 70 + 0.04 cos 70 = 0.425 m, up it is
    0.10 cos 40 + 0.05 sin 40 + 0.41 cos 70 - 0.04 sin 70 = 0.211 m, which is 63.6 degrees.
    """
    answer = lumbar("form", lift, "--exercise", "deadlift", "--json").json
    series = answer["lumbar_series"]
    assert len(series) == 201
    assert (series[0]["time_s"], series[-1]["time_s"]) == (12.4, 16.4)
    assert max(each["flexion_deg"] for each in series) == pytest.approx(30, abs=1.5)
    assert answer["peaks"]["lumbar_flexion_deg"]["time_s"] == pytest.approx(14.4, abs=0.1)
    assert answer["peaks"]["trunk_inclination_deg"]["value"] == pytest.approx(63.6, abs=2)
    assert answer["deepest"]["knee_deg"] == pytest.approx(20, abs=3)
    assert answer["neutral_from"] == "most_upright_frames"


def test_without_a_body_weight_there_is_no_moment_and_the_reason_is_told(lumbar: Lumbar, lift: Path) -> None:
    answer = lumbar("form", lift, "--exercise", "deadlift", "--load", "20", "--json").json
    assert answer["l5s1_series"] is None
    assert answer["held_from_s"] is None
    (gone,) = answer["not_available"]
    assert (gone["what"], gone["why"]) == ("l5s1_extension_moment_nm", "body_mass_not_told")
    assert "--bodyweight" in gone["text"]


def test_the_moment_is_that_of_the_weights_in_front_of_l5s1(lumbar: Lumbar, lift: Path) -> None:
    """By hand, for 80 kg at 70 degrees of lean, sin 70 = 0.94, the parts at their usual heights on the trunk:

    head 7 % at 0.55 m, upper trunk 16 % at 0.32 m, middle trunk 16 % at 0.12 m, arms 10 % under shoulders at 0.42 m:
    785 N x 0.94 x (0.0385 + 0.0512 + 0.0192 + 0.0420) = 111 Nm.
    """
    answer = lumbar("form", lift, "--exercise", "deadlift", "--bodyweight", "80", "--json").json
    peak = answer["peaks"]["l5s1_extension_moment_nm"]
    assert peak["value"] == pytest.approx(111, rel=0.15)
    assert peak["time_s"] == pytest.approx(14.4, abs=0.3)
    assert len(answer["l5s1_series"]) == 201
    # and the model compression is that moment over 7, 6 and 5 cm and more, for the weight along the spine
    low, middle, high = (answer["model_compression_n"][key] for key in ("low", "middle", "high"))
    assert peak["value"] / 0.07 < low < middle < high
    assert high < peak["value"] / 0.05 + 800


def test_a_load_counts_only_with_a_body_weight_and_from_when_it_is_held(lumbar: Lumbar, lift: Path) -> None:
    with_load = lumbar("form", lift, "--exercise", "deadlift", "--bodyweight", "80", "--load", "20", "--json").json
    without = lumbar("form", lift, "--exercise", "deadlift", "--bodyweight", "80", "--json").json
    assert with_load["held_from_s"] is not None
    assert with_load["held_because"]
    # 20 kg are 196 N, and hands that hang from the shoulders are 0.3 to 0.5 m in front of L5/S1
    more = (
        with_load["peaks"]["l5s1_extension_moment_nm"]["value"] - without["peaks"]["l5s1_extension_moment_nm"]["value"]
    )
    assert 40 <= more <= 110


def test_a_neutral_recording_sets_the_zero(lumbar: Lumbar, tmp_path: Path, lift: Path) -> None:
    neutral = written(tmp_path / "standing.c3d", standing_person())
    answer = lumbar("form", lift, "--exercise", "deadlift", "--neutral", neutral, "--json").json
    assert answer["neutral_from"] == "neutral_recording"
    assert answer["track"]["neutral"]["frames"] == 101
    said = lumbar("form", lift, "--exercise", "deadlift", "--neutral", neutral).out
    assert "Your neutral is how you stand in" in said


def test_a_gap_is_null_and_no_nan_is_in_the_answer(lumbar: Lumbar, tmp_path: Path) -> None:
    made = bending_person()
    made.position_m[80:120, made.joints.index("T10")] = np.nan
    ended = lumbar(
        "form", written(tmp_path / "gap.trc", made), "--exercise", "deadlift", "--bodyweight", "80", "--json"
    )
    assert "NaN" not in ended.out
    assert "Infinity" not in ended.out
    series = ended.json["lumbar_series"]
    assert len(series) == 201
    assert series[100]["flexion_deg"] is None
    assert series[10]["flexion_deg"] is not None


@pytest.mark.parametrize(
    ("name", "lift_named"),
    [
        ("Squat (Barbell)", "squat"),
        ("Kniebeuge", "squat"),
        ("RDL", "romanian_deadlift"),
        ("zorp", "other"),
        ("", "other"),
    ],
)
def test_the_exercise_is_one_of_twelve_and_an_unknown_one_is_other(
    lumbar: Lumbar, lift: Path, name: str, lift_named: str
) -> None:
    ended = lumbar("form", lift, "--exercise", name, "--json")
    assert (ended.code, ended.json["exercise"]) == (0, lift_named)


def test_hips_and_shoulders_alone_give_lean_and_no_lumbar_angle(lumbar: Lumbar, tmp_path: Path) -> None:
    made = bending_person()
    sides = [f"{side}{name}" for side in "LR" for name in ("SHO", "ASI", "KNE", "ANK")]
    few = only(made, *sides)
    joints = Track(tuple(name.replace("ASI", "HIP") for name in few.joints), few.time_s, few.position_m)
    answer = lumbar("form", written(tmp_path / "joints.trc", joints), "--exercise", "squat", "--json").json
    assert answer["lumbar_series"] is None
    assert answer["peaks"]["trunk_inclination_deg"]["value"] > 45
    reasons = {gone["what"]: gone["why"] for gone in answer["not_available"]}
    assert reasons["lumbar_flexion_deg"] == "joints_only"


def test_markers_nobody_knows_are_read_and_judged_by_nothing(lumbar: Lumbar, tmp_path: Path) -> None:
    made = bending_person()
    strange = Track(tuple(f"P{number}" for number in range(len(made.joints))), made.time_s, made.position_m)
    path = written(tmp_path / "strange.trc", strange)
    ended = lumbar("form", path, "--exercise", "squat", "--json")
    assert ended.code == 3
    assert ended.json["view"]["ok"] is False
    assert ended.json["track"]["vertical_axis"] == "unknown"
    assert ended.json["lumbar_series"] is None
    assert "None of it could be told" in lumbar("form", path, "--exercise", "squat").out


def test_a_trc_that_was_written_is_the_same_movement_with_y_up(lumbar: Lumbar, tmp_path: Path, lift: Path) -> None:
    asked = ("--exercise", "deadlift", "--bodyweight", "80", "--load", "20", "--json")
    first = lumbar("form", lift, *asked, "--trc", tmp_path / "out.trc").json
    second = lumbar("form", tmp_path / "out.trc", *asked).json
    assert first["trc"] == str((tmp_path / "out.trc").resolve())
    assert (first["track"]["vertical_axis"], second["track"]["vertical_axis"]) == ("z", "y")
    for series, key in (("lumbar_series", "flexion_deg"), ("l5s1_series", "extension_moment_nm")):
        assert [each["time_s"] for each in second[series]] == [each["time_s"] for each in first[series]]
        values = [[each[key] for each in answer[series]] for answer in (first, second)]
        np.testing.assert_allclose(values[1], values[0], atol=0.05)


def test_the_recording_is_never_written_over(lumbar: Lumbar, lift: Path) -> None:
    before = lift.read_bytes()
    ended = lumbar("form", lift, "--exercise", "deadlift", "--trc", lift)
    assert ended.code == 2
    assert lift.read_bytes() == before


def test_a_film_of_standing_is_refused_beside_a_track_and_out_belongs_to_videos(
    lumbar: Lumbar, tmp_path: Path, lift: Path
) -> None:
    video = tmp_path / "standing.mp4"
    video.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(100))
    ended = lumbar("form", lift, "--exercise", "squat", "--neutral", video)
    assert ended.code == 4
    assert len(ended.said_lines) == 1
    assert "--neutral has to be of the same kind" in ended.err
    refused = lumbar("form", lift, "--exercise", "squat", "--out", tmp_path / "drawn.mp4")
    assert refused.code == 2
    assert "--trc" in refused.err


def test_what_cannot_be_used_is_one_line_and_an_error_object(lumbar: Lumbar, tmp_path: Path) -> None:
    ended = lumbar("form", tmp_path / "none.c3d", "--exercise", "squat", "--json")
    assert ended.code == 4
    assert ended.json["error"]["kind"] == "not_found"
    (tmp_path / "log.csv").write_text("Date,Exercise\n")
    ended = lumbar("form", tmp_path / "log.csv", "--exercise", "squat", "--json")
    assert (ended.code, ended.json["error"]["kind"]) == (4, "track_unreadable")
    assert "neither a video" in ended.err
    assert len(ended.said_lines) == 1


def test_what_was_set_aside_is_told_and_is_exit_code_3(lumbar: Lumbar, tmp_path: Path) -> None:
    cut = trc_text(bending_person(), "cut.trc")
    (tmp_path / "cut.trc").write_text(cut[: cut.rindex("\t")])
    ended = lumbar("form", tmp_path / "cut.trc", "--exercise", "deadlift")
    assert ended.code == 3
    assert "ends inside its last line" in ended.out


def test_on_a_terminal_every_number_has_its_certainty_and_no_danger_line(lumbar: Lumbar, lift: Path) -> None:
    ended = lumbar("form", lift, "--exercise", "deadlift", "--bodyweight", "80", "--load", "20")
    assert ended.code == 0
    text = " ".join(ended.out.split())
    assert "Deadlift" in text
    assert "the file does not say it, the standing body shows it" in text
    assert "(± 5°) from your neutral" in text
    assert "Moment at L5/S1" in text
    assert "up to 20 Nm" in text
    assert "Model compression" in text
    assert "No number here is a danger line" in text
    assert max(map(len, ended.out.splitlines())) <= 100


@pytest.mark.parametrize("option", [("--bodyweight", "5"), ("--load", "-1"), ("--height", "20")])
def test_sizes_no_person_has_are_wrong_usage(lumbar: Lumbar, lift: Path, option: tuple[str, str]) -> None:
    assert lumbar("form", lift, "--exercise", "squat", *option).code == 2


def test_asking_for_help_loads_neither_the_c3d_library_nor_scipy() -> None:
    code = (
        "import sys; from lumbar.cli.app import run; run(['--help']); "
        "print([name for name in ('ezc3d', 'scipy', 'polars', 'numpy') if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "[]"


# --- damaged files, through to the answer


def all_numbers(answer: Any) -> list[float]:
    if isinstance(answer, dict):
        return [number for value in answer.values() for number in all_numbers(value)]
    if isinstance(answer, list):
        return [number for value in answer for number in all_numbers(value)]
    return [answer] if isinstance(answer, float) else []


@pytest.mark.slow
def test_damaged_tracks_end_in_an_answer_or_in_one_refusal(tmp_path: Path) -> None:
    catalogue = load_catalogue()
    lines = trc_text(bending_person(seconds=1.0), "lift.trc").split("\n")
    standing = written(tmp_path / "standing.trc", standing_person())
    path = tmp_path / "lift.trc"
    for seed in range(400):
        random = Random(SEED + seed)  # noqa: S311  the same mutants in every run
        damaged = list(lines)
        for _ in range(random.choice((1, 4, 40, 400))):
            at = random.randrange(len(damaged))
            cells = damaged[at].split("\t")
            cells[random.randrange(len(cells))] = random.choice(("", "0", "nan", "-1", "99999", "1e5", "x", "1,5"))
            damaged[at] = "\t".join(cells)
        path.write_text("\n".join(damaged))
        try:
            reading = read_track(str(path))
        except UnusableInput:
            continue
        found = form_from_track(
            reading,
            neutral=read_track(str(standing)) if seed % 2 else None,
            exercise=random.choice(("deadlift", "squat", "plank", "zorp")),
            catalogue=catalogue,
            body_mass_kg=80.0,
            load_kg=random.choice((None, 0.0, 100.0)),
        )
        answer = form_json(found, date(2026, 11, 30))
        assert all(math.isfinite(number) for number in all_numbers(answer))
        json.dumps(answer, allow_nan=False)


def repeated(track: Track, times: int) -> Track:
    """The same movement so many times, one after the other."""
    step = float(np.median(np.diff(track.time_s)))
    positions = np.concatenate([track.position_m] * times)
    return Track(track.joints, track.time_s[0] + step * np.arange(len(positions)), positions)


def test_repetitions_are_told_one_by_one_with_their_angles_and_no_verdict(lumbar: Lumbar, tmp_path: Path) -> None:
    """Three good mornings of four seconds each: deepest after 2, 6 and 10 seconds, as deep as one alone."""
    path = written(tmp_path / "three.trc", repeated(bending_person(), 3))
    command = ("form", path, "--exercise", "good morning", "--bodyweight", "80")
    answer = lumbar(*command, "--json").json
    repetitions = answer["repetitions"]
    assert [round(each["turn_s"]) for each in repetitions] == [2, 6, 10]
    assert all(each["start_s"] < each["turn_s"] < each["end_s"] and each["whole"] for each in repetitions)
    for each in repetitions:
        assert each["trunk_inclination_deg"] == pytest.approx(63.6, abs=2)
        assert each["lumbar"]["change_deg"] == pytest.approx(30, abs=1.5)
        assert each["lumbar"]["verdict"] == "cannot_tell"
        assert each["l5s1_moment_nm"] == pytest.approx(111, rel=0.15)
    assert answer["partial_repetitions"] == []
    shown = " ".join(lumbar(*command).out.split())
    assert "3 repetitions." in shown
    assert "1: 0." in shown


def test_a_recording_in_which_nothing_goes_there_and_back_has_no_repetition(lumbar: Lumbar, tmp_path: Path) -> None:
    upright = standing_person()
    still = Track(upright.joints, upright.time_s, np.repeat(upright.position_m[:1], upright.frames, axis=0))
    path = written(tmp_path / "still.trc", still)
    command = ("form", path, "--exercise", "squat")
    assert lumbar(*command, "--json").json["repetitions"] == []
    assert "No repetition" in lumbar(*command).out


def test_what_changed_over_the_set_stands_out_first(lumbar: Lumbar, tmp_path: Path) -> None:
    """Nine good mornings: the trunk leans by 75 degrees in the first six, and by 45 in the last three."""
    course = set_of(still(1), *[there_and_back()] * 6, *[there_and_back(depth=0.6)] * 3, still(1))
    path = written(tmp_path / "nine.trc", captured(hinging(course)))
    answer = lumbar("form", path, "--exercise", "good morning", "--json").json
    assert len(answer["repetitions"]) == 9
    first = answer["findings"][0]
    assert (first["cause"], first["kind"], first["status"]) == ("form", "form_change", "changed")
    assert first["on"] == MachineClock().now().date().isoformat()
    assert first["text"]
    shown = " ".join(lumbar("form", path, "--exercise", "good morning").out.split())
    assert "What stood out against your own repetitions" in shown
    what, matters, _ = first["text"].partition(" How sure we are")
    assert matters
    assert what in shown
    assert shown.count("How sure we are") == shown.count("Next time:") == 1


def test_a_set_in_which_nothing_changes_is_said_to_be_one(lumbar: Lumbar, tmp_path: Path) -> None:
    """Six good mornings, each as the first."""
    course = set_of(still(1), *[there_and_back()] * 6, still(1))
    path = written(tmp_path / "six.trc", captured(hinging(course)))
    answer = lumbar("form", path, "--exercise", "good morning", "--json").json
    assert "changed" not in {each["status"] for each in answer["findings"]}
    assert "Nothing changed over the set" in lumbar("form", path, "--exercise", "good morning").out


def test_a_plank_is_a_hold_and_no_repetition(lumbar: Lumbar, tmp_path: Path) -> None:
    """Twenty seconds: ten in line, then the hips sink by 8 cm within two seconds and stay there."""
    sunk = set_of(still(10), way(0, 1, 2), still(8, 1))
    path = tmp_path / "plank.c3d"
    screen = {"X_SCREEN": ["+X"], "Y_SCREEN": ["+Z"]}  # a body that lies does not show which way is up
    path.write_bytes(c3d_bytes(captured(lying(still(20, 0.4), -0.08 * sunk)), more=screen, rate_hz=RATE_HZ))
    answer = lumbar("form", path, "--exercise", "plank", "--json").json
    assert answer["repetitions"] == []
    assert answer["hold"]["held_s"] == pytest.approx(20, abs=1)
    shown = lumbar("form", path, "--exercise", "plank").out
    assert "Held for" in shown
    assert "No repetition" not in shown
