"""Bodies of many builds from the CC0 MakeHuman base mesh: skin, joints, and how each joint moves the skin.

The mesh, the rig and the macro targets are text and JSON. The trunk of the rig bends at the height of the hips, which
would bend the sacrum, so the trunk's weights are dealt out anew over five lumbar and four thoracic joints that stand
where anatomy has them. World axes: x to the body's left, y up, z forward; metres; the soles at y = 0.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.intp]

SIDES = ("left", "right")
LUMBAR = ("l5", "l4", "l3", "l2", "l1")
THORACIC = ("t12", "t9", "t6", "t3")
TRUNK = ("pelvis", *LUMBAR, *THORACIC)
LIMBS = ("girdle", "upper_arm", "forearm", "hand", "thigh", "shank", "foot", "toes")
BONES = (*TRUNK, "neck", "head", *(f"{side}_{limb}" for side in SIDES for limb in LIMBS))
BONE = {name: place for place, name in enumerate(BONES)}

_JOINT_SHARE = (0.15, 0.215, 0.28, 0.345, 0.41, 0.47, 0.62, 0.77, 0.89)
"""Heights of L5/S1, L4/5, L3/4, L2/3, L1/2, T12/L1, T9/10, T6/7 and T3/4 between hips (0) and C7 (1)."""
_DISC_DEPTH_M = 0.06
"""From the skin of the back to the middle of a disc."""
_BODY_VERTICES = 13380
_DECIMETRE = 0.1


@dataclass(frozen=True, slots=True)
class BodyMix:
    """A build, in the terms of MakeHuman's macro sliders, each from 0 to 1."""

    male: float
    age: float
    """0.5 is 25 years, 1 is 90."""
    muscle: float
    weight: float
    height: float
    proportions: float
    caucasian: float
    african: float
    """The rest is asian."""
    buttocks: float
    belly: float
    lats: float
    scale: float
    """Of the whole body, beyond what the sliders reach."""


@dataclass(frozen=True, eq=False)
class Shape:
    """One body at rest: thinned skin, its weights, and its joints."""

    vertices: FloatArray
    """(vertices, 3) [m]"""
    faces: IntArray
    """(faces, 4), a triangle repeats its last corner."""
    weights: FloatArray
    """(vertices, bones), rows sum to 1."""
    heads: FloatArray
    """(bones, 3), where each bone turns. [m]"""
    points: dict[str, FloatArray]
    """Named places at rest: joints, grip, heel, toe tip, nose, ears, eyes. [m]"""

    @cached_property
    def around(self) -> sparse.csr_matrix:
        """(vertices, faces), which faces meet in a vertex."""
        rows = self.faces.ravel()
        columns = np.repeat(np.arange(len(self.faces)), 4)
        return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(self.vertices), len(self.faces)))

    @cached_property
    def smoothing(self) -> sparse.csr_matrix:
        """(vertices, vertices), the mean of a vertex and its neighbours."""
        rows = self.faces[:, [0, 1, 2, 3]].ravel()
        columns = self.faces[:, [1, 2, 3, 0]].ravel()
        size = len(self.vertices)
        links = sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(size, size))
        links = ((links + links.T) > 0).astype(np.float64) + sparse.identity(size)
        return sparse.diags(1 / np.asarray(links.sum(axis=1)).ravel()) @ links

    def main_bone(self) -> IntArray:
        """(vertices,), the bone that moves each vertex most."""
        return np.asarray(self.weights.argmax(axis=1))


