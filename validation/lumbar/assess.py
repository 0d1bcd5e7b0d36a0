"""Holds what is told of made lifters that were never trained on against what is so, through the product's own path.

    python -m validation.lumbar.assess HELD_OUT [--hinges FOLDER] [--markdown FILE]

HELD_OUT is a folder that ``gather`` made of seeds from 900,000 on; ``--hinges`` one of the same seeds with
``--enrolment``. Told are: the angles by view; the change of the lower back by frame and by repetition; how well rounded
is told from unbent; and tables by view, clothes, plates and size of the picture.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from lumbar.core.motion.lumbar import BackShape, WhyNoShape
from lumbar.core.motion.pose import LANDMARKS, PersonMask, PoseSeries, SquareCrop
from lumbar.core.motion.trunk_square import TrunkPicture
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.knowledge.joint_correction import load_joint_correction
from lumbar.knowledge.lumbar_readout import load_readout
from lumbar.usecases.form_from_video import FormFromVideo, form_from_video
from lumbar.usecases.video_reading import Confinement, VideoFacts, VideoReading

LIFT_OF: Final = {
    "hinge": "romanian_deadlift",
    "deadlift": "deadlift",
    "squat": "squat",
    "good_morning": "good_morning",
    "row": "row",
    "sit_to_stand": "sit_to_stand",
}
ROUNDED, UNBENT, ARCHED, LEVEL = 20.0, 10.0, -15.0, 5.0
"""Degrees of true change: what counts as rounded, as not rounded, as arched and as not arched."""


@dataclass(frozen=True)
class Held:
    """One clip as the product would see it, and its truth."""

    seed: int
    spec: dict[str, Any]
    reading: VideoReading
    true: dict[str, NDArray[np.float64]]
    """(frames,) each, NaN where nobody was seen."""

    @property
    def off_side_deg(self) -> float:
        return abs(float(self.spec["camera"]["azimuth_deg"]))


class _Kept:
    """Squares and outlines that were kept, as the ports ask for them."""

    def __init__(self, file: Any, frames: NDArray[np.intp]) -> None:
        self._place = {frame: number for number, frame in enumerate(frames.tolist())}
        self._crops = [SquareCrop(*map(float, each)) for each in file["crop"]]
        self._grey, self._mask = file["grey"], file["mask"]

    def picture(self, frame: int) -> TrunkPicture | None:
        number = self._place.get(frame)
        return None if number is None else TrunkPicture(self._grey[number], self._crops[number])

    def mask(self, frame: int) -> PersonMask | None:
        number = self._place.get(frame)
        if number is None:
            return None
        return PersonMask((self._mask[number] / 255).astype(np.float32), self._crops[number])


@dataclass(frozen=True)
class _Port:
    at: Callable[[int], Any]


def load(path: Path) -> Held:
    """A clip that ``gather`` kept."""
    with np.load(path) as file:
        held = {name: file[name] for name in file.files}
    spec = json.loads(str(held["SPEC"]))
    step = int(np.gcd.reduce(held["frame"])) if len(held["frame"]) > 1 else 1
    looked, frames = int(held["looked_at"]), (held["frame"] // max(step, 1)).astype(np.intp)
    fps, camera = float(spec["camera"]["fps"]) / max(step, 1), spec["camera"]
    shape = (looked, len(LANDMARKS))
    position, depth, sure = np.full((*shape, 2), np.nan), np.full(shape, np.nan), np.zeros(shape)
    position[frames], depth[frames], sure[frames] = held["landmarks"], held["depth"], held["sure"]
    pose = PoseSeries(np.arange(looked) / fps, position, depth, sure, int(camera["width"]), int(camera["height"]))
    true: dict[str, NDArray[np.float64]] = {}
    for name, values in held.items():
        if name.startswith("true_"):
            true[name.removeprefix("true_")] = np.full(looked, np.nan)
            true[name.removeprefix("true_")][frames] = values
    kept = _Kept(held, frames)
    facts = VideoFacts(
        str(path), "made", "made", pose.width, pose.height, 0, fps, looked, looked / fps, Confinement.LIMITS
    )
    reading = VideoReading(facts, pose, _Port(kept.mask), (), None, _Port(kept.picture))
    return Held(int(path.stem), spec, reading, true)


@dataclass(frozen=True)
class Told:
    """One repetition: what was told, and what is so."""

    held: Held
    change_deg: float | None
    spread_deg: float | None
    uncertainty_deg: float | None
    shape: BackShape
    why: WhyNoShape | None
    true_deg: float
    frame_errors: NDArray[np.float64]
    """Of each frame that was read, change told less true change."""


def told_of(held: Held, form: FormFromVideo) -> list[Told]:
    """The repetitions of a clip that are in the truth too."""
    lumbar = held.true["lumbar_deg"]
    own = (
        float(np.nanmedian(lumbar[held.true["depth"] < 0.02]))
        if "depth" in held.true
        else float(np.nanmin(np.abs(lumbar[:5])))
    )
    found = []
    for filmed, readings in zip(form.repetitions, form.back.readings or [None] * 99, strict=False):
        back = filmed.back
        if readings is None or not len(readings):
            part = slice(filmed.repetition.rest_before, filmed.repetition.rest_after + 1)
            at = int(np.nanargmax(held.true["hip_deg"][part])) if np.isfinite(held.true["hip_deg"][part]).any() else 0
            found.append(Told(held, None, None, None, back.shape, back.why, float(lumbar[part][at] - own), np.zeros(0)))
            continue
        true = lumbar[readings.frame] - own
        errors = np.zeros(0)
        if form.back.neutral is not None:
            change = np.array(
                [
                    bent - form.back.neutral.at(hip)
                    for bent, hip in zip(readings.flexion_deg, readings.hip_deg, strict=True)
                ]
            )
            errors = change - true
        spread = float(np.sqrt(np.mean(readings.spread_deg**2)))
        found.append(
            Told(
                held, back.change_deg, spread, back.uncertainty_deg, back.shape, back.why, float(np.mean(true)), errors
            )
        )
    return found


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """How often one of the first is above one of the second; ties count half."""
    if not len(positive) or not len(negative):
        return float("nan")
    one, other = np.asarray(positive)[:, None], np.asarray(negative)[None]
    return float((one > other).mean() + 0.5 * (one == other).mean())


def figures(told: Iterable[Told]) -> dict[str, float]:
    """The measures of some repetitions."""
    told = list(told)
    known = [each for each in told if each.change_deg is not None]
    errors = np.concatenate([each.frame_errors for each in known]) if known else np.zeros(0)
    by_rep = np.array([each.change_deg - each.true_deg for each in known if each.change_deg is not None])
    rounded = [each for each in told if each.true_deg >= ROUNDED]
    unbent = [each for each in told if abs(each.true_deg) < UNBENT]
    not_rounded = [each for each in told if each.true_deg < UNBENT]
    answered = [each for each in [*rounded, *not_rounded] if each.shape is not BackShape.CANNOT_TELL]
    said = lambda some, shape: [each for each in some if each.shape is shape]  # noqa: E731
    told_rounded = [each for each in rounded if each.shape is not BackShape.CANNOT_TELL]
    told_not = [each for each in not_rounded if each.shape is not BackShape.CANNOT_TELL]
    within = [
        abs(each.change_deg - each.true_deg) <= each.uncertainty_deg
        for each in known
        if each.change_deg is not None and each.uncertainty_deg
    ]
    return {
        "repetitions": len(told),
        "frame MAE": float(np.abs(errors).mean()) if len(errors) else float("nan"),
        "repetition MAE": float(np.abs(by_rep).mean()) if len(by_rep) else float("nan"),
        "bias": float(by_rep.mean()) if len(by_rep) else float("nan"),
        "r": float(np.corrcoef([e.change_deg for e in known], [e.true_deg for e in known])[0, 1])
        if len(known) > 2
        else float("nan"),
        "AUC": auc(
            [e.change_deg for e in rounded if e.change_deg is not None],
            [e.change_deg for e in not_rounded if e.change_deg is not None],
        ),
        "rounded": len(rounded),
        "not rounded": len(not_rounded),
        "sensitivity": len(said(rounded, BackShape.ROUNDED)) / len(told_rounded) if told_rounded else float("nan"),
        "specificity": 1 - len(said(not_rounded, BackShape.ROUNDED)) / len(told_not) if told_not else float("nan"),
        "coverage": len(answered) / max(1, len(rounded) + len(not_rounded)),
        "rounded told": len(told_rounded) / max(1, len(rounded)),
        "within ±": float(np.mean(within)) if within else float("nan"),
        "unbent": len(unbent),
    }


def angle_errors(held: Held, form: FormFromVideo) -> dict[str, NDArray[np.float64]]:
    """Of every frame in which an angle was told, told less true."""
    angles = form.form.angles
    return {
        "trunk": angles.trunk_inclination_deg - held.true["trunk_inclination_deg"],
        "hip": angles.hip_deg - held.true["hip_deg"],
        "knee": angles.knee_deg - held.true["knee_deg"],
    }


VIEWS: Final = ((0, 7), (7, 15), (15, 25), (25, 45))


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hinges", type=Path)
    chosen = parser.parse_args()
    catalogue, networks, correction = load_catalogue(), load_readout(), load_joint_correction()
    told: list[Told] = []
    angles: list[tuple[float, dict[str, NDArray[np.float64]]]] = []
    for path in sorted(chosen.folder.glob("[0-9]*.npz")):
        held = load(path)
        hinge = None
        if chosen.hinges is not None and (chosen.hinges / path.name).exists():
            hinge = load(chosen.hinges / path.name).reading
        form = form_from_video(
            held.reading,
            hinge=hinge,
            exercise=LIFT_OF[held.spec["movement"]["kind"]],
            catalogue=catalogue,
            networks=networks,
            correction=correction,
        )
        told += told_of(held, form)
        angles.append((held.off_side_deg, angle_errors(held, form)))
    _print_angles(angles)
    _print_lumbar(told)


def _print_angles(angles: list[tuple[float, dict[str, NDArray[np.float64]]]]) -> None:
    print("\n| camera off the side | clips | trunk | hip | knee |\n| --- | --- | --- | --- | --- |")
    for low, high in VIEWS:
        some = [errors for off, errors in angles if low <= off < high]
        if not some:
            continue
        means = []
        for name in ("trunk", "hip", "knee"):
            values = np.abs(np.concatenate([errors[name] for errors in some]))
            seen = np.isfinite(values)
            means.append(
                f"{values[seen].mean():.1f} (median {np.median(values[seen]):.1f}, told {seen.mean():.0%})"
                if seen.any()
                else "-"
            )
        print(f"| {low} to {high}° | {len(some)} | {' | '.join(means)} |")


def _print_lumbar(told: list[Told]) -> None:
    groups: list[tuple[str, Callable[[Told], bool]]] = [
        *(
            (f"{low} to {high}° off the side", lambda each, low=low, high=high: low <= each.held.off_side_deg < high)
            for low, high in VIEWS
        ),
        ("within 15°", lambda each: each.held.off_side_deg < 15),
        ("within 25°", lambda each: each.held.off_side_deg < 25),
        *(
            (
                f"within 25°, {kind}",
                lambda each, kind=kind: each.held.off_side_deg < 25 and each.held.spec["movement"]["kind"] == kind,
            )
            for kind in LIFT_OF
        ),
        (
            "within 25°, shirt close",
            lambda each: each.held.off_side_deg < 25 and each.held.spec["outfit"]["shirt_off_m"] < 0.008,
        ),
        (
            "within 25°, shirt wide",
            lambda each: each.held.off_side_deg < 25 and each.held.spec["outfit"]["shirt_off_m"] >= 0.008,
        ),
        (
            "within 25°, bar with plates",
            lambda each: each.held.off_side_deg < 25 and each.held.spec["movement"]["load"] == "bar",
        ),
        (
            "within 25°, no bar",
            lambda each: each.held.off_side_deg < 25 and each.held.spec["movement"]["load"] != "bar",
        ),
        (
            "within 25°, picture up to 640",
            lambda each: (
                each.held.off_side_deg < 25 and max(each.held.reading.pose.width, each.held.reading.pose.height) <= 640
            ),
        ),
        (
            "within 25°, picture above 640",
            lambda each: (
                each.held.off_side_deg < 25 and max(each.held.reading.pose.width, each.held.reading.pose.height) > 640
            ),
        ),
    ]
    names = list(figures([]))
    print(f"\n| | {' | '.join(names)} |\n| --- |{' --- |' * len(names)}")
    for name, chosen in groups:
        found = figures(each for each in told if chosen(each))
        print(
            f"| {name} | {' | '.join(f'{value:.2f}' if isinstance(value, float) else str(value) for value in found.values())} |"
        )
    arched = [each for each in told if each.true_deg <= ARCHED and each.held.off_side_deg < 15]
    level = [each for each in told if abs(each.true_deg) <= LEVEL and each.held.off_side_deg < 15]
    reads = lambda some: [
        each for each in some if each.why is WhyNoShape.ARCH_NOT_TOLD or each.shape is BackShape.OVERARCHED
    ]  # noqa: E731
    print(f"\narched {len(arched)}, level {len(level)}: reads as arched {len(reads(arched))} and {len(reads(level))}")
    why: dict[str, int] = {}
    for each in told:
        if each.why is not None:
            why[each.why.value] = why.get(each.why.value, 0) + 1
    print(why)


if __name__ == "__main__":
    main()
