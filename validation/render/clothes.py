"""Clothes, hair and shoes: parts of the body's own skin, coloured, moved outwards, folded and left to hang."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from validation.render.body import BONE, SIDES, TRUNK, Shape

FloatArray = NDArray[np.float64]
Bools = NDArray[np.bool_]
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Outfit:
    """What a lifter wears. Colours are linear, from 0 to 1."""

    skin: Colour
    hair: Colour
    hair_style: int
    """0 none, 1 short, 2 full, 3 with a tail."""
    shirt: Colour | None
    shirt_other: Colour
    """Of stripes, blocks and prints."""
    shirt_pattern: int
    """0 plain, 1 stripes across, 2 stripes along, 3 noise, 4 print on chest and back, 5 yoke, 6 sides."""
    pattern_m: float
    sleeve: float
    """0 none, 0.55 short, 1 long to the wrist."""
    hem: float
    """Lower edge of the shirt, off the hip joints in shares of the trunk's length."""
    shirt_off_m: float
    """How far the shirt stands off the skin."""
    baggy: float
    """From 0, which follows every hollow, to 1, which bridges them and hangs."""
    leg: Colour
    leg_other: Colour
    leg_length: float
    """Of the trousers: 0.4 mid-thigh, 1 knee, 2 ankle."""
    leg_off_m: float
    waist: float
    """Upper edge of the trousers, off the hip joints in shares of the trunk's length."""
    belt: Colour | None
    shoe: Colour
    sole: Colour
    sock: Colour
    sock_length: float
    """Share of the shank."""
    fold_m: float
    seed: int


@dataclass(frozen=True, eq=False)
class Dressed:
    """A shape with what it wears."""

    vertices: FloatArray
    """At rest, with hollows bridged. [m]"""
    colours: FloatArray
    """(faces, 3), linear"""
    gloss: FloatArray
    """(faces,)"""
    off: FloatArray
    """(vertices,), how far the cloth stands off. [m]"""
    loose: FloatArray
    """(vertices,), how far it may sag. [m]"""
    cloth: NDArray[np.intp]
    """Vertices that are cloth."""
    folds: FloatArray
    """(cloth,), size of folds. [m]"""
    waves: FloatArray
    """(waves, cloth), phases of the folds."""
    shift: FloatArray
    """(waves,), how the folds move with a bend."""


def dress(shape: Shape, outfit: Outfit) -> Dressed:
    rng = np.random.default_rng(outfit.seed)
    regions = _Regions(shape)
    shirt, leg, shoe = regions.shirt(outfit), regions.legs(outfit), regions.shoe()
    belt = regions.band(outfit.waist + 0.02, outfit.waist + 0.19) if outfit.belt is not None else np.zeros_like(shirt)
    hair = regions.hair(outfit.hair_style)
    off, loose = np.zeros(len(shape.vertices)), np.zeros(len(shape.vertices))
    off[leg] = outfit.leg_off_m
    off[shirt] = np.maximum(outfit.shirt_off_m, off[shirt] + 0.002)
    loose[shirt] = 0.06 * outfit.baggy
    loose[leg & ~shirt] = outfit.leg_off_m * 0.4
    off[shoe] = 0.007
    off[hair] = (0.0, 0.006, 0.018, 0.012)[outfit.hair_style]
    off[belt], loose[belt] = np.maximum(0.008, 0.4 * outfit.shirt_off_m), 0
    vertices = _bridged(shape, shirt & ~belt, 0.3 + 0.7 * outfit.baggy, 4 + int(26 * outfit.baggy))
    vertices = _bridged(shape, leg & ~shirt, min(1.0, 0.4 + 20 * outfit.leg_off_m), 8, vertices)
    vertices = _bridged(shape, shoe, 1.0, 12, vertices)
    cloth = np.flatnonzero((shirt | leg) & ~belt)
    waves = np.stack([vertices[cloth] @ rng.normal(0, 22, 3) + rng.uniform(0, 6.3) for _ in range(3)])
    folds = np.where(shirt[cloth], outfit.fold_m, 0.4 * outfit.fold_m)
    colours, gloss = _colours(
        regions, outfit, rng, {"shirt": shirt, "leg": leg, "shoe": shoe, "belt": belt, "hair": hair}
    )
    smooth = shape.smoothing
    return Dressed(vertices, colours, gloss, off, smooth @ (smooth @ loose), cloth, folds, waves, rng.normal(0, 2.5, 3))