class BodyData:
    """The unpacked MakeHuman data: read once, then shaped into as many bodies as wanted."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._vertices, self._faces, self._cubes = _read_mesh(folder / "3dobjs" / "base.obj")
        self._rig = json.loads((folder / "rigs" / "standard" / "rig.default.json").read_text("utf-8"))
        self._weights = _read_weights(folder / "rigs" / "standard" / "weights.default.json", len(self._vertices))
        self._targets: dict[str, tuple[IntArray, FloatArray]] = {}
        self._cluster, self._thin_faces = self._thinned()

    def shape(self, mix: BodyMix, *, fists: bool = True) -> Shape:
        """The body of a build, its hands closed about a bar or flat."""
        full = self._vertices.copy()
        for name, share in _targets_of(mix):
            places, shifts = self._target(name)
            full[places] += share * shifts
        full *= _DECIMETRE * mix.scale
        full[:, 1] -= full[:_BODY_VERTICES, 1].min()
        points = self._points(full)
        if fists:
            self._close_hands(full, points)
        skin, weights = self._thin(full[:_BODY_VERTICES]), self._thin(self._weights[:_BODY_VERTICES])
        heads = _heads(points, skin)
        return Shape(skin, self._thin_faces, _spread_over_spine(weights, skin, heads), heads, points)

    def _target(self, name: str) -> tuple[IntArray, FloatArray]:
        if name not in self._targets:
            path = self._folder / "targets" / f"{name}.target.gz"
            lines = [line for line in gzip.decompress(path.read_bytes()).decode().splitlines() if line[:1].isdigit()]
            table = np.fromstring(" ".join(lines), sep=" ").reshape(-1, 4)
            self._targets[name] = table[:, 0].astype(np.intp), table[:, 1:]
        return self._targets[name]

    def _thinned(self) -> tuple[IntArray, IntArray]:
        """Head, hands and feet have more corners than a phone's picture has pixels: near ones are made one."""
        vertices = self._vertices[:_BODY_VERTICES] * _DECIMETRE
        part = self._weights[:_BODY_VERTICES].argmax(axis=1)
        size = np.zeros(_BODY_VERTICES)
        size[part == BONE["head"]] = 0.02
        size[(part == BONE["head"]) & (vertices[:, 2] > 0.06)] = 0.011
        for side in SIDES:
            size[part == BONE[f"{side}_hand"]] = 0.018
            size[part == BONE[f"{side}_foot"]] = 0.02
            size[part == BONE[f"{side}_toes"]] = 0.022
        cell = np.where(size[:, None] > 0, np.floor(vertices / np.maximum(size, 1e-9)[:, None]), 0)
        key = np.column_stack((part, cell, np.where(size > 0, 0, np.arange(_BODY_VERTICES) + 1)))
        _, cluster = np.unique(key, axis=0, return_inverse=True)
        cluster = np.asarray(cluster).ravel()
        faces = [face for face in map(_without_repeats, cluster[self._faces].tolist()) if len(face) >= 3]
        whole = np.array([face + face[-1:] * (4 - len(face)) for face in faces], dtype=np.intp)
        _, first = np.unique(np.sort(whole, axis=1), axis=0, return_index=True)
        return cluster, whole[np.sort(first)]

    def _thin(self, values: FloatArray) -> FloatArray:
        count = np.bincount(self._cluster)
        sums = [np.bincount(self._cluster, column, len(count)) for column in values.T]
        return np.column_stack(sums) / count[:, None]

    def _points(self, full: FloatArray) -> dict[str, FloatArray]:
        cube = {name: full[rows].mean(axis=0) for name, rows in self._cubes.items()}
        points = {
            "neck": cube["neck"],
            "head": cube["head"],
            "crown": cube["head-2"],
            "mouth": cube["mouth"],
        }
        body = full[:_BODY_VERTICES]
        strongest = self._weights[:_BODY_VERTICES].argmax(axis=1)
        skull = body[strongest == BONE["head"]]
        face = skull[skull[:, 1] > cube["mouth"][1] + 0.015]
        points["nose"] = face[face[:, 2].argmax()]
        for side, short in zip(SIDES, "lr", strict=True):
            for ours, theirs in _CUBE_OF.items():
                points[f"{side}_{ours}"] = cube[f"{short}-{theirs}"]
            outward = skull[:, 0] if side == "left" else -skull[:, 0]
            points[f"{side}_ear"] = skull[outward.argmax()]
            foot = body[np.isin(strongest, (BONE[f"{side}_foot"], BONE[f"{side}_toes"]))]
            foot = foot[foot[:, 1] < 0.05]
            points[f"{side}_heel"] = foot[foot[:, 2].argmin()]
            points[f"{side}_toe"] = foot[foot[:, 2].argmax()]
            points[f"{side}_ball"] = np.mean([cube[f"{short}-toe-{n}-1"] for n in range(1, 6)], axis=0)
            knuckles = [cube[f"{short}-finger-{n}-1"] for n in range(2, 6)]
            back = np.cross(knuckles[0] - knuckles[-1], np.mean(knuckles, axis=0) - points[f"{side}_wrist"])
            back *= 1 if side == "left" else -1
            points[f"{side}_hand_back"] = back / np.linalg.norm(back)
            points[f"{side}_grip"] = np.mean(knuckles, axis=0) - 0.02 * points[f"{side}_hand_back"]
        return points

    def _close_hands(self, full: FloatArray, points: dict[str, FloatArray]) -> None:
        """Turn every finger joint towards the palm; in place."""
        original = full.copy()
        for side, short in zip(SIDES, "lr", strict=True):
            for finger in range(1, 6):
                joints = [original[self._cubes[f"{short}-finger-{finger}-{n}"]].mean(axis=0) for n in range(1, 5)]
                along = joints[3] - joints[0]
                axis = np.cross(along, -points[f"{side}_hand_back"])
                turns = (35.0, 20.0, 20.0) if finger == 1 else (60.0, 75.0, 50.0)
                for joint, turn in reversed(list(enumerate(turns))):
                    rows = self._finger_rows(finger, joint, side)
                    turned = _about(axis, np.radians(turn))
                    full[rows] = joints[joint] + (full[rows] - joints[joint]) @ turned.T

    def _finger_rows(self, finger: int, joint: int, side: str) -> IntArray:
        letter = side[0].upper()
        names = [f"finger{finger}-{n}.{letter}" for n in range(joint + 1, 4)]
        return np.concatenate([self._rows_by_bone[name] for name in names if name in self._rows_by_bone])

    @cached_property
    def _rows_by_bone(self) -> dict[str, IntArray]:
        """Vertices by the finger bone that moves them most."""
        path = self._folder / "rigs" / "standard" / "weights.default.json"
        raw = json.loads(path.read_text("utf-8"))["weights"]
        best = np.zeros(len(self._vertices))
        owner = np.full(len(self._vertices), -1)
        names = list(raw)
        for place, name in enumerate(names):
            if raw[name]:
                rows, shares = np.array(raw[name]).T
                rows = rows.astype(np.intp)
                more = shares > best[rows]
                best[rows[more]], owner[rows[more]] = shares[more], place
        return {name: np.flatnonzero(owner == place) for place, name in enumerate(names) if name.startswith("finger")}


