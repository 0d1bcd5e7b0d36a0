"""Paints faces of a room onto a picture, the far ones first. Fast: culled, sorted and shaded as arrays."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from validation.render.camera import Camera

FloatArray = NDArray[np.float64]
Picture = NDArray[np.uint8]

_SHIFT = 4
"""Corners are given in sixteenths of a pixel."""


@dataclass(frozen=True, slots=True)
class Light:
    """A lamp far away, and what comes from everywhere."""

    direction: tuple[float, float, float]
    """To the lamp."""
    colour: tuple[float, float, float]
    sky: tuple[float, float, float]
    ground: tuple[float, float, float]

    def shade(self, colours: FloatArray, normals: FloatArray, gloss: FloatArray | float = 0.0) -> FloatArray:
        """(n, 3), linear colours in this light; normals have the length 1."""
        lamp = np.array(self.direction) / np.linalg.norm(self.direction)
        facing = np.clip(normals @ lamp, 0, None)
        half = (0.5 + 0.5 * normals[:, 1])[:, None]
        around = half * np.array(self.sky) + (1 - half) * np.array(self.ground)
        shine = np.asarray(gloss * facing**12)
        lit = colours * (around + facing[:, None] * np.array(self.colour))
        return np.asarray(lit + (shine[:, None] if shine.ndim else shine) * np.array(self.colour))


@dataclass(frozen=True, eq=False)
class Faces:
    """Polygons of one number of corners, with colours as they are to appear."""

    corners: FloatArray
    """(faces, corners, 3) [m]"""
    colours: FloatArray
    """(faces, 3), linear"""
    person: bool
    nearer_m: float = 0.0
    """Moved this much towards the viewer in the order of painting."""


def to_screen(linear: FloatArray) -> FloatArray:
    """Linear light from 0 to 1 as bytes of a picture."""
    return np.asarray(255 * np.clip(linear, 0, 1) ** (1 / 2.2))


def paint(picture: Picture, groups: list[Faces], camera: Camera, frame: int) -> None:
    """Onto the picture (height, width, 3), in place; what faces away is left out by the caller."""
    polygons: list[NDArray[np.int32]] = []
    colours: list[list[float]] = []
    depths: list[FloatArray] = []
    for group in groups:
        pixels, depth = camera.see(group.corners, frame)
        polygons += list(_fixed(pixels))
        colours += to_screen(group.colours).tolist()
        depths.append(depth.mean(axis=1) - group.nearer_m)
    if not polygons:
        return
    fill = cv2.fillConvexPoly
    for place in np.argsort(-np.concatenate(depths), kind="stable").tolist():
        fill(picture, polygons[place], colours[place], 8, _SHIFT)


def silhouette(groups: list[Faces], camera: Camera, frame: int) -> Picture:
    """(height, width), 255 where a person is, as if nothing stood before."""
    mask = np.zeros((camera.height, camera.width), np.uint8)
    for group in groups:
        if group.person:
            pixels, _ = camera.see(group.corners, frame)
            for polygon in _fixed(pixels):
                cv2.fillConvexPoly(mask, polygon, 255, 8, _SHIFT)
    return mask


def _fixed(pixels: FloatArray) -> NDArray[np.int32]:
    """A pixel's middle is half a pixel from its edge, and OpenCV counts from the middle."""
    return np.asarray(np.round((np.clip(pixels, -4000, 4000) - 0.5) * (1 << _SHIFT)), dtype=np.int32)
