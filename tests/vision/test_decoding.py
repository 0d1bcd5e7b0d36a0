"""Frames come upright, in their own time and no larger than asked for, from a process that can do nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.vision.made_videos import BLUE, GREEN, QUARTERS, RED, WHITE, make_video, picture, quarters, turned

from lumbar.core.errors import UnusableInput, VideoTrouble
from lumbar.usecases.video_reading import Confinement, VideoFacts, VideoRemark, VideoRemarkKind
from lumbar.vision import confinement, decoder_child, decoding
from lumbar.vision.confinement import can_make_a_namespace, start
from lumbar.vision.decoder_child import HEAD, PICTURE
from lumbar.vision.decoding import AS_IT_IS, Frame, Turn, open_video

LINUX = sys.platform == "linux"


def looked_at(path: Path, longest_side: int = 640) -> tuple[list[Frame], VideoFacts, tuple[VideoRemark, ...]]:
    with open_video(path, longest_side=longest_side) as video:
        frames = list(video)
    return frames, video.facts, video.remarks


@pytest.mark.parametrize(
    ("name", "codec", "pixels_as"),
    [
        ("set.mp4", "libx264", "yuv420p"),
        ("set.mov", "libx265", "yuv420p10le"),
        ("set.webm", "libvpx-vp9", "yuv420p"),
        ("set.mkv", "libsvtav1", "yuv420p"),
        ("set.avi", "mpeg4", "yuv420p"),
        ("old.avi", "mjpeg", "yuvj420p"),
    ],
)
def test_the_videos_that_phones_and_apps_write_are_decoded(
    tmp_path: Path, name: str, codec: str, pixels_as: str
) -> None:
    """Ten frames at 25 a second, of 128 by 96 pixels with four coloured quarters."""
    path = make_video(tmp_path / name, codec=codec, pixels_as=pixels_as)

    frames, facts, remarks = looked_at(path)

    assert [frame.time_s for frame in frames] == pytest.approx([number / 25 for number in range(10)], abs=0.002)
    assert {frame.pixels.shape for frame in frames} == {(96, 128, 3)}
    assert quarters(frames[0].pixels) == QUARTERS
    assert np.abs(frames[3].pixels.astype(int) - picture(128, 96, 3)).mean() < 8
    assert (facts.width, facts.height, facts.frames, facts.rotation_deg) == (128, 96, 10, 0)
    assert facts.fps == pytest.approx(25)
    assert facts.seconds == pytest.approx(0.4, abs=0.01)
    assert remarks == ()


def test_a_large_picture_is_shrunk_in_its_own_shape_and_a_small_one_is_left(tmp_path: Path) -> None:
    """720 by 406 pixels: at 640 the height would be 360.9, and is 360, the nearest even number."""
    path = make_video(tmp_path / "set.mp4", size=(720, 406), frames=3)

    assert looked_at(path)[0][0].pixels.shape == (360, 640, 3)
    assert looked_at(path, 800)[0][0].pixels.shape == (406, 720, 3)
    assert looked_at(path, 101)[0][0].pixels.shape == (56, 100, 3)
    assert looked_at(path, 101)[1].width == 720


def test_a_squeezed_picture_is_shown_as_wide_as_it_was(tmp_path: Path) -> None:
    """A camcorder's 144 by 96 pixels, each 4/3 as wide as high: 192 by 96."""
    path = make_video(tmp_path / "set.mp4", size=(144, 96), frames=2, pixel_aspect=Fraction(4, 3))

    frames, facts, _ = looked_at(path)

    assert frames[0].pixels.shape == (96, 192, 3)
    assert (facts.width, facts.height) == (192, 96)


