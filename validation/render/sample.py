"""Write a made clip and its truth: the demo's lifter, or one drawn from a seed.

    python -m validation.render.sample --out FOLDER [--seed N] [--kind deadlift] [--enrolment]

Writes ``made-lifter.mp4`` and ``made-lifter.json``. Needs no network once the body data is in the cache.
"""

from __future__ import annotations

import argparse
import json
from fractions import Fraction
from pathlib import Path

import numpy as np
from validation.render.body import BodyData, BodyMix
from validation.render.camera import CameraSpec
from validation.render.clip import ClipSpec, Truth, draw_spec, render, truth_of
from validation.render.clothes import Outfit
from validation.render.fetch import body_folder
from validation.render.movements import Kind, Load, Movement
from validation.render.painter import Light
from validation.render.scene import Film, Room
from validation.render.timing import Rounding, Tempo


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--kind", type=Kind, choices=list(Kind))
    parser.add_argument("--enrolment", action="store_true")
    parser.add_argument("--crf", type=int, default=30, help="coarser and smaller the higher")
    asked = parser.parse_args()
    folder = body_folder()
    if folder is None:
        parser.error("LUMBAR_BODY_DATA names a folder without 3dobjs/base.obj")
    drawn = asked.seed is not None
    spec = draw_spec(asked.seed, kind=asked.kind, enrolment=asked.enrolment) if drawn else demo_spec()
    asked.out.mkdir(parents=True, exist_ok=True)
    data = BodyData(folder)
    write_clip(spec, data, asked.out / "made-lifter.mp4", asked.crf)
    truth = json.dumps(as_json(spec, truth_of(spec, data)), separators=(",", ":"))
    (asked.out / "made-lifter.json").write_text(truth + "\n", "utf-8")
    print(f"{asked.out / 'made-lifter.mp4'}: {(asked.out / 'made-lifter.mp4').stat().st_size} bytes")


def demo_spec() -> ClipSpec:
    """Five Romanian deadlifts with a light bar from the side; the back rounds in the last two.

    Large plates would hide the legs, and the pose model then takes the hands for the hips.
    """
    movement = Movement(
        kind=Kind.HINGE,
        load=Load.BAR,
        tempo=Tempo(lead=0.6, down=1.0, bottom=0.15, up=0.95, top=0.25, tail=0.3, start_at_bottom=False),
        rounding=Rounding(
            peaks=(4.0, 5.0, 7.0, 26.0, 34.0),
            power=1.2,
            lag_s=0.0,
            standing=0.0,
            thoracic=6.0,
            thoracic_standing=2.0,
            compensation=0.5,
            shares=(0.2, 0.25, 0.22, 0.18, 0.15),
        ),
        depths=(1.0, 1.0, 1.0, 1.0, 1.0),
        lean_deg=64.0,
        knee_deg=18.0,
        stand_lean_deg=1.0,
        stance=1.0,
        flare_deg=6.0,
        head_follow=0.72,
        grip_wider_m=0.03,
        balance_m=0.0,
        load_share=0.6,
        plate_m=0.11,
        elbow_bend=0.0,
        sway=0.6,
        sway_seed=5,
    )
    black = (0.02, 0.02, 0.025)
    return ClipSpec(
        seed=1,
        enrolment=False,
        body=BodyMix(0.97, 0.56, 0.72, 0.5, 0.5, 0.75, 0.6, 0.2, 0.5, 0.5, 0.6, 1.0),
        outfit=Outfit(
            skin=(0.55, 0.34, 0.25), hair=(0.05, 0.03, 0.02), hair_style=1, hem=-0.02,
            shirt=(0.10, 0.24, 0.42), shirt_other=(0.6, 0.6, 0.6), shirt_pattern=0, pattern_m=0.1, sleeve=0.5,
            shirt_off_m=0.004, baggy=0.15, leg=black, leg_other=black, leg_length=0.85, leg_off_m=0.006, waist=0.15,
            belt=None, shoe=(0.5, 0.5, 0.5), sole=(0.7, 0.7, 0.7), sock=(0.6, 0.6, 0.6), sock_length=0.35, fold_m=0.002,
            seed=3,
        ),
        movement=movement,
        camera=CameraSpec(
            azimuth_deg=4.0, from_left=False, height_m=0.85, distance_m=2.6, view_deg=60.0, roll_deg=0.0, aim_x=0.0,
            aim_y=0.0, crop=0.88, shake_deg=0.0, width=640, height=360, fps=25.0,
        ),
        light=Light((0.35, 0.85, 0.45), (0.75, 0.72, 0.68), (0.72, 0.74, 0.78), (0.42, 0.41, 0.40)),
        room=Room(
            floor=(0.10, 0.10, 0.11), floor_other=(0.30, 0.21, 0.13), floor_pattern=4, wall=(0.62, 0.62, 0.58),
            wall_other=(0.42, 0.42, 0.41), wall_pattern=2, half_size=(2.2, 3.6), tall_m=2.9, boxes=0, posts=False,
            other_person=False, plate=(0.03, 0.03, 0.033), plate_thick_m=0.035, plates=1, bar=(0.4, 0.4, 0.4),
            shadow=0.4, seed=21,
        ),
        film=Film(gain=(1.0, 1.0, 1.0), contrast=1.0, blur_px=0.6, noise=0.0, jpeg=None, vignette=0.0),
    )  # fmt: skip


def write_clip(spec: ClipSpec, data: BodyData, path: Path, crf: int) -> None:
    """As H.264 in an mp4."""
    import av

    with av.open(str(path), "w", options={"movflags": "+faststart"}) as out:
        stream = out.add_stream("libx264", rate=Fraction(spec.camera.fps).limit_denominator(1000))
        stream.width, stream.height, stream.pix_fmt = spec.camera.width, spec.camera.height, "yuv420p"
        stream.options = {"crf": str(crf), "preset": "veryslow", "tune": "animation"}
        stream.codec_context.thread_count = 1
        for picture, *_ in render(spec, data):
            out.mux(stream.encode(av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")))
        out.mux(stream.encode())


def as_json(spec: ClipSpec, truth: Truth) -> dict[str, object]:
    """The truth in plain words, rounded to what means something."""

    def plain(values: np.typing.NDArray[np.float64], digits: int) -> object:
        return np.round(values, digits).tolist()

    return {
        "made": "by validation/render from the CC0 MakeHuman base mesh; nobody was filmed",
        "exercise": spec.movement.kind.value,
        "width": spec.camera.width,
        "height": spec.camera.height,
        "frames_per_second": spec.camera.fps,
        "peak_lumbar_deg": plain(np.array(truth.peak_lumbar_deg), 1),
        "time_s": plain(truth.time_s, 3),
        "repetition": truth.repetition.tolist(),
        "trunk_inclination_deg": plain(truth.trunk_inclination_deg, 1),
        "hip_deg": plain(truth.hip_deg, 1),
        "knee_deg": plain(truth.knee_deg, 1),
        "ankle_deg": plain(truth.ankle_deg, 1),
        "lumbar_deg": plain(truth.lumbar_deg, 1),
        "thoracic_deg": plain(truth.thoracic_deg, 1),
        "joints_px": {name: plain(where, 1) for name, where in truth.joints_px.items()},
    }


if __name__ == "__main__":
    main()
