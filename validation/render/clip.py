"""One made clip: what is in it, its pictures, and the truth about every frame.

The truth has joint centres, not skin: a pose model marks its hips elsewhere, by a hand's breadth at times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from validation.render import sampling
from validation.render.body import BONE, SIDES, BodyData, BodyMix, Shape
from validation.render.camera import Camera, CameraSpec, set_up, shakes_of
from validation.render.clothes import Dressed, Outfit, dress, face_normals, worn
from validation.render.movements import Kind, Motion, Movement, move
from validation.render.painter import Faces, Light, Picture, paint, silhouette
from validation.render.poses import Bones
from validation.render.scene import Film, Room, background, cast_shadow, develop, held_things, standing_things
from validation.render.skinning import skin
from validation.render.timing import Course, course_of

FloatArray = NDArray[np.float64]

JOINTS = (
    *(
        f"{side}_{joint}"
        for joint in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "toe", "ear")
        for side in SIDES
    ),
    "nose",
    "c7",
    "t12",
    "l5",
)
"""In the order of ``Truth.joints_m``; ``t12`` is the disc T12/L1 and ``l5`` the disc L5/S1."""


@dataclass(frozen=True, slots=True)
class ClipSpec:
    """Everything that one clip is made from; equal specs give equal pixels."""

    seed: int
    enrolment: bool
    """A slow hinge without load and with a quiet back, by the same lifter in the same place."""
    body: BodyMix
    outfit: Outfit
    movement: Movement
    camera: CameraSpec
    light: Light
    room: Room
    film: Film

    @property
    def frames(self) -> int:
        return len(_course(self).time_s)


@dataclass(frozen=True, eq=False)
class Truth:
    """What is so in each frame of a clip. Angles in degrees, in the lifter's own sagittal plane."""

    time_s: FloatArray
    joints_px: dict[str, FloatArray]
    """(frames, 2) joint centres, y down; a joint may lie outside of the picture. [pixel]"""
    joints_m: FloatArray
    """(frames, joints, 3) in the order of JOINTS; x to the lifter's left, y up, z forward. [m]"""
    trunk_inclination_deg: FloatArray
    hip_deg: FloatArray
    knee_deg: FloatArray
    ankle_deg: FloatArray
    lumbar_deg: FloatArray
    """Flexion of L5/S1 to L1/2 summed, off the body's own relaxed standing; flexion positive."""
    thoracic_deg: FloatArray
    depth: FloatArray
    """0 at the top, 1 at the deepest."""
    repetition: NDArray[np.intp]
    """-1 outside of repetitions."""
    peak_lumbar_deg: tuple[float, ...]
    """The target of each repetition."""


def draw_spec(
    seed: int,
    *,
    enrolment: bool = False,
    kind: Kind | None = None,
    azimuth_deg: float | None = None,
    peaks_deg: tuple[float, ...] | None = None,
    size: tuple[int, int] | None = None,
) -> ClipSpec:
    """A clip drawn from a seed, with what is given held fixed; ``size`` is width and height.

    With ``enrolment`` the same lifter, clothes, camera and room, and a slow quiet hinge.
    """
    streams = [np.random.default_rng([seed, stream]) for stream in range(6)]
    body = sampling.draw_body(streams[0])
    outfit = sampling.draw_outfit(streams[1], body)
    camera = sampling.draw_camera(streams[2])
    drawn = sampling.draw_kind(streams[3])
    person = np.random.default_rng([seed, 7])
    if enrolment:
        movement = sampling.draw_movement(np.random.default_rng([seed, 8]), Kind.HINGE, person, enrolment=True)
    else:
        movement = sampling.draw_movement(streams[3], kind or drawn, person, enrolment=False)
    if peaks_deg is not None:
        movement = replace(
            movement,
            rounding=replace(movement.rounding, peaks=peaks_deg),
            depths=tuple(movement.depths[place % len(movement.depths)] for place in range(len(peaks_deg))),
        )
    if azimuth_deg is not None:
        camera = replace(camera, azimuth_deg=azimuth_deg)
    if size is not None:
        camera = replace(camera, width=size[0], height=size[1])
    light, room = sampling.draw_light(streams[4]), sampling.draw_room(streams[5])
    film = sampling.draw_film(streams[4])
    return ClipSpec(seed, enrolment, body, outfit, movement, camera, light, room, film)


