"""The weights of the joints' correction: made by ``validation/lumbar`` from our own made lifters, and ours."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from lumbar.core.motion.joint_correction import CORRECTED
from lumbar.core.motion.readout import Dense, Network

FILE: Final = "joint_correction.npz"


@cache
def load_joint_correction() -> Network:
    """The network, in single precision; the file has it in half."""
    with (files("lumbar.knowledge") / FILE).open("rb") as packed, np.load(packed) as held:
        arrays = {name: np.asarray(held[name], dtype=np.float32) for name in held.files}
    dense = (
        Dense(arrays[f"dense{number}.weight"], arrays[f"dense{number}.bias"]) for number in range(len(arrays) // 2)
    )
    return Network((), tuple(dense), np.ones(2 * len(CORRECTED), dtype=np.float32))
