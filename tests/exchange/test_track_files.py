"""Tracks are read as they are, or refused in one sentence that says what was met."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made_tracks import Machine, bending_person, c3d_bytes, three_markers

from lumbar.core.errors import TrackTrouble, UnusableInput, UnusableKind
from lumbar.core.tracks import Track, VerticalAxis
from lumbar.exchange.track_files import read_track
from lumbar.exchange.trc import read_trc, standing_on_y, trc_text
from lumbar.usecases.track_reading import RemarkKind, TrackFormat, TrackReading
from lumbar.wording.problems import unusable_sentence

SEED = 20261123
MUTANTS = 1_500

TRC = (
    "PathFileType\t4\t(X/Y/Z)\tlift.trc\n"
    "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n"
    "50.00\t50.00\t3\t2\tmm\t50.00\t1\t3\n"
    "Frame#\tTime\tC7\t\t\tSACR\t\t\n"
    "\t\tX1\tY1\tZ1\tX2\tY2\tZ2\n"
    "\n"
    "1\t0.000\t100.0\t1400.0\t-20.5\t0.0\t950.0\t10.0\n"
    "2\t0.020\t110.0\t1390.0\t-20.5\t\t\t\n"
    "3\t0.040\t120.0\t1380.0\t-20.5\t2.0\t950.0\t10.0\n"
)


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., TrackReading]:
    def call(content: bytes | str, name: str = "lift.trc") -> TrackReading:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_track(str(tmp_path / name))

    return call


Read = Callable[..., TrackReading]


def refusal(read: Read, content: bytes | str, name: str = "lift.trc") -> tuple[TrackTrouble, str]:
    with pytest.raises(UnusableInput) as refused:
        read(content, name)
    assert refused.value.kind is UnusableKind.TRACK_UNREADABLE
    sentence = unusable_sentence(refused.value)
    assert sentence.endswith(".")
    assert ". " not in sentence.removeprefix(refused.value.path)
    return TrackTrouble(refused.value.met or ""), sentence


def kinds(reading: TrackReading) -> set[RemarkKind]:
    return {remark.kind for remark in reading.remarks}


# --- .trc


def test_a_trc_gives_names_times_and_metres_and_a_blank_cell_is_a_gap(read: Read) -> None:
    reading = read(TRC)
    track = reading.track
    assert reading.format is TrackFormat.TRC
    assert track.joints == ("C7", "SACR")
    assert track.time_s.tolist() == [0.0, 0.02, 0.04]
    assert track.of("C7")[1].tolist() == pytest.approx([0.110, 1.390, -0.0205])
    assert np.isnan(track.of("SACR")[1]).all()
    assert track.of("SACR")[0].tolist() == pytest.approx([0.0, 0.95, 0.01])
    assert track.vertical_axis is VerticalAxis.UNKNOWN
    assert reading.remarks == ()
    assert not reading.set_aside


SAME_FILES = {
    "CRLF": TRC.replace("\n", "\r\n").encode(),
    "old Macintosh line ends": TRC.replace("\n", "\r").encode(),
    "a byte order mark": TRC.encode("utf-8-sig"),
    "UTF-16": TRC.encode("utf-16"),
    "tabs at the end of each line": TRC.replace("\n", "\t\t\n").encode(),
    "no blank line under the header": TRC.replace("\n\n", "\n").encode(),
    "no line of axes either": TRC.replace("\t\tX1\tY1\tZ1\tX2\tY2\tZ2\n\n", "").encode(),
    "three blank lines": TRC.replace("\n\n", "\n\n\n\n").encode(),
    "no line end at the end": TRC.rstrip("\n").encode(),
    "gaps without their tabs": TRC.replace("\t\t\t\n2", "\n2").replace("-20.5\t\t\t\n", "-20.5\n").encode(),
    "gaps as NaN": TRC.replace("-20.5\t\t\t\n", "-20.5\tNaN\tnan\tNaN\n").encode(),
    "gaps as zeros": TRC.replace("-20.5\t\t\t\n", "-20.5\t0.0\t0.0\t0.0\n").encode(),
    "decimal commas": TRC.replace("50.00", "50,00").replace(".", ",").replace("lift,trc", "lift.trc").encode(),
    "names without the blanks between": TRC.replace("C7\t\t\tSACR\t\t", "C7\tSACR").encode(),
    "spaces around figures": TRC.replace("\t", " \t ").replace("Frame# ", "Frame#").encode(),
    "metres": TRC.replace("\tmm\t", "\tm\t").replace("100.0\t1400.0\t-20.5", "0.1\t1.4\t-0.0205")
    .replace("110.0\t1390.0\t-20.5", "0.11\t1.39\t-0.0205").replace("120.0\t1380.0\t-20.5", "0.12\t1.38\t-0.0205")
    .replace("0.0\t950.0\t10.0", "0.0\t0.95\t0.01").replace("2.0\t950.0\t10.0", "0.002\t0.95\t0.01").encode(),
}  # fmt: skip


@pytest.mark.parametrize("case", SAME_FILES)
def test_the_same_movement_written_otherwise_is_the_same_track(read: Read, case: str) -> None:
    plain, track = read(TRC).track, read(SAME_FILES[case]).track
    assert track.joints == plain.joints
    assert track.time_s.tolist() == plain.time_s.tolist()
    np.testing.assert_allclose(track.position_m, plain.position_m, atol=1e-9)


def test_a_marker_that_lies_at_the_origin_all_along_is_not_a_gap(read: Read) -> None:
    head = TRC[: TRC.index("1\t0.000")]
    frames = "".join(f"{n}\t0.0{n}\t{n}\t1400\t20\t0\t0\t0\n" for n in (1, 2, 3))
    assert read(head + frames).track.of("SACR").tolist() == [[0.0, 0.0, 0.0]] * 3


def test_names_that_stand_twice_or_not_at_all_are_told_apart_and_told(read: Read) -> None:
    twice = read(TRC.replace("SACR", "C7"))
    assert twice.track.joints == ("C7", "C7 (2)")
    assert kinds(twice) == {RemarkKind.NAMES_REPEATED}
    nameless = read(TRC.replace("SACR", ""))
    assert nameless.track.joints == ("C7", "marker 2")
    assert kinds(nameless) == {RemarkKind.NAMES_MISSING}


def test_times_win_over_a_header_that_names_another_rate(read: Read) -> None:
    reading = read(TRC.replace("50.00\t50.00\t3", "100.00\t100.00\t3"))
    assert reading.track.time_s.tolist() == [0.0, 0.02, 0.04]
    (remark,) = reading.remarks
    assert (remark.kind, remark.met, remark.limit) == (RemarkKind.RATE_DISAGREES, "50", "100")


def test_times_that_do_not_rise_are_counted_from_the_rate(read: Read) -> None:
    reading = read(TRC.replace("2\t0.020", "2\t0.000").replace("3\t0.040", "3\t0.000"))
    assert reading.track.time_s.tolist() == pytest.approx([0.0, 0.02, 0.04])
    assert kinds(reading) == {RemarkKind.TIMES_FROM_RATE}


def test_a_figure_that_is_none_becomes_a_gap_and_is_told_with_its_line(read: Read) -> None:
    reading = read(TRC.replace("1390.0", "13x0.0"))
    assert np.isnan(reading.track.of("C7")[1]).all()
    (remark,) = reading.remarks
    assert (remark.kind, remark.count, remark.met) == (RemarkKind.FIGURES_UNREADABLE, 1, "line 8: “13x0.0”")
    assert reading.set_aside


def test_a_file_that_ends_inside_a_line_loses_that_line_and_says_so(read: Read) -> None:
    reading = read(TRC[: TRC.rindex("\t950.0")])
    assert reading.track.frames == 2
    assert kinds(reading) == {RemarkKind.LAST_FRAME_CUT}


def test_fewer_or_more_frames_than_promised_are_told(read: Read) -> None:
    assert kinds(read(TRC.replace("\t3\t2\tmm", "\t9\t2\tmm"))) == {RemarkKind.FEWER_FRAMES}
    assert kinds(read(TRC.replace("\t3\t2\tmm", "\t2\t2\tmm"))) == {RemarkKind.MORE_FRAMES}


def test_columns_beyond_the_named_markers_are_a_marker_without_a_name(read: Read) -> None:
    reading = read(TRC.replace("\tSACR\t\t", ""))
    assert reading.track.joints == ("C7", "marker 2")
    assert not np.isnan(reading.track.of("marker 2")[0]).any()


BAD_TRCS = {
    "no unit": (TRC.replace("\tmm\t", "\t\t"), TrackTrouble.UNIT_UNKNOWN),
    "a unit nobody knows": (TRC.replace("\tmm\t", "\tell\t"), TrackTrouble.UNIT_UNKNOWN),
    "no frames": ("".join(TRC.splitlines(keepends=True)[:6]), TrackTrouble.NO_FRAMES),
    "cut in its header": ("".join(TRC.splitlines(keepends=True)[:3]), TrackTrouble.CUT_SHORT),
    "no line of names": (TRC.replace("Frame#", "x"), TrackTrouble.NO_MARKERS),
    "nothing but frames and times": (
        TRC[: TRC.index("Frame#")] + "Frame#\tTime\n\n1\t0.0\n2\t0.02\n",
        TrackTrouble.NO_MARKERS,
    ),
    "nothing seen": (
        TRC[: TRC.index("1\t0.000")] + "1\t0.0\t\t\t\t\t\t\n2\t0.02\tNaN\tNaN\tNaN\n",
        TrackTrouble.NOTHING_SEEN,
    ),
    "words for figures": (TRC[: TRC.index("1\t0.000")] + "1\t0.0\ta\tb\tc\td\te\tf\n" * 3, TrackTrouble.DAMAGED),
    "no tabs": (TRC[: TRC.index("1\t0.000")] + "1 0.0 1 2 3\n" * 3, TrackTrouble.DAMAGED),
    "millimetres said to be metres": (TRC.replace("\tmm\t", "\tm\t"), TrackTrouble.FAR_AWAY),
    "neither times nor a rate": (
        TRC.replace("50.00", "0").replace("0.020", "0").replace("0.040", "0"),
        TrackTrouble.NO_TIMES,
    ),
    "zero bytes": (TRC + "\x00\x00", TrackTrouble.DAMAGED),
    "no header but its first line": ("PathFileType\t4\t(X/Y/Z)\tlift.trc\nnonsense\n", TrackTrouble.DAMAGED),
    "too many frames": (TRC + "4\t1\t1\t1\t1\n" * 200_001, TrackTrouble.TOO_LARGE),
}


@pytest.mark.parametrize("case", BAD_TRCS)
def test_a_trc_that_is_no_movement_is_refused_in_one_sentence(read: Read, case: str) -> None:
    content, trouble = BAD_TRCS[case]
    assert refusal(read, content)[0] is trouble


positions = st.one_of(st.floats(-3.0, 3.0, width=32), st.just(math.nan))
names = st.lists(st.text("abcLRASIk1: .", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=4, unique=True)


@settings(deadline=None)
@given(names=names, frames=st.integers(1, 5), data=st.data())
def test_what_is_written_as_trc_is_read_back_to_the_hundredth_of_a_millimetre(
    names: list[str], frames: int, data: st.DataObject
) -> None:
    size = frames * len(names) * 3
    values = data.draw(st.lists(positions, min_size=size, max_size=size))
    position = np.array(values).reshape(frames, len(names), 3)
    position[np.isnan(position).any(axis=2)] = np.nan
    position[(np.abs(position) < 1e-3).all(axis=2)] = (
        1.0  # a marker that goes to the origin and back is taken for a gap
    )
    position[0, 0] = (0.1, 0.2, 0.3)
    joints = tuple(" ".join(name.split()) for name in names)
    track = Track(tuple(f"{number} {name}" for number, name in enumerate(joints)), np.arange(frames) / 50, position)
    back = read_trc("made.trc", trc_text(track, "made.trc").encode()).track
    assert back.joints == track.joints
    np.testing.assert_allclose(back.time_s, track.time_s, atol=1e-6)
    np.testing.assert_allclose(back.position_m, track.position_m, atol=1e-8 + 5e-9)


def test_a_written_trc_says_millimetres_and_stands_as_opensim_reads_it() -> None:
    lines = trc_text(three_markers(2), "made.trc").split("\n")
    assert lines[0] == "PathFileType\t4\t(X/Y/Z)\tmade.trc"
    assert lines[2] == "50\t50\t2\t3\tmm\t50\t1\t2"
    assert lines[3] == "Frame#\tTime\tA\t\t\tB\t\t\tC\t\t"
    assert lines[5] == ""
    assert lines[6] == (
        "1\t0.000000\t100.00000\t200.00000\t1000.00000\t500.00000\t500.00000\t500.00000\t0.00000\t300.00000\t900.00000"
    )


@pytest.mark.parametrize("up", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (-1, 0, 0), (0, -1, 0), (0, 0, -1)])
def test_a_track_is_turned_so_that_y_points_up_and_left_stays_left(up: tuple[int, int, int]) -> None:
    vertical = np.array(up, dtype=np.float64)
    made = Track(("top", "x", "y", "z"), np.zeros(1), np.array([[vertical, *np.eye(3)]]))
    turned = standing_on_y(made, vertical)
    assert turned.vertical_axis is VerticalAxis.Y
    assert turned.of("top")[0].tolist() == [0, 1, 0]
    x, y, z = (turned.of(axis)[0] for axis in "xyz")
    assert np.cross(x, y).tolist() == z.tolist()  # right-handed before, right-handed after


# --- .c3d


@pytest.mark.parametrize("machine", [Machine.INTEL, Machine.DEC])
@pytest.mark.parametrize("scale", [-0.1, 0.1])
def test_a_c3d_gives_names_times_and_metres_from_floats_and_from_whole_numbers(
    read: Read, scale: float, machine: Machine
) -> None:
    made = three_markers()
    reading = read(c3d_bytes(made, scale=scale, machine=machine), "lift.c3d")
    assert reading.format is TrackFormat.C3D
    assert reading.track.joints == ("A", "B", "C")
    np.testing.assert_allclose(reading.track.time_s, made.time_s)
    np.testing.assert_allclose(reading.track.position_m, made.position_m, atol=1e-6)
    assert reading.remarks == ()


def test_a_c3d_that_begins_at_frame_621_at_50_a_second_begins_at_12_4_s(read: Read) -> None:
    track = read(c3d_bytes(three_markers(), first_frame=621), "lift.c3d").track
    assert track.time_s.tolist() == pytest.approx([12.40, 12.42, 12.44, 12.46, 12.48])


def test_a_point_that_was_not_seen_is_a_gap(read: Read) -> None:
    made = three_markers()
    made.position_m[2, 1] = np.nan
    position = read(c3d_bytes(made), "lift.c3d").track.of("B")
    assert np.isnan(position).all(axis=1).tolist() == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("across", "up", "axis"),
    [
        ("+X", "+Z", VerticalAxis.Z),
        ("+Z", "+Y", VerticalAxis.Y),
        ("-Y", "+X", VerticalAxis.X),
        ("+X", "-Z", VerticalAxis.UNKNOWN),
        ("+Z", "+Z", VerticalAxis.UNKNOWN),
        ("", "+Z", VerticalAxis.UNKNOWN),
        ("left", "up", VerticalAxis.UNKNOWN),
    ],
)
def test_the_vertical_is_what_the_file_says_of_its_screen(read: Read, across: str, up: str, axis: VerticalAxis) -> None:
    content = c3d_bytes(three_markers(), more={"X_SCREEN": [across], "Y_SCREEN": [up]})
    assert read(content, "lift.c3d").track.vertical_axis is axis


def test_three_hundred_markers_keep_the_names_of_the_second_list(read: Read) -> None:
    many = Track(tuple(f"M{number}" for number in range(300)), np.arange(2) / 50, np.full((2, 300, 3), 0.5))
    assert read(c3d_bytes(many), "lift.c3d").track.joints == many.joints


def test_names_of_a_c3d_that_stand_twice_or_not_at_all_are_told_apart(read: Read) -> None:
    reading = read(c3d_bytes(three_markers(), labels=["Hüfte", "Hüfte", ""]), "lift.c3d")
    assert reading.track.joints == ("Hüfte", "Hüfte (2)", "marker 3")
    assert kinds(reading) == {RemarkKind.NAMES_REPEATED, RemarkKind.NAMES_MISSING}
    assert read(c3d_bytes(three_markers(), labels=["A"]), "lift.c3d").track.joints == ("A", "marker 2", "marker 3")


def test_angles_and_moments_among_the_points_are_no_markers(read: Read) -> None:
    content = c3d_bytes(three_markers(), more={"ANGLES": ["B"], "MOMENTS": ["C"]})
    reading = read(content, "lift.c3d")
    assert reading.track.joints == ("A",)
    assert [(remark.kind, remark.count) for remark in reading.remarks] == [(RemarkKind.NOT_MARKERS, 2)]


def patched(content: bytes, at: int, new: bytes) -> bytes:
    return content[:at] + new + content[at + len(new) :]


WHOLE = c3d_bytes(three_markers(60))
BAD_C3DS = {
    "cut in the middle of its frames": (WHOLE[:2000], TrackTrouble.CUT_SHORT),
    "cut after its header": (WHOLE[:512], TrackTrouble.CUT_SHORT),
    "two bytes": (WHOLE[:2], TrackTrouble.CUT_SHORT),
    "parameters inside its header": (patched(WHOLE, 0, b"\x01"), TrackTrouble.DAMAGED),
    "figures of an unknown machine": (patched(WHOLE, 512 + 3, b"\x07"), TrackTrouble.DAMAGED),
    "figures with their high byte first": (
        c3d_bytes(three_markers(), machine=Machine.MIPS),
        TrackTrouble.MIPS_FIGURES,
    ),
    "no points": (patched(WHOLE, 2, b"\x00\x00"), TrackTrouble.NO_MARKERS),
    "ends before it begins": (patched(WHOLE, 6, b"\xff\x00\x01\x00"), TrackTrouble.NO_FRAMES),
    "promises more frames than fit": (patched(WHOLE, 8, b"\xfe\xff"), TrackTrouble.CUT_SHORT),
    "no unit": (c3d_bytes(three_markers(), unit=None), TrackTrouble.UNIT_UNKNOWN),
    "no rate": (c3d_bytes(three_markers(), rate_hz=0.0), TrackTrouble.NO_TIMES),
    "metres that are millimetres": (c3d_bytes(three_markers(), unit="m"), TrackTrouble.FAR_AWAY),
}


@pytest.mark.parametrize("case", BAD_C3DS)
def test_a_c3d_that_is_no_movement_is_refused_in_one_sentence(read: Read, case: str) -> None:
    content, trouble = BAD_C3DS[case]
    assert refusal(read, content, "lift.c3d")[0] is trouble


def test_a_file_in_which_nothing_was_seen_is_refused(read: Read) -> None:
    made = three_markers()
    made.position_m[:] = np.nan
    assert refusal(read, c3d_bytes(made), "lift.c3d")[0] is TrackTrouble.NOTHING_SEEN


# --- whatever the name says


OTHER_FILES = {
    "empty.trc": (b"", TrackTrouble.EMPTY),
    "page.c3d": (b"<!DOCTYPE html><html><body>Sign in</body></html>", TrackTrouble.WEB_PAGE),
    "lift.mp4": (b"\x00\x00\x00\x18ftypmp42" + bytes(100), TrackTrouble.VIDEO),
    "lift.mov": (b"", TrackTrouble.EMPTY),
    "lift.mkv": (b"\x1a\x45\xdf\xa3" + bytes(100), TrackTrouble.VIDEO),
    "named.avi": (b"whatever is in it", TrackTrouble.VIDEO),
    "video-named.trc": (b"\x00\x00\x00\x18ftypmp42" + bytes(100), TrackTrouble.VIDEO),
    "log.csv": (b"Date,Exercise,Weight\n", TrackTrouble.ANOTHER_FORMAT),
    "picture.c3d": (b"\x89PNG\r\n\x1a\n" + bytes(100), TrackTrouble.ANOTHER_FORMAT),
    "archive.trc": (b"PK\x03\x04" + bytes(100), TrackTrouble.ANOTHER_FORMAT),
    "paper.c3d": (b"%PDF-1.7\n" + bytes(100), TrackTrouble.ANOTHER_FORMAT),
    "noise.c3d": (bytes(range(256)) * 8, TrackTrouble.ANOTHER_FORMAT),
}


@pytest.mark.parametrize("name", OTHER_FILES)
def test_what_is_no_track_is_refused_by_what_it_holds(read: Read, name: str) -> None:
    content, trouble = OTHER_FILES[name]
    assert refusal(read, content, name)[0] is trouble


def test_a_video_where_a_track_is_asked_for_is_told_which_command_looks_at_it(read: Read) -> None:
    _, sentence = refusal(read, b"\x00\x00\x00\x18ftypmp42" + bytes(100), "lift.mp4")
    assert "`lumbar form VIDEO`" in sentence
    assert ".trc or .c3d" in sentence


def test_what_is_neither_a_video_nor_a_track_is_told_that_both_are_read(read: Read) -> None:
    _, sentence = refusal(read, b"Date,Exercise,Weight\n", "log.csv")
    assert "neither a video" in sentence
    assert ".trc or .c3d" in sentence


def test_a_track_is_known_by_what_it_holds_and_not_by_its_name(read: Read) -> None:
    assert read(TRC, "lift.c3d").format is TrackFormat.TRC
    assert read(c3d_bytes(three_markers()), "lift.mp4").format is TrackFormat.C3D


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as missing:
        read_track(str(tmp_path / "none.trc"))
    assert missing.value.kind is UnusableKind.NOT_FOUND
    with pytest.raises(UnusableInput) as folder:
        read_track(str(tmp_path))
    assert folder.value.met == TrackTrouble.FOLDER


def test_a_file_of_more_than_500_mb_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "huge.trc").open("wb") as file:
        file.write(TRC.encode())
        file.truncate(500_000_001)
    with pytest.raises(UnusableInput) as refused:
        read_track(str(tmp_path / "huge.trc"))
    assert refused.value.met == TrackTrouble.TOO_LARGE


# --- damaged files


def mutant(content: bytes, seed: int) -> bytes:
    """The content with a few bytes changed, mostly in the headers, and sometimes cut."""
    random, damaged = Random(seed), bytearray(content)  # noqa: S311  the same mutants in every run
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        damaged[random.randrange(min(random.choice((24, 1024, 1 << 30)), len(damaged)))] = random.choice(
            (0, 1, 127, 128, 255, random.randrange(256))
        )
    return bytes(damaged[: random.randrange(1, len(damaged))] if random.random() < 0.1 else damaged)


def read_or_refused(read: Read, content: bytes, name: str) -> None:
    """Either a track of which every figure is finite or a gap, or one sentence."""
    try:
        track = read(content, name).track
    except UnusableInput as problem:
        sentence, track = unusable_sentence(problem), None
    if track is None:
        assert sentence.endswith(".")
        return
    assert not np.isinf(track.position_m).any()
    assert np.isfinite(track.time_s).all()
    assert track.frames > 0


def test_a_damaged_c3d_that_ends_its_reader_is_refused_like_any_other(read: Read) -> None:
    """Sixty seeded mutants; in a process of its own some 1 in 100 ends with a signal."""
    for seed in range(60):
        read_or_refused(read, mutant(WHOLE, seed), "lift.c3d")


@pytest.mark.slow
def test_damaged_c3ds_are_read_or_refused(read: Read) -> None:
    content = c3d_bytes(bending_person(seconds=0.4))
    for seed in range(MUTANTS):
        read_or_refused(read, mutant(content, SEED + seed), "lift.c3d")


@pytest.mark.slow
def test_damaged_trcs_are_read_or_refused(read: Read) -> None:
    content = trc_text(bending_person(seconds=0.2), "lift.trc").encode()
    for seed in range(MUTANTS):
        read_or_refused(read, mutant(content, SEED + seed), "lift.trc")
