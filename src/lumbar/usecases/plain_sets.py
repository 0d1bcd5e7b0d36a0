"""The sets of one line of a plain-text log: ``deadlift 3x5 @ 120 kg rpe 8``.

What can mean two things is refused with the reason, and never guessed. docs/plain-text-log.md has the notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.quantities import MassUnit
from lumbar.core.training import SetKind

_DECIDED = date(2026, 11, 23)

SETS_MOST_UNSAID = Parameter(
    id="plain-log-most-sets-unsaid",
    meaning="number up to which the figure before the x is a count of sets, where no load is said elsewhere",
    value=10,
    unit="sets",
    source=our_judgement(_DECIDED, "ten sets of one lift are the most of any common scheme, and no bar is so light"),
    certainty=Certainty.OPINION,
)
LOAD_LEAST_UNSAID = Parameter(
    id="plain-log-least-load-unsaid",
    meaning="number from which the figure before the x is a load, where no load is said elsewhere",
    value=20,
    unit="kg or lb",
    source=our_judgement(_DECIDED, "the empty bar; between ten sets and this a dumbbell or a scheme may be meant"),
    certainty=Certainty.OPINION,
)
REPETITIONS_MOST_UNSAID = Parameter(
    id="plain-log-most-repetitions-unsaid",
    meaning="number above which the figure behind the x may be a load, where no load is said elsewhere",
    value=30,
    unit="repetitions",
    source=our_judgement(_DECIDED, "few sets have more repetitions, and many loads are higher"),
    certainty=Certainty.OPINION,
)
SETS_MOST = Parameter(
    id="plain-log-most-sets",
    meaning="sets above which a line is not taken",
    value=50,
    unit="sets",
    source=our_judgement(_DECIDED, "five times the longest common scheme; a load in the place of the sets is likelier"),
    certainty=Certainty.OPINION,
)
REPETITIONS_MOST = Parameter(
    id="plain-log-most-repetitions",
    meaning="repetitions above which a set is not taken",
    value=1000,
    unit="repetition",
    source=our_judgement(_DECIDED, "more than a set of skips or sit-ups, as for the logs of apps"),
    certainty=Certainty.OPINION,
)
DURATION_MOST_H = Parameter(
    id="plain-log-longest-set",
    meaning="duration above which a set is not taken",
    value=24,
    unit="h",
    source=our_judgement(_DECIDED, "a set of more than a day is a slip, as for the logs of apps"),
    certainty=Certainty.OPINION,
)
RPE_LEAST = Parameter(
    id="plain-log-least-rpe",
    meaning="lowest rating of perceived exertion that is taken",
    value=1,
    unit="RPE",
    source=our_judgement(_DECIDED, "effort is rated from 1 to 10, as in the logs of apps"),
    certainty=Certainty.OPINION,
)
RPE_MOST = Parameter(
    id="plain-log-most-rpe",
    meaning="highest rating of perceived exertion, and up to which a bare figure behind the @ may be one",
    value=10,
    unit="RPE",
    source=our_judgement(_DECIDED, "10 is the most that could be done"),
    certainty=Certainty.OPINION,
)


class Fault(StrEnum):
    """Why a line is not taken."""

    NO_SETS = "no_sets"
    NO_EXERCISE = "no_exercise"
    FIGURE_IN_THE_NAME = "figure_in_the_name"
    """``squat 60 3x5``: a part of the name, or a load."""
    WORDS_LEFT = "words_left"
    """Something on the line is no part of the notation."""
    SETS_OR_LOAD = "sets_or_load"
    """``15x10``: 15 sets, or 15 kg."""
    LOAD_OR_REPETITIONS = "load_or_repetitions"
    """``5x100``."""
    LOAD_BEHIND_THE_X = "load_behind_the_x"
    """``5x100kg``: five repetitions, or five sets of unknown repetitions."""
    RPE_OR_LOAD = "rpe_or_load"
    """``3x5 @ 8``."""
    SETS_AND_LOADS = "sets_and_loads"
    """``3x5, 60x5``: the figure before the x means sets here and a load there."""
    LOAD_LEFT_OUT = "load_left_out"
    """``3x5 @ 100 kg, 2x8``: the same load, or none."""
    SETS_AND_LIST = "sets_and_list"
    """``3x5,5``: three sets, of which two are told."""
    SETS_NOT_WHOLE = "sets_not_whole"
    TOO_MANY_SETS = "too_many_sets"
    SAID_TWICE = "said_twice"
    UNITS_MIXED = "units_mixed"
    """Kilograms and pounds on one line, and a load that is neither."""
    NUMBER_UNCLEAR = "number_unclear"
    """``1,000``: a thousand, or one."""
    NEGATIVE = "negative"
    NOTHING_DONE = "nothing_done"
    QUOTE_UNCLOSED = "quote_unclosed"
    RPE_OUT_OF_RANGE = "rpe_out_of_range"
    LOAD_ABSURD = "load_absurd"
    REPETITIONS_ABSURD = "repetitions_absurd"
    DURATION_ABSURD = "duration_absurd"
    DATE_UNREADABLE = "date_unreadable"
    SETS_BEHIND_THE_DATE = "sets_behind_the_date"
    NO_DATE_ABOVE = "no_date_above"
    UNIT_UNKNOWN = "unit_unknown"
    DATE_NOT_HERE = "date_not_here"
    """A day among lines that are all of one session."""


class NotUnderstoodError(Exception):
    """A line cannot be taken; ``met`` is what it stumbles over."""

    def __init__(self, fault: Fault, met: str, limit: str | None = None) -> None:
        super().__init__(fault)
        self.fault = fault
        self.met = met
        self.limit = limit


@dataclass(frozen=True, slots=True)
class WrittenLoad:
    """A mass as it was written; the unit may be missing."""

    amount: Decimal
    unit: MassUnit | None
    raw: str
    """With ``bw+`` before it where it is on top of the body's own weight."""