@pytest.mark.parametrize(
    ("matrix", "expected", "rotation", "shape"),
    [
        ((1, 0, 0, 1), (RED, GREEN, BLUE, WHITE), 0, (96, 128, 3)),
        ((0, 1, -1, 0), (BLUE, RED, WHITE, GREEN), 90, (128, 96, 3)),
        ((-1, 0, 0, -1), (WHITE, BLUE, GREEN, RED), 180, (96, 128, 3)),
        ((0, -1, 1, 0), (GREEN, WHITE, RED, BLUE), 270, (128, 96, 3)),
        ((-1, 0, 0, 1), (GREEN, RED, WHITE, BLUE), 180, (96, 128, 3)),
    ],
    ids=["upright", "quarter clockwise", "half", "quarter back", "mirrored"],
)
def test_a_picture_is_turned_as_its_file_says(
    tmp_path: Path,
    matrix: tuple[int, int, int, int],
    expected: tuple[tuple[int, int, int], ...],
    rotation: int,
    shape: tuple[int, int, int],
) -> None:
    """Red, green over blue, white. A quarter clockwise takes the red corner from the top left to the top right."""
    path = turned(make_video(tmp_path / "set.mp4", frames=3), matrix)

    frames, facts, remarks = looked_at(path)

    assert quarters(frames[0].pixels) == expected
    assert frames[0].pixels.shape == shape
    assert (facts.height, facts.width) == shape[:2]
    assert facts.rotation_deg == rotation
    assert [remark.kind for remark in remarks] == ([] if matrix == (1, 0, 0, 1) else [VideoRemarkKind.ROTATED])


@given(
    matrix=st.sampled_from(
        [
            *((1, 0, 0, 1), (0, 1, -1, 0), (-1, 0, 0, -1), (0, -1, 1, 0)),
            *((-1, 0, 0, 1), (1, 0, 0, -1), (0, 1, 1, 0), (0, -1, -1, 0)),
        ]
    ),
    width=st.integers(1, 6),
    height=st.integers(1, 6),
)
def test_every_pixel_goes_where_the_matrix_takes_it(matrix: tuple[int, int, int, int], width: int, height: int) -> None:
    """x' = a x + c y, y' = b x + d y for all eight ways of laying a picture, shifted so that the least is 0."""
    a, b, c, d = matrix
    pixels = np.arange(width * height * 3, dtype=np.uint8).reshape(height, width, 3)
    new_x = {(x, y): a * x + c * y for y in range(height) for x in range(width)}
    new_y = {(x, y): b * x + d * y for y in range(height) for x in range(width)}

    laid = Turn.of(matrix).of_pixels(pixels)

    for (x, y), across in new_x.items():
        down = new_y[x, y] - min(new_y.values())
        assert np.array_equal(laid[down, across - min(new_x.values())], pixels[y, x])
    assert Turn.of(matrix).mirrored == (a * d - b * c < 0)


def test_a_matrix_that_makes_a_line_of_the_picture_turns_nothing() -> None:
    assert Turn.of([0, 0, 0, 0]) == AS_IT_IS
    assert Turn.of([1, 1, 1, 1]) == AS_IT_IS


def test_uneven_times_are_kept_and_remarked_upon(tmp_path: Path) -> None:
    """A phone in dim light: frames at 0, 33, 67, 133, 167, 267 ms and so on."""
    times = [0, 1 / 30, 2 / 30, 4 / 30, 5 / 30, 8 / 30, 9 / 30, 10 / 30, 13 / 30, 14 / 30]
    path = make_video(tmp_path / "set.mp4", times_s=times, rate=30)

    frames, facts, remarks = looked_at(path)

    assert [frame.time_s for frame in frames] == pytest.approx(times, abs=1e-3)
    assert remarks == (VideoRemark(VideoRemarkKind.TIMES_UNEVEN, count=3),)
    assert facts.seconds == pytest.approx(14 / 30 + 1 / 30, abs=1e-3)


def test_times_count_from_the_first_frame(tmp_path: Path) -> None:
    """A film whose first frame is shown after three seconds."""
    path = make_video(tmp_path / "set.mkv", times_s=[3 + number / 25 for number in range(5)], frames=5)

    assert [frame.time_s for frame in looked_at(path)[0]] == pytest.approx([0, 0.04, 0.08, 0.12, 0.16], abs=2e-3)


