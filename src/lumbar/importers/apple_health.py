"""Apple Health: an XML document of gigabytes in which strength training stands as workouts, without sets.

Only the workouts are parsed. They are found in the stream of bytes, and everything else, the document type with its
known faults included, is passed over: so a file of any size takes little memory, and what is damaged elsewhere costs no
workout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO, Final, NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.provenance import RecordFate, UnitOrigin
from lumbar.core.quantities import MassUnit
from lumbar.core.training import Session, SetKind, TrainingSet, set_lines
from lumbar.importers.dates import DateColumn, Moment
from lumbar.importers.document import DocumentContents, DocumentLedger
from lumbar.importers.file_bytes import PIECE, Opened
from lumbar.importers.header import Field
from lumbar.importers.ledger import UnreadableError
from lumbar.importers.plausible import DECIDED, DURATION_MOST_H
from lumbar.importers.support import Seen, Support, Variant
from lumbar.usecases.ports import ReadingChoices

SUPPORT = Support(
    format="apple_health",
    app="Apple Health",
    variants=(
        Variant(
            "export.xml",
            "<HealthData> <Workout workoutActivityType duration durationUnit startDate endDate>",
            Seen.DOCUMENTATION,
        ),
    ),
    read=(
        "`export.zip` as the phone shares it, or the `export.xml` inside",
        "workouts of traditional and functional strength training and of core training: start and length",
        "each as a session of one timed set that is named after the activity, of unknown kind",
    ),
    lost=(
        "sets, repetitions and loads: the app does not know them",
        "heart rate, energy, routes, the device, the app that wrote the workout, and everything that is no workout",
    ),
    remarks=(
        "Records are `Workout` elements, and the end of the file where it is cut off. Other activities are skipped.",
        "Times are those of the offset that stands beside them: the clock on the wall where the training was.",
        "What a training app writes into Apple Health stands there without its sets: its own export says more.",
    ),
)

MOST_ELEMENT_BYTES = Parameter(
    id="health-workout-most-bytes",
    meaning="size above which a workout is set aside unread",
    value=4_000_000,
    unit="byte",
    source=our_judgement(DECIDED, "an event takes 150 bytes, so that 25,000 pauses and segments of one workout fit"),
    certainty=Certainty.OPINION,
)
MOST_DEPTH = Parameter(
    id="health-workout-most-depth",
    meaning="elements inside of one another in a workout, above which the file is refused",
    value=16,
    unit="element",
    source=our_judgement(DECIDED, "the app nests three: workout, route, entry"),
    certainty=Certainty.OPINION,
)

_ACTIVITY = "HKWorkoutActivityType"
_STRENGTH: Final[Mapping[str, str]] = {
    "TraditionalStrengthTraining": "Traditional Strength Training",
    "FunctionalStrengthTraining": "Functional Strength Training",
    "CoreTraining": "Core Training",
}
_SECONDS = {"s": 1.0, "sec": 1.0, "min": 60.0, "hr": 3600.0, "h": 3600.0}
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ?([+-]\d\d:?\d\d|Z)")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,20})?")

_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|!--|HealthData)")
_ROOT = re.compile(rb"<HealthData(?=[\s>])")
_END_OF_ROOT = re.compile(rb"</HealthData\s*>\s*\Z")
_BEGIN = re.compile(rb"<Workout(?=[\s/>])")
_TAG = re.compile(rb"""<Workout(?:[^"'<>]++|"[^"<]*+"|'[^'<]*+')*+>""")
_END = re.compile(rb"</Workout\s*+>|<Workout(?=[\s/>])")
_LONGEST_MARK = 64
"""Bytes of which one of these marks may have been met in part at the end of a piece."""
_CONTROL = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0D})
_CONTROL_REFERENCE = re.compile(rb"&#(?:0*+(?:[0-8]|1[124-9]|2\d|3[01])|[xX]0*+(?:[0-8bcefBCEF]|1[\da-fA-F]));")


def recognises(file: Opened) -> bool:
    """Whether it is XML whose root is HealthData. The clinical documents beside it have another root."""
    return bool(_PROLOG.match(file.beginning) and _ROOT.search(file.beginning))


