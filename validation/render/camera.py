"""A phone's camera: where it stands, what of the room it sees, and how it shakes in the hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CameraSpec:
    """Where a phone is put and how it films."""

    azimuth_deg: float
    """From the pure side view, towards the lifter's front positive; 90 is from the front."""
    from_left: bool
    """It stands on the lifter's left, who faces left in the picture then."""
    height_m: float
    distance_m: float
    """To the lifter at least; it steps back until the lifter fits, unless ``crop`` lets limbs leave the picture."""
    view_deg: float
    """Field of view along the long side."""
    roll_deg: float
    aim_x: float
    """How far beside the middle of the picture the lifter stands, in shares of the picture."""
    aim_y: float
    crop: float
    """Share of the picture the lifter may take up; above 1 some of the lifter is cut off."""
    shake_deg: float
    width: int
    height: int
    fps: float


@dataclass(frozen=True, eq=False)
class Camera:
    """A pinhole that stands still; ``shakes`` turns it a little in each frame."""

    place: FloatArray
    """(3,) [m]"""
    turn: FloatArray
    """(3, 3), rows: right, down and ahead in the room."""
    focal: float
    """[pixel]"""
    width: int
    height: int
    shakes: FloatArray
    """(frames, 3, 3)"""

    def see(self, points: FloatArray, frame: int) -> tuple[FloatArray, FloatArray]:
        """Pixels (..., 2), y down, and depths (...) of points (..., 3) of the room in one frame."""
        seen = (points - self.place) @ (self.shakes[frame] @ self.turn).T
        depth = np.maximum(seen[..., 2], 0.05)
        middle = np.array((self.width / 2, self.height / 2))
        return seen[..., :2] / depth[..., None] * self.focal + middle, depth

    def shaken(self, frame: int) -> FloatArray:
        """(3, 3), takes a pixel of the unshaken picture to where it is in this frame."""
        lens = np.array([[self.focal, 0, self.width / 2], [0, self.focal, self.height / 2], [0, 0, 1]])
        return np.asarray(lens @ self.shakes[frame] @ np.linalg.inv(lens))

    def rays(self) -> FloatArray:
        """(height, width, 3), the direction in the room that each pixel of the unshaken picture looks along."""
        x, y = np.meshgrid(np.arange(self.width) + 0.5, np.arange(self.height) + 0.5)
        local = np.stack((x - self.width / 2, y - self.height / 2, np.full_like(x, self.focal)), axis=-1)
        return np.asarray(local @ self.turn)


def set_up(spec: CameraSpec, points: FloatArray, shakes: FloatArray) -> Camera:
    """Put the camera before the points (n, 3) that it is to see: at its distance, or as far as they need."""
    camera = _at(spec.distance_m, spec, points, shakes)
    for distance in np.arange(spec.distance_m, 9.0, 0.15):
        camera = _at(float(distance), spec, points, shakes)
        seen, _ = camera.see(points, 0)
        if (np.ptp(seen, axis=0) / (spec.width, spec.height)).max() <= spec.crop:
            break
    return camera


def _at(distance: float, spec: CameraSpec, points: FloatArray, shakes: FloatArray) -> Camera:
    """At a distance, turned so that the middle of the points stands where it is to in the picture."""
    target = (points.min(axis=0) + points.max(axis=0)) / 2
    side = 1.0 if spec.from_left else -1.0
    angle = np.radians(spec.azimuth_deg)
    outward = np.array((side * np.cos(angle), 0.0, np.sin(angle)))
    focal = max(spec.width, spec.height) / 2 / np.tan(np.radians(spec.view_deg) / 2)
    place = np.array((target[0], spec.height_m, target[2])) + distance * outward
    wish = np.array(((0.5 + spec.aim_x) * spec.width, (0.5 + spec.aim_y) * spec.height))
    camera = _aimed(place, target, focal, spec, shakes)
    for _ in range(2):
        seen, _ = camera.see(points, 0)
        off = ((seen.min(axis=0) + seen.max(axis=0)) / 2 - wish) / focal
        ahead = camera.turn[2] + off[0] * camera.turn[0] + off[1] * camera.turn[1]
        camera = _aimed(place, place + distance * ahead, focal, spec, shakes)
    return camera


def _aimed(place: FloatArray, target: FloatArray, focal: float, spec: CameraSpec, shakes: FloatArray) -> Camera:
    ahead = (target - place) / np.linalg.norm(target - place)
    right = np.cross(ahead, (0.0, 1.0, 0.0))
    right /= np.linalg.norm(right)
    down = np.cross(ahead, right)
    roll = np.radians(spec.roll_deg)
    turned = np.cos(roll) * right + np.sin(roll) * down, np.cos(roll) * down - np.sin(roll) * right
    return Camera(place, np.stack((*turned, ahead)), float(focal), spec.width, spec.height, shakes)


def shakes_of(spec: CameraSpec, frames: int, rng: np.random.Generator) -> FloatArray:
    """(frames, 3, 3), small turns that drift as a hand does; none for a phone that leans on something."""
    turns = np.tile(np.eye(3), (frames, 1, 1))
    if spec.shake_deg == 0:
        return turns
    time = np.arange(frames) / spec.fps
    small = np.zeros((frames, 3))
    for hertz in (0.25, 0.7, 1.6, 3.1):
        small += rng.normal(0, 1, 3) / (1 + hertz) * np.sin(2 * np.pi * (hertz * time[:, None] + rng.uniform(0, 1, 3)))
    x, y, z = np.radians(spec.shake_deg * small * (1, 1, 0.6)).T
    turns[:, 0, 1], turns[:, 1, 0] = -z, z
    turns[:, 0, 2], turns[:, 2, 0] = y, -y
    turns[:, 1, 2], turns[:, 2, 1] = -x, x
    return turns
