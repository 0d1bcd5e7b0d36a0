"""The room round the lifter: floor, walls, things that stand about, what is lifted, and the shadow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from validation.render.body import BONE, SIDES
from validation.render.camera import Camera
from validation.render.movements import Load, Motion, Movement
from validation.render.painter import Faces, Light, Picture, paint, to_screen
from validation.render.poses import Bones

FloatArray = NDArray[np.float64]
Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Room:
    """What the lifter stands in, all from a seed and a few choices."""

    floor: Colour
    floor_other: Colour
    floor_pattern: int
    """0 plain, 1 tiles, 2 planks, 3 rubber with specks, 4 a platform on concrete."""
    wall: Colour
    wall_other: Colour
    wall_pattern: int
    """0 plain, 1 bricks, 2 panels, 3 a gradient, 4 blots."""
    half_size: tuple[float, float]
    """To the walls, across and along. [m]"""
    tall_m: float
    boxes: int
    posts: bool
    other_person: bool
    plate: Colour
    plate_thick_m: float
    plates: int
    bar: Colour
    shadow: float
    seed: int


@dataclass(frozen=True, slots=True)
class Film:
    """What the phone does to the picture."""

    gain: tuple[float, float, float]
    contrast: float
    blur_px: float
    noise: float
    jpeg: int | None
    vignette: float


def background(room: Room, camera: Camera, light: Light) -> Picture:
    """(height, width, 3) of floor, walls and boxes, from where the camera stands unshaken."""
    rng = np.random.default_rng(room.seed)
    rays = camera.rays()
    place = camera.place
    limits = np.array(
        (max(room.half_size[0], abs(place[0]) + 0.4), room.tall_m, max(room.half_size[1], abs(place[2]) + 0.4))
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        edge = np.where(rays > 0, limits, np.array((-limits[0], 0.0, -limits[2])))
        far = np.where(np.abs(rays) > 1e-9, (edge - place) / rays, np.inf)
    which = far.argmin(axis=-1)
    hit = place + rays * far.min(axis=-1)[..., None]
    floor = (which == 1) & (rays[..., 1] < 0)
    ceiling = (which == 1) & ~floor
    across = np.where(which == 0, hit[..., 2], hit[..., 0])
    colours = _wall(room, across, hit[..., 1], rng)
    colours[floor] = _floor(room, hit[floor], rng)
    colours[ceiling] = 0.75
    normals = np.zeros_like(hit)
    np.put_along_axis(normals, which[..., None], -np.sign(np.take_along_axis(rays, which[..., None], -1)), -1)
    lit = light.shade(colours.reshape(-1, 3), normals.reshape(-1, 3)).reshape(hit.shape)
    fall = 1 / (1 + 0.02 * np.linalg.norm(hit - (0, 1, 0), axis=-1) ** 2)
    picture = to_screen(lit * fall[..., None]).astype(np.uint8)
    still = Camera(camera.place, camera.turn, camera.focal, camera.width, camera.height, np.eye(3)[None])
    paint(picture, _boxes(room, light, camera, rng), still, 0)
    return picture


def _wall(room: Room, across: FloatArray, up: FloatArray, rng: np.random.Generator) -> FloatArray:
    one, other = np.array(room.wall), np.array(room.wall_other)
    share = np.zeros_like(across)
    match room.wall_pattern:
        case 1:
            row = np.floor(up / 0.09)
            joint = (up % 0.09 < 0.012) | ((across + 0.12 * (row % 2)) % 0.24 < 0.012)
            share = np.where(joint, 1.0, 0.15 * (np.sin(row * 12.9 + np.floor(across / 0.24) * 78.2) > 0.3))
        case 2:
            share = ((across % 1.2) < 0.03).astype(np.float64) + 0.5 * (up < 0.12)
        case 3:
            share = np.clip(up / room.tall_m, 0, 1)
        case 4:
            for _ in range(7):
                x, y, size = rng.uniform(-4, 4), rng.uniform(0.3, 2.2), rng.uniform(0.2, 0.9)
                share = np.maximum(share, (np.abs(across - x) < size) & (np.abs(up - y) < 0.6 * size))
        case _:
            pass
    share = np.clip(share, 0, 1)[..., None]
    return np.asarray((1 - share) * one + share * other)


def _floor(room: Room, hit: FloatArray, rng: np.random.Generator) -> FloatArray:
    x, z = hit[:, 0], hit[:, 2]
    share = np.zeros_like(x)
    match room.floor_pattern:
        case 1:
            share = np.where((x % 0.5 < 0.015) | (z % 0.5 < 0.015), 1.0, 0.0)
        case 2:
            plank = np.floor(x / 0.12)
            share = 0.5 + 0.25 * np.sin(plank * 91.7) + 0.05 * np.sin(z * 40 + plank * 5)
        case 3:
            share = (rng.uniform(size=len(x)) < 0.06).astype(np.float64)
        case 4:
            share = ((np.abs(x) < 1.25) & (np.abs(z) < 1.1)).astype(np.float64)
        case _:
            pass
    share = np.clip(share, 0, 1)[:, None]
    return np.asarray((1 - share) * np.array(room.floor) + share * np.array(room.floor_other))


def _boxes(room: Room, light: Light, camera: Camera, rng: np.random.Generator) -> list[Faces]:
    """Benches, racks and crates along the walls, always behind the lifter as the camera sees it."""
    away = -camera.place * (1, 0, 1)
    away /= np.linalg.norm(away)
    beside = np.array((away[2], 0.0, -away[0]))
    found = []
    for _ in range(room.boxes):
        size = rng.uniform((0.15, 0.2, 0.15), (0.9, 1.6, 0.7))
        middle = away * rng.uniform(1.3, 2.6) + beside * rng.uniform(-2.6, 2.6) + (0, size[1] / 2, 0)
        colour = rng.uniform(0.02, 0.6, 3) if rng.uniform() < 0.4 else np.full(3, rng.uniform(0.02, 0.4))
        found.append(box(middle, size, colour, light, camera))
    return found


def box(middle: FloatArray, size: FloatArray, colour: FloatArray, light: Light, camera: Camera) -> Faces:
    """A box along the room's axes; the sides that can be seen."""
    corners, normals = [], []
    for axis in range(3):
        for sign in (-1.0, 1.0):
            normal = np.zeros(3)
            normal[axis] = sign
            a, b = np.roll(np.eye(3), axis, axis=0)[1:] if axis else np.eye(3)[1:]
            u, v = a * size / 2, b * size / 2
            centre = middle + normal * size / 2
            if (camera.place - centre) @ normal > 0:
                corners.append(centre + np.array((u + v, u - v, -u - v, -u + v)))
                normals.append(normal)
    shaded = light.shade(np.tile(colour, (len(normals), 1)), np.array(normals).reshape(-1, 3))
    return Faces(np.array(corners).reshape(-1, 4, 3), shaded, person=False)