_CUBE_OF = {
    "hip": "upper-leg",
    "knee": "knee",
    "ankle": "ankle",
    "clavicle": "clavicle",
    "shoulder": "shoulder",
    "elbow": "elbow",
    "wrist": "hand",
    "eye": "eye",
}


def _read_mesh(path: Path) -> tuple[FloatArray, IntArray, dict[str, IntArray]]:
    """Vertices, the faces of the body, and the corners of each joint's cube."""
    vertices: list[list[float]] = []
    faces: list[list[int]] = []
    cubes: dict[str, set[int]] = {}
    group = ""
    for line in path.read_text("utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append([float(number) for number in rest.split()])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f" and (group == "body" or group.startswith("joint-")):
            corners = [int(corner.split("/")[0]) - 1 for corner in rest.split()]
            if group == "body":
                faces.append(corners)
            else:
                cubes.setdefault(group.removeprefix("joint-"), set()).update(corners)
    return np.array(vertices), np.array(faces, dtype=np.intp), {n: np.array(sorted(rows)) for n, rows in cubes.items()}


def _read_weights(path: Path, vertices: int) -> FloatArray:
    """(vertices, bones) on our bones; what the rig gives to its spine stands under the pelvis until it is spread."""
    weights = np.zeros((vertices, len(BONES)))
    for name, pairs in json.loads(path.read_text("utf-8"))["weights"].items():
        if pairs:
            rows, shares = np.array(pairs).T
            weights[rows.astype(np.intp), BONE[_our_bone(name)]] += shares
    return np.asarray(weights / np.maximum(weights.sum(axis=1, keepdims=True), 1e-9))


def _our_bone(name: str) -> str:
    stem, _, letter = name.partition(".")
    side = {"L": "left", "R": "right"}.get(letter, "")
    for start, ours in _OURS.items():
        if stem.startswith(start):
            return f"{side}_{ours}" if side and ours in LIMBS else ours
    return "head"


_OURS = {
    "root": "pelvis",
    "pelvis": "pelvis",
    "spine": "pelvis",
    "breast": "pelvis",
    "neck01": "neck",
    "neck02": "neck",
    "clavicle": "girdle",
    "shoulder01": "girdle",
    "upperarm": "upper_arm",
    "lowerarm": "forearm",
    "wrist": "hand",
    "finger": "hand",
    "metacarpal": "hand",
    "upperleg": "thigh",
    "lowerleg": "shank",
    "foot": "foot",
    "toe": "toes",
}


def _targets_of(mix: BodyMix) -> list[tuple[str, float]]:
    """Names of target files with their shares: MakeHuman's macro sliders, then a few single ones."""
    gender = (("male", mix.male), ("female", 1 - mix.male))
    old = np.clip((mix.age - 0.5) / 0.5, 0, 1)
    age = (("young", 1 - old), ("old", old))
    build = [
        (f"{muscle}-{weight}", of_muscle * of_weight)
        for muscle, of_muscle in _three(mix.muscle, "muscle")
        for weight, of_weight in _three(mix.weight, "weight")
    ]
    origin = (
        ("caucasian", mix.caucasian),
        ("african", mix.african),
        ("asian", 1 - mix.caucasian - mix.african),
    )
    tall = _two(mix.height, "minheight", "maxheight")
    fair = _two(mix.proportions, "uncommonproportions", "idealproportions")
    found = []
    for sex, of_sex in gender:
        for years, of_years in age:
            whole = of_sex * of_years
            found += [(f"macrodetails/{race}-{sex}-{years}", whole * share) for race, share in origin]
            for name, share in build:
                found.append((f"macrodetails/universal-{sex}-{years}-{name}", whole * share))
                found.append((f"macrodetails/height/{sex}-{years}-{name}-{tall[0]}", whole * share * tall[1]))
                found.append((f"macrodetails/proportions/{sex}-{years}-{name}-{fair[0]}", whole * share * fair[1]))
    single = (("buttocks/buttocks-volume", mix.buttocks), ("stomach/stomach-pregnant", mix.belly))
    for name, value in (*single, ("torso/torso-muscle-dorsi", mix.lats)):
        found.append((f"{name}-{'incr' if value > 0.5 else 'decr'}", abs(value - 0.5)))
    return [(name, float(share)) for name, share in found if share > 1e-3]


def _three(value: float, word: str) -> list[tuple[str, float]]:
    low, high = max(0.0, 1 - 2 * value), max(0.0, 2 * value - 1)
    return [(f"min{word}", low), (f"average{word}", 1 - low - high), (f"max{word}", high)]


def _two(value: float, low: str, high: str) -> tuple[str, float]:
    return (low, 1 - 2 * value) if value < 0.5 else (high, 2 * value - 1)


def _without_repeats(face: list[int]) -> list[int]:
    return list(dict.fromkeys(face))


def _about(axis: FloatArray, angle: float) -> FloatArray:
    """The turn by an angle about an axis (Rodrigues)."""
    x, y, z = axis / np.linalg.norm(axis)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    return np.asarray(np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross)


def _heads(points: dict[str, FloatArray], skin: FloatArray) -> FloatArray:
    """(bones, 3); the joints of the spine lie at shares of the height, a disc's depth in front of the skin."""
    hips = (points["left_hip"] + points["right_hip"]) / 2
    heads: FloatArray = np.zeros((len(BONES), 3))
    heads[BONE["pelvis"]] = hips
    middle = skin[np.abs(skin[:, 0]) < 0.03]
    tall = points["neck"][1] - hips[1]
    heights = hips[1] + np.array(_JOINT_SHARE) * tall
    backs = []
    for height in heights:
        near = middle[np.abs(middle[:, 1] - height) < 0.04]
        backs.append(near[:, 2].min())
    backs = list(np.convolve([backs[0], *backs, backs[-1]], (0.25, 0.5, 0.25), "valid"))
    for name, height, back in zip(TRUNK[1:], heights, backs, strict=True):
        heads[BONE[name]] = (hips[0], height, back + _DISC_DEPTH_M * tall / 0.55)
    heads[BONE["neck"]], heads[BONE["head"]] = points["neck"], points["head"]
    for side in SIDES:
        for limb, joint in _JOINT_OF.items():
            heads[BONE[f"{side}_{limb}"]] = points[f"{side}_{joint}"]
    return heads


_JOINT_OF = {
    "girdle": "clavicle",
    "upper_arm": "shoulder",
    "forearm": "elbow",
    "hand": "wrist",
    "thigh": "hip",
    "shank": "knee",
    "foot": "ankle",
    "toes": "ball",
}


def _spread_over_spine(weights: FloatArray, skin: FloatArray, heads: FloatArray) -> FloatArray:
    """Deal out what belongs to the trunk by height: at each joint the share passes smoothly to the bone above."""
    trunk = weights[:, BONE["pelvis"]].copy()
    above = np.ones((len(skin), len(TRUNK) + 1))
    above[:, -1] = 0
    heights = heads[[BONE[name] for name in TRUNK[1:]], 1]
    gaps = np.gradient(heights)
    for place, (height, gap) in enumerate(zip(heights, gaps, strict=True), start=1):
        way = np.clip((skin[:, 1] - height) / (1.8 * gap) + 0.5, 0, 1)
        above[:, place] = np.minimum(above[:, place - 1], way * way * (3 - 2 * way))
    spread = weights.copy()
    spread[:, [BONE[name] for name in TRUNK]] = trunk[:, None] * -np.diff(above, axis=1)
    return spread
