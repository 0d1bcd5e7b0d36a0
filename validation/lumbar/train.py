"""Trains the readout of the lower back on made lifters.

    PYTHON -m validation.lumbar.train EXAMPLES --out src/lumbar/knowledge/lumbar_readout.npz

It needs PyTorch, which nothing else here does, so any interpreter that has it and numpy will do. What is learned is
the change within one person: of a clip, the mean error is taken off before it counts, as a person's own neutral takes
it off later. Each figure comes with its own doubt (the network's second answer), which is trained along with it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from lumbar.core.motion.back_view import back_views, faces_right
from lumbar.core.motion.pose import SquareCrop

TARGETS = ("lumbar_deg", "thoracic_deg", "trunk_inclination_deg", "hip_deg", "knee_deg")
WEIGHT = torch.tensor([1.0, 0.3, 0.3, 0.2, 0.1])
"""Of the targets in the loss: the lower back is what is wanted, the others teach how a body hangs together."""
SCALE = torch.tensor([15.0, 10.0, 30.0, 40.0, 40.0])
"""About the spread of each target. [degrees]"""


ANCHORS: Final = 4
"""Frames of a clip at a time that stand for the person's neutral: the least bent ones."""
LAST_TRAINED: Final = 800_000
"""Seeds from here on are for setting constants and for assessing."""
LEFT_OUT: Final = frozenset({"push_up", "plank"})
MOST_OFF_SIDE: Final = 50.0


@dataclass
class Examples:
    """All frames in memory."""

    mask: NDArray[np.uint8]
    features: NDArray[np.float32]
    target: NDArray[np.float32]
    clip: NDArray[np.int32]
    seeds: NDArray[np.int64]
    specs: list[dict[str, Any]]


def load(folders: Sequence[Path], *, most: int | None = None) -> Examples:
    """The clips of some folders; the pictures stay bytes."""
    columns: dict[str, list[Any]] = {name: [] for name in ("mask", "features", "target", "clip", "seeds")}
    specs: list[dict[str, Any]] = []
    for path in sorted(path for folder in folders for path in folder.glob("[0-9]*.npz"))[:most]:
        if int(path.stem) >= LAST_TRAINED:
            raise ValueError(f"{path} is kept aside, and nothing may be learned from it")
        with np.load(path) as file:
            spec = json.loads(str(file["SPEC"]))
            turned = abs(spec["camera"]["azimuth_deg"]) > MOST_OFF_SIDE
            if len(file["frame"]) < 2 * ANCHORS or turned or spec["movement"]["kind"] in LEFT_OUT:
                continue
            crops = [SquareCrop(*map(float, each)) for each in file["crop"]]
            landmarks, sure = file["landmarks"].astype(np.float64), file["sure"].astype(np.float64)
            right = faces_right(landmarks, crops)
            blank = np.zeros((len(crops), 2, 2), dtype=np.uint8)
            views = back_views(blank, landmarks, sure, crops, faces_right=right)
            turn = slice(None, None, 1 if right else -1)
            columns["mask"].append(file["mask"][:, :, turn])
            columns["features"].append(views.features)
            columns["target"].append(np.stack([file[f"true_{name}"] for name in TARGETS], axis=1).astype(np.float32))
            columns["clip"].append(np.full(len(crops), len(specs), dtype=np.int32))
            columns["seeds"].append(np.full(len(crops), int(path.stem)))
            specs.append(spec)
    return Examples(**{name: np.concatenate(each) for name, each in columns.items()}, specs=specs)