def truth_of(spec: ClipSpec, body_data: BodyData) -> Truth:
    """The truth of every frame of a clip."""
    stage = _set(spec, body_data)
    bones, course = stage.motion.bones, stage.motion.course
    places = joints_of(bones)
    joints_m = np.stack([places[name] for name in JOINTS], axis=1)
    seen = np.stack([stage.camera.see(joints, frame)[0] for frame, joints in enumerate(joints_m)])
    return Truth(
        time_s=course.time_s,
        joints_px={name: seen[:, column] for column, name in enumerate(JOINTS)},
        joints_m=joints_m,
        **_angles(places),
        lumbar_deg=course.lumbar_deg,
        thoracic_deg=course.thoracic_deg,
        depth=course.depth,
        repetition=course.repetition,
        peak_lumbar_deg=spec.movement.rounding.peaks,
    )


def render(
    spec: ClipSpec, body_data: BodyData, *, every: int = 1, mask: bool = False
) -> Iterator[tuple[Picture] | tuple[Picture, Picture]]:
    """Frames (height, width, 3) RGB, each ``every``-th; with ``mask`` also the lifter's silhouette, 0 or 255.

    The silhouette has the clothes, and is that of the whole lifter, also where a plate or a post stands before.
    """
    import cv2

    cv2.setNumThreads(1)
    stage = _set(spec, body_data)
    behind = background(spec.room, stage.camera, spec.light)
    if spec.room.other_person:
        _add_onlooker(behind, spec, body_data, stage.camera)
    still = standing_things(spec.room, stage.motion, spec.light, stage.camera)
    for frame in range(0, len(stage.motion.course.time_s), every):
        rng = np.random.default_rng([spec.seed, 11, int(spec.enrolment), frame])
        picture = _shaken(behind, stage.camera, frame)
        cast_shadow(picture, spec.room, stage.motion.bones, spec.light, stage.camera, frame)
        people = figure(stage, spec.light, frame)
        things = held_things(spec.room, spec.movement, stage.motion, spec.light, stage.camera, frame)
        paint(picture, [*still, *things, *people], stage.camera, frame)
        finished = develop(picture, spec.film, rng)
        yield (finished, silhouette(people, stage.camera, frame)) if mask else (finished,)


@dataclass(frozen=True, eq=False)
class Stage:
    """A clip planned and ready to be painted."""

    shape: Shape
    dressed: Dressed
    motion: Motion
    camera: Camera


def figure(stage: Stage, light: Light, frame: int) -> list[Faces]:
    """The lifter's faces that the camera sees in one frame, shaded."""
    shape, bones = stage.shape, stage.motion.bones
    bare = skin(shape, stage.dressed.vertices, bones.turns[frame], bones.heads[frame])
    bend = np.radians(stage.motion.course.depth[frame] * 60 + stage.motion.course.lumbar_deg[frame])
    vertices, normals = worn(shape, stage.dressed, bare, float(bend))
    place = stage.camera.place
    corners = vertices[shape.faces]
    seen = ((place - corners[:, 0]) * face_normals(shape, vertices)).sum(axis=1) > 0
    smooth = normals[shape.faces[seen]].mean(axis=1)
    smooth /= np.maximum(np.linalg.norm(smooth, axis=1, keepdims=True), 1e-9)
    colours = light.shade(stage.dressed.colours[seen], smooth, stage.dressed.gloss[seen])
    return [Faces(corners[seen], colours, person=True)]


def joints_of(bones: Bones) -> dict[str, FloatArray]:
    """(frames, 3) of each of JOINTS. [m]"""
    places = {"c7": "neck", "t12": "t12", "l5": "l5"}
    found = {name: bones.heads[:, BONE[bone]] for name, bone in places.items()}
    found["nose"] = bones.at("head", "nose")
    for side in SIDES:
        for joint, bone in _HEAD_OF.items():
            found[f"{side}_{joint}"] = bones.heads[:, BONE[f"{side}_{bone}"]]
        found[f"{side}_heel"] = bones.at(f"{side}_foot", f"{side}_heel")
        found[f"{side}_toe"] = bones.at(f"{side}_toes", f"{side}_toe")
        found[f"{side}_ear"] = bones.at("head", f"{side}_ear")
    return found


