"""Days on which the person's own notes say that the back hurt: something to offer and to ask about, never to act on.

A note speaks of the back when one of its clauses holds a phrase that tells by itself ("lumbago"), or a name of the
lower back and a word for hurting close together ("lower back was tight"). A negation close by cancels it, and so does
another part of the body that stands nearer to the hurting. It would rather miss a note than misread one, since the
person can always choose a day themselves. Words are compared without case, width and accents, and whole; in a script
without spaces each character counts as a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Final

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.training import Session, TrainingLog

WORDS_APART = Parameter(
    id="noted-pain-words-apart",
    meaning="most words between the name of the back and the word for hurting, and between these and a negation",
    value=4,
    unit="words",
    source=our_judgement(
        date(2026, 11, 23),
        "'Lower back was a little bit tight' and 'no sign of any back pain' have to be read; with more room, words "
        "that belong to two different things in a hurried note without commas are put together.",
    ),
    certainty=Certainty.OPINION,
    not_for="taking a day as the start of the pain without asking the person",
)
CHARACTERS_APART = Parameter(
    id="noted-pain-characters-apart",
    meaning="the same in scripts without spaces",
    value=4,
    unit="characters",
    source=our_judgement(
        date(2026, 11, 23),
        "An adverb of degree in Chinese or Japanese has two to four characters (有点轻微, すごく).",
    ),
    certainty=Certainty.OPINION,
    not_for="taking a day as the start of the pain without asking the person",
)
LONGEST_TEXT: Final = 120
"""Characters of a note that are shown around what was found: a line or two, enough to remember the day by."""


class Strength(StrEnum):
    """How much the words say, strongest first."""

    PAIN = "pain"
    UNEASE = "unease"
    """Tight, stiff or sore: it may be no more than the training of the day before."""


class WordKind(StrEnum):
    """What a word or phrase of the table does in a note."""

    PHRASE = "phrase"
    """Tells by itself that the back hurts."""
    PLACE = "place"
    """Names the lower back, or the back."""
    HURTS = "hurts"
    NOT_PAIN = "not_pain"
    """Holds such a word without its meaning: "back squat", "came back", "pain free"."""
    NEGATION = "negation"
    """Cancels what stands close by: "no", "without", "if"."""
    ELSEWHERE = "elsewhere"
    """Another part of the body."""
    BETWEEN = "between"
    """A small word that may stand between "back" and "hurts" ("back is still a bit sore")."""
    JOINS = "joins"
    """Joins two parts of the body: "lower back and hip"."""
    TURN = "turn"
    """Turns to something else within a clause: "but", "because". No pair and no negation reaches across."""


class Stands(StrEnum):
    """Where a word has to stand."""

    ANYWHERE = "anywhere"
    BEFORE = "before"
    """A place: before the word for hurting, and with nothing but small words between, since "back" alone is mostly
    no part of the body. A word for hurting: before the place. A negation: before the end of what it cancels."""
    AFTER = "after"
    """A negation only: behind the beginning of what it cancels ("back pain gone")."""


@dataclass(frozen=True, slots=True)
class PainWord:
    """One entry of the table."""

    kind: WordKind
    text: str
    languages: frozenset[str]
    strength: Strength | None = None
    """Of a phrase or a word for hurting. On a negation: the only strength that it cancels; None for every one."""
    stands: Stands = Stands.ANYWHERE


@dataclass(frozen=True)
class PainWords:
    """All entries, laid out so that a note can be looked at quickly."""

    by_first_word: Mapping[str, Sequence[tuple[tuple[str, ...], PainWord]]]
    naming: frozenset[str]
    """Words without any of which a note names no back."""
    telling: frozenset[str]
    """Words without any of which a note tells of no hurting: most notes are done with once these are missing."""
    longest: int
    """Words in the longest entry."""


def compared_words(text: str) -> tuple[str, ...]:
    """The words of an entry as they are compared with a note; raises ValueError where there are none."""
    words = tuple(_WORD.findall(_fold(text)[0]))
    if not words:
        raise ValueError(f"{text!r} holds no letter, so no note could be compared with it")
    return words


def build_pain_words(entries: Iterable[PainWord]) -> PainWords:
    """The entries made ready."""
    compared = [(compared_words(entry.text), entry) for entry in entries]
    by_first_word: dict[str, list[tuple[tuple[str, ...], PainWord]]] = {}
    for words, entry in compared:
        by_first_word.setdefault(words[0], []).append((words, entry))
    places = {words[-1] for words, entry in compared if entry.kind is WordKind.PLACE}
    phrases = [words for words, entry in compared if entry.kind is WordKind.PHRASE]
    hurts = [words for words, entry in compared if entry.kind is WordKind.HURTS]
    longest = max((len(words) for words, _ in compared), default=0)
    return PainWords(
        by_first_word,
        naming=frozenset(places | {_rarest(words, places) for words in phrases if places.isdisjoint(words)}),
        telling=frozenset(_rarest(words, places) for words in (*phrases, *hurts)),
        longest=longest,
    )


def _rarest(words: Sequence[str], places: AbstractSet[str]) -> str:
    """The word of an entry that the fewest other notes hold, by its length; a name of the back only if all are."""
    return max(words, key=lambda word: (word not in places, len(word)))


@dataclass(frozen=True, slots=True)
class NotedPain:
    """A note that speaks of the back: what the person wrote, and on which training day."""

    on: date
    exercise: str | None
    """The exercise it was written at, as logged; None for the session's title or note, or several exercises."""
    text: str
    """The note as written, shortened around the find."""
    found: str
    """The words it was found by, as written."""
    language: str
    """The language of these words; with "|" between, where several share them (腰痛)."""
    strength: Strength