def standing_things(room: Room, motion: Motion, light: Light, camera: Camera) -> list[Faces]:
    """Posts of a rack and a box to sit on: they stand still, and may be before the lifter."""
    found = []
    if room.posts:
        for x in (-0.62, 0.62):
            for z in (0.45, -0.75):
                for low in np.arange(0.15, 2.2, 0.3):
                    middle, size = np.array((x, low, z)), np.array((0.06, 0.3, 0.06))
                    found.append(box(middle, size, np.array(room.bar) * 0.5, light, camera))
    if motion.seat is not None:
        edge, height = motion.seat
        middle, size = np.array((0.0, height / 2, edge - 0.2)), np.array((0.44, height, 0.4))
        found.append(box(middle, size, np.array(room.wall_other), light, camera))
    return found


def held_things(
    room: Room, movement: Movement, motion: Motion, light: Light, camera: Camera, frame: int
) -> list[Faces]:
    """Bar and plates, or dumbbells, where the hands hold them."""
    left, right = motion.held[frame]
    match movement.load:
        case Load.NONE:
            return []
        case Load.BAR:
            return _barbell(room, movement.plate_m, (left + right) / 2, light, camera)
        case Load.DUMBBELLS:
            along = np.array((0.0, 0.0, 1.0))
            apart = float(np.linalg.norm(left - right))
            places = ((left + right) / 2,) if apart < 0.2 else (left, right)
            return [face for place in places for face in _dumbbell(room, place, along, light, camera)]


