"""Trains the correction of the joints: where a pose model puts hips, shoulders, knees and ankles, and where they are.

    PYTHON -m validation.lumbar.train_joints EXAMPLES --out src/lumbar/knowledge/joint_correction.npz

It needs PyTorch, as ``train`` does. What is learned is small and lies in the square about the trunk: from the places of
19 landmarks, how sure they are and how the trunk leans, how far eight joints are off. It counts by the joints and, as
angles are what is told, by the lines between them.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from lumbar.core.motion.back_view import back_views, faces_right
from lumbar.core.motion.joint_correction import CORRECTED
from lumbar.core.motion.pose import LANDMARKS, SquareCrop
from lumbar.core.motion.trunk_square import in_square

LINES: Final = ((0, 2), (1, 3), (2, 4), (3, 5), (4, 6), (5, 7))
"""Shoulder to hip, hip to knee, knee to ankle, left and right, by the columns of ``CORRECTED``."""
LAST_TRAINED: Final = 800_000
FAR_OFF: Final = 1.2
"""Trunk lengths beyond which the model has taken something else for the person; nothing is learned from that."""


@dataclass
class Clip:
    """What one clip teaches: features, and joints as given and as they are, facing to the right."""

    seed: int
    spec: dict[str, Any]
    features: NDArray[np.float32]
    given: NDArray[np.float32]
    true: NDArray[np.float32]
    turn_rad: NDArray[np.float64]
    angles: NDArray[np.float64]
    """(frames, 3) true lean of the trunk, hips and knees. [degrees]"""


def load_clip(path: Path) -> Clip | None:
    """None where hardly anybody was seen. Raises ValueError for a clip that is kept aside."""
    if int(path.stem) >= LAST_TRAINED:
        raise ValueError(f"{path} is kept aside, and nothing may be learned from it")
    with np.load(path) as file:
        if len(file["frame"]) < 4:
            return None
        crops = [SquareCrop(*map(float, each)) for each in file["crop"]]
        landmarks, sure = file["landmarks"].astype(np.float64), file["sure"].astype(np.float64)
        right = faces_right(landmarks, crops)
        blank = np.zeros((len(crops), 2, 2), dtype=np.uint8)
        views = back_views(blank, landmarks, sure, crops, faces_right=right)
        given, true = [], []
        for landmark in CORRECTED:
            name = landmark.value
            if not right:
                name = name.replace("left", "\0").replace("right", "left").replace("\0", "right")
            given.append(_placed(landmarks[:, LANDMARKS.index(type(landmark)(name))], crops, right=right))
            true.append(_placed(file[f"joint_{name}"].astype(np.float64), crops, right=right))
        names = ("trunk_inclination_deg", "hip_deg", "knee_deg")
        return Clip(
            int(path.stem),
            json.loads(str(file["SPEC"])),
            views.features,
            np.stack(given, axis=1).astype(np.float32),
            np.stack(true, axis=1).astype(np.float32),
            file["crop"][:, 3] * (1 if right else -1),
            np.stack([file[f"true_{name}"] for name in names], axis=1),
        )


def _placed(points: NDArray[np.float64], crops: list[SquareCrop], *, right: bool) -> NDArray[np.float64]:
    places = np.stack([in_square(crop, point) for crop, point in zip(crops, points, strict=True)])
    return np.asarray(places * np.array([1.0 if right else -1.0, 1.0]))


def train(clips: list[Clip], *, epochs: int, seed: int = 0) -> nn.Sequential:
    """One small network."""
    torch.manual_seed(seed)
    features, given, true = (
        torch.from_numpy(np.concatenate([getattr(clip, name) for clip in clips]))
        for name in ("features", "given", "true")
    )
    near = (given - true).norm(dim=2).mean(dim=1) < FAR_OFF
    features, given, true = features[near], given[near], true[near]
    model = nn.Sequential(
        nn.Linear(features.shape[1], 128), nn.ReLU(), nn.Dropout(0.1), nn.Linear(128, 64), nn.ReLU(),
        nn.Linear(64, 2 * len(CORRECTED)),
    )  # fmt: skip
    optimiser = torch.optim.AdamW(model.parameters(), 2e-3, weight_decay=0.05)
    batch = 256
    steps = epochs * (len(features) // batch)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, 3e-3, total_steps=steps)
    start, stop = [line[0] for line in LINES], [line[1] for line in LINES]
    for _ in range(epochs):
        order = torch.randperm(len(features))
        for at in order[: len(features) // batch * batch].reshape(-1, batch):
            seen = features[at] + 0.01 * torch.randn(batch, features.shape[1])
            found = model(seen).reshape(batch, -1, 2) + given[at]
            lines, true_lines = found[:, start] - found[:, stop], true[at][:, start] - true[at][:, stop]
            loss = functional.smooth_l1_loss(found, true[at], beta=0.05)
            loss = loss + 2 * functional.smooth_l1_loss(lines, true_lines, beta=0.05)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            plan.step()
    return model.eval()


def weights_of(model: nn.Sequential) -> dict[str, Any]:
    """As the product holds them."""
    dense = [layer for layer in model if isinstance(layer, nn.Linear)]
    return {
        f"dense{number}.{name}": getattr(layer, name).detach().numpy().astype(np.float16)
        for number, layer in enumerate(dense)
        for name in ("weight", "bias")
    }


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=60)
    chosen = parser.parse_args()
    clips = [
        clip
        for folder in chosen.folders
        for path in sorted(folder.glob("[0-9]*.npz"))
        if (clip := load_clip(path)) is not None
    ]
    np.savez_compressed(chosen.out, **weights_of(train(clips, epochs=chosen.epochs)))
    print(f"{len(clips)} clips; {chosen.out}: {chosen.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