def worn(shape: Shape, dressed: Dressed, skin: FloatArray, bend: float) -> tuple[FloatArray, FloatArray]:
    """Cloth in one frame and its normals, from the skinned vertices; ``bend`` [rad] moves the folds.

    Cloth lies close where it rests on an upward side, and hangs down from a downward one.
    """
    normals = vertex_normals(shape, skin)
    lying = 1 - 0.6 * np.clip(normals[:, 1], 0, 1)
    off = dressed.off * lying
    off[dressed.cloth] += dressed.folds * np.sin(dressed.waves + dressed.shift[:, None] * bend).mean(axis=0)
    out = skin + normals * off[:, None]
    out[:, 1] -= dressed.loose * np.clip(-normals[:, 1], 0, 1) ** 1.5
    return out, vertex_normals(shape, out)


def face_normals(shape: Shape, vertices: FloatArray) -> FloatArray:
    """(faces, 3), as long as the face is large."""
    a, b, c, d = (vertices[shape.faces[:, corner]] for corner in range(4))
    p, q = c - a, d - b
    same = shape.faces[:, 2] == shape.faces[:, 3]
    q = np.where(same[:, None], c - b, q)
    return np.stack(
        (
            p[:, 1] * q[:, 2] - p[:, 2] * q[:, 1],
            p[:, 2] * q[:, 0] - p[:, 0] * q[:, 2],
            p[:, 0] * q[:, 1] - p[:, 1] * q[:, 0],
        ),
        axis=1,
    )


def vertex_normals(shape: Shape, vertices: FloatArray) -> FloatArray:
    """(vertices, 3)"""
    normals = shape.around @ face_normals(shape, vertices)
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12))


class _Regions:
    """Parts of the skin, (vertices,) each."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.main = shape.main_bone()
        points = shape.points
        self.hips_y = float(points["left_hip"][1])
        self.trunk = float(points["neck"][1]) - self.hips_y
        self.y = shape.vertices[:, 1]

    def of(self, *bones: str) -> Bools:
        return np.asarray(np.isin(self.main, [BONE[bone] for bone in bones]))

    def both(self, limb: str) -> Bools:
        return self.of(*(f"{side}_{limb}" for side in SIDES))

    def along(self, start: str, stop: str) -> FloatArray:
        """How far along a limb each vertex lies, the nearer side's."""
        shares = []
        for side in SIDES:
            a, b = self.shape.points[f"{side}_{start}"], self.shape.points[f"{side}_{stop}"]
            shares.append((self.shape.vertices - a) @ (b - a) / ((b - a) @ (b - a)))
        return np.where(self.shape.vertices[:, 0] > 0, shares[0], shares[1])

    def shirt(self, outfit: Outfit) -> Bools:
        if outfit.shirt is None:
            return np.zeros(len(self.y), dtype=np.bool_)
        trunk = self.of(*TRUNK) | self.both("girdle") | self.both("thigh")
        body = trunk & (self.y > self.hips_y + outfit.hem * self.trunk)
        upper = self.both("upper_arm") & (self.along("shoulder", "elbow") < outfit.sleeve + 0.08)
        if outfit.sleeve >= 1:
            upper |= self.both("upper_arm") | (self.both("forearm") & (self.along("elbow", "wrist") < 0.92))
        neck = np.linalg.norm(self.shape.vertices - self.shape.points["neck"], axis=1) < 0.075
        return np.asarray((body | upper) & ~neck)

    def legs(self, outfit: Outfit) -> Bools:
        top = self.hips_y + outfit.waist * self.trunk
        hips = (self.of("pelvis", "l5", "l4", "l3") | self.both("thigh")) & (self.y < top)
        thigh = self.both("thigh") & (self.along("hip", "knee") < outfit.leg_length)
        hips &= ~self.both("thigh") | thigh
        shank = self.both("shank") & (self.along("knee", "ankle") < outfit.leg_length - 1)
        return np.asarray(hips | shank)

    def shoe(self) -> Bools:
        ankle = float(self.shape.points["left_ankle"][1])
        return np.asarray((self.both("foot") | self.both("toes")) & (self.y < ankle + 0.005))

    def band(self, low: float, high: float) -> Bools:
        inside = (self.y > self.hips_y + low * self.trunk) & (self.y < self.hips_y + high * self.trunk)
        return np.asarray(inside & self.of(*TRUNK))

    def hair(self, style: int) -> Bools:
        if style == 0:
            return np.zeros(len(self.y), dtype=np.bool_)
        eye = self.shape.points["left_eye"]
        back = eye[2] - self.shape.vertices[:, 2]
        edge = eye[1] + 0.05 - (0.62 if style == 1 else 0.8) * np.maximum(back, -0.02)
        return np.asarray(self.of("head") & (self.y > edge))


