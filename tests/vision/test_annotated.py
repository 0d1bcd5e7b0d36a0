"""What is painted over a video, looked at pixel by pixel on made pictures, and the files that are written of it."""

from __future__ import annotations

import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from lumbar.core.biomechanics.landmarks import Side
from lumbar.core.errors import UnusableInput
from lumbar.core.motion.lumbar import BackShape
from lumbar.core.motion.pose import LANDMARKS, Landmark, PoseSeries
from lumbar.usecases.overlay import (
    BackContour,
    Beside,
    HoldMark,
    LumbarChange,
    Overlay,
    RepetitionMark,
    Trace,
)

av = pytest.importorskip("av", reason="the extra `video` is not installed")
Image = pytest.importorskip("PIL.Image", reason="the extra `video` is not installed")

from lumbar.vision import drawing  # noqa: E402
from lumbar.vision.annotated import Painter, write_annotated  # noqa: E402
from lumbar.vision.drawing import ACCENT, AMBER, INK, PAPER, SOFT, in_font, in_lines, shortened, text_width  # noqa: E402
from lumbar.vision.figure import free_place  # noqa: E402
from lumbar.vision.stills import worst_beside_best  # noqa: E402

Pixels = NDArray[np.uint8]
WIDTH, HEIGHT = 320, 240
RATE = 10
SKY = (40, 60, 90)

SIDE_VIEW = {"ear": (150, 50), "shoulder": (140, 80), "elbow": (150, 110), "wrist": (160, 140), "hip": (140, 140)}
LEG = {"knee": (150, 175), "ankle": (140, 210), "heel": (134, 216), "foot_index": (160, 216)}
"""A person who stands and looks to the right, in pixels of a picture of 320 x 240."""
FACE = (156.0, 48.0)


def made_overlay(frames: int = 20, *, unseen: tuple[int, ...] = ()) -> Overlay:
    """The person of SIDE_VIEW at ten frames a second; the right side lies 12 pixels to the right of the left one."""
    position = np.tile(np.array(FACE), (frames, len(LANDMARKS), 1))
    for name, place in (SIDE_VIEW | LEG).items():
        for shift, side in ((0, "left"), (12, "right")):
            position[:, LANDMARKS.index(Landmark(f"{side}_{name}"))] = np.add(place, (shift, 0))
    position[:, LANDMARKS.index(Landmark.NOSE)] = (166, 52)
    position[list(unseen)] = np.nan
    pose = PoseSeries(
        time_s=np.arange(frames) / RATE,
        position=position,
        depth=np.zeros(position.shape[:2]),
        visibility=np.ones(position.shape[:2]),
        width=WIDTH,
        height=HEIGHT,
    )
    return Overlay(pose, np.ones(position.shape[:2], dtype=np.bool_), near=Side.LEFT)


def full_overlay(frames: int = 20) -> Overlay:
    """The same with three angles, two repetitions and the outline of the back behind the trunk."""
    course = np.linspace(0, 90, frames)
    outline = np.array([[110.0, 140.0], [110.0, 85.0]])
    return replace(
        made_overlay(frames),
        traces=(
            Trace("Trunk", "°", course, Beside.TRUNK),
            Trace("Hip", "°", course[::-1].copy(), Beside.HIP),
            Trace("Knee", "°", course / 2, Beside.KNEE),
        ),
        repetitions=(
            RepetitionMark(0.2, 0.5, 0.9, "back stays as it started", BackShape.NEUTRAL, LumbarChange(6, 6)),
            RepetitionMark(1.0, 1.4, 1.8, "back rounds", BackShape.ROUNDED, LumbarChange(24, 6)),
        ),
        contours=(BackContour(outline, BackShape.NEUTRAL),) * frames,
    )


def sky(width: int = WIDTH, height: int = HEIGHT) -> Pixels:
    return np.full((height, width, 3), SKY, dtype=np.uint8)


def noise(width: int = WIDTH, height: int = HEIGHT) -> Pixels:
    return np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)


def painted(overlay: Overlay, time_s: float, pixels: Pixels | None = None, *, hide_face: bool = False) -> Pixels:
    pixels = sky() if pixels is None else pixels
    height, width = pixels.shape[:2]
    return Painter(overlay, width, height, hide_face=hide_face).paint(pixels, time_s)


def is_near(pixel: NDArray[np.uint8], colour: tuple[int, int, int], within: int = 16) -> bool:
    return bool(np.abs(pixel.astype(int) - colour).max() <= within)