@pytest.mark.parametrize(("rate", "kept", "every"), [(60, 24, 1), (120, 12, 2), (240, 6, 4)])
def test_of_slow_motion_so_many_frames_are_looked_at_as_a_pose_needs(
    tmp_path: Path, rate: int, kept: int, every: int
) -> None:
    """24 frames: of 120 a second every other one is left, of 240 every fourth, each with its own time."""
    path = make_video(tmp_path / "set.mp4", rate=rate, frames=24, size=(64, 48))

    frames, facts, remarks = looked_at(path)

    assert [frame.time_s for frame in frames] == pytest.approx([n * every / rate for n in range(kept)], abs=1e-3)
    passed = (VideoRemark(VideoRemarkKind.FRAMES_PASSED_OVER, count=24 - kept),)
    assert remarks == (passed if every > 1 else ())
    assert facts.frames == kept


def test_the_frames_to_expect_are_known_before_the_first(tmp_path: Path) -> None:
    path = make_video(tmp_path / "set.mp4", rate=120, frames=24, size=(64, 48))

    with open_video(path) as video:
        assert video.expected_frames == 12
        assert video.facts_so_far().frames == 0


def test_a_video_may_be_closed_before_its_end(tmp_path: Path) -> None:
    """A film of 300 frames of which one is looked at: its process does not outlive the ``with``."""
    path = make_video(tmp_path / "set.mp4", frames=300, still=True)

    with open_video(path) as video:
        next(iter(video))
        process = video._child._process
    assert process.returncode is not None


def test_a_process_that_is_killed_ends_the_video_early_and_says_so(tmp_path: Path) -> None:
    """As the system does when memory runs out. More than the few frames that were waiting are missing."""
    path = make_video(tmp_path / "set.mp4", frames=300, still=True, size=(640, 480))

    with open_video(path) as video:
        frames = iter(video)
        next(frames)
        video._child._process.kill()
        rest = list(frames)

    assert len(rest) < 100
    assert [remark.kind for remark in video.remarks] == [VideoRemarkKind.CUT_SHORT]
    assert video.facts.frames == 1 + len(rest)


@pytest.mark.skipif(not LINUX, reason="only Linux filters system calls")
def test_the_decoding_process_is_confined_to_what_it_has_open(tmp_path: Path) -> None:
    pytest.importorskip("pyseccomp", exc_type=(ImportError, RuntimeError))  # type: ignore[arg-type]
    path = make_video(tmp_path / "set.mp4", frames=2)

    assert looked_at(path)[1].confinement is Confinement.SYSTEM_CALLS


_TRIES = """
import ctypes, json, mmap, os, socket, threading
from lumbar.vision.confinement import Limits, confine
memory = mmap.mmap
library = ctypes.CDLL(None, use_errno=True)
def anywhere(): open("/etc/passwd").close()
def connected(): socket.socket().close()
def doubled():
    if os.fork() == 0: os._exit(0)
def replaced(): os.execv("/bin/true", ["true"])
def executable(): memory(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC).close()
def killed(): os.kill(os.getppid(), 0)
def removed(): os.unlink("/nowhere/at/all")
def threaded():
    one = threading.Thread(target=lambda: None); one.start(); one.join()
threaded()
how = confine(Limits(memory_bytes=2_000_000_000, cpu_s=10, file_bytes=0))
met = {}
for act in (anywhere, connected, doubled, replaced, executable, killed, removed, threaded):
    try: act(); met[act.__name__] = None
    except BaseException as problem: met[act.__name__] = getattr(problem, "errno", type(problem).__name__)
print(json.dumps([how, met]))
"""


@pytest.mark.skipif(not LINUX, reason="only Linux filters system calls")
def test_what_is_confined_can_start_a_thread_and_nothing_else() -> None:
    """A process that gives up its rights and then tries to use them: all is refused with EPERM (1), or EMFILE (24)."""
    pytest.importorskip("pyseccomp", exc_type=(ImportError, RuntimeError))  # type: ignore[arg-type]
    import json

    ended = subprocess.run([sys.executable, "-c", _TRIES], capture_output=True, check=True)
    how, met = json.loads(ended.stdout)

    assert how == "system_calls"
    assert met.pop("threaded") is None
    assert {name: errno for name, errno in met.items() if errno not in (1, 24)} == {}


