"""Makes the examples: draws a lifter, films and follows them as a phone video is followed, and keeps what was seen.

    python -m validation.lumbar.gather FOLDER --from 0 --to 1000 [--every 2]

A clip gives one file ``SEED.npz``: the outline in the square about the trunk, the landmarks, and the truth
of each frame. Seeds below 800,000 are for training, those up to
899,999 for setting constants, and those from 900,000 on are held out: for assessing and nothing else. With a step of
more than one frame each is looked at afresh, as following over a gap looks where somebody was.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from validation.render.body import BodyData
from validation.render.clip import ClipSpec, Truth, draw_spec, render, truth_of
from validation.render.fetch import body_folder
from validation.render.movements import Kind

from lumbar.core.motion.trunk_square import TrunkSquares, pixel_centres
from lumbar.vision.tracking import PoseTracker
from lumbar.vision.weights import find_weights

HELD_OUT_FROM = 900_000
READ_KINDS = (Kind.HINGE, Kind.DEADLIFT, Kind.SQUAT, Kind.GOOD_MORNING, Kind.ROW, Kind.SIT_TO_STAND)


def gather(spec: ClipSpec, tracker: PoseTracker, body: BodyData, every: int, most: int | None) -> dict[str, Any]:
    """What is kept of one clip; frames in which nobody was seen are left out."""
    truth = truth_of(spec, body)
    tracker.forget()
    squares = TrunkSquares()
    kept: dict[str, list[Any]] = {name: [] for name in ("mask", "landmarks", "sure", "depth", "crop", "frame")}
    frames = range(0, len(truth.time_s), every)[:most]
    for frame, (pixels, *_) in zip(frames, islice(render(spec, body, every=every), most), strict=True):
        if every > 1:
            tracker.forget()  # following over a gap looks where somebody was, and takes hands for hips
        person = tracker.look(pixels, step_s=every / truth_rate(truth))
        if person is None:
            continue
        crop = squares.of(person.position, float(truth.time_s[frame]))
        if crop is None:
            continue
        mask = person.mask.at(crop.in_frame(pixel_centres()))
        kept["mask"].append(np.round(mask * 255).astype(np.uint8))
        kept["landmarks"].append(person.position.astype(np.float32))
        kept["sure"].append(person.visibility.astype(np.float32))
        kept["depth"].append(person.depth.astype(np.float32))
        kept["crop"].append((crop.centre_x, crop.centre_y, crop.side, crop.turn_rad))
        kept["frame"].append(frame)
    shown = {name: np.asarray(values) for name, values in kept.items()}
    return {**shown, "looked_at": np.asarray(len(frames)), **_truth_of_frames(truth, shown["frame"])}


def truth_rate(truth: Truth) -> float:
    """Frames a second."""
    return float(1 / np.median(np.diff(truth.time_s)))


def _body_folder() -> Path:
    folder = body_folder()
    if folder is None:
        raise SystemExit("the body's data could not be fetched; the lines above say why")
    return folder


def _truth_of_frames(truth: Truth, frames: NDArray[Any]) -> dict[str, NDArray[Any]]:
    chosen = frames.astype(int)
    angles = ("time_s", "trunk_inclination_deg", "hip_deg", "knee_deg", "ankle_deg", "lumbar_deg", "thoracic_deg")
    told = {f"true_{name}": np.asarray(getattr(truth, name))[chosen] for name in angles}
    joints = {f"joint_{name}": np.asarray(place)[chosen].astype(np.float32) for name, place in truth.joints_px.items()}
    return {**told, **joints}


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--from", dest="first", type=int, required=True)
    parser.add_argument("--to", dest="past", type=int, required=True)
    parser.add_argument("--every", type=int, default=2)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--most", type=int, help="frames of a clip")
    parser.add_argument("--only-read", action="store_true", help="lifts in which the lower back is read, and no others")
    parser.add_argument("--enrolment", action="store_true", help="the slow unloaded hinge of the same lifters")
    chosen = parser.parse_args()
    seeds = range(chosen.first, chosen.past, chosen.step)
    how = {"enrolment": chosen.enrolment, "only_read": chosen.only_read}
    raise SystemExit(run(chosen.folder, seeds, chosen.every, chosen.most, **how))


def run(folder: Path, seeds: range, every: int, most: int | None, *, enrolment: bool, only_read: bool) -> int:
    """Makes the clips that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    tracker, body = PoseTracker(find_weights(), threads=1), BodyData(_body_folder())
    for seed in seeds:
        target = folder / f"{seed}.npz"
        spec = draw_spec(seed, enrolment=enrolment)
        if target.exists() or (only_read and draw_spec(seed).movement.kind not in READ_KINDS):
            continue
        found = gather(spec, tracker, body, every, most)
        if not len(found["frame"]):
            print(f"{seed}: nobody was seen", flush=True)
        made = folder / f".{seed}.npz"
        np.savez(made, SPEC=np.asarray(json.dumps(asdict(spec), default=str)), **found)
        made.rename(target)
        print(f"{seed}: {len(found['frame'])} of {found['looked_at']} frames", flush=True)
    return 0


if __name__ == "__main__":
    main()