def read(file: Opened, choices: ReadingChoices) -> DocumentContents:
    """The strength workouts of an Apple Health export, and what became of every workout."""
    _refuse_entities(file)
    workouts = _Workouts(file, choices)
    records = 0
    with file.stream() as stream:
        for found in _elements(stream):
            records += 1
            workouts.enter(found)
    sessions = tuple(sorted(workouts.sessions, key=lambda session: (session.start, session.title)))
    return DocumentContents(
        variant=SUPPORT.variants[0].name,
        encoding="utf-8",
        records=records,
        fates=workouts.ledger.fates,
        problems=workouts.ledger.problems,
        sessions=sessions,
        unit=choices.unit or MassUnit.KG,
        unit_from=UnitOrigin.HEADER,  # no load stands in such a file, so that none depends on a unit
        zone_from="file",
    )


class _Found(NamedTuple):
    """A workout as it stands in the file."""

    line: int
    text: bytes
    fault: ProblemKind | None = None
    """Why it was not met whole."""


class _Workouts:
    """Takes one workout after the other into sessions."""

    def __init__(self, file: Opened, choices: ReadingChoices) -> None:
        self.ledger = DocumentLedger(file.path)
        self.sessions: list[Session] = []
        self._path = file.path
        self._dates = DateColumn(lambda: (), choices.latest_day)
        self._parser = _Parser(file.path)

    def enter(self, found: _Found) -> None:
        try:
            self.ledger.enter(self._take(found))
        except UnreadableError as why:
            self.ledger.set_aside(found.line, found.text.decode("utf-8", "replace"), why)

    def _take(self, found: _Found) -> RecordFate:
        if found.fault is not None:
            raise UnreadableError(found.fault)
        workout = self._parser.attributes(found.text)
        title = _STRENGTH.get(workout.get("workoutActivityType", "").removeprefix(_ACTIVITY))
        if title is None:
            return RecordFate.SKIPPED
        moment = self._start(workout.get("startDate", ""))
        seconds = _length(workout)
        if not seconds:
            return RecordFate.SKIPPED
        done = TrainingSet(title, SetKind.UNKNOWN, None, None, duration_s=seconds)
        self.sessions.append(
            Session(
                source=SUPPORT.format,
                start=moment.start,
                precision=moment.precision,
                title=title,
                sets=(done,),
                duration_s=seconds,
                lines=set_lines([found.line]),
            )
        )
        return RecordFate.DONE

    def _start(self, text: str) -> Moment:
        """The local time as it stands in the file, whatever zone it was written in."""
        found = _INSTANT.fullmatch(text.strip())
        if found is None:
            raise UnreadableError(ProblemKind.DATE_UNREADABLE, Field.DATE, text)
        return self._dates.read(found[1])


def _length(workout: Mapping[str, str]) -> float | None:
    """Seconds of the workout: as the app says them, without the pauses, else from its start to its end."""
    text, unit = workout.get("duration", "").strip(), workout.get("durationUnit", "min").strip()
    if _NUMBER.fullmatch(text) and unit in _SECONDS:
        seconds = float(text) * _SECONDS[unit]
    elif text and not _NUMBER.fullmatch(text):
        raise UnreadableError(ProblemKind.NOT_A_NUMBER, Field.DURATION, text)
    else:
        seconds = _seconds_between(workout.get("startDate", ""), workout.get("endDate", ""))
    if seconds < 0:
        raise UnreadableError(ProblemKind.NEGATIVE, Field.DURATION, text or workout.get("endDate"))
    if seconds > DURATION_MOST_H.value * 3600:
        raise UnreadableError(ProblemKind.DURATION_ABSURD, Field.DURATION, text, f"{DURATION_MOST_H.value} h")
    return seconds or None


def _seconds_between(start: str, end: str) -> float:
    began, ended = _instant(start), _instant(end)
    return (ended - began).total_seconds() if began and ended else 0.0


def _instant(text: str) -> datetime | None:
    found = _INSTANT.fullmatch(text.strip())
    try:
        return datetime.fromisoformat(f"{found[1]}{found[2]}") if found else None
    except ValueError:
        return None


def _refuse_entities(file: Opened) -> None:
    """By entities a small file fills the memory. No export has any, and none would be followed."""
    root = _ROOT.search(file.beginning)
    if b"<!ENTITY" in file.beginning[: root.start() if root else None]:
        raise UnusableInput(UnusableKind.XML_BOMB, file.path, met="entities")