def test_where_calls_cannot_be_filtered_no_file_can_be_opened_all_the_same() -> None:
    """The limits alone: there is no number left for another open file, and a written one may have no bytes."""
    resource = pytest.importorskip("resource", reason="Windows has no such limits")
    tries = (
        "import lumbar.vision.confinement as apart, sys\n"
        "apart._filter = lambda: None\n"
        "how = apart.confine(apart.Limits(memory_bytes=2_000_000_000, cpu_s=10, file_bytes=0))\n"
        "try: open(sys.executable)\n"
        "except OSError as problem: print(how, problem.errno)"
    )

    ended = subprocess.run([sys.executable, "-c", tries], capture_output=True, check=True, text=True)

    assert ended.stdout == "limits 24\n"
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 3, "the limits are the child's alone"


@pytest.mark.skipif(not can_make_a_namespace(), reason="bubblewrap is not installed")
def test_where_calls_cannot_be_filtered_bubblewrap_leaves_only_the_program_to_be_seen(tmp_path: Path) -> None:
    """The same film, decoded by a process for which the folder of the film does not exist."""
    path = make_video(tmp_path / "set.mp4", frames=2)
    apart = [*confinement._namespace(), sys.executable, "-P", "-c"]
    if subprocess.run([*apart, "pass"], capture_output=True, check=False).returncode != 0:
        pytest.skip("bubblewrap may not do its work here")

    looks = f"import os; print(os.path.exists({str(path)!r}), os.path.exists('/etc/passwd'))"
    assert subprocess.run([*apart, looks], capture_output=True, check=True, text=True).stdout == "False False\n"
    with path.open("rb") as film:
        process = start(decoder_child.__name__, ["mov", "64"], stdin=film, stdout=subprocess.PIPE, in_a_namespace=True)
        sent, _ = process.communicate(timeout=20)
    assert sent[:1] == b"H"
    assert sent.endswith(b'{"unreadable": 0, "passed_over": 0, "counted_times": 0, "cut": null}')


def message(kind: bytes, content: bytes, length: int | None = None) -> bytes:
    return HEAD.pack(kind, len(content) if length is None else length) + content


HELLO = message(b"H", b"system_calls")
FACTS = b'{"codec": "h264", "width": 64, "height": 48, "matrix": [1, 0, 0, 1], "fps": 25.0, "expected_frames": 2}'
ONE_FRAME = message(b"P", PICTURE.pack(0.0, 64, 48, 192) + bytes(192 * 48))