def _barbell(room: Room, radius: float, middle: FloatArray, light: Light, camera: Camera) -> list[Faces]:
    axis = np.array((1.0, 0.0, 0.0))
    stops = np.linspace(-0.66, 0.66, 23)
    found = [_rod(middle + axis * stops[:, None], 0.014, 6, np.array(room.bar), light, camera)]
    for sign in (-1.0, 1.0):
        sleeve = middle + axis * sign * 0.66
        end = sleeve + axis * sign * 0.42
        found.append(_cylinder(sleeve, end, 0.025, 8, np.array(room.bar), light, camera))
        for place in range(room.plates):
            start = sleeve + axis * sign * (0.02 + place * (room.plate_thick_m + 0.004))
            size = radius if place == 0 else radius * (1.0, 1.0, 0.75, 0.5)[min(place, 3)]
            found += _disc(start, axis * sign, size, room, light, camera)
    return found


def _disc(
    start: FloatArray, outward: FloatArray, radius: float, room: Room, light: Light, camera: Camera
) -> list[Faces]:
    colour = np.array(room.plate)
    stop = start + outward * room.plate_thick_m
    rim = _cylinder(start, stop, radius, 24, colour * 0.8, light, camera)
    facing = camera.place - (start + stop) / 2
    normal = outward if facing @ outward > 0 else -outward
    face = stop if facing @ outward > 0 else start
    found = [rim]
    for size, tone, nearer in ((1.0, 1.0, 0.002), (0.82, 0.75, 0.004), (0.32, 1.15, 0.006), (0.11, 0.4, 0.008)):
        ring = _ring(face, outward, radius * size, 28)[None]
        shaded = light.shade(colour[None] * tone, normal[None])
        found.append(Faces(ring, shaded, person=False, nearer_m=nearer + room.plate_thick_m / 2))
    return found


def _dumbbell(room: Room, place: FloatArray, axis: FloatArray, light: Light, camera: Camera) -> list[Faces]:
    found = [_cylinder(place - axis * 0.06, place + axis * 0.06, 0.016, 6, np.array(room.bar), light, camera)]
    for sign in (-1.0, 1.0):
        inner, outer = place + axis * sign * 0.06, place + axis * sign * 0.15
        found.append(_cylinder(inner, outer, 0.055, 8, np.array(room.plate), light, camera))
        for end, normal in ((inner, -axis * sign), (outer, axis * sign)):
            if (camera.place - end) @ normal > 0:
                shaded = light.shade(np.array(room.plate)[None], normal[None])
                found.append(Faces(_ring(end, axis, 0.055, 8)[None], shaded, person=False, nearer_m=0.01))
    return found


def _ring(middle: FloatArray, axis: FloatArray, radius: float, corners: int) -> FloatArray:
    side = np.cross(axis, (0.0, 1.0, 0.0))
    side /= np.linalg.norm(side)
    up = np.cross(side, axis)
    angle = np.linspace(0, 2 * np.pi, corners, endpoint=False)[:, None]
    return np.asarray(middle + radius * (np.cos(angle) * side + np.sin(angle) * up))


def _cylinder(
    start: FloatArray, stop: FloatArray, radius: float, corners: int, colour: FloatArray, light: Light, camera: Camera
) -> Faces:
    """The sides of a round bar that can be seen."""
    axis = (stop - start) / np.linalg.norm(stop - start)
    one, two = _ring(start, axis, radius, corners), _ring(stop, axis, radius, corners)
    after = np.roll(np.arange(corners), -1)
    quads = np.stack((one, one[after], two[after], two), axis=1)
    normals = quads.mean(axis=1) - (start + stop) / 2
    normals /= np.linalg.norm(normals, axis=1, keepdims=True)
    seen = ((camera.place - quads.mean(axis=1)) * normals).sum(axis=1) > 0
    return Faces(quads[seen], light.shade(np.tile(colour, (int(seen.sum()), 1)), normals[seen], 0.3), person=False)


