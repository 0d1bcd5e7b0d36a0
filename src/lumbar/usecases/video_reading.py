"""What looking at a video gives: the person's pose and outline over time, and what is worth knowing of the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from lumbar.core.motion.pose import PersonMask, PoseSeries


class VideoRemarkKind(StrEnum):
    """What was met in a video that could be used all the same."""

    # something of the file is not in what was looked at
    CUT_SHORT = "cut_short"
    """The file ends, or is damaged beyond reading, before the end it promises."""
    FRAMES_UNREADABLE = "frames_unreadable"
    """Some frames could not be decoded and were left out."""
    # all of it is
    TIMES_UNEVEN = "times_uneven"
    """The frames do not come at an even rate; their own times were used."""
    TIMES_FROM_RATE = "times_from_rate"
    """The frames have no times that rise; they were counted from the frame rate."""
    ROTATED = "rotated"
    """The file says that its picture is to be turned, and it was."""
    FRAMES_PASSED_OVER = "frames_passed_over"
    """A film of more frames a second than a pose needs was looked at with fewer."""
    SEVERAL_PEOPLE = "several_people"
    """More than one person is in the picture; the one in the middle of the action was followed."""
    PERSON_LOST = "person_lost"
    """The person was out of sight for a while."""
    SCENE_CUT = "scene_cut"
    """The picture changes from one frame to the next as it does where a film is cut."""


SET_ASIDE = frozenset({VideoRemarkKind.CUT_SHORT, VideoRemarkKind.FRAMES_UNREADABLE})


class Confinement(StrEnum):
    """How far the process that decodes is kept from everything but its one file."""

    SYSTEM_CALLS = "system_calls"
    """It may neither open a file nor reach the network (seccomp)."""
    NAMESPACE = "namespace"
    """It sees an empty file system and no network (bubblewrap)."""
    LIMITS = "limits"
    """Memory, time and file size are limited, and nothing else is kept from it."""


@dataclass(frozen=True, slots=True)
class VideoRemark:
    """One thing about the file, with how often and what was met."""

    kind: VideoRemarkKind
    count: int = 0
    met: str = ""
    at_s: float | None = None


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """The file as it says of itself, checked where that could be."""

    path: str
    container: str
    codec: str
    width: int
    """Of the picture as it is meant to be seen, turned where the file says so. [pixel]"""
    height: int
    rotation_deg: int
    fps: float | None
    frames: int
    """That were looked at."""
    seconds: float
    """From the first frame to the end of the last."""
    confinement: Confinement


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a video was looked at."""

    frames_per_second: float
    """From opening the file to the last pose."""
    model_frames_per_second: float | None
    """Of the pose model alone, without decoding and cutting out; None where no frame was looked at."""


class Masks(Protocol):
    """The outline of the person, frame by frame, unpacked when it is asked for."""

    def at(self, frame: int) -> PersonMask | None:
        """The mask of one frame; None where nobody was seen in it."""
        ...


@dataclass(frozen=True, eq=False, slots=True)
class VideoReading:
    """One video, looked at: who was seen, where, and how sure."""

    facts: VideoFacts
    pose: PoseSeries
    masks: Masks
    remarks: tuple[VideoRemark, ...]
    speed: Speed | None

    @property
    def set_aside(self) -> bool:
        """Whether something that the file holds or promises was not looked at."""
        return any(remark.kind in SET_ASIDE for remark in self.remarks)
