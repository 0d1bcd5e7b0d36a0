"""How far off the angles of a film are, for the constants of ``core/motion/uncertainty.py``.

    python -m validation.lumbar.angle_errors FOLDER

FOLDER is one that ``gather`` made, followed at full rate, of which the clips within 20 degrees of a side view are
taken. Printed is, of the deepest frame of each repetition, the error that nine of ten do not pass, by itself and from
the first repetition of a clip to each other one.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from validation.lumbar.held_out import LIFT_OF, load

from lumbar.knowledge.catalogue import load_catalogue
from lumbar.knowledge.joint_correction import load_joint_correction
from lumbar.usecases.form_from_video import FilmedRepetition, form_from_video

SIDE_ENOUGH: Final = 20.0
NINE_OF_TEN: Final = 0.9
ANGLES: Final = ("trunk_inclination_deg", "hip_deg", "knee_deg")


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    catalogue, correction = load_catalogue(), load_joint_correction()
    by_itself: defaultdict[str, list[float]] = defaultdict(list)
    in_a_change: defaultdict[str, list[float]] = defaultdict(list)
    for path in sorted(chosen.folder.glob("[0-9]*.npz")):
        held = load(path)
        if held.off_side_deg > SIDE_ENOUGH:
            continue
        form = form_from_video(
            held.reading, exercise=LIFT_OF[held.kind], catalogue=catalogue, networks=(), correction=correction
        )
        for name in ANGLES:
            errors = [_error(each, name, held.reading.pose.time_s, held.true[name]) for each in form.repetitions]
            known = [each for each in errors if each is not None]
            by_itself[name] += known
            in_a_change[name] += [each - known[0] for each in known[1:]]
    for name in ANGLES:
        own, change = np.abs(by_itself[name]), np.abs(in_a_change[name])
        bias = np.mean(by_itself[name])
        print(f"{name}: {_spread(own)}, mean {own.mean():.1f}, bias {bias:+.1f}; changes: {_spread(change)}")


def _spread(errors: NDArray[np.float64]) -> str:
    half, most, nearly = np.quantile(errors, (0.5, 0.8, NINE_OF_TEN))
    return f"{len(errors)}, half within {half:.1f}, four of five {most:.1f}, nine of ten {nearly:.1f}"


def _error(filmed: FilmedRepetition, name: str, time_s: NDArray[np.float64], true: NDArray[np.float64]) -> float | None:
    told: float | None = getattr(filmed, name)
    if told is None or filmed.deepest_s is None:
        return None
    so = float(true[int(np.argmin(np.abs(time_s - filmed.deepest_s)))])
    return told - so if np.isfinite(so) else None


if __name__ == "__main__":
    main()