@dataclass(slots=True)
class _Attributes:
    """Keeps the attributes of the workout that is parsed, and nothing of what stands in it."""

    path: str
    workout: dict[str, str] | None = None
    depth: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH.value:
            raise UnusableInput(UnusableKind.XML_BOMB, self.path, met=f"elements {self.depth} deep")
        if tag == "Workout":
            self.workout = attributes

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def close(self) -> None:
        """Nothing is made of the whole."""


class _Parser:
    """One parser for all workouts, as if they were all that stands in the document; after damage, a new one."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._begin()

    def attributes(self, element: bytes) -> Mapping[str, str]:
        """Those of a workout. Raises UnreadableError where it is no XML, or holds what we forbid."""
        text = _CONTROL_REFERENCE.sub(b"", element.translate(None, _CONTROL))
        try:
            text.decode("utf-8")
        except UnicodeDecodeError:
            raise UnreadableError(ProblemKind.CHARACTERS_UNREADABLE) from None
        self._seen.workout = None
        try:
            self._parser.feed(text)
        except (ParseError, DefusedXmlException) as damage:
            self._begin()
            raise UnreadableError(ProblemKind.MARKUP_BROKEN) from damage
        workout: Mapping[str, str] | None = self._seen.workout
        if workout is None or self._seen.depth != 1:
            self._begin()
            raise UnreadableError(ProblemKind.MARKUP_BROKEN)
        return workout

    def _begin(self) -> None:
        self._seen = _Attributes(self._path)
        self._parser = XMLParser(target=self._seen, forbid_dtd=True)
        self._parser.feed(b"<HealthData>")


def _elements(stream: BinaryIO) -> Iterator[_Found]:
    """Every workout of the document, and its end where that is missing."""
    passage = _Passage()
    tail = b""
    while piece := stream.read(PIECE):
        yield from passage.more(piece)
        tail = (tail + piece)[-_LONGEST_MARK:]
    yield from passage.rest()
    if not _END_OF_ROOT.search(tail):
        yield _Found(passage.line, tail, ProblemKind.MARKUP_BROKEN)


class _Passage:
    """What was read of the document and not yet looked at: as a rule, less than one workout."""

    def __init__(self) -> None:
        self.line = 1
        """On which the passage begins."""
        self._bytes = b""
        self._at = 0

    def more(self, piece: bytes) -> Iterator[_Found]:
        self._bytes = self._bytes[self._at :] + piece
        self._at = 0
        yield from self._met(at_the_end=False)

    def rest(self) -> Iterator[_Found]:
        yield from self._met(at_the_end=True)
        self._go_to(len(self._bytes))

    def _met(self, *, at_the_end: bool) -> Iterator[_Found]:
        while begin := _BEGIN.search(self._bytes, self._at):
            self._go_to(begin.start())
            end, fault = _end_of_workout(self._bytes, self._at)
            reaches = len(self._bytes) if end is None else end
            if reaches - self._at > MOST_ELEMENT_BYTES.value:
                end, fault = begin.end(), ProblemKind.FIELD_TOO_LONG
            elif end is None and at_the_end:
                end, fault = reaches, ProblemKind.MARKUP_BROKEN
            if end is None:
                return
            yield _Found(self.line, self._bytes[self._at : reaches], fault)
            self._go_to(end)
        if not at_the_end:
            self._go_to(max(self._at, len(self._bytes) - _LONGEST_MARK))

    def _go_to(self, place: int) -> None:
        self.line += self._bytes.count(b"\n", self._at, place)
        self._at = place


def _end_of_workout(passage: bytes, begin: int) -> tuple[int | None, ProblemKind | None]:
    """Where the workout that begins there ends, and what is wrong with it; None where more must be read."""
    tag = _TAG.match(passage, begin)
    if tag is None:
        cut_short = passage.find(b"<", begin + 1)
        return (None, None) if cut_short < 0 else (cut_short, ProblemKind.MARKUP_BROKEN)
    if tag.group().endswith(b"/>"):
        return tag.end(), None
    end = _END.search(passage, tag.end())
    if end is None:
        return None, None
    return (end.end(), None) if end.group().startswith(b"</") else (end.start(), ProblemKind.MARKUP_BROKEN)