class Readout(nn.Module):  # type: ignore[misc]
    """As ``lumbar.core.motion.readout.Network``, with a normalisation that is folded away afterwards."""

    def __init__(self, features: int, widths: tuple[int, ...] = (16, 32, 48, 64, 64), hidden: int = 96) -> None:
        super().__init__()
        self.steps = nn.ModuleList()
        channels, size = 1, 128
        for width in widths:
            self.steps.append(
                nn.Sequential(nn.Conv2d(channels, width, 3, 2, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU())
            )
            channels, size = width, size // 2
        self.dense = nn.ModuleList(
            [nn.Linear(channels * size * size + features, hidden), nn.Linear(hidden, hidden // 2)]
        )
        self.last = nn.Linear(hidden // 2, len(TARGETS) + 1)
        self.drop = nn.Dropout(0.15)

    def forward(self, pictures: torch.Tensor, features: torch.Tensor) -> torch.Tensor:
        layer = pictures.contiguous(memory_format=torch.channels_last)
        for step in self.steps:
            layer = step(layer)
        values = torch.cat([layer.flatten(1), features], dim=1)
        for dense in self.dense:
            values = self.drop(functional.relu(dense(values)))
        out: torch.Tensor = self.last(values)
        return out


def jittered(
    mask: torch.Tensor, features: torch.Tensor, generator: torch.Generator
) -> tuple[torch.Tensor, torch.Tensor]:
    """The same examples, seen a little otherwise: the square moved and turned, the edge softer or harder, no marks.

    In a quarter of them no place of a landmark is given, so that the outline has to do.
    """
    count = len(mask)

    def rand(*shape: int) -> torch.Tensor:
        return torch.rand(*shape, generator=generator)

    outline = plain(mask)
    outline = torch.clamp(outline * (1 + 2 * rand(count, 1, 1, 1)) + 0.6 * (rand(count, 1, 1, 1) - 0.5), -1, 1)
    turn = (rand(count) - 0.5) * 0.2
    grow = 1 + (rand(count) - 0.5) * 0.2
    shift = (rand(count, 2) - 0.5) * 0.16
    cosine, sine = torch.cos(turn) * grow, torch.sin(turn) * grow
    matrix = torch.stack((torch.stack((cosine, -sine, shift[:, 0]), 1), torch.stack((sine, cosine, shift[:, 1]), 1)), 1)
    grid = functional.affine_grid(matrix, [count, 1, 128, 128], align_corners=False)
    outline = functional.grid_sample(outline, grid, align_corners=False, padding_mode="border")
    # the landmarks lie elsewhere in a square that was moved: new = A^-1 (old - shift)
    marks = (features.shape[1] - 3) // 3
    places = features[:, : 2 * marks].reshape(count, marks, 2) * 2
    inverse = torch.linalg.inv(matrix[:, :, :2])
    places = torch.einsum("nij,nmj->nmi", inverse, places - shift[:, None, :]) / 2
    places = places + 0.02 * torch.randn(places.shape, generator=generator)
    places = torch.where(rand(count, 1, 1) < 0.25, torch.zeros_like(places), places)
    angle = torch.atan2(features[:, -3], features[:, -2]) + turn
    moved = torch.cat(
        [
            places.reshape(count, -1),
            features[:, 2 * marks : 3 * marks],
            torch.sin(angle)[:, None],
            torch.cos(angle)[:, None],
            (features[:, -1] + torch.log(grow))[:, None],
        ],
        dim=1,
    )
    return outline, moved


def plain(mask: torch.Tensor) -> torch.Tensor:
    """As the product prepares them."""
    return mask.float()[:, None] / 127.5 - 1


def loss_of(out: torch.Tensor, target: torch.Tensor, frames: int) -> torch.Tensor:
    """Of clips in a row, ``frames`` each, first ANCHORS of the least bent: the change from those, a little of all."""
    error = (out[:, :-1] - target / SCALE).reshape(-1, frames, len(TARGETS))
    within = (error - error[:, :ANCHORS].mean(dim=1, keepdim=True))[:, ANCHORS:]
    doubt = out[:, -1].reshape(-1, frames)[:, ANCHORS:].clamp(-5, 3)
    lumbar = within[..., 0] ** 2 * torch.exp(-doubt) + doubt
    others = functional.smooth_l1_loss(error[..., 1:], torch.zeros_like(error[..., 1:]), reduction="none")
    return (
        0.5 * lumbar.mean()
        + functional.smooth_l1_loss(within[..., 0], torch.zeros_like(within[..., 0]))
        + (others * WEIGHT[1:]).mean()
        + 0.2 * functional.smooth_l1_loss(error[..., 0], torch.zeros_like(error[..., 0]))
    )


def predicted(model: Readout, data: Examples, chosen: NDArray[Any]) -> NDArray[np.float32]:
    """(n, targets + 1) in degrees; the last is the spread the network itself expects."""
    model.eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(chosen), 256):
            at = chosen[start : start + 256]
            pictures = plain(torch.from_numpy(data.mask[at]))
            out = model(pictures, torch.from_numpy(data.features[at]))
            spread = torch.exp(out[:, -1:].clamp(-5, 3) / 2) * SCALE[0]
            found.append(torch.cat([out[:, :-1] * SCALE, spread], dim=1).numpy())
    return np.concatenate(found)


def report(out: NDArray[np.float32], data: Examples, chosen: NDArray[Any]) -> str:
    """Mean absolute error of the change within a clip, and of the other angles."""
    error = out[:, :-1] - data.target[chosen]
    clips = data.clip[chosen]
    within = error[:, 0].copy()
    for clip in np.unique(clips):
        within[clips == clip] -= np.median(within[clips == clip])
    others = " ".join(f"{name[:5]} {np.abs(error[:, k]).mean():.1f}" for k, name in enumerate(TARGETS))
    return f"lumbar within clip {np.abs(within).mean():.2f}  absolute: {others}"


def train(data: Examples, *, epochs: int, seed: int, aside: float = 0.1) -> tuple[Readout, NDArray[np.intp]]:
    """One network, and the clips it was not trained on."""
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    rng = np.random.default_rng(seed)
    clips = rng.permutation(len(data.specs))
    kept = clips[: max(1, int(aside * len(clips)))]
    learned = clips[len(kept) :]
    frames_of = {clip: np.flatnonzero(data.clip == clip) for clip in range(len(data.specs))}
    model = Readout(data.features.shape[1]).to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.02)
    per_clip, at_once = 12, 16
    steps = epochs * (len(learned) // at_once)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2e-3, total_steps=steps, pct_start=0.15)
    watched = np.concatenate([frames_of[clip] for clip in kept])
    for epoch in range(epochs):
        began, total = time.perf_counter(), 0.0
        model.train()
        order = rng.permutation(learned)
        for start in range(0, len(order) - at_once + 1, at_once):
            at = np.concatenate(
                [_some(data, frames_of[clip], per_clip, rng) for clip in order[start : start + at_once]]
            )
            pictures, features = jittered(
                torch.from_numpy(data.mask[at]),
                torch.from_numpy(data.features[at]),
                generator,
            )
            loss = loss_of(model(pictures, features), torch.from_numpy(data.target[at]), per_clip)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            plan.step()
            total += float(loss.detach())
        if epoch % 3 == 2 or epoch == epochs - 1:
            said = report(predicted(model, data, watched), data, watched)
            print(f"{epoch + 1}: loss {total:.1f}, {time.perf_counter() - began:.0f} s; {said}", flush=True)
    return model, kept


def _some(data: Examples, frames: NDArray[np.intp], count: int, rng: np.random.Generator) -> NDArray[np.intp]:
    """Anchors among the least bent frames of a clip, and others, half of them among the most bent."""
    by_hips = frames[np.argsort(data.target[frames, TARGETS.index("hip_deg")])]
    part = max(ANCHORS, len(frames) // 5)
    deep = (count - ANCHORS) // 2
    return np.concatenate(
        [
            rng.choice(by_hips[:part], ANCHORS),
            rng.choice(by_hips[len(by_hips) // 2 :], deep),
            rng.choice(frames, count - ANCHORS - deep),
        ]
    )


def folded(model: Readout) -> dict[str, Any]:
    """The weights as the product holds them: normalisation folded into the convolutions, half precision."""
    found: dict[str, NDArray[Any]] = {}
    for number, step in enumerate(model.steps):
        convolution, norm = step[0], step[1]
        factor = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        found[f"convolution{number}.weight"] = (convolution.weight * factor[:, None, None, None]).detach().numpy()
        found[f"convolution{number}.bias"] = (norm.bias - norm.running_mean * factor).detach().numpy()
    for number, dense in enumerate([*model.dense, model.last]):
        found[f"dense{number}.weight"] = dense.weight.detach().numpy()
        found[f"dense{number}.bias"] = dense.bias.detach().numpy()
    return {name: values.astype(np.float16) for name, values in found.items()}


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--networks", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first network, which is its seed too")
    parser.add_argument("--most", type=int)
    chosen = parser.parse_args()
    data = load(chosen.folders, most=chosen.most)
    print(f"{len(data.specs)} clips, {len(data.clip)} frames", flush=True)
    together: dict[str, Any] = {}
    for number in range(chosen.first, chosen.first + chosen.networks):
        model, _ = train(data, epochs=chosen.epochs, seed=number)
        together |= {f"network{number}.{name}": values for name, values in folded(model).items()}
        np.savez_compressed(chosen.out, **together)
    print(f"{chosen.out}: {chosen.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
