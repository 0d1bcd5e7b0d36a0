"""The weights of the readout of the lower back: made by ``validation/lumbar`` from our own made lifters, and ours."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import count
from typing import Final

import numpy as np

from lumbar.core.motion.readout import Convolution, Dense, Network

FILE: Final = "lumbar_readout.npz"
SCALE_DEG: Final = (15.0, 10.0, 30.0, 40.0, 40.0)
"""Of the lower back, the upper back, trunk, hips and knees, as in the training."""
_STEP: Final = 2


@cache
def load_readout() -> tuple[Network, ...]:
    """The networks, in single precision; the file has them in half."""
    with (files("lumbar.knowledge") / FILE).open("rb") as packed, np.load(packed) as held:
        arrays = {name: np.asarray(held[name], dtype=np.float32) for name in held.files}
    networks: list[Network] = []
    for number in count():
        name = f"network{number}"
        if f"{name}.dense0.weight" not in arrays:
            return tuple(networks)
        networks.append(_network(arrays, name))
    raise AssertionError


def _network(arrays: dict[str, np.ndarray], name: str) -> Network:
    def layers(kind: str) -> list[tuple[np.ndarray, np.ndarray]]:
        found = []
        for number in count():
            key = f"{name}.{kind}{number}"
            if f"{key}.weight" not in arrays:
                break
            found.append((arrays[f"{key}.weight"], arrays[f"{key}.bias"]))
        return found

    return Network(
        tuple(Convolution(weight, bias, _STEP) for weight, bias in layers("convolution")),
        tuple(Dense(weight, bias) for weight, bias in layers("dense")),
        np.array((*SCALE_DEG, 1.0), dtype=np.float32),
    )
