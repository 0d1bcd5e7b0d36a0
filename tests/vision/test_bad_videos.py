"""A file that somebody made to do harm, or that an accident made, ends in one refusal or in what of it can be seen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from tests.vision.made_videos import (
    QUARTERS,
    add_stream,
    av,
    jpeg_frame,
    make_changing_size,
    make_grey,
    make_sound,
    make_video,
    mutant,
    quarters,
)

from lumbar.core.errors import UnusableInput, UnusableKind, VideoTrouble
from lumbar.usecases.video_reading import VideoRemark, VideoRemarkKind
from lumbar.vision.decoding import open_video

SECONDS_FOR_ONE: Final = 5.0
MUTANTS_OF_EACH: Final = 130


def trouble_of(path: Path) -> tuple[str | None, str | None]:
    """What is wrong with the file, which is refused."""
    with pytest.raises(UnusableInput) as refused, open_video(path) as video:
        list(video)
    assert refused.value.kind is UnusableKind.VIDEO_UNREADABLE
    return refused.value.met, refused.value.limit


def seen(path: Path) -> tuple[int, tuple[VideoRemark, ...]]:
    with open_video(path) as video:
        count = sum(1 for _ in video)
    return count, video.remarks


_watched: list[tuple[str, str]] = []
_watching = [False]


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if _watching[0] and event in {"open", "subprocess.Popen"}:
        _watched.append((event, str(arguments[0])))


sys.addaudithook(_note)


@contextmanager
def what_is_opened() -> Iterator[list[tuple[str, str]]]:
    """The files that this process opens meanwhile, and the programs it starts."""
    _watched.clear()
    _watching[0] = True
    try:
        yield _watched
    finally:
        _watching[0] = False


def test_a_list_that_is_called_a_video_opens_neither_the_file_it_names_nor_a_decoder(tmp_path: Path) -> None:
    """``set.mp4`` is three lines of text that name a real video beside it."""
    other = make_video(tmp_path / "private.mp4", frames=2)
    trap = tmp_path / "set.mp4"
    trap.write_text(f"ffconcat version 1.0\nfile '{other}'\nduration 1\n")

    with what_is_opened() as opened:
        assert trouble_of(trap) == (VideoTrouble.PLAYLIST, None)

    assert [name for event, name in opened if event == "subprocess.Popen" or "private" in name] == []
    assert str(trap) in [name for _, name in opened]


def test_a_text_and_a_web_page_are_refused_for_what_they_are(tmp_path: Path) -> None:
    text, page = tmp_path / "set.mp4", tmp_path / "page.mp4"
    text.write_text("Hello.\n")
    page.write_text("<html><body>Sign in to download</body></html>")

    assert trouble_of(text) == (VideoTrouble.TEXT, None)
    assert trouble_of(page) == (VideoTrouble.WEB_PAGE, None)


def test_a_file_that_says_8192_by_8192_is_refused_by_that(tmp_path: Path) -> None:
    """An AVI of 64 by 48 pixels whose header has other numbers, as the bitmap header of Windows holds them."""
    path = make_video(tmp_path / "set.avi", size=(64, 48), frames=2, codec="mjpeg", pixels_as="yuvj420p")
    octets = bytearray(path.read_bytes())
    at = octets.index(b"strf") + 12
    octets[at : at + 8] = (8192).to_bytes(4, "little") * 2
    path.write_bytes(octets)

    assert trouble_of(path) == (VideoTrouble.TOO_MANY_PIXELS, "8192 x 8192")


@pytest.mark.slow
def test_a_picture_of_8192_by_8192_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    """A JPEG of 67 million pixels in an AVI. Decoded it would fill 100 MB, and as RGB 200 more; it is not decoded."""
    path = make_grey(tmp_path / "set.avi", size=(8192, 8192), frames=1, codec="mjpeg", pixels_as="yuvj420p")
    asks = (
        "import resource, sys; from pathlib import Path\n"
        "from lumbar.core.errors import UnusableInput; from lumbar.vision.decoding import open_video\n"
        "try: open_video(Path(sys.argv[1]))\n"
        "except UnusableInput as refused: print(refused.met, refused.limit)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )

    if sys.platform == "win32":
        assert trouble_of(path) == (VideoTrouble.TOO_MANY_PIXELS, "8192 x 8192")
        return
    ended = subprocess.run([sys.executable, "-c", asks, str(path)], capture_output=True, text=True, check=True)
    refusal, most = ended.stdout.splitlines()

    assert refusal == "too_many_pixels 8192 x 8192"
    unit = 1 if sys.platform == "darwin" else 1024
    assert int(most) * unit < 300_000_000


@pytest.mark.slow
def test_a_picture_of_8192_by_8192_in_a_file_that_says_64_by_64_is_not_decoded_either(tmp_path: Path) -> None:
    """The same JPEG; only the decoder, as it begins, can know how large it is."""
    path = make_grey(tmp_path / "set.avi", size=(8192, 8192), frames=1, codec="mjpeg", pixels_as="yuvj420p")
    octets = bytearray(path.read_bytes())
    at = octets.index(b"strf") + 12
    octets[at : at + 8] = (64).to_bytes(4, "little") * 2
    path.write_bytes(octets)

    assert trouble_of(path) == (VideoTrouble.DAMAGED, None)


@pytest.mark.slow
def test_a_picture_of_4096_by_2304_is_decoded_either_way_round(tmp_path: Path) -> None:
    """The largest there is, at 10 bits, which takes the most memory."""
    path = make_grey(tmp_path / "set.mp4", size=(2304, 4096), frames=4, codec="libx265", pixels_as="yuv420p10le")

    assert seen(path) == (4, ())


def test_a_film_of_two_hours_is_refused_by_what_it_says_of_itself(tmp_path: Path) -> None:
    """720 frames, one every ten seconds."""
    path = make_video(
        tmp_path / "set.mp4",
        size=(32, 32),
        frames=720,
        codec="mpeg4",
        times_s=[10.0 * number for number in range(720)],
        still=True,
    )

    assert trouble_of(path) == (VideoTrouble.TOO_LONG, "120 minutes")


def test_sound_without_a_picture_is_refused(tmp_path: Path) -> None:
    assert trouble_of(make_sound(tmp_path / "set.mp4")) == (VideoTrouble.NO_PICTURE, None)


def test_the_cover_of_a_piece_of_music_is_no_film(tmp_path: Path) -> None:
    """Sound, and one JPEG that is marked as its cover."""
    path = tmp_path / "set.mp4"
    with av.open(str(path), "w") as film:
        cover = add_stream(film, "mjpeg", 25, (64, 48), "yuvj420p")
        cover.disposition = av.stream.Disposition.attached_pic
        sound = film.add_stream("aac", rate=44_100)
        sound.layout = "mono"
        film.mux(cover.encode(jpeg_frame((64, 48), 0)))
        film.mux(cover.encode())
        film.mux(sound.encode())

    assert trouble_of(path) == (VideoTrouble.NO_PICTURE, None)


@pytest.mark.parametrize("name", ["set.mp4", "set.mkv", "set.avi"])
def test_a_film_without_a_frame_is_refused(tmp_path: Path, name: str) -> None:
    """The whole header of a film, and nothing after it."""
    path = tmp_path / name
    with av.open(str(path), "w") as film:
        add_stream(film, "mpeg4", 25, (64, 48), "yuv420p")
        film.start_encoding()

    assert trouble_of(path) == (VideoTrouble.NO_FRAMES, None)


@pytest.mark.parametrize(
    ("name", "codec", "pixels_as"),
    [
        ("set.mkv", "ffv1", "yuv420p"),
        ("set.avi", "huffyuv", "yuv422p"),
        ("set.avi", "magicyuv", "yuv420p"),
        ("set.mov", "prores_ks", "yuv422p10le"),
        ("set.avi", "msmpeg4", "yuv420p"),
    ],
)
def test_a_codec_that_phones_do_not_write_is_never_run(tmp_path: Path, name: str, codec: str, pixels_as: str) -> None:
    path = make_video(tmp_path / name, codec=codec, pixels_as=pixels_as, frames=2)

    trouble, detail = trouble_of(path)

    assert trouble == VideoTrouble.CODEC
    assert detail == {"prores_ks": "prores", "msmpeg4": "msmpeg4"}.get(codec, codec)


def test_a_film_cut_off_at_its_end_is_looked_at_as_far_as_it_goes(tmp_path: Path) -> None:
    """50 frames, two seconds, with the index at the beginning and the last 40 percent gone."""
    path = make_video(tmp_path / "set.mp4", frames=50, options={"movflags": "+faststart"})
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])

    count, remarks = seen(path)

    assert 5 < count < 50
    assert VideoRemarkKind.CUT_SHORT in {remark.kind for remark in remarks}


def test_a_film_cut_off_before_its_index_is_refused(tmp_path: Path) -> None:
    """As a phone leaves it that ran out of power: the index is written last."""
    path = make_video(tmp_path / "set.mp4", frames=50)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])

    assert trouble_of(path)[0] == VideoTrouble.DAMAGED


def test_frames_in_the_middle_that_cannot_be_decoded_are_left_out_and_counted(tmp_path: Path) -> None:
    """An AVI of ten JPEGs, the fourth and fifth of which are noise."""
    path = make_video(tmp_path / "set.avi", codec="mjpeg", pixels_as="yuvj420p")
    octets = path.read_bytes()
    headers = [at for at in range(len(octets) - 10) if octets[at : at + 4] == b"00dc"]
    starts = [at for at in headers if octets[at + 8 : at + 10] == b"\xff\xd8"]  # the rest is the index
    damaged = bytearray(octets)
    for start in starts[3:5]:
        size = int.from_bytes(octets[start + 4 : start + 8], "little")
        damaged[start + 8 : start + 8 + size] = bytes(size)
    path.write_bytes(damaged)

    count, remarks = seen(path)

    assert count == 8
    assert VideoRemark(VideoRemarkKind.FRAMES_UNREADABLE, count=2) in remarks


def test_a_picture_that_changes_its_shape_on_the_way_ends_the_reading_there(tmp_path: Path) -> None:
    """Five frames of 128 by 96 and then five of 96 by 128."""
    count, remarks = seen(make_changing_size(tmp_path / "set.avi", (128, 96), (96, 128)))

    assert count == 5
    assert [(remark.kind, remark.met) for remark in remarks] == [(VideoRemarkKind.CUT_SHORT, "96 x 128")]


def test_a_picture_that_gets_coarser_on_the_way_is_looked_at_to_its_end(tmp_path: Path) -> None:
    """Five frames of 128 by 96 and then five of 64 by 48, which is the same shape: all are shown alike."""
    path = make_changing_size(tmp_path / "set.avi", (128, 96), (64, 48))

    with open_video(path) as video:
        frames = list(video)

    assert {frame.pixels.shape for frame in frames} == {(96, 128, 3)}
    assert {quarters(frame.pixels) for frame in frames} == {QUARTERS}
    assert len(frames) == 10


def test_a_picture_that_grows_beyond_the_limit_on_the_way_is_not_decoded(tmp_path: Path) -> None:
    """A frame of 128 by 96 and then one of 4608 by 2592."""
    count, remarks = seen(make_changing_size(tmp_path / "set.avi", (128, 96), (4608, 2592), frames=1))

    assert count == 1
    assert {remark.kind for remark in remarks} <= {VideoRemarkKind.CUT_SHORT, VideoRemarkKind.FRAMES_UNREADABLE}
    assert remarks != ()


def test_what_the_decoder_complains_of_does_not_reach_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = make_video(tmp_path / "set.mp4", frames=20, options={"movflags": "+faststart"})
    octets = bytearray(path.read_bytes())
    octets[-2000:] = bytes(2000)
    path.write_bytes(octets)
    capfd.readouterr()

    with open_video(path) as video:
        list(video)

    assert capfd.readouterr() == ("", "")


def _small_films(folder: Path) -> list[bytes]:
    made: list[Callable[[], Path]] = [
        lambda: make_video(folder / "a.mp4", size=(64, 48), frames=6, options={"movflags": "+faststart"}),
        lambda: make_video(folder / "a.webm", size=(64, 48), frames=6, codec="libvpx-vp9"),
        lambda: make_video(folder / "a.avi", size=(64, 48), frames=6, codec="mjpeg", pixels_as="yuvj420p"),
        lambda: make_video(folder / "a.mov", size=(64, 48), frames=6, codec="libx265"),
    ]
    return [make().read_bytes() for make in made]


def _read_or_refused(path: Path) -> str:
    """How the reading of a mutant ended; anything but frames and a refusal is an error of ours."""
    started = time.monotonic()
    refused: UnusableInput | None = None
    count = 0
    try:
        with open_video(path) as video:
            count = sum(1 for _ in video)
    except UnusableInput as problem:
        refused = problem
    assert time.monotonic() - started < SECONDS_FOR_ONE
    if refused is None:
        return "read" if count else "nothing"
    assert refused.kind is UnusableKind.VIDEO_UNREADABLE
    assert refused.met in set(VideoTrouble)
    return "refused"


@pytest.mark.parametrize("kind", range(4), ids=["mp4", "webm", "avi", "mov"])
def test_a_few_mutants_are_read_or_refused(tmp_path: Path, kind: int) -> None:
    """Two of those below, so that every run has some."""
    original = _small_films(tmp_path)[kind]
    path = tmp_path / "mutant"
    for seed in range(2):
        path.write_bytes(mutant(original, seed))
        assert _read_or_refused(path) in {"read", "refused"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", range(4), ids=["mp4", "webm", "avi", "mov"])
def test_every_mutant_is_read_or_refused(tmp_path: Path, kind: int) -> None:
    """130 accidents to each of four small films: no crash of ours, no wait, no other file, and some of both endings."""
    original = _small_films(tmp_path)[kind]
    path, endings = tmp_path / "mutant", []
    with what_is_opened() as opened:
        for seed in range(MUTANTS_OF_EACH):
            path.write_bytes(mutant(original, 1000 * kind + seed))
            endings.append(_read_or_refused(path))

    assert set(endings) == {"read", "refused"}
    strange = {name for event, name in opened if event == "open" and not name.isdigit()} - {str(path)}
    assert {name for name in strange if os.sep in name and str(tmp_path) in name} == set()