@dataclass(frozen=True, slots=True)
class _Find:
    """A place in a note that tells of the back, in characters of the note."""

    start: int
    end: int
    languages: frozenset[str]
    strength: Strength


@dataclass(slots=True)
class _Written:
    """Where one note stands on one day."""

    start: datetime
    exercises: set[str]


def noted_pain(log: TrainingLog, words: PainWords, up_to: date) -> tuple[NotedPain, ...]:
    """Every note up to that day, the day itself included, that says the back hurt; newest first.

    The same note on the same day counts once, on however many sets it was repeated. Within a day, pain comes before
    unease. Each distinct note is looked at once, so the cost is that of going through the sets.
    """
    finds: dict[str, _Find | None] = {}
    written: dict[tuple[date, str], _Written] = {}
    for session in log.sessions:
        if session.day > up_to:
            continue
        for exercise, note in _notes(session):
            if note not in finds:
                finds[note] = _find(note, words)
            if finds[note] is None:
                continue
            place = written.setdefault((session.day, note), _Written(session.start, set()))
            place.start = min(place.start, session.start)
            if exercise is not None:
                place.exercises.add(exercise)
    told = [
        (place.start, note, _noted(day, note, find, place.exercises))
        for (day, note), place in written.items()
        if (find := finds[note]) is not None
    ]
    told.sort(key=lambda one: (-one[2].on.toordinal(), one[2].strength is Strength.UNEASE, one[0], one[1]))
    return tuple(noted for _, _, noted in told)


def _notes(session: Session) -> Iterator[tuple[str | None, str]]:
    if session.title:
        yield None, session.title
    if session.note:
        yield None, session.note
    yield from dict.fromkeys((done.exercise, done.note) for done in session.sets if done.note)


def _noted(day: date, note: str, find: _Find, exercises: set[str]) -> NotedPain:
    return NotedPain(
        on=day,
        exercise=next(iter(exercises)) if len(exercises) == 1 else None,
        text=_shortened(note, find.start, find.end),
        found=note[find.start : find.end],
        language="|".join(sorted(find.languages)),
        strength=find.strength,
    )