def _rod(places: FloatArray, radius: float, corners: int, colour: FloatArray, light: Light, camera: Camera) -> Faces:
    """A long round bar in pieces between its places (n, 3), so that each piece is sorted by its own distance."""
    rings = _ring(np.zeros(3), (places[1] - places[0]) / np.linalg.norm(places[1] - places[0]), radius, corners)
    after = np.roll(np.arange(corners), -1)
    one, two = places[:-1, None] + rings, places[1:, None] + rings
    quads = np.stack((one, one[:, after], two[:, after], two), axis=2).reshape(-1, 4, 3)
    outward = (rings + rings[after]) / np.linalg.norm(rings + rings[after], axis=1, keepdims=True)
    normals = np.tile(outward, (len(places) - 1, 1))
    seen = ((camera.place - quads.mean(axis=1)) * normals).sum(axis=1) > 0
    return Faces(quads[seen], light.shade(np.tile(colour, (int(seen.sum()), 1)), normals[seen], 0.3), person=False)


def cast_shadow(picture: Picture, room: Room, bones: Bones, light: Light, camera: Camera, frame: int) -> None:
    """Darken the floor where the body keeps the lamp away; in place. Limbs as strokes, on a small picture."""
    if room.shadow == 0:
        return
    small = 4
    shade = np.zeros((camera.height // small, camera.width // small), np.uint8)
    lamp = np.array(light.direction)
    for one, two, thick in _LIMBS:
        ends = bones.heads[frame, [BONE[one], BONE[two]]]
        ground = ends - lamp * (ends[:, 1:2] / max(lamp[1], 0.3))
        pixels, depth = camera.see(ground, frame)
        width = max(1, int(thick * camera.focal / float(depth.mean()) / small))
        a, b = (tuple(int(v) for v in point) for point in np.clip(pixels / small, -2000, 2000))
        cv2.line(shade, a, b, 255, width)
    soft = cv2.GaussianBlur(shade, (0, 0), 2.5)
    whole = cv2.resize(soft, (camera.width, camera.height), interpolation=cv2.INTER_LINEAR)
    rows = np.flatnonzero(whole.any(axis=1))
    if len(rows):
        part = slice(rows[0], rows[-1] + 1)
        dark = 255 - cv2.convertScaleAbs(whole[part], alpha=room.shadow)
        picture[part] = cv2.multiply(picture[part], cv2.merge((dark, dark, dark)), scale=1 / 255)


_LIMBS = (
    ("pelvis", "t12", 0.28),
    ("t12", "t3", 0.32),
    ("neck", "head", 0.16),
    *(
        (f"{side}_{one}", f"{side}_{two}", thick)
        for side in SIDES
        for one, two, thick in (
            ("upper_arm", "forearm", 0.09),
            ("forearm", "hand", 0.07),
            ("thigh", "shank", 0.16),
            ("shank", "foot", 0.11),
            ("foot", "toes", 0.10),
        )
    ),
)


_GRAIN_ROOM = 97
"""The grain is drawn once, larger than the picture, and laid on elsewhere in each frame. [pixel]"""


@lru_cache(maxsize=2)
def _grain(height: int, width: int, size: float) -> NDArray[np.int16]:
    rng = np.random.default_rng(0)
    return np.asarray(np.round(rng.normal(0, size, (height, width, 3))), dtype=np.int16)


def develop(picture: Picture, film: Film, rng: np.random.Generator) -> Picture:
    """Colour cast, blur, noise and compression of a phone."""
    out: cv2.typing.MatLike = picture
    if film.blur_px > 0:
        out = cv2.GaussianBlur(out, (0, 0), film.blur_px)
    gain = np.array(film.gain) * film.contrast
    levels = np.arange(256)[:, None] * gain + 128 * (1 - film.contrast)
    table = np.clip(levels, 0, 255).astype(np.uint8)[None]
    out = cv2.LUT(out, table)
    if film.noise > 0:
        height, width, _ = out.shape
        right, down = rng.integers(0, _GRAIN_ROOM, 2)
        grain = _grain(height + _GRAIN_ROOM, width + _GRAIN_ROOM, film.noise)
        out = cv2.add(out, grain[down : down + height, right : right + width], dtype=cv2.CV_8U)
    if film.jpeg is not None:
        _, data = cv2.imencode(".jpg", out, (cv2.IMWRITE_JPEG_QUALITY, film.jpeg))
        return np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR_BGR), dtype=np.uint8)
    return np.asarray(out, dtype=np.uint8)
