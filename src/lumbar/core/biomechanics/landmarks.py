"""What the markers or joints of a file are called, made one: the points of a body that the form of a lift is read from.

Optical markers (Plug-in Gait and its relatives, OpenSim), joints of depth cameras and key points of pose models are
understood, whatever their upper and lower case, dots and underscores, and a "name-of-the-person:" before them. A point
that nobody named is absent, and what rests on it is not available, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from lumbar.core.tracks import Track

FloatArray = NDArray[np.float64]


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


class Landmark(StrEnum):
    """A point of the body; those with two sides stand once and are asked for with their side."""

    HEAD_TOP = "head-top"
    HEAD_BAND = "head-band"
    """Middle of a band of markers around the forehead."""
    HEAD = "head"
    """Middle of the head, as the joint of a depth camera or the middle between the ears."""
    NECK = "neck"
    C7 = "c7"
    T10 = "t10"
    BREASTBONE_TOP = "breastbone-top"
    BREASTBONE_END = "breastbone-end"
    SACRUM = "sacrum"
    """Middle between the two posterior spines of the pelvis."""
    PELVIS = "pelvis"
    """Middle between the hip joints."""
    SHOULDER = "shoulder"
    ELBOW = "elbow"
    WRIST = "wrist"
    WRIST_THUMB = "wrist-thumb"
    WRIST_LITTLE = "wrist-little"
    """The two sides of the wrist, at the thumb and at the little finger."""
    HAND = "hand"
    """The middle of the knuckles."""
    INDEX_KNUCKLE = "index-knuckle"
    FRONT_PELVIS = "front-pelvis"
    """Anterior superior iliac spine."""
    BACK_PELVIS = "back-pelvis"
    """Posterior superior iliac spine."""
    HIP = "hip"
    KNEE = "knee"
    ANKLE = "ankle"
    HEEL = "heel"
    TOE = "toe"


class WhyNot(StrEnum):
    """Why a series is not there."""

    VERTICAL_UNCLEAR = "vertical_unclear"
    """The file does not say which axis points up, and the body does not show it."""
    NOT_MARKED = "not_marked"
    """The file has none of the points it takes; ``NotAvailable.missing`` names them."""
    JOINTS_ONLY = "joints_only"
    """Joints of pose models tell nothing of the lumbar spine: shoulder to hip is one straight line to them."""
    NEVER_UPRIGHT = "never_upright"
    """No neutral recording was given, and the person stands upright in no frame of this one."""
    BODY_MASS_NOT_TOLD = "body_mass_not_told"
    SIZE_IMPLAUSIBLE = "size_implausible"
    """The body of the file is no size of a person: the positions are not in metres."""
    NEVER_SEEN = "never_seen"
    """The points are named but in no frame all seen at once."""


@dataclass(frozen=True, slots=True)
class NotAvailable:
    """A series that is not there, and why."""

    why: WhyNot
    missing: tuple[Landmark, ...] = ()


Series = FloatArray | NotAvailable
"""(frames,) values, NaN where the points were not seen; or why there is none."""

_MIDDLE: Mapping[Landmark, tuple[tuple[str, ...], ...]] = {
    # each option is a set of names whose mean is the landmark; the first one that the file has is taken
    Landmark.HEAD_TOP: (("headtop",), ("tophead",), ("vertex",), ("headvertex",)),
    Landmark.HEAD_BAND: (("lfhd", "rfhd", "lbhd", "rbhd"), ("lfhd", "rbhd"), ("rfhd", "lbhd"), ("lfhd", "rfhd")),
    Landmark.HEAD: (("lear", "rear"), ("leftear", "rightear"), ("earl", "earr"), ("head",), ("nose",)),
    Landmark.NECK: (("neck",), ("neckbase",), ("spineshoulder",), ("spinechest",), ("thorax",)),
    Landmark.C7: (("c7",), ("cv7",)),
    Landmark.T10: (("t10",), ("tv10",), ("t8",)),
    Landmark.BREASTBONE_TOP: (("clav",), ("sjn",), ("ij",), ("suprasternale",), ("jugularnotch",)),
    Landmark.BREASTBONE_END: (("strn",), ("sxs",), ("px",), ("xiphoid",), ("xiphion",)),
    Landmark.SACRUM: (("sacr",), ("sacrum",), ("vsacral",), ("vsacrum",)),
    Landmark.PELVIS: (("midhip",), ("pelvis",), ("spinebase",), ("hipcenter",), ("hipscenter",), ("hips",)),
}
_SIDED: Mapping[Landmark, tuple[tuple[str, ...], ...]] = {
    # as above, each name without its side
    Landmark.SHOULDER: (("shoulder",), ("sho",), ("acromion",), ("acromium",), ("acr",), ("upperarm",)),
    Landmark.ELBOW: (
        ("lelbow", "melbow"),
        ("elb", "elbm"),
        ("elbow",),
        ("elb",),
        ("elbl",),
        ("lhc",),
        ("forearm",),
    ),
    Landmark.WRIST: (
        ("wra", "wrb"),
        ("lwrist", "mwrist"),
        ("wristlat", "wristmed"),
        ("wristl", "wristm"),
        ("wrist",),
        ("wra",),
        ("wrb",),
        ("wri",),
    ),
    Landmark.WRIST_THUMB: (("wra",),),
    Landmark.WRIST_LITTLE: (("wrb",),),
    Landmark.INDEX_KNUCKLE: (("fin",), ("mc2",)),
    Landmark.HAND: (("knuckle",), ("hand",), ("mc3",), ("pinky", "index"), ("indexfinger",)),
    Landmark.FRONT_PELVIS: (("asi",), ("asis",), ("ias",)),
    Landmark.BACK_PELVIS: (("psi",), ("psis",), ("ips",)),
    Landmark.HIP: (("hjc",), ("hip",), ("hipjoint",), ("upleg",), ("upperleg",)),
    Landmark.KNEE: (
        ("knee", "mknee"),
        ("kneelat", "kneemed"),
        ("kne", "knem"),
        ("kjc",),
        ("knee",),
        ("kne",),
        ("kneelat",),
        ("fle",),
        ("leg",),
        ("lowerleg",),
    ),
    Landmark.ANKLE: (
        ("ankle", "mankle"),
        ("anklelat", "anklemed"),
        ("ank", "ankm"),
        ("ajc",),
        ("ankle",),
        ("ank",),
        ("anklelat",),
        ("fal",),
    ),
    Landmark.HEEL: (("heel",), ("hee",), ("calc",), ("calcaneus",), ("fcc",)),
    Landmark.TOE: (
        ("toe",),
        ("bigtoe",),
        ("toetip",),
        ("footindex",),
        ("toebase",),
        ("foot",),
        ("toes",),
        ("5meta",),
    ),
}
_WITH_SIDE: Mapping[Side, tuple[str, ...]] = {
    Side.LEFT: ("l{}", "left{}", "{}l", "{}left"),
    Side.RIGHT: ("r{}", "right{}", "{}r", "{}right"),
}
"""Where a name carries its side; one way of writing holds for all names of an option."""

_NOT_OF_THE_NAME = re.compile(r"[^a-z0-9]|study$")


@dataclass(frozen=True, eq=False, slots=True)
class Body:
    """The landmarks a track has, by landmark and side; those of the middle have no side."""

    positions: Mapping[tuple[Landmark, Side | None], FloatArray]
    """(frames, 3) each, in the track's own frame. [m]"""
    names: Mapping[tuple[Landmark, Side | None], tuple[str, ...]]
    """The names of the file each was taken from."""
    frames: int

    def at(self, landmark: Landmark, side: Side | None = None) -> FloatArray | None:
        return self.positions.get((landmark, side))

    def sides(self, landmark: Landmark) -> tuple[Side, ...]:
        """The sides on which the file has it."""
        return tuple(side for side in Side if (landmark, side) in self.positions)

    def middle(self, landmark: Landmark) -> FloatArray | None:
        """The middle between left and right; with one side only, that side."""
        seen = [self.positions[landmark, side] for side in self.sides(landmark)]
        return sum(seen[1:], start=seen[0]) / len(seen) if seen else None

    def of(self, landmark: Landmark) -> FloatArray | None:
        """The landmark of the middle, or the middle between both sides."""
        middle = self.at(landmark)
        return self.middle(landmark) if middle is None else middle

    def moved(self, positions: Mapping[tuple[Landmark, Side | None], FloatArray]) -> Body:
        """The same landmarks at other places: filtered, filled or turned."""
        return Body(positions, self.names, self.frames)


