"""What reading the file of a movement gives: the track, and what is worth knowing of the file before it is used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.tracks import Track

DECIDED = date(2026, 11, 23)

TRACK_BYTES = Parameter(
    id="track-file-most-bytes",
    meaning="size above which the file of a movement is refused unread",
    value=500_000_000,
    unit="byte",
    source=our_judgement(
        DECIDED,
        "ten minutes of sixty markers at 100 frames a second are 60 MB; forces recorded beside them add to that",
    ),
    certainty=Certainty.OPINION,
)

TRACK_FRAMES = Parameter(
    id="track-most-frames",
    meaning="frames above which the file of a movement is refused",
    value=200_000,
    unit="frame",
    source=our_judgement(DECIDED, "half an hour at 100 frames a second, longer than any set"),
    certainty=Certainty.OPINION,
)

TRACK_POSITIONS = Parameter(
    id="track-most-positions",
    meaning="frames times markers above which the file of a movement is refused",
    value=4_000_000,
    unit="position",
    source=our_judgement(
        DECIDED,
        "11 minutes of sixty markers at 100 frames a second; reading a C3D takes some 250 bytes for each, so that this "
        "many ask for 1 GB, which any machine has",
    ),
    certainty=Certainty.OPINION,
)

FARTHEST_M = Parameter(
    id="track-farthest-position",
    meaning="distance from the origin above which a position is taken for a wrong unit or a damaged file",
    value=1_000.0,
    unit="m",
    source=our_judgement(
        DECIDED, "rooms are below 100 m wide; millimetres taken for metres put a standing man at 1,700 m"
    ),
    certainty=Certainty.OPINION,
)

RATE_MOST_HZ = Parameter(
    id="track-frame-rate-most",
    meaning="frames a second above which a frame rate is taken for a slip",
    value=10_000.0,
    unit="Hz",
    source=our_judgement(DECIDED, "capture systems for people run at 30 to 1,000 frames a second"),
    certainty=Certainty.OPINION,
)

READING_MOST_S = Parameter(
    id="track-reading-most-time",
    meaning="time after which the reading of a C3D is given up",
    value=120.0,
    unit="s",
    source=our_judgement(
        DECIDED, "the largest one allowed takes a few seconds; a damaged one can keep its reader busy for ever"
    ),
    certainty=Certainty.OPINION,
)

READING_MOST_BYTES = Parameter(
    id="track-reading-most-memory",
    meaning="memory above which the reading of a C3D is given up, where the operating system can tell",
    value=4_000_000_000,
    unit="byte",
    source=our_judgement(DECIDED, "four times what the largest one allowed takes"),
    certainty=Certainty.OPINION,
)

RATE_AGREES_WITHIN = Parameter(
    id="track-rate-agrees-within",
    meaning="difference between a file's frame rate and its times below which the two are said to agree",
    value=0.02,
    unit="fraction",
    source=our_judgement(
        DECIDED, "times written to the millisecond make a step of 60 frames a second off by at most 2 in 100"
    ),
    certainty=Certainty.OPINION,
)

MOST_UNREADABLE = Parameter(
    id="track-most-unreadable",
    meaning="share of a file's figures that may be unreadable before the whole file is refused",
    value=0.2,
    unit="fraction",
    source=our_judgement(DECIDED, "a few slips are gaps; where every fifth figure is one, the file is something else"),
    certainty=Certainty.OPINION,
)


class TrackFormat(StrEnum):
    """The two files of marker positions that are read."""

    TRC = "trc"
    C3D = "c3d"


class RemarkKind(StrEnum):
    """What was met in a file that could be used all the same."""

    # something of the file is not in the track
    FIGURES_UNREADABLE = "figures_unreadable"
    """They became gaps."""
    LAST_FRAME_CUT = "last_frame_cut"
    """The last line ends in the middle, and was left out."""
    FEWER_FRAMES = "fewer_frames"
    """The header promises more frames than there are."""
    # all of it is
    MORE_FRAMES = "more_frames"
    RATE_DISAGREES = "rate_disagrees"
    """The header's frame rate is not that of the times; the times were used."""
    TIMES_FROM_RATE = "times_from_rate"
    """The file's times do not rise; they were counted from its frame rate."""
    NAMES_REPEATED = "names_repeated"
    NAMES_MISSING = "names_missing"
    NOT_MARKERS = "not_markers"
    """Angles, forces and the like, which stand among the points of a C3D and are no positions."""


SET_ASIDE = frozenset({RemarkKind.FIGURES_UNREADABLE, RemarkKind.LAST_FRAME_CUT, RemarkKind.FEWER_FRAMES})


@dataclass(frozen=True, slots=True)
class TrackRemark:
    """One thing about the file, with how often and what was met."""

    kind: RemarkKind
    count: int = 0
    met: str = ""
    limit: str = ""
    """What it was held against, where there is such a thing."""


@dataclass(frozen=True, eq=False, slots=True)
class TrackReading:
    """A track as it was read from a file."""

    path: str
    format: TrackFormat
    track: Track
    remarks: tuple[TrackRemark, ...] = ()

    @property
    def set_aside(self) -> bool:
        """Whether something the file holds or promises is not in the track."""
        return any(remark.kind in SET_ASIDE for remark in self.remarks)
