"""Times looking at a film, whole: decoding, following the person, landmarks and mask; beside mediapipe in one run.

    python -m benchmarks.video_loop VIDEO [--peer-python PYTHON] [--rounds 3] [--minute]

Each round runs in a process of its own: ours from opening the file to the last pose, mediapipe's (full model, with
mask, decoded by OpenCV as its examples do) from the first frame on with its models loaded, and the landmark model alone
on a picture that stays the same. They take turns, so that a machine that is busy is busy for all of them. The
milliseconds of work a frame are of all processors together: where others are at work too, they say more than frames a
second. ``--minute`` times ours alone on a minute of 1920 x 1080 at 30 frames a second, made by playing the film over
and over.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import numpy as np

PEER = Path(__file__).parent.parent / "validation" / "landmark_parity_peer.py"
LOOKS = 200
"""Of the landmark model alone."""
Told = dict[str, float]
MINUTE = (1920, 1080, 30, 1800)


def main(video: Path, weights: Path | None, peer_python: Path | None, rounds: int) -> None:
    ours: list[Told] = []
    peer: list[Told] = []
    alone: list[float] = []
    for _ in range(rounds):
        ours.append(apart("ours", video, weights))
        if peer_python is not None:
            peer.append(peers(video, peer_python))
        alone.append(apart("model", video, weights)["rate"])
        show(ours[-1], alone[-1], peer[-1] if peer else None)
    print("median:")
    show(middle_of(ours), median(alone), middle_of(peer) if peer else None)


def show(ours: Told, alone: float, peer: Told | None) -> None:
    print(
        f"ours {ours['rate']:6.1f} frames/s, {ours['work_ms']:5.1f} ms of work a frame, "
        f"memory {ours['own_mib']:.0f} + {ours['child_mib']:.0f} MiB",
        f"model alone {alone:6.1f}, share {ours['rate'] / alone:.2f}",
        ""
        if peer is None
        else f"mediapipe {peer['rate']:6.1f} frames/s, {peer['work_ms']:5.1f} ms; "
        f"ratio {ours['rate'] / peer['rate']:.2f}, of work {peer['work_ms'] / ours['work_ms']:.2f}",
        f"load {os.getloadavg()[0]:.1f}",
        sep="  | ",
    )


def middle_of(rounds: list[Told]) -> Told:
    return {name: median(one[name] for one in rounds) for name in rounds[0]}


def apart(what: str, video: Path, weights: Path | None) -> Told:
    """What one round of ours says, from a process of its own."""
    command = [sys.executable, "-m", "benchmarks.video_loop", str(video), "--round", what]
    if weights is not None:
        command += ["--weights", str(weights)]
    told: Told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    return told


def peers(video: Path, peer_python: Path) -> Told:
    """The same of mediapipe."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.txt"
        subprocess.run([peer_python, PEER, "--loop", video, "640", told], check=True, capture_output=True)
        frames, seconds, worked = map(float, told.read_text(encoding="utf-8").split())
    return {"rate": frames / seconds, "work_ms": worked / frames * 1000}


def one_round(what: str, video: Path, weights: Path | None) -> Told:
    """Frames a second and the most memory that this process and its decoder took."""
    from lumbar.vision.looking import look_at
    from lumbar.vision.weights import find_weights

    found = find_weights(weights)
    if what == "model":
        return {"rate": model_rate(found.landmarks)}
    before = sum(os.times()[:4])
    reading = look_at(video, found)
    worked = sum(os.times()[:4]) - before
    if reading.speed is None:
        raise SystemExit("The film has no frames.")
    own, child = most_memory_mib()
    return {
        "rate": reading.speed.frames_per_second,
        "work_ms": worked / reading.facts.frames * 1000,
        "own_mib": own,
        "child_mib": child,
        "seconds": reading.facts.frames / reading.speed.frames_per_second,
        "frames": reading.facts.frames,
        "seen": float(reading.pose.seen.mean()),
    }


def model_rate(weights: Path) -> float:
    """Looks a second of the landmark model alone."""
    from lumbar.vision.blazepose import LANDMARK_SIDE, LandmarkModel

    model = LandmarkModel(weights, threads=2)
    square = np.full((LANDMARK_SIDE, LANDMARK_SIDE, 3), 128, np.uint8)
    model.look(square)
    began = time.perf_counter()
    for _ in range(LOOKS):
        model.look(square)
    return LOOKS / (time.perf_counter() - began)


def most_memory_mib() -> tuple[float, float]:
    """Of this process and of the greatest of those that it started; nothing on Windows, which does not say."""
    try:
        import resource
    except ImportError:
        return float("nan"), float("nan")
    unit = 2**20 if sys.platform == "darwin" else 2**10
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    own, child = (resource.getrusage(each).ru_maxrss / unit for each in who)
    status = Path("/proc/self/status")
    if status.exists():  # Linux counts what the process that started this one took, but not here
        peak = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        own = int(peak.split()[1]) / 2**10
    return own, child


def a_minute(video: Path, weights: Path | None) -> None:
    """How long a minute of 1080p takes."""
    with tempfile.TemporaryDirectory() as folder:
        minute = Path(folder) / "minute.mp4"
        make_a_minute(video, minute)
        told = apart("ours", minute, weights)
        print(
            f"{told['frames']} frames of 1920 x 1080: {told['seconds']:.1f} s, somebody seen in {told['seen']:.0%}, "
            f"memory {told['own_mib']:.0f} + {told['child_mib']:.0f} MiB, load {os.getloadavg()[0]:.1f}"
        )


def make_a_minute(video: Path, out: Path) -> None:
    from PIL import Image

    from lumbar.vision.decoding import open_video
    from lumbar.vision.encoding import VideoWriter

    width, height, rate, frames = MINUTE
    with open_video(video, longest_side=1280) as opened:
        pictures = [frame.pixels for frame in opened]
    there_and_back = cycle([*pictures, *pictures[::-1]])  # without a cut where it begins anew
    with VideoWriter(out, width, height, rate) as film:
        for place, pixels in enumerate(islice(there_and_back, frames)):
            film.add(np.asarray(Image.fromarray(pixels).resize((width, height))), place / rate)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("video", type=Path)
    parser.add_argument("--weights", type=Path, help="folder of the two models (default: where set-up puts them)")
    parser.add_argument("--peer-python", type=Path, help="an interpreter with mediapipe 0.10.21")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--minute", action="store_true")
    parser.add_argument("--round", choices=["ours", "model"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.round:
        print(json.dumps(one_round(arguments.round, arguments.video, arguments.weights)))
    elif arguments.minute:
        a_minute(arguments.video, arguments.weights)
    else:
        main(arguments.video, arguments.weights, arguments.peer_python, arguments.rounds)