def seen_at(place: FloatArray) -> NDArray[np.bool_]:
    """(frames,) whether a point has all its coordinates."""
    return np.asarray(np.isfinite(place).all(axis=1))


def find_landmarks(track: Track) -> Body:
    """The landmarks among the joints of a track. A landmark whose points were never seen together is left out."""
    by_name = _plain_names(track.joints)
    positions: dict[tuple[Landmark, Side | None], FloatArray] = {}
    names: dict[tuple[Landmark, Side | None], tuple[str, ...]] = {}
    for landmark, side, options in _asked_for():
        for option in options:
            if all(name in by_name for name in option):
                joints = tuple(by_name[name] for name in option)
                place = np.mean([track.of(joint) for joint in joints], axis=0)
                if seen_at(place).any():
                    positions[landmark, side], names[landmark, side] = place, joints
                    break
    return Body(positions, names, track.frames)


def _asked_for() -> Iterator[tuple[Landmark, Side | None, Sequence[tuple[str, ...]]]]:
    for landmark, options in _MIDDLE.items():
        yield landmark, None, options
    for landmark, options in _SIDED.items():
        for side, ways in _WITH_SIDE.items():
            yield landmark, side, [tuple(way.format(name) for name in option) for option in options for way in ways]


def _plain_names(joints: Sequence[str]) -> Mapping[str, str]:
    """Lower case, letters and digits only, without the person before a colon: to the name as the file has it."""
    plain: dict[str, str] = {}
    for joint in joints:
        name = joint.rpartition(":")[2].lower()
        plain.setdefault(_NOT_OF_THE_NAME.sub("", name), joint)
    return plain