def _shortened(note: str, start: int, end: int) -> str:
    """At most LONGEST_TEXT characters of the note around the find, cut between words where that is possible."""
    if len(note) <= LONGEST_TEXT:
        return note.strip()
    room = LONGEST_TEXT - len("……")
    end = min(end, start + room)
    low = max(0, min(start - (room - (end - start)) // 2, len(note) - room))
    high = low + room
    if low > 0:
        low = note.find(" ", low, start) + 1 or low
    if high < len(note):
        space = note.rfind(" ", end, high)
        high = space if space >= 0 else high
    return ("…" if low > 0 else "") + note[low:high].strip() + ("…" if high < len(note) else "")


_APOSTROPHES: Final = frozenset("'’‘ʼ´`")
_WITHOUT_MARKS: Final = {"ł": "l", "ı": "i", "ø": "o", "đ": "d"}
"""Letters that Unicode does not take apart and people without their keyboard write plain."""


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return ""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(_WITHOUT_MARKS.get(mark, mark) for mark in folded if not unicodedata.combining(mark))


def _fold(text: str) -> tuple[str, Sequence[int] | None]:
    """The text without case, width, accents and apostrophes, and for each character of it the place it comes from.

    None for the places where nothing moved.
    """
    if text.isascii() and "'" not in text and "`" not in text:
        return text.lower(), None
    folded = [_fold_character(character) for character in text]
    return "".join(folded), [place for place, part in enumerate(folded) for _ in part]


_UNSPACED: Final = "\u3005\u3041-\u30ff\u3400-\u9fff"
"""Kana and Chinese characters, of which each counts as a word."""
_WORD: Final = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_CLAUSE_END: Final = re.compile(r"[.!?;,()\[\]{}|、。\n\r\v\f\x1c-\x1e\x85\u2028\u2029]|\s[-–—]+\s|[–—]")
_UNSPACED_LANGUAGES: Final = frozenset({"ja", "zh"})


def _find(note: str, words: PainWords) -> _Find | None:
    """What tells most in the note: pain before unease, then what stands first, then the longest."""
    folded, places = _fold(note)
    written = _WORD.findall(folded)
    if words.telling.isdisjoint(written) or words.naming.isdisjoint(written):
        return None
    finds = [_in_the_note(told, places) for clause in _clauses(folded, words) for told in _told(clause)]
    order = list(Strength)
    return min(finds, key=lambda find: (order.index(find.strength), find.start, -find.end), default=None)


def _in_the_note(told: _Told, places: Sequence[int] | None) -> _Find:
    start, end = told.start, told.end
    if places is not None:
        start, end = places[start], places[end - 1] + 1
    return _Find(start, end, told.languages, told.strength)


@dataclass(frozen=True, slots=True)
class _Met:
    """An entry of the table met in a clause, from one word up to, not including, another."""

    entry: PainWord
    start: int
    end: int

    def gap(self, other: _Met) -> int:
        """Words between the two; negative where they overlap."""
        return max(other.start - self.end, self.start - other.end)


@dataclass(frozen=True, slots=True)
class _Told:
    """Part of the folded text that tells of the back."""

    start: int
    end: int
    languages: frozenset[str]
    strength: Strength


class _Clause:
    """The words of one clause, and what of the table was met among them."""

    def __init__(self, spans: Sequence[tuple[str, int, int]], words: PainWords) -> None:
        self.spans = spans
        self.longest = words.longest
        self._starting: dict[WordKind, dict[int, list[_Met]]] = {kind: {} for kind in WordKind}
        texts = tuple(text for text, _, _ in spans)
        for start, text in enumerate(texts):
            for entry_words, entry in words.by_first_word.get(text, ()):
                end = start + len(entry_words)
                if texts[start:end] == entry_words:
                    self._starting[entry.kind].setdefault(start, []).append(_Met(entry, start, end))

    def met(self, kind: WordKind) -> Iterator[_Met]:
        for found in self._starting[kind].values():
            yield from found

    def near(self, kind: WordKind, low: int, high: int) -> Iterator[_Met]:
        """What was met of a kind that reaches into these words; the cost does not grow with the clause."""
        starting = self._starting[kind]
        for start in range(max(0, low - self.longest), min(high, len(self.spans))) if starting else ():
            yield from (met for met in starting.get(start, ()) if met.end > low)

    def turns_between(self, one: _Met, other: _Met, languages: frozenset[str]) -> bool:
        """Whether a "but" or "because" stands between the two."""
        low, high = sorted((one.start, other.start))
        turning = self._starting[WordKind.TURN]
        return bool(turning) and any(
            met.entry.languages & languages for start in range(low + 1, high + 1) for met in turning.get(start, ())
        )

    def only(self, kind: WordKind, low: int, high: int, languages: frozenset[str]) -> bool:
        """Whether every word from one up to another is of that kind."""
        starting = self._starting[kind]
        return all(any(met.entry.languages & languages for met in starting.get(word, ())) for word in range(low, high))


def _clauses(folded: str, words: PainWords) -> Iterator[_Clause]:
    ends = [end.start() for end in _CLAUSE_END.finditer(folded)] + [len(folded)]
    spans: list[tuple[str, int, int]] = []
    closed = 0
    for word in _WORD.finditer(folded):
        if word.start() > ends[closed]:
            if spans:
                yield _Clause(spans, words)
            spans = []
            while word.start() > ends[closed]:
                closed += 1
        spans.append((word.group(), word.start(), word.end()))
    if spans:
        yield _Clause(spans, words)


def _told(clause: _Clause) -> Iterator[_Told]:
    """All that tells of the back in a clause."""
    other_parts = frozenset(language for part in clause.met(WordKind.ELSEWHERE) for language in part.entry.languages)
    for phrase in clause.met(WordKind.PHRASE):
        languages = phrase.entry.languages
        # "sore back and legs" is yesterday's training
        vague = phrase.entry.strength is Strength.UNEASE and bool(other_parts & languages)
        if not vague and _stands(clause, (phrase,), languages, phrase.entry.strength):
            yield _as_told(clause, (phrase,), languages, phrase.entry.strength)
    for place in clause.met(WordKind.PLACE):
        reach = _apart(place.entry.languages)
        for hurts in clause.near(WordKind.HURTS, place.start - reach, place.end + reach + 1):
            languages = place.entry.languages & hurts.entry.languages
            strength = hurts.entry.strength
            vague = _is_weak(place) and strength is Strength.UNEASE and bool(other_parts & languages)
            if languages and not vague and _belong_together(clause, place, hurts, languages):
                pair = (place, hurts) if place.start < hurts.start else (hurts, place)
                if _stands(clause, pair, languages, strength):
                    yield _as_told(clause, pair, languages, strength)


def _as_told(clause: _Clause, pair: Sequence[_Met], languages: frozenset[str], strength: Strength | None) -> _Told:
    first, last = clause.spans[pair[0].start], clause.spans[max(met.end for met in pair) - 1]
    return _Told(first[1], last[2], languages, strength or Strength.UNEASE)


def _apart(languages: frozenset[str]) -> int:
    return CHARACTERS_APART.value if languages <= _UNSPACED_LANGUAGES else WORDS_APART.value


def _is_weak(place: _Met) -> bool:
    return place.entry.stands is Stands.BEFORE


def _belong_together(clause: _Clause, place: _Met, hurts: _Met, languages: frozenset[str]) -> bool:
    """The place and the hurting stand close, in an order they can have, with no other part of the body nearer."""
    gap = place.gap(hurts)
    if not 0 <= gap <= _apart(languages) or clause.turns_between(place, hurts, languages):
        return False
    if hurts.entry.stands is Stands.BEFORE and place.start < hurts.start:
        return False
    if _is_weak(place) and not (
        place.start < hurts.start and clause.only(WordKind.BETWEEN, place.end, hurts.start, languages)
    ):
        return False
    # "tight hips and lower back" is yesterday's training; "pain in hips and lower back" is not
    listed = hurts.entry.strength is Strength.PAIN and not _is_weak(place)
    return not any(
        part.entry.languages & languages
        and 0 <= hurts.gap(part) <= gap
        and not clause.turns_between(part, hurts, languages)
        and not (listed and _joined(clause, place, part, languages))
        for part in clause.near(WordKind.ELSEWHERE, hurts.start - gap - 1, hurts.end + gap + 1)
    )


def _joined(clause: _Clause, place: _Met, part: _Met, languages: frozenset[str]) -> bool:
    """Two parts of the body named together: "lower back and hip"."""
    first, second = (place, part) if place.start < part.start else (part, place)
    return first.end <= second.start and clause.only(WordKind.JOINS, first.end, second.start, languages)


def _stands(clause: _Clause, pair: Sequence[_Met], languages: frozenset[str], strength: Strength | None) -> bool:
    """Nothing cancels it: no look-alike covers one of its words, and no negation is close by."""
    return not any(_looks_alike(clause, met) for met in pair) and not _negated(clause, pair, languages, strength)


def _looks_alike(clause: _Clause, met: _Met) -> bool:
    """Part of it belongs to something else ("back" in "back squat"), unless all of that is within it."""
    return any(
        not (met.start <= other.start and other.end <= met.end and other.end - other.start < met.end - met.start)
        for other in clause.near(WordKind.NOT_PAIN, met.start, met.end)
    )


def _negated(clause: _Clause, pair: Sequence[_Met], languages: frozenset[str], strength: Strength | None) -> bool:
    start, end = pair[0].start, max(met.end for met in pair)
    reach = _apart(languages)
    return any(
        negation.entry.languages & languages
        and negation.entry.strength in (None, strength)
        and max(start - negation.end, negation.start - end) <= reach
        and (negation.entry.stands is not Stands.BEFORE or negation.start < end)
        and (negation.entry.stands is not Stands.AFTER or negation.start > start)
        # 不 negates, and is a part of 不舒服
        and not any(met.start <= negation.start and negation.end <= met.end for met in pair)
        and not any(clause.turns_between(negation, met, languages) for met in pair)
        for negation in clause.near(WordKind.NEGATION, start - reach - 1, end + reach + 1)
    )
