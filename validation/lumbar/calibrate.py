"""Sets the constants by which a change is judged, on made lifters that are neither trained nor assessed on.

    python -m validation.lumbar.calibrate FOLDER --hinges FOLDER

FOLDER is one that ``gather`` made of seeds from 800,000 to 899,999. Printed are: how many of the readout's own
standard deviations hold nine of ten errors (UNCERTAINTY_FACTOR); for several ways to be sure (SURE_BY) what would be
answered and how often wrongly; and the error of the change from the first to the last repetition of a set
(CHANGE_IN_A_SET).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from validation.lumbar.assess import assess
from validation.lumbar.gather import HELD_OUT_FROM
from validation.lumbar.measures import NOT_ROUNDED, ROUNDED, Told

from lumbar.core.motion.lumbar import ROUNDED_FROM

SET_ASIDE_FROM: Final = 800_000
NINE_OF_TEN: Final = 0.9


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hinges", type=Path)
    chosen = parser.parse_args()
    told, _ = assess(chosen.folder, chosen.hinges, seeds=range(SET_ASIDE_FROM, HELD_OUT_FROM))
    known = [each for each in told if each.change is not None and each.spread]
    ratios = [abs((each.change or 0) - each.true) / (each.spread or 1) for each in known]
    print(f"{len(known)} repetitions; nine of ten errors within {np.quantile(ratios, NINE_OF_TEN):.2f} own deviations")
    for sure_by in (0.0, 0.25, 0.5, 0.75, 1.0, 1.28, 1.64):
        print(_at(known, sure_by))
    in_a_set = _in_a_set(known)
    print(f"{len(in_a_set)} sets: nine of ten changes within a set are within {np.quantile(in_a_set, NINE_OF_TEN):.1f}")


def _at(known: Sequence[Told], sure_by: float) -> str:
    """What of rounded and not rounded ones would be answered, and how, where the doubt is taken so many times."""
    rounded = [each for each in known if each.true >= ROUNDED]
    others = [each for each in known if each.true < NOT_ROUNDED]

    def called(some: Sequence[Told], sign: int) -> int:
        beyond = (sign * ((each.change or 0) - ROUNDED_FROM.value) - sure_by * (each.spread or 0) for each in some)
        return sum(each > 0 for each in beyond)

    wrongly, rightly = called(others, 1), called(others, -1)
    answered = wrongly + rightly + called(rounded, 1) + called(rounded, -1)
    return (
        f"sure by {sure_by:.2f}: {answered / max(1, len(rounded) + len(others)):.0%} answered; of rounded "
        f"{called(rounded, 1)} of {len(rounded)} called rounded; of others {wrongly} of {len(others)}"
    )


def _in_a_set(known: Sequence[Told]) -> list[float]:
    """How far off the change from the first to the last repetition is, clip by clip."""
    by_clip: defaultdict[int, list[Told]] = defaultdict(list)
    for each in known:
        by_clip[each.held.seed].append(each)
    several = [each for each in by_clip.values() if len(each) > 1]
    return [abs(((each[-1].change or 0) - (each[0].change or 0)) - (each[-1].true - each[0].true)) for each in several]


if __name__ == "__main__":
    main()
