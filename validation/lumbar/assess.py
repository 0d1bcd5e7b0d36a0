"""Holds what is told of made lifters that were never trained on against what is so, through the product's own path.

    python -m validation.lumbar.assess HELD_OUT [--hinges FOLDER]

HELD_OUT is a folder that ``gather`` made of seeds from 900,000 on; ``--hinges`` one of the same seeds with
``--enrolment``. Printed are the tables of docs/validation/made-lifters.md: angles by view; the lower back by view,
lift, clothes, plates and size of the picture; arching; and why what could not be told could not.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from validation.lumbar.gather import HELD_OUT_FROM
from validation.lumbar.held_out import LIFT_OF, Held, load
from validation.lumbar.measures import Figures, Told, arching, figures, told_of

from lumbar.core.exercises import Catalogue
from lumbar.core.motion.readout import Network
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.knowledge.joint_correction import load_joint_correction
from lumbar.knowledge.lumbar_readout import load_readout
from lumbar.usecases.form_from_video import FormFromVideo, form_from_video

Errors = dict[str, NDArray[np.float64]]
HELD_OUT: Final = range(HELD_OUT_FROM, HELD_OUT_FROM + 100_000)
VIEWS: Final = ((0, 7), (7, 15), (15, 25), (25, 45))
CLOSE_SHIRT_M: Final = 0.008
SMALL_PICTURE: Final = 640


def assess(
    folder: Path, hinges: Path | None, *, seeds: range = HELD_OUT
) -> tuple[list[Told], list[tuple[Held, Errors]]]:
    """Every repetition that was told, and the errors of every angle, of the clips of a folder.

    Raises ValueError for a clip of another seed: what was trained on is no test.
    """
    catalogue, networks, correction = load_catalogue(), load_readout(), load_joint_correction()
    told: list[Told] = []
    angles: list[tuple[Held, Errors]] = []
    for path in sorted(folder.glob("[0-9]*.npz")):
        held = load(path)
        if held.seed not in seeds:
            raise ValueError(f"{path} is none of the seeds that were kept aside for this")
        form = _form(held, hinges, catalogue, networks, correction)
        told += told_of(held, form)
        angles.append((held, angle_errors(held, form)))
    return told, angles


def _form(
    held: Held, hinges: Path | None, catalogue: Catalogue, networks: Sequence[Network], correction: Network
) -> FormFromVideo:
    own = None if hinges is None else hinges / f"{held.seed}.npz"
    return form_from_video(
        held.reading,
        hinge=load(own).reading if own is not None and own.exists() else None,
        exercise=LIFT_OF[held.kind],
        catalogue=catalogue,
        networks=networks,
        correction=correction,
    )


def angle_errors(held: Held, form: FormFromVideo) -> Errors:
    """(frames,) told less true, NaN where an angle was not told. [degrees]"""
    angles, true = form.form.angles, held.true
    return {
        "trunk": angles.trunk_inclination_deg - true["trunk_inclination_deg"],
        "hip": angles.hip_deg - true["hip_deg"],
        "knee": angles.knee_deg - true["knee_deg"],
    }


def angle_table(angles: Sequence[tuple[Held, Errors]]) -> list[str]:
    """By view: mean absolute error, the median, and in how much of the frames the angle was told."""
    lines = ["| camera off the side | clips | trunk | hip | knee |", "| --- | --- | --- | --- | --- |"]
    for low, high in VIEWS:
        some = [errors for held, errors in angles if low <= held.off_side_deg < high]
        if some:
            cells = (
                _angle_cell(np.concatenate([errors[name] for errors in some])) for name in ("trunk", "hip", "knee")
            )
            lines.append(f"| {low} to {high}° | {len(some)} | {' | '.join(cells)} |")
    return lines


def _angle_cell(errors: NDArray[np.float64]) -> str:
    known = np.abs(errors[np.isfinite(errors)])
    if not len(known):
        return "not told"
    return f"{known.mean():.1f} (median {np.median(known):.1f}; told in {len(known) / len(errors):.0%})"


def lumbar_table(told: Sequence[Told]) -> list[str]:
    """All measures, group by group."""
    near = [each for each in told if each.held.off_side_deg < 25]
    groups: list[tuple[str, Sequence[Told]]] = [
        *((f"{low} to {high}° off the side", _those(told, _view(low, high))) for low, high in VIEWS),
        ("within 15°", _those(told, _view(0, 15))),
        ("within 25°", near),
        *((f"within 25°, {kind.replace('_', ' ')}", _those(near, _kind(kind))) for kind in LIFT_OF),
        ("within 25°, shirt close", _those(near, lambda each: each.held.shirt_off_m < CLOSE_SHIRT_M)),
        ("within 25°, shirt wide", _those(near, lambda each: each.held.shirt_off_m >= CLOSE_SHIRT_M)),
        ("within 25°, bar with plates", _those(near, lambda each: each.held.with_bar)),
        ("within 25°, no bar", _those(near, lambda each: not each.held.with_bar)),
        ("within 25°, picture up to 640", _those(near, lambda each: each.held.long_side <= SMALL_PICTURE)),
        ("within 25°, picture above 640", _those(near, lambda each: each.held.long_side > SMALL_PICTURE)),
    ]
    names = [field.name.replace("_", " ") for field in fields(Figures)]
    lines = [f"| | {' | '.join(names)} |", f"| --- |{' --- |' * len(names)}"]
    for name, some in groups:
        found = figures(some)
        cells = (getattr(found, field.name) for field in fields(Figures))
        lines.append(f"| {name} | {' | '.join(str(c) if isinstance(c, int) else f'{c:.2f}' for c in cells)} |")
    return lines


def _those(told: Sequence[Told], chosen: Callable[[Told], bool]) -> list[Told]:
    return [each for each in told if chosen(each)]


def _view(low: float, high: float) -> Callable[[Told], bool]:
    return lambda each: low <= each.held.off_side_deg < high


def _kind(kind: str) -> Callable[[Told], bool]:
    return lambda each: each.held.kind == kind


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hinges", type=Path)
    chosen = parser.parse_args()
    told, angles = assess(chosen.folder, chosen.hinges)
    print("\n".join([*angle_table(angles), "", *lumbar_table(told), ""]))
    print(arching(_those(told, _view(0, 15))))
    print(Counter(each.why.value for each in told if each.why is not None))


if __name__ == "__main__":
    main()