def in_its_place(sent: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts a program that sends these bytes, whatever was to be started."""
    speaks = "import sys, time; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read()); sys.stdout.flush()"
    speaks += "; 'runs on' in sys.argv[1] and time.sleep(60)"
    command = [sys.executable, "-S", "-c", speaks, str(sent)]
    return lambda *_, **__: subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0)


@pytest.mark.parametrize("allowed", [True, False], ids=["bubblewrap works", "bubblewrap may not"])
def test_the_decoder_that_is_replaced_has_ended_and_the_next_one_begins_at_the_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, allowed: bool
) -> None:
    """The first has only limits and has read the whole film before it says so."""
    path = make_video(tmp_path / "set.mp4", frames=2)
    reads = f"import os, sys, time; os.read(0, 1 << 20); os.write(1, {message(b'H', b'limits')!r}); time.sleep(60)"
    started: list[subprocess.Popen[bytes]] = []

    def starts(module: str, arguments: list[str], *, stdin: Any, stdout: int, in_a_namespace: bool) -> Any:  # as start
        assert all(each.poll() is not None for each in started)
        if not started:
            process = subprocess.Popen([sys.executable, "-S", "-c", reads], stdin=stdin, stdout=stdout, bufsize=0)
        elif in_a_namespace and not allowed:
            process = subprocess.Popen([sys.executable, "-S", "-c", "raise SystemExit(1)"], stdout=stdout, bufsize=0)
        else:
            process = start(module, arguments, stdin=stdin, stdout=stdout)
        started.append(process)
        return process

    monkeypatch.setattr(decoding, "start", starts)
    monkeypatch.setattr(decoding, "can_make_a_namespace", lambda: True)

    frames, _, remarks = looked_at(path)

    assert (len(frames), remarks) == (2, ())
    assert len(started) == (2 if allowed else 3)


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        HELLO,
        HELLO + b"F",
        HELLO + message(b"F", FACTS[:20]),
        HELLO + message(b"F", b"[" * 9_000),
        HELLO + message(b"F", b"", length=4_000_000_000),
        HELLO + message(b"F", FACTS.replace(b"64", b"1e999")),
        HELLO + message(b"F", FACTS.replace(b"64", b"-1")),
        HELLO + message(b"F", FACTS.replace(b"[1, 0, 0, 1]", b"[" + b"9" * 400 + b", 0, 0, 1]")),
        HELLO + message(b"F", FACTS.replace(b"[1, 0, 0, 1]", b"null")),
        HELLO + message(b"R", b'{"trouble": "our own", "detail": null}'),
        HELLO + message(b"X", b"{}"),
        HELLO + message(b"F", FACTS) + message(b"P", b"", length=4_000_000_000),
        HELLO + message(b"F", FACTS) + message(b"P", b"short"),
        HELLO + message(b"F", FACTS) + message(b"P", PICTURE.pack(0.0, 60_000, 60_000, 3) + bytes(12)),
        HELLO + message(b"F", FACTS) + message(b"P", PICTURE.pack(float("nan"), 64, 48, 192) + bytes(192 * 48)),
    ],
)
def test_a_decoder_that_was_taken_over_can_say_nothing_that_does_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    """In the decoder's place runs a program that sends what was not agreed upon."""
    (tmp_path / "sent").write_bytes(sent)
    path = make_video(tmp_path / "set.mp4", frames=1, size=(32, 32))
    monkeypatch.setattr(decoding, "start", in_its_place(tmp_path / "sent"))
    monkeypatch.setattr(decoding, "can_make_a_namespace", lambda: False)

    with pytest.raises(UnusableInput) as refused:
        looked_at(path)
    assert refused.value.met == VideoTrouble.DAMAGED


def test_a_decoder_that_runs_on_after_it_was_found_out_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that four gigabytes follow, and waits."""
    (tmp_path / "runs on").write_bytes(HELLO + message(b"F", b"", length=4_000_000_000))
    path = make_video(tmp_path / "set.mp4", frames=1, size=(32, 32))
    monkeypatch.setattr(decoding, "start", in_its_place(tmp_path / "runs on"))
    monkeypatch.setattr(decoding, "_FAREWELL_S", 0.1)

    with pytest.raises(UnusableInput) as refused:
        looked_at(path)
    assert refused.value.met == VideoTrouble.DAMAGED


def test_a_decoder_that_says_nothing_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says hello, and waits."""
    (tmp_path / "runs on").write_bytes(HELLO)
    path = make_video(tmp_path / "set.mp4", frames=1, size=(32, 32))
    monkeypatch.setattr(decoding, "start", in_its_place(tmp_path / "runs on"))
    monkeypatch.setattr(decoding, "_PATIENCE_S", 1.0)

    with pytest.raises(UnusableInput) as refused:
        looked_at(path)
    assert refused.value.met == VideoTrouble.NO_END


def test_what_is_wrong_after_the_first_frame_ends_the_video_there_and_in_letters_that_do_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A frame, and then a refusal with a terminal's own commands in it."""
    refusal = message(b"R", b'{"trouble": "damaged", "detail": "\\u001b[2J gone"}')
    (tmp_path / "sent").write_bytes(HELLO + message(b"F", FACTS) + ONE_FRAME + refusal)
    path = make_video(tmp_path / "set.mp4", frames=1, size=(32, 32))
    monkeypatch.setattr(decoding, "start", in_its_place(tmp_path / "sent"))

    frames, _, remarks = looked_at(path)

    assert len(frames) == 1
    assert remarks == (VideoRemark(VideoRemarkKind.CUT_SHORT, met="?[2J gone", at_s=0.0),)