def _bridged(shape: Shape, cloth: Bools, share: float, rounds: int, vertices: FloatArray | None = None) -> FloatArray:
    """Cloth does not follow hollows: smoothed, and kept where that is outside of the skin."""
    start = shape.vertices if vertices is None else vertices
    smooth = start
    for _ in range(rounds):
        smooth = np.where(cloth[:, None], shape.smoothing @ smooth, start)
    normals = vertex_normals(shape, start)
    outward = np.clip(((smooth - start) * normals).sum(axis=1), 0, 0.04)
    return np.asarray(start + normals * (share * outward)[:, None])


def _colours(
    regions: _Regions, outfit: Outfit, rng: np.random.Generator, parts: dict[str, Bools]
) -> tuple[FloatArray, FloatArray]:
    """(faces, 3) and (faces,); a face belongs to a part by most of its corners."""
    shape = regions.shape
    faces = shape.faces
    middle = shape.vertices[faces].mean(axis=1)
    of = {name: part[faces].mean(axis=1) > 0.5 for name, part in parts.items()}
    colours = np.tile(outfit.skin, (len(faces), 1)) * (1 + 0.03 * rng.normal(size=(len(faces), 1)))
    gloss = np.full(len(faces), 0.12)
    _paint_face(shape, middle, colours, outfit)
    sock = regions.both("shank") & (regions.along("knee", "ankle") > 1 - outfit.sock_length) | regions.both("foot")
    colours[sock[faces].mean(axis=1) > 0.5] = outfit.sock
    colours[of["leg"]] = outfit.leg
    colours[of["leg"] & (np.abs(middle[:, 1] - regions.hips_y - outfit.waist * regions.trunk) < 0.03)] = (
        outfit.leg_other
    )
    if outfit.shirt is not None:
        colours[of["shirt"]] = outfit.shirt
        colours[of["shirt"] & _pattern(outfit, middle, regions, rng)] = outfit.shirt_other
    if outfit.belt is not None:
        colours[of["belt"]] = outfit.belt
    colours[of["shoe"]] = outfit.shoe
    colours[of["shoe"] & (middle[:, 1] < 0.018)] = outfit.sole
    colours[of["hair"]] = np.array(outfit.hair) * (1 + 0.12 * rng.normal(size=(int(of["hair"].sum()), 1)))
    cloth = of["shirt"] | of["leg"]
    colours[cloth] *= 1 + 0.025 * rng.normal(size=(int(cloth.sum()), 1))
    gloss[cloth], gloss[of["hair"]] = 0.02, 0.06
    return np.clip(colours, 0.005, 1), gloss


def _paint_face(shape: Shape, middle: FloatArray, colours: FloatArray, outfit: Outfit) -> None:
    """Eyes, brows and lips; in place."""
    skin = np.array(outfit.skin)
    for side in SIDES:
        eye = shape.points[f"{side}_eye"]
        apart = middle - eye
        front = middle[:, 2] > eye[2] - 0.03
        flat = np.hypot(apart[:, 0], apart[:, 1] * 1.6)
        colours[front & (flat < 0.019)] = (0.55, 0.53, 0.5)
        colours[front & (flat < 0.008)] = (0.03, 0.02, 0.02)
        brow = front & (np.abs(apart[:, 0]) < 0.024) & (np.abs(apart[:, 1] - 0.022) < 0.006)
        colours[brow] = np.array(outfit.hair) * 0.6 + skin * 0.1
    nose, mouth = shape.points["nose"], shape.points["left_eye"]
    below = mouth[1] - 0.066
    lips = (np.abs(middle[:, 0]) < 0.024) & (np.abs(middle[:, 1] - below) < 0.009) & (middle[:, 2] > nose[2] - 0.05)
    colours[lips] = skin * (0.85, 0.55, 0.55)


def _pattern(outfit: Outfit, middle: FloatArray, regions: _Regions, rng: np.random.Generator) -> Bools:
    x, y, z = middle.T
    size = outfit.pattern_m
    up = (y - regions.hips_y) / regions.trunk
    match outfit.shirt_pattern:
        case 1:
            return np.asarray(np.sin(2 * np.pi * y / size) > 0.2)
        case 2:
            return np.asarray(np.sin(2 * np.pi * np.arctan2(x, z) * 0.2 / size) > 0.3)
        case 3:
            waves = [np.sin(middle @ rng.normal(0, 2 / size, 3) + rng.uniform(0, 6)) for _ in range(4)]
            return np.asarray(sum(waves) > 0.4)
        case 4:
            return np.asarray((np.abs(x) < 1.2 * size) & (up > 0.5) & (up < 0.85) & (rng.uniform(size=len(x)) < 0.7))
        case 5:
            return np.asarray(up > 0.72)
        case 6:
            return np.asarray((np.abs(x) > 0.11) & (up < 0.8))
        case _:
            return np.zeros(len(x), dtype=np.bool_)
