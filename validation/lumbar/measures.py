"""How well the lower back is told: by frame, by repetition, and as an answer, with what was left unanswered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from validation.lumbar.held_out import Held

from lumbar.core.motion.lumbar import MOST_HIDDEN, BackShape, WhyNoShape
from lumbar.usecases.form_from_video import FormFromVideo

ROUNDED: Final = 20.0
"""Degrees of true change from which a repetition is a rounded one ..."""
NOT_ROUNDED: Final = 10.0
"""... and below which it is none; those between count for neither."""
ARCHED, LEVEL = -15.0, 5.0
STANDS: Final = 25.0
"""Degrees of true hip flexion up to which somebody stands."""


@dataclass(frozen=True)
class Told:
    """One repetition: what was told, and what is so. [degrees]"""

    held: Held
    change: float | None
    spread: float | None
    uncertainty: float | None
    shape: BackShape
    why: WhyNoShape | None
    true: float
    frame_errors: NDArray[np.float64]
    """Of each frame that was read, change told less true change."""

    @property
    def answered(self) -> bool:
        return self.shape is not BackShape.CANNOT_TELL


def told_of(held: Held, form: FormFromVideo) -> list[Told]:
    """The repetitions that were found in a clip; its own standing is the true neutral."""
    lumbar, hips = held.true["lumbar_deg"], held.true["hip_deg"]
    standing = hips <= np.nanmin(hips) + STANDS
    own = float(np.nanmedian(lumbar[standing]))
    readings = form.back.readings or (None,) * len(form.repetitions)
    found: list[Told] = []
    for filmed, read in zip(form.repetitions, readings, strict=True):
        back = filmed.back
        if read is None or not len(read) or form.back.neutral is None:
            part = slice(filmed.repetition.rest_before, filmed.repetition.rest_after + 1)
            if np.isfinite(hips[part]).any():
                true = float(lumbar[part][np.nanargmax(hips[part])] - own)
                found.append(Told(held, None, None, None, back.shape, back.why, true, np.zeros(0)))
            continue
        clear = read.of(read.hidden_share <= MOST_HIDDEN.value)
        if len(clear):
            neutral = np.array([form.back.neutral.at(hip) for hip in clear.hip_deg])
            true_change = lumbar[clear.frame] - own
            spread = float(np.sqrt(np.mean(clear.spread_deg**2)))
            errors = clear.flexion_deg - neutral - true_change
            so = float(np.mean(true_change))
            found.append(Told(held, back.change_deg, spread, back.uncertainty_deg, back.shape, back.why, so, errors))
    return found


@dataclass(frozen=True)
class Figures:
    """The measures of some repetitions; NaN where there is nothing to measure."""

    repetitions: int
    rounded: int
    not_rounded: int
    frame_error: float
    """Mean absolute. [degrees]"""
    repetition_error: float
    bias: float
    r: float
    auc: float
    """Rounded against not rounded, by the change that was read."""
    sensitivity: float
    """Of the rounded ones that were answered, those called rounded."""
    specificity: float
    """Of those not rounded that were answered, those not called rounded."""
    coverage: float
    """Of rounded and not rounded ones, those that were answered."""
    within: float
    """Of all that have a change, those no further off than their uncertainty."""


def figures(told: Sequence[Told]) -> Figures:
    """The measures."""
    known = [(each.change, each.true, each) for each in told if each.change is not None]
    changes, true = np.array([each[0] for each in known]), np.array([each[1] for each in known])
    frame_errors = np.concatenate([each.frame_errors for _, _, each in known]) if known else np.zeros(0)
    rounded = [each for each in told if each.true >= ROUNDED]
    others = [each for each in told if each.true < NOT_ROUNDED]
    within = [abs(change - so) <= (each.uncertainty or 0.0) for change, so, each in known]
    return Figures(
        repetitions=len(told),
        rounded=len(rounded),
        not_rounded=len(others),
        frame_error=_mean(np.abs(frame_errors)),
        repetition_error=_mean(np.abs(changes - true)),
        bias=_mean(changes - true),
        r=float(np.corrcoef(changes, true)[0, 1]) if len(known) > 2 else float("nan"),
        auc=_auc(rounded, others),
        sensitivity=_mean([each.shape is BackShape.ROUNDED for each in rounded if each.answered]),
        specificity=_mean([each.shape is not BackShape.ROUNDED for each in others if each.answered]),
        coverage=_mean([each.answered for each in (*rounded, *others)]),
        within=_mean(within),
    )


@dataclass(frozen=True)
class Arching:
    """How well arching is read: called where the change with its doubt lies beyond the line."""

    arched: int
    level: int
    sensitivity: float
    specificity: float
    coverage: float


def arching(told: Sequence[Told]) -> Arching:
    """Of repetitions that arch by 15 degrees or more, and of those within 5; by what was read, told or not."""
    arched = [each for each in told if each.true <= ARCHED and each.change is not None]
    level = [each for each in told if abs(each.true) <= LEVEL and each.change is not None]
    sure = [each for each in (*arched, *level) if _reads_as_arched(each) or each.answered]
    return Arching(
        len(arched),
        len(level),
        _mean([_reads_as_arched(each) for each in arched if each in sure]),
        _mean([not _reads_as_arched(each) for each in level if each in sure]),
        len(sure) / max(1, len(arched) + len(level)),
    )


def _reads_as_arched(told: Told) -> bool:
    return told.shape is BackShape.OVERARCHED or told.why is WhyNoShape.ARCH_NOT_TOLD


def _auc(positive: Sequence[Told], negative: Sequence[Told]) -> float:
    """How often a rounded repetition reads as rounder than one that is not; ties count half."""
    one = np.array([each.change for each in positive if each.change is not None])[:, None]
    other = np.array([each.change for each in negative if each.change is not None])[None]
    if not one.size or not other.size:
        return float("nan")
    return float((one > other).mean() + 0.5 * (one == other).mean())


def _mean(values: Sequence[bool] | NDArray[np.float64]) -> float:
    return float(np.mean(values)) if len(values) else float("nan")