def test_the_near_side_is_drawn_strong_and_the_far_side_weak() -> None:
    """Half-way from hip to knee: (145, 157) on the left, which is near, and 12 pixels to the right on the other."""
    picture = painted(made_overlay(), 0.0)
    near, far = picture[158, 145], picture[158, 157]
    assert is_near(near, INK)
    assert not is_near(far, INK)
    assert int(far.sum()) > sum(SKY) + 60


def test_a_limb_that_is_not_sure_is_not_drawn() -> None:
    """Without the left knee, thigh and shank are missing; the picture shows through."""
    overlay = made_overlay()
    overlay.sure[:, LANDMARKS.index(Landmark.LEFT_KNEE)] = False
    picture = painted(overlay, 0.0)
    assert tuple(picture[158, 145]) == SKY
    assert is_near(picture[110, 140], INK), "the trunk is still there"


@pytest.mark.parametrize(
    ("shape", "colour"),
    [(BackShape.NEUTRAL, ACCENT), (BackShape.ROUNDED, AMBER), (BackShape.OVERARCHED, AMBER)],
)
def test_the_outline_of_the_back_has_the_colour_of_what_it_says(shape: BackShape, colour: tuple[int, int, int]) -> None:
    """A straight outline at x = 110 from y = 140 up to 85."""
    outline = BackContour(np.array([[110.0, 140.0], [110.0, 85.0]]), shape)
    picture = painted(replace(made_overlay(), contours=(outline,) * 20), 0.0)
    assert all(is_near(picture[y, 110], colour) for y in range(87, 139))


def test_an_outline_that_cannot_tell_is_grey_and_dashed() -> None:
    """The same outline: grey somewhere, and between the dashes the picture."""
    outline = BackContour(np.array([[110.0, 140.0], [110.0, 85.0]]), BackShape.CANNOT_TELL)
    picture = painted(replace(made_overlay(), contours=(outline,) * 20), 0.0)
    along = [picture[y, 110] for y in range(87, 139)]
    assert sum(is_near(pixel, SOFT) for pixel in along) > 10
    assert sum(is_near(pixel, SKY, within=40) for pixel in along) > 4


def test_nothing_red_is_ever_drawn() -> None:
    """On a grey picture, at a rounded repetition: no pixel is much redder than amber is."""
    grey = np.full((HEIGHT, WIDTH, 3), 90, dtype=np.uint8)
    picture = painted(full_overlay(), 1.4, grey).astype(int)
    assert not np.any((picture[..., 0] > 120) & (picture[..., 1] < 0.6 * picture[..., 0]))


def test_a_frame_in_which_nobody_was_seen_says_so_and_shows_the_picture() -> None:
    """Frame 3 has no person: only the foot of the picture, where "not seen" stands, differs from the picture."""
    picture = painted(made_overlay(unseen=(3,)), 0.3)
    changed = np.argwhere((picture[:HEIGHT] != SKY).any(axis=2))
    assert len(changed)
    assert changed[:, 0].min() > 0.8 * HEIGHT
    assert changed[:, 1].max() < 0.5 * WIDTH


def test_a_person_of_whom_some_points_are_missing_is_drawn_as_far_as_they_go() -> None:
    """The left knee is not a number: the trunk is there, thigh and the knee's angle are not, the face is hidden."""
    overlay = full_overlay()
    overlay.pose.position[:, LANDMARKS.index(Landmark.LEFT_KNEE)] = np.nan
    picture = painted(overlay, 0.0, noise(), hide_face=True)
    assert is_near(picture[110, 140], INK)
    assert not is_near(picture[158, 145], INK)
    assert patchiness(face_of(picture)) < 40, "only the line of the neck is drawn over it"


@pytest.mark.parametrize(("width", "height"), [(960, 540), (540, 960), (641, 361)])
def test_the_picture_keeps_its_place_and_the_strip_lies_below(width: int, height: int) -> None:
    """Landscape, portrait, and sides that are odd: both sides even, the corner not painted over."""
    overlay = full_overlay()
    painter = Painter(overlay, width, height)
    picture = painter.paint(sky(width, height), 1.2)
    assert picture.shape == (painter.height, painter.width, 3)
    assert painter.width % 2 == painter.height % 2 == 0
    assert painter.width == width - width % 2
    assert painter.height > height + 20
    assert tuple(picture[height - 1, painter.width - 1]) == SKY
    assert tuple(picture[height, 0]) == PAPER


def test_a_very_small_picture_is_painted_too() -> None:
    """33 x 21 pixels."""
    picture = painted(full_overlay(), 1.2, sky(33, 21), hide_face=True)
    assert picture.shape[1] == 32