_HEAD_OF = {
    "shoulder": "upper_arm",
    "elbow": "forearm",
    "wrist": "hand",
    "hip": "thigh",
    "knee": "shank",
    "ankle": "foot",
}


def _angles(places: dict[str, FloatArray]) -> dict[str, FloatArray]:
    """Trunk, hips, knees and ankles as ``core.biomechanics.kinematics`` defines them, with z as forward."""

    def lean(line: FloatArray) -> FloatArray:
        return np.asarray(np.degrees(np.arctan2(line[:, 2], line[:, 1])))

    def of_legs(upper: str, lower: str) -> FloatArray:
        leans = [lean(places[f"{side}_{upper}"] - places[f"{side}_{lower}"]) for side in SIDES]
        return np.asarray((leans[0] + leans[1]) / 2)

    middle = {joint: (places[f"left_{joint}"] + places[f"right_{joint}"]) / 2 for joint in ("hip", "shoulder")}
    trunk = lean(middle["shoulder"] - middle["hip"])
    thigh, shank, foot = of_legs("hip", "knee"), of_legs("knee", "ankle"), of_legs("toe", "heel")
    turned = {"hip": trunk - thigh, "knee": shank - thigh, "ankle": shank - foot + 90}
    angles = {f"{name}_deg": np.asarray(180 - (180 - value) % 360) for name, value in turned.items()}
    return {"trunk_inclination_deg": trunk, **angles}


def _course(spec: ClipSpec) -> Course:
    movement = spec.movement
    return course_of(movement.tempo, movement.rounding, movement.depths, spec.camera.fps)


_STAGES: dict[ClipSpec, Stage] = {}


def _set(spec: ClipSpec, body_data: BodyData) -> Stage:
    """Plan a clip; the last one is kept, as truth and pictures are asked for one after the other."""
    if spec not in _STAGES:
        _STAGES.clear()
        _STAGES[spec] = stage_of(spec, body_data)
    return _STAGES[spec]


def stage_of(spec: ClipSpec, body_data: BodyData) -> Stage:
    """Body, clothes, movement and camera of a clip."""
    flat = spec.movement.kind in (Kind.PUSH_UP, Kind.PLANK)
    shape = body_data.shape(spec.body, fists=not flat)
    motion = move(shape, spec.movement, _course(spec))
    bones = motion.bones
    some = slice(None, None, max(1, len(bones.heads) // 40))
    seen = np.concatenate((bones.heads[some].reshape(-1, 3), bones.at("head", "crown")[some]))
    seen = np.concatenate((seen, seen * (1, 0, 1) + (0, 0.02, 0))) if not flat else seen
    shakes = shakes_of(spec.camera, len(bones.heads), np.random.default_rng([spec.seed, 9, int(spec.enrolment)]))
    return Stage(shape, dress(shape, spec.outfit), motion, set_up(spec.camera, seen, shakes))


def _shaken(behind: Picture, camera: Camera, frame: int) -> Picture:
    import cv2

    if np.array_equal(camera.shakes[frame], np.eye(3)):
        return behind.copy()
    size = (camera.width, camera.height)
    return np.asarray(cv2.warpPerspective(behind, camera.shaken(frame), size, borderMode=cv2.BORDER_REPLICATE))


def _add_onlooker(behind: Picture, spec: ClipSpec, body_data: BodyData, camera: Camera) -> None:
    """Somebody else who stands further back; in place."""
    other = draw_spec(spec.seed + 1_000_003, kind=Kind.STANDING)
    shape = body_data.shape(other.body)
    motion = move(shape, other.movement, _course(other))
    rng = np.random.default_rng([spec.seed, 12])
    away = -camera.place * (1, 0, 1) / np.linalg.norm(camera.place * (1, 0, 1))
    beside = np.array((away[2], 0.0, -away[0]))
    motion.bones.heads += away * rng.uniform(1.5, 2.5) + beside * rng.choice((-1, 1)) * rng.uniform(0.9, 1.8)
    still = Camera(camera.place, camera.turn, camera.focal, camera.width, camera.height, np.eye(3)[None])
    paint(behind, figure(Stage(shape, dress(shape, other.outfit), motion, still), spec.light, 0), still, 0)
