"""What can be wrong with the data we are given, as values that keep their place.

Two kinds, never mixed. A ``DataProblem`` is bad *data*: one record of a file that is kept with its line and reason
while the rest is used. An exception of the ``LumbarError`` family is a request that cannot be answered at all.
Neither holds a sentence: ``wording`` has those.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class ProblemKind(StrEnum):
    """Why one record of a log was set aside, or kept with something left out."""

    # the record is set aside (quarantined)
    DATE_UNREADABLE = "date_unreadable"
    DATE_IN_THE_FUTURE = "date_in_the_future"
    DATE_TOO_OLD = "date_too_old"
    DATE_ORDER_AMBIGUOUS = "date_order_ambiguous"
    """Day and month cannot be told apart in the whole column."""
    EXERCISE_MISSING = "exercise_missing"
    FIELD_COUNT = "field_count"
    FIELD_COUNT_AMBIGUOUS = "field_count_ambiguous"
    NOT_A_NUMBER = "not_a_number"
    NEGATIVE = "negative"
    LOAD_ABSURD = "load_absurd"
    REPETITIONS_ABSURD = "repetitions_absurd"
    DURATION_ABSURD = "duration_absurd"
    UNIT_UNKNOWN = "unit_unknown"
    SET_ORDER_UNKNOWN = "set_order_unknown"
    NUL_BYTES = "nul_bytes"
    QUOTE_UNCLOSED = "quote_unclosed"
    FIELD_TOO_LONG = "field_too_long"
    CHARACTERS_UNREADABLE = "characters_unreadable"
    MARKUP_BROKEN = "markup_broken"
    """An element of a document is no XML, or is cut off."""
    # the record is kept, and this is worth knowing
    RPE_OUT_OF_RANGE = "rpe_out_of_range"
    NAME_REPAIRED = "name_repaired"
    LOAD_UNUSUAL = "load_unusual"
    SESSION_LENGTH_IMPLAUSIBLE = "session_length_implausible"


@dataclass(frozen=True, slots=True)
class DataProblem:
    """One record of a file that could not be taken as it stands, with its place and its own text."""

    kind: ProblemKind
    path: str
    line: int
    """Physical line on which the record starts, counted from 1."""
    raw: str
    """The record as it stands in the file."""
    set_aside: bool
    """True: the record was quarantined and is in no figure. False: it was used, and this is a remark."""
    column: str | None = None
    met: str | None = None
    """The text of the field that was not understood."""
    limit: str | None = None
    """The bound that was passed, with its unit, where there is one."""


class StoreTrouble(StrEnum):
    """What keeps a store from being used; stands in ``UnusableInput.met`` of a STORE_UNREADABLE."""

    LOCKED = "locked"
    DAMAGED = "damaged"
    NOT_A_DATABASE = "not_a_database"
    NOT_OURS = "not_ours"
    NEWER = "newer"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NO_PERMISSION = "no_permission"
    DISK_FULL = "disk_full"
    DISK_ERROR = "disk_error"


class TrackTrouble(StrEnum):
    """What keeps a track of a movement from being used; stands in ``UnusableInput.met`` of a TRACK_UNREADABLE.

    ``UnusableInput.limit`` then says what exactly was met, where there is more to say.
    """

    FOLDER = "folder"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    WEB_PAGE = "web_page"
    VIDEO = "video"
    ANOTHER_FORMAT = "another_format"
    CUT_SHORT = "cut_short"
    DAMAGED = "damaged"
    NO_MARKERS = "no_markers"
    NO_FRAMES = "no_frames"
    NOTHING_SEEN = "nothing_seen"
    UNIT_UNKNOWN = "unit_unknown"
    NO_TIMES = "no_times"
    FAR_AWAY = "far_away"
    MIPS_FIGURES = "mips_figures"
    """A C3D whose figures have their high byte first, which its reader does not know."""


class VideoTrouble(StrEnum):
    """What keeps a video from being looked at; stands in ``UnusableInput.met`` of a VIDEO_UNREADABLE.

    ``UnusableInput.limit`` then says what exactly was met, where there is more to say.
    """

    FOLDER = "folder"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TEXT = "text"
    PLAYLIST = "playlist"
    """A text that names other files to be opened."""
    WEB_PAGE = "web_page"
    PICTURE = "picture"
    ANOTHER_FORMAT = "another_format"
    CODEC = "codec"
    """A container that we know, with a picture coded in a way that is not decoded here."""
    NO_PICTURE = "no_picture"
    """There is sound and nothing to see."""
    NO_FRAMES = "no_frames"
    NO_TIMES = "no_times"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_LONG = "too_long"
    NO_END = "no_end"
    """Nothing came of its reading within a time in which something must."""
    DAMAGED = "damaged"


class WeightsTrouble(StrEnum):
    """Why the weights of the pose model are not there; stands in ``UnusableInput.met`` of a WEIGHTS_MISSING."""

    NOT_FETCHED = "not_fetched"
    CHANGED = "changed"
    """A file is there and is not, to the last bit, the one that was examined."""
    NOT_OBTAINED = "not_obtained"
    """The package that holds them could not be fetched."""
    NOT_IN_THE_PACKAGE = "not_in_the_package"
    NO_INSTALLER = "no_installer"
    """The program that fetches packages is not installed."""


class LumbarError(Exception):
    """Something the person can act on. Faults of our own are ordinary exceptions."""


class UnusableKind(StrEnum):
    """Why a whole input cannot be used."""

    NOT_FOUND = "not_found"
    IS_A_DIRECTORY = "is_a_directory"
    NO_PERMISSION = "no_permission"
    CANNOT_BE_READ = "cannot_be_read"
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    HEADER_ONLY = "header_only"
    HTML = "html"
    BINARY = "binary"
    UNKNOWN_FORMAT = "unknown_format"
    NOTHING_USABLE = "nothing_usable"
    UNIT_NOT_CONFIRMED = "unit_not_confirmed"
    NO_LOG = "no_log"
    NO_TRAINING_UP_TO_THE_DAY = "no_training_up_to_the_day"
    ANSWERS_UNREADABLE = "answers_unreadable"
    STORE_UNREADABLE = "store_unreadable"
    CANNOT_BE_WRITTEN = "cannot_be_written"
    ARCHIVE_DAMAGED = "archive_damaged"
    ARCHIVE_BOMB = "archive_bomb"
    XML_BOMB = "xml_bomb"
    COLUMNS_TO_CONFIRM = "columns_to_confirm"
    """A table of which nobody has said yet what its columns mean; ``known`` are its columns."""
    ZONE_UNKNOWN = "zone_unknown"
    PORT_NOT_TO_BE_HAD = "port_not_to_be_had"
    TRACK_UNREADABLE = "track_unreadable"
    VIDEO_UNREADABLE = "video_unreadable"
    VIDEO_PARTS_MISSING = "video_parts_missing"
    """What decodes videos and finds the person in them is not installed; ``met`` names the part."""
    WEIGHTS_MISSING = "weights_missing"


@dataclass(eq=False)
class UnusableInput(LumbarError):
    """An input that cannot be used at all; ``met`` and ``limit`` are what the sentence about it needs."""

    kind: UnusableKind
    path: str
    met: str | None = None
    limit: str | None = None
    known: tuple[str, ...] = field(default=())
    """What would have been understood instead (formats, units), for the sentence's advice."""
    problems: tuple[DataProblem, ...] = field(default=())
    """The records that were met, where every one of them had to be set aside: nothing is lost with the refusal."""

    def __str__(self) -> str:
        return f"{self.kind}: {self.path}" + (f" ({self.met})" if self.met else "")