def test_without_angles_there_is_no_strip() -> None:
    """A made person with nothing measured."""
    painter = Painter(made_overlay(), 320, 240)
    assert (painter.width, painter.height) == (320, 240)


@given(
    st.lists(st.tuples(*[st.integers(0, 90)] * 2, *[st.integers(1, 60)] * 2), max_size=4),
    st.tuples(st.integers(0, 100), st.integers(0, 100)),
)
def test_no_angle_is_written_over_another_or_over_the_panel(
    taken: list[tuple[int, int, int, int]], wanted: tuple[int, int]
) -> None:
    """Up to four boxes anywhere, and a label of 20 x 10 that would lie anywhere: it moves down, and only if it must."""
    boxes = [(float(left), float(top), float(left + wide), float(top + high)) for left, top, wide, high in taken]
    x, y = free_place(np.array(wanted, dtype=float), np.array([10.0, 5.0]), boxes)
    overlaps = [
        x + 10 > left and right > x - 10 and y + 5 > top and bottom > y - 5 for left, top, right, bottom in boxes
    ]
    assert not any(overlaps)
    assert x == wanted[0]
    assert y >= wanted[1]
    if y > wanted[1]:
        assert any(y == bottom + 5 for *_, bottom in boxes)


def test_the_marker_moves_along_the_strip_with_time() -> None:
    """The brightest column of the strip at 0.2, 1.0 and 1.8 s: equal steps to the right."""
    overlay = replace(full_overlay(), repetitions=())
    painter = Painter(overlay, 960, 540)
    columns = []
    for time in (0.2, 1.0, 1.8):
        strip = painter.paint(sky(960, 540), time)[540:, 200:].astype(int)
        columns.append(int(np.argmax(strip.sum(axis=(0, 2)))))
    assert columns[1] - columns[0] == pytest.approx(columns[2] - columns[1], abs=2)
    assert columns[1] - columns[0] > 200


def test_what_was_not_measured_leaves_a_gap_in_its_line() -> None:
    """Values from 0 to 0.9 s and from 1.5 s on: the strip has no drawn line between."""
    values = np.full(20, 30.0)
    values[10:15] = np.nan
    overlay = replace(made_overlay(), traces=(Trace("Hip", "°", values),))
    strip = Painter(overlay, 960, 540).paint(sky(960, 540), 0.0)[540:]
    line = (np.abs(strip.astype(int) - PAPER).max(axis=2) > 40).any(axis=0)
    gap = np.flatnonzero(~line[300:900])
    assert len(gap) > 100
    assert np.diff(gap).max() == 1, "one gap"