@dataclass(frozen=True, slots=True)
class WrittenSet:
    """One set as it was written. Missing is None and never 0."""

    kind: SetKind
    load: WrittenLoad | None
    repetitions: float | None
    duration_s: float | None
    distance_m: float | None
    rpe: float | None
    rir: float | None
    multiplier: float | None
    assistance: WrittenLoad | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class SetsLine:
    """An exercise with its sets."""

    exercise: str
    sets: tuple[WrittenSet, ...]

    @property
    def masses(self) -> Iterator[WrittenLoad]:
        """Every load and every help of the line."""
        for each in self.sets:
            yield from (mass for mass in (each.load, each.assistance) if mass is not None)

    @property
    def units(self) -> frozenset[MassUnit]:
        """The units that are written on the line."""
        return frozenset(mass.unit for mass in self.masses if mass.unit is not None)

    @property
    def lacks_a_unit(self) -> bool:
        """Whether a load has none; 0 is the same in all of them."""
        return any(mass.unit is None and mass.amount for mass in self.masses)


# The words of the notation

_END = r"(?![^\W\d_])"
_NUMBER = r"\d{1,7}(?:\.\d{1,30}|,\d{1,2}(?!\d))?"
_MASS_UNIT = r"(?:kgs?|kilos?|kilograms?|lbs?|pounds?)(?![^\W\d_xX])"
_BODY = r"(?:bw|body\s?weight)" + r"(?![^\W\d_xX])"
_X = r"\s*[x×*]\s*"
_TIME = (
    r"(?:(?P<clock>\d{1,3}:\d{2}(?::\d{2})?(?:\.\d{1,30})?)"
    rf"|(?P<time>{_NUMBER})\s*(?P<time_unit>s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?){_END})"
)
_DISTANCE = (
    rf"(?P<distance>{_NUMBER})\s*"
    rf"(?P<distance_unit>m|met(?:er|re)s?|km|kilomet(?:er|re)s?|mi|miles?|yd|yds|yards?|ft|feet){_END}"
)
_COUNT = r"(?:\d{1,7}(?:\.\d{1,30})?|\?)(?![:\d.])"
_COUNTS = rf"(?P<counts>{_COUNT}(?:,{_COUNT})*)(?:\s*(?:reps?|repetitions?){_END})?"
_MARKS: tuple[tuple[str, SetKind], ...] = (
    (r"w|wu|warm[-\s]?up", SetKind.WARM_UP),
    (r"drop(?:[-\s]?set)?", SetKind.DROP),
    (r"failure|to failure", SetKind.FAILURE),
    (r"cool[-\s]?down", SetKind.COOL_DOWN),
    (r"unmarked", SetKind.UNKNOWN),
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_MARK = _words("|".join(f"(?P<{kind}>{words})" for words, kind in _MARKS).join(("(?:", f"){_END}")))
_BEFORE_X = _words(
    rf"(?:(?P<body>{_BODY})(?:\s*\+\s*(?P<extra>{_NUMBER})\s*(?P<extra_unit>{_MASS_UNIT})?)?"
    rf"|(?P<lead>{_NUMBER})\s*(?P<lead_unit>{_MASS_UNIT})?){_X}(?=[\d?])"
)
_TIMED, _COVERED, _COUNTED = _words(_TIME), _words(_DISTANCE), _words(_COUNTS)
_BODY_LOAD = _words(rf"@?\s*{_BODY}(?:\s*\+\s*(?P<extra>{_NUMBER})\s*(?P<extra_unit>{_MASS_UNIT})?)?")
_HELP = _words(rf"@?\s*-\s*(?P<help>{_NUMBER})\s*(?P<help_unit>{_MASS_UNIT})?\s*assist(?:ed|ance)?{_END}")
_NO_HELP = _words(rf"@?\s*[-−]\s*{_NUMBER}")
_AT = _words(rf"@\s*(?P<at>{_NUMBER})\s*(?P<at_unit>{_MASS_UNIT})?(?![\d,.:])")
_MASS = _words(rf"(?P<at>{_NUMBER})\s*(?P<at_unit>{_MASS_UNIT})")
_RATING = _words(rf"(?P<scale>rpe|rir)\s*(?P<rating>{_NUMBER})(?![\d,.])")
_EACH = _words(rf"(?:each|per hand){_END}|multiplier\s*(?P<times>{_NUMBER})(?![\d,.])")
_IN = _words(rf"in\s+{_TIME}")
_OVER = _words(rf"over\s+{_DISTANCE}")
_UNIT_WORD = _words(_MASS_UNIT)
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")
_ITEM_GOES_ON = _words(rf",(?=(?:{_NUMBER}\s*(?:{_MASS_UNIT})?|{_BODY}[^,;]*){_X}\d)")
_FIRST_X = _words(_X + r"[\d?]")
_MAY_BEGIN = re.compile(r"(?<=\s)[\d?a-z@-]", re.IGNORECASE)
_UNCLEAR_NAME = re.compile(r"@|(?:^|\s)[-+]?\d+(?:[.,]\d+)*$")
_NOTE_BEHIND_A_HASH = re.compile(r"(?:^|\s)#\s*(?P<note>.*)$")
_QUOTED = re.compile(r'"(?P<text>(?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r"}
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_METRES = {"m": "1", "k": "1000", "mi": "1609.344", "y": "0.9144", "f": "0.3048"}


@dataclass(slots=True)
class _Item:
    """The part of a line between two commas, while it is read."""

    text: str
    kind: SetKind = SetKind.WORK
    lead: Decimal | None = None
    """A figure before the x that has no unit."""
    loads: list[WrittenLoad | None] = field(default_factory=list)
    """None is the weight of the body alone."""
    bare: list[WrittenLoad] = field(default_factory=list)
    """Figures behind an @ that may be loads or ratings."""
    counts: tuple[float | None, ...] = ()
    has_core: bool = False
    counted: bool = False
    duration_s: float | None = None
    distance_m: float | None = None
    rpe: float | None = None
    rir: float | None = None
    multiplier: float | None = None
    assistance: WrittenLoad | None = None
    lead_is_load: bool = False

    @property
    def load_said(self) -> bool:
        return bool(self.loads) or self.assistance is not None


def read_sets(line: str) -> SetsLine:
    """The exercise and the sets of a line. Raises NotUnderstoodError."""
    exercise, mark, rest = _exercise_and_rest(line.strip())
    rest, note = _without_note(rest)
    if not rest:
        raise NotUnderstoodError(Fault.NO_SETS, line)
    items = _items(rest)
    meanings = {item.lead_is_load for item in items if item.lead is not None and item.counted}
    if len(meanings) > 1:
        raise NotUnderstoodError(Fault.SETS_AND_LOADS, rest)
    without = next((item for item in items if not item.load_said), None)
    if without is not None and any(item.loads and item.loads[0] is not None for item in items):
        raise NotUnderstoodError(Fault.LOAD_LEFT_OUT, without.text)
    sets = [each for item in items for each in _sets_of(item)]
    if mark is not None:
        sets = [replace(each, kind=mark) if each.kind is SetKind.WORK else each for each in sets]
    found = SetsLine(exercise, (*sets[:-1], replace(sets[-1], note=note)))
    if len(found.units) > 1 and found.lacks_a_unit:
        raise NotUnderstoodError(Fault.UNITS_MIXED, rest)
    return found


def names_sets(text: str) -> bool:
    """Whether something in the text looks like sets behind a name."""
    return _beginning_of_sets(" ".join(text.split())) is not None


def unquoted(text: str) -> str:
    r"""The text of what stood between quotation marks: ``\"``, ``\\`` and ``\n`` stand for what they say."""
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)


def quoted(text: str) -> str:
    """The text between quotation marks, so that ``unquoted`` gives it back."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


# The name, the sets and the note


def _exercise_and_rest(text: str) -> tuple[str, SetKind | None, str]:
    """The exercise, the mark that stands before it for all of its sets, and what follows."""
    mark = None
    found = _MARK.match(text)
    if found is not None and text[found.end() : found.end() + 1].isspace():
        mark, text = _kind(found), text[found.end() :].strip()
    if text.startswith('"'):
        return _quoted_exercise(text, mark)
    rest, note = _note_cut_off(text)
    rest = " ".join(rest.split())
    at = _beginning_of_sets(rest)
    if at is None:
        raise NotUnderstoodError(_why_no_sets(rest), rest or text)
    exercise = rest[:at].strip().removesuffix(":").rstrip()
    if _UNCLEAR_NAME.search(exercise):
        raise NotUnderstoodError(Fault.FIGURE_IN_THE_NAME, exercise)
    return exercise, mark, rest[at:] + note


def _quoted_exercise(text: str, mark: SetKind | None) -> tuple[str, SetKind | None, str]:
    found = _QUOTED.match(text)
    if found is None:
        raise NotUnderstoodError(Fault.QUOTE_UNCLOSED, text)
    exercise = unquoted(found["text"])
    if not exercise.strip():
        raise NotUnderstoodError(Fault.NO_EXERCISE, text)
    rest, note = _note_cut_off(text[found.end() :])
    return exercise, mark, " ".join(rest.split()) + note


def _beginning_of_sets(text: str) -> int | None:
    """Where the sets begin: the first place behind a space that can be the beginning of some."""
    places = (found.start() for found in _MAY_BEGIN.finditer(text))
    return next((place for place in places if _starts_sets(text, place)), None)


def _starts_sets(text: str, at: int) -> bool:
    """Whether what was done stands here, be it behind a mark or a load."""
    mark = _MARK.match(text, at)
    at = at if mark is None else _skip(text, mark.end())
    before = next((found for said in (_HELP, _BODY_LOAD, _MASS) if (found := said.match(text, at))), None)
    places = (at,) if before is None else (at, _skip(text, before.end()))
    return any(done.match(text, place) for place in places for done in (_BEFORE_X, _TIMED, _COVERED))


def _why_no_sets(text: str) -> Fault:
    if _starts_sets(text, 0):
        return Fault.NO_EXERCISE
    return Fault.NUMBER_UNCLEAR if _THOUSANDS.search(text) else Fault.NO_SETS


def _note_cut_off(text: str) -> tuple[str, str]:
    """What stands before the note at the end, and the note with the mark it begins with."""
    quote_at = text.find('"')
    hashed = _NOTE_BEHIND_A_HASH.search(text)
    at = quote_at if hashed is None or 0 <= quote_at < hashed.start() else hashed.start()
    return (text, "") if at < 0 else (text[:at], " " + text[at:].strip())


def _without_note(rest: str) -> tuple[str, str]:
    """What remains without the note at the end, and the note."""
    before, note = _note_cut_off(rest)
    note = note.strip()
    if not note.startswith('"'):
        return before.strip(), note.removeprefix("#").strip()
    found = _QUOTED.fullmatch(note)
    if found is None:
        raise NotUnderstoodError(Fault.QUOTE_UNCLOSED, note)
    return before.strip(), unquoted(found["text"])


# The items between the commas


def _items(rest: str) -> list[_Item]:
    items: list[_Item] = []
    for text in _split(rest):
        items.append(_item(text, items[-1] if items else None))
    return items


def _split(rest: str) -> list[str]:
    """The parts of a line. A comma between two digits is a decimal comma, or lists repetitions behind an x."""
    parts = []
    for wide in re.split(r";|,\s+", rest):
        at = 0
        for found in _ITEM_GOES_ON.finditer(wide):
            if found.start() > at and _FIRST_X.search(wide, at, found.start()):
                parts.append(wide[at : found.start()])
                at = found.end()
        parts.append(wide[at:])
    return [part.strip() for part in parts]


def _item(text: str, before: _Item | None) -> _Item:
    item = _Item(text)
    at = _skip(text, 0)
    mark = _MARK.match(text, at)
    if mark is not None:
        item.kind, at = _kind(mark), _skip(text, mark.end())
    while at < len(text):
        at = _skip(text, _token(item, at, before))
    if not item.has_core:
        raise NotUnderstoodError(Fault.NO_SETS, text)
    _settle(item)
    return item


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _token(item: _Item, at: int, before: _Item | None) -> int:
    """Reads one word of the notation into the item, and gives where it ends."""
    for read in (_core, _load, _effort, _more):
        end = read(item, at)
        if end is not None:
            return end
    end = None if item.has_core or before is None else _goes_on(item, at, before)
    if end is None:
        left = item.text[at:]
        if _NO_HELP.match(left):
            raise NotUnderstoodError(Fault.NEGATIVE, left)
        raise NotUnderstoodError(Fault.NUMBER_UNCLEAR if _THOUSANDS.search(left) else Fault.WORDS_LEFT, left)
    return end


def _goes_on(item: _Item, at: int, before: _Item) -> int | None:
    """``120x5, 5, 4``: more repetitions with the load before."""
    found = _COUNTED.match(item.text, at)
    if found is None or not before.lead_is_load or not before.counted:
        return None
    item.loads, item.lead_is_load, item.kind = list(before.loads), True, before.kind
    return _take_counts(item, found)


def _core(item: _Item, at: int) -> int | None:
    """What was done: ``3x5``, ``120 kg x 5,5,4``, ``3x45s``, ``40 m``."""
    if item.has_core:
        return None
    found = _BEFORE_X.match(item.text, at)
    if found is None:
        return _take_amount(item, at)
    if found["body"]:
        item.loads.append(_on_top(found))
        item.lead_is_load = True
    elif found["lead_unit"]:
        item.loads.append(WrittenLoad(_number(found["lead"]), _unit(found["lead_unit"]), found["lead"]))
        item.lead_is_load = True
    else:
        item.lead = _number(found["lead"])
    end = _take_amount(item, found.end())
    if end is not None:
        return end
    counts = _COUNTED.match(item.text, found.end())
    if counts is None:
        raise NotUnderstoodError(Fault.NUMBER_UNCLEAR, item.text[at:])
    behind = _UNIT_WORD.match(item.text, _skip(item.text, counts.end()))
    if behind is not None:
        raise NotUnderstoodError(Fault.LOAD_BEHIND_THE_X, item.text[at : behind.end()])
    return _take_counts(item, counts)


def _take_amount(item: _Item, at: int) -> int | None:
    timed = _TIMED.match(item.text, at)
    if timed is not None:
        item.has_core, item.duration_s, item.counts = True, _seconds(timed), (None,)
        return timed.end()
    covered = _COVERED.match(item.text, at)
    if covered is not None:
        item.has_core, item.distance_m, item.counts = True, _metres(covered), (None,)
        return covered.end()
    return None


def _take_counts(item: _Item, found: re.Match[str]) -> int:
    item.has_core = item.counted = True
    item.counts = tuple(None if one == "?" else float(one) for one in found["counts"].split(","))
    return found.end()


def _load(item: _Item, at: int) -> int | None:
    """``@ 120 kg``, ``120 kg``, ``bw``, ``bw+20``, ``-20 assist``; a bare figure is put aside for later."""
    found = _HELP.match(item.text, at)
    if found is not None:
        if item.assistance is not None:
            raise NotUnderstoodError(Fault.SAID_TWICE, item.text)
        item.assistance = WrittenLoad(_number(found["help"]), _unit(found["help_unit"]), f"-{found['help']}")
        return found.end()
    found = _BODY_LOAD.match(item.text, at)
    if found is not None:
        item.loads.append(_on_top(found))
        return found.end()
    found = _AT.match(item.text, at) or _MASS.match(item.text, at)
    if found is None:
        return None
    load = WrittenLoad(_number(found["at"]), _unit(found["at_unit"]), found["at"])
    may_be_rating = load.unit is None and load.amount <= RPE_MOST.value
    (item.bare if may_be_rating else item.loads).append(load)
    return found.end()


def _effort(item: _Item, at: int) -> int | None:
    """``rpe 8``, ``rir 2``."""
    found = _RATING.match(item.text, at)
    if found is None:
        return None
    rating = float(_number(found["rating"]))
    if found["scale"].casefold() == "rpe":
        _rate(item, rating, found["rating"])
    elif item.rir is not None:
        raise NotUnderstoodError(Fault.SAID_TWICE, item.text)
    else:
        item.rir = rating
    return found.end()


def _more(item: _Item, at: int) -> int | None:
    """``each``, ``in 30 s``, ``over 20 m``."""
    found = _EACH.match(item.text, at)
    if found is not None:
        if item.multiplier is not None:
            raise NotUnderstoodError(Fault.SAID_TWICE, item.text)
        item.multiplier = float(_number(found["times"])) if found["times"] else 2.0
        return found.end()
    found = _IN.match(item.text, at)
    if found is not None:
        if item.duration_s is not None:
            raise NotUnderstoodError(Fault.SAID_TWICE, item.text)
        item.duration_s = _seconds(found)
        return found.end()
    found = _OVER.match(item.text, at)
    if found is None:
        return None
    if item.distance_m is not None:
        raise NotUnderstoodError(Fault.SAID_TWICE, item.text)
    item.distance_m = _metres(found)
    return found.end()


def _on_top(found: re.Match[str]) -> WrittenLoad | None:
    """What is carried besides the body; None for the body alone."""
    if not found["extra"]:
        return None
    return WrittenLoad(_number(found["extra"]), _unit(found["extra_unit"]), f"bw+{found['extra']}")


def _rate(item: _Item, rating: float, met: str) -> None:
    if item.rpe is not None:
        raise NotUnderstoodError(Fault.SAID_TWICE, item.text)
    if not RPE_LEAST.value <= rating <= RPE_MOST.value:
        raise NotUnderstoodError(Fault.RPE_OUT_OF_RANGE, met, f"{RPE_LEAST.value} to {RPE_MOST.value}")
    item.rpe = rating


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _unit(text: str | None) -> MassUnit | None:
    if not text:
        return None
    return MassUnit.KG if text[0] in "kK" else MassUnit.LB


def _kind(found: re.Match[str]) -> SetKind:
    return SetKind(str(found.lastgroup))


def _seconds(found: re.Match[str]) -> float:
    if found["clock"]:
        seconds = 0.0
        for part in found["clock"].split(":"):
            seconds = seconds * 60 + float(part)
        return seconds
    return float(_number(found["time"]) * _SECONDS[found["time_unit"][0].casefold()])


def _metres(found: re.Match[str]) -> float:
    unit = found["distance_unit"].casefold()
    return float(_number(found["distance"]) * Decimal(_METRES["mi" if unit.startswith("mi") else unit[0]]))


# What the figures mean


def _settle(item: _Item) -> None:
    """Decides what a bare figure before the x and behind the @ is, or refuses to."""
    if len(item.loads) > 1 or len(item.bare) > 1 or (item.assistance is not None and item.loads):
        raise NotUnderstoodError(Fault.SAID_TWICE, item.text)
    if item.lead is not None and not item.load_said:
        _settle_lead(item, item.lead)
    if item.bare:
        [figure] = item.bare
        if not (item.load_said or item.lead_is_load):
            raise NotUnderstoodError(Fault.RPE_OR_LOAD, item.text)
        _rate(item, float(figure.amount), figure.raw)


def _settle_lead(item: _Item, lead: Decimal) -> None:
    """Nothing else on the item is a load, so the figure before the x may be one: its size decides."""
    most = max((count or 0 for count in item.counts), default=0)
    if most > REPETITIONS_MOST_UNSAID.value:
        raise NotUnderstoodError(Fault.LOAD_OR_REPETITIONS, item.text)
    if lead == lead.to_integral_value() and lead <= SETS_MOST_UNSAID.value:
        return
    if lead < LOAD_LEAST_UNSAID.value:
        raise NotUnderstoodError(Fault.SETS_OR_LOAD, item.text)
    item.loads.append(WrittenLoad(lead, None, str(lead)))
    item.lead_is_load = True


def _sets_of(item: _Item) -> list[WrittenSet]:
    counts = item.counts
    if item.lead is not None and not item.lead_is_load:
        counts = _as_often(item, item.lead)
    for count in counts:
        _refuse_the_impossible(item, count)
    load = item.loads[0] if item.loads else None
    return [
        WrittenSet(
            kind=item.kind,
            load=load,
            repetitions=count,
            duration_s=item.duration_s,
            distance_m=item.distance_m,
            rpe=item.rpe,
            rir=item.rir,
            multiplier=item.multiplier,
            assistance=item.assistance,
        )
        for count in counts
    ]


def _as_often(item: _Item, lead: Decimal) -> tuple[float | None, ...]:
    """The repetitions of each set, where the figure before the x counts the sets."""
    if lead != lead.to_integral_value() or lead < 1:
        raise NotUnderstoodError(Fault.SETS_NOT_WHOLE, item.text)
    if lead > SETS_MOST.value:
        raise NotUnderstoodError(Fault.TOO_MANY_SETS, item.text, str(SETS_MOST.value))
    if len(item.counts) == 1:
        return item.counts * int(lead)
    if len(item.counts) != lead:
        raise NotUnderstoodError(Fault.SETS_AND_LIST, item.text)
    return item.counts


def _refuse_the_impossible(item: _Item, count: float | None) -> None:
    if count is not None and count > REPETITIONS_MOST.value:
        raise NotUnderstoodError(Fault.REPETITIONS_ABSURD, item.text, str(REPETITIONS_MOST.value))
    if item.duration_s is not None and item.duration_s > DURATION_MOST_H.value * 3600:
        raise NotUnderstoodError(Fault.DURATION_ABSURD, item.text, f"{DURATION_MOST_H.value} h")
    tried = any(load is not None and load.amount for load in item.loads)
    nothing = (count == 0 and not tried) or (not item.counted and not item.duration_s and not item.distance_m)
    if nothing:
        raise NotUnderstoodError(Fault.NOTHING_DONE, item.text)