def test_a_repetition_that_is_unusual_is_marked_in_amber_and_the_others_in_the_accent() -> None:
    """The edges of the two bands."""
    strip = Painter(full_overlay(), 960, 540).paint(sky(960, 540), 0.0)[540:].astype(int)
    rows = strip[: len(strip) // 4, 200:]
    amber = (np.abs(rows - AMBER).max(axis=2) < 8).sum(axis=1).max()
    accent = (np.abs(rows - ACCENT).max(axis=2) < 8).sum(axis=1).max()
    assert amber > 100
    assert accent > 100


def test_the_panel_changes_with_the_repetition_and_not_within_it() -> None:
    """The corner at 0.3 and 0.8 s, both in the first repetition, and at 1.2 s in the second."""
    painter = Painter(full_overlay(), 960, 540)
    first, later, second = (painter.paint(sky(960, 540), time)[:110, :250] for time in (0.3, 0.8, 1.2))
    assert np.array_equal(first, later)
    assert not np.array_equal(first, second)


def test_a_hold_shows_its_seconds() -> None:
    """A plank of 1.5 s: the panel at its start and at its end are different, after its end it stays."""
    painter = Painter(replace(made_overlay(), hold=HoldMark(0.2, 1.7, "steady")), 960, 540)
    start, end, after = (painter.paint(sky(960, 540), time)[:110, :250] for time in (0.2, 1.7, 1.9))
    assert not np.array_equal(start, end)
    assert np.array_equal(end, after)


def test_long_words_stay_in_their_place() -> None:
    """A status and a name of 300 letters change nothing right of the panel or of the names."""
    long = "w" * 300
    base = full_overlay()
    marks = tuple(replace(mark, status=long) for mark in base.repetitions)
    overlay = replace(base, repetitions=marks, traces=(Trace(long, "°", np.full(20, 30.0)),))
    picture = Painter(overlay, 960, 540).paint(sky(960, 540), 0.3)
    assert (picture[:60, 700:] == SKY).all()
    assert (np.abs(picture[560:, 400:].astype(int) - PAPER).max(axis=2) > 40).any(), "its line has room"


def test_the_pixels_that_were_given_are_not_written_to() -> None:
    """The decoder may use them again."""
    pixels = sky()
    painted(full_overlay(), 0.5, pixels, hide_face=True)
    assert (pixels == SKY).all()


def face_of(picture: Pixels) -> Pixels:
    return picture[40:57, 148:167]


def patchiness(part: Pixels) -> float:
    """How much neighbours differ: what a face is recognised by."""
    return float(np.abs(np.diff(part.astype(float), axis=1)).mean())


def test_a_hidden_face_has_lost_its_detail_and_the_rest_keeps_it() -> None:
    """Noise, whose neighbours differ by 85 on average (a third of 256)."""
    overlay = made_overlay()
    overlay.sure[:] = False  # nothing is drawn over it
    picture = painted(overlay, 0.0, noise(), hide_face=True)
    assert patchiness(face_of(picture)) < 10
    assert face_of(picture).std(axis=(0, 1)).max() < 30
    assert patchiness(picture[100:200, 200:300]) > 80
    assert patchiness(face_of(painted(overlay, 0.0, noise()))) > 80


def test_a_face_that_was_lost_for_a_moment_is_still_hidden() -> None:
    """Nobody was found in three frames, 0.3 s."""
    picture = painted(made_overlay(unseen=(5, 6, 7)), 0.6, noise(), hide_face=True)
    assert patchiness(face_of(picture)) < 10
    assert patchiness(picture[150:200, 250:300]) > 80


def test_where_nobody_knows_where_the_face_is_the_whole_picture_is_hidden() -> None:
    """Nobody was found for two seconds; and in a video in which nobody was ever found."""
    lost = painted(made_overlay(40, unseen=tuple(range(10, 31))), 2.0, noise(), hide_face=True)
    never = painted(made_overlay(4, unseen=(0, 1, 2, 3)), 0.0, noise(), hide_face=True)
    assert patchiness(lost[:180]) < 10
    assert patchiness(never[:180]) < 10


def test_words_are_written_in_the_signs_that_the_font_has() -> None:
    """Accents go, typographic signs have a plain one that is alike, what cannot be shown is a question mark."""
    assert in_font("Rumänisch – 24° ± 6°…") == "Rumanisch - 24° ± 6°…"
    assert in_font("硬拉") == "??"


def test_words_are_shortened_and_broken_to_the_room_they_have() -> None:
    """A line of 100 pixels."""
    short = shortened("one two three four five", 20, 100)
    assert short.endswith("…")
    assert text_width(short, 20) <= 100
    lines = in_lines("one two three four five six seven", 20, 100, 2)
    assert len(lines) == 2
    assert all(text_width(line, 20) <= 100 for line in lines)
    assert in_lines("", 20, 100, 2) == []
    assert in_lines("one two", 20, 100, 2) == ["one two"]


def test_a_line_is_drawn_without_steps() -> None:
    """A slanted white line on black: beside full and none there are many shades between."""
    picture = Image.new("RGB", (100, 100))
    drawing.lay_lines(picture, [np.array([[10.0, 10.0], [90.0, 37.0]])], (255, 255, 255), 3.0)
    shades = np.unique(np.asarray(picture)[..., 0])
    assert len(shades) > 8
    assert shades.max() == 255


def test_marks_outside_of_the_picture_are_cut_off() -> None:
    """A line that leaves the picture, one that is wholly outside, and one that is not a number."""
    picture = Image.new("RGB", (50, 50))
    drawing.lay_lines(picture, [np.array([[25.0, 25.0], [500.0, 25.0]])], INK, 3.0)
    drawing.lay_lines(picture, [np.array([[-90.0, -90.0], [-50.0, -50.0]])], INK, 3.0)
    drawing.lay_lines(picture, [np.array([[0.0, 0.0], [np.nan, 50.0]])], INK, 3.0)
    assert is_near(np.asarray(picture)[25, 49], INK)
    assert (np.asarray(picture)[:20] == 0).all()


# --- files ---


def made_clip(path: Path, frames: int = 20, *, width: int = WIDTH, height: int = HEIGHT) -> Path:
    """Ten frames a second, each a little lighter than the one before, with a place and a title in the file."""
    with av.open(str(path), "w", options={"movflags": "use_metadata_tags"}) as container:
        container.metadata["location"] = "+52.5200+013.4050/"
        container.metadata["title"] = "in my cellar"
        stream = container.add_stream("mpeg4", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.time_base = Fraction(1, RATE)
        for number in range(frames):
            pixels = np.full((height, width, 3), 20 + 8 * number, dtype=np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode(None))
    return path


def test_the_written_video_has_the_frames_and_times_of_the_source(tmp_path: Path) -> None:
    """Twenty frames at ten a second of 320 x 240, made no larger than 160: the strip comes below."""
    source, target = made_clip(tmp_path / "squat.mp4"), tmp_path / "annotated.mp4"
    told: list[tuple[int, int | None]] = []
    write_annotated(source, target, full_overlay(), longest_side=160, progress=lambda *step: told.append(step))
    with av.open(str(target)) as container:
        stream = container.streams.video[0]
        assert not container.streams.audio
        frames = list(container.decode(stream))
    assert [frame.time for frame in frames] == pytest.approx([number / RATE for number in range(20)], abs=0.01)
    assert {(frame.width, frame.height) for frame in frames} == {(160, Painter(full_overlay(), 160, 120).height)}
    assert [step[0] for step in told] == list(range(1, 21))
    corner = frames[15].to_ndarray(format="rgb24")[100, 150]
    assert is_near(corner, (140, 140, 140), within=10), "the picture of frame 15 is 20 + 8 x 15"


def test_the_written_video_says_nothing_of_where_and_what(tmp_path: Path) -> None:
    """The source has a place and a title in it."""
    source, target = made_clip(tmp_path / "squat.mp4", frames=5), tmp_path / "annotated.mp4"
    write_annotated(source, target, made_overlay(5), longest_side=160)
    assert b"52.5200" in source.read_bytes()
    written = target.read_bytes()
    assert b"52.5200" not in written
    assert b"cellar" not in written
    with av.open(str(target)) as container:
        assert "location" not in container.metadata
        assert "title" not in container.metadata


def test_a_source_that_is_no_video_leaves_no_file(tmp_path: Path) -> None:
    """A text under a video's name."""
    source, target = tmp_path / "squat.mp4", tmp_path / "annotated.mp4"
    source.write_text("five sets of five")
    with pytest.raises(UnusableInput):
        write_annotated(source, target, made_overlay(5))
    assert list(tmp_path.iterdir()) == [source]


def test_the_video_itself_is_never_written_over(tmp_path: Path) -> None:
    """The same name for both."""
    source = made_clip(tmp_path / "squat.mp4", frames=3)
    before = source.read_bytes()
    with pytest.raises(UnusableInput):
        write_annotated(source, source, made_overlay(3))
    assert source.read_bytes() == before


def test_the_stills_are_the_frames_of_the_two_times_side_by_side(tmp_path: Path) -> None:
    """1.4 s, frame 14, is 20 + 8 x 14 = 132 light; 0.5 s is 60. The label below the left one is amber."""
    source, target = made_clip(tmp_path / "squat.mp4"), tmp_path / "both.png"
    worst_beside_best(source, target, full_overlay(), worst_s=1.4, best_s=0.5)
    with Image.open(target) as opened:
        assert opened.format == "PNG"
        assert not opened.info
        sheet = np.asarray(opened.convert("RGB"))
    half = sheet.shape[1] // 2
    assert is_near(sheet[10, 10], (132, 132, 132), within=6)
    assert is_near(sheet[10, -10], (60, 60, 60), within=6)
    foot = sheet[-90:]
    assert sum(is_near(pixel, AMBER) for pixel in foot[:, :half].reshape(-1, 3)) > 50
    assert not any(is_near(pixel, AMBER) for pixel in foot[:, half:].reshape(-1, 3))
    outline = (np.abs(sheet[: len(sheet) - 90].astype(int) - ACCENT).max(axis=2) < 16).any(axis=0)
    assert outline[:half].any()
    assert outline[half:].any()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such rights")
def test_the_stills_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    """They show a person."""
    source, target = made_clip(tmp_path / "squat.mp4"), tmp_path / "both.png"
    worst_beside_best(source, target, full_overlay(), worst_s=1.4, best_s=0.5, hide_face=True)
    assert target.stat().st_mode & 0o077 == 0


def test_stills_of_a_frame_in_which_nobody_was_seen_show_the_whole_picture(tmp_path: Path) -> None:
    """Frame 5 has no person."""
    source, target = made_clip(tmp_path / "squat.mp4"), tmp_path / "both.png"
    worst_beside_best(source, target, made_overlay(unseen=(5,)), worst_s=1.4, best_s=0.5)
    with Image.open(target) as opened:
        assert opened.size[0] > 1000
