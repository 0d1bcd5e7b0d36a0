"""When two readings speak of the same training: keys, what changed, and files united without doubling."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lumbar.core.provenance import FileReading
from lumbar.core.training import Session, SessionPrecision, TrainingLog, TrainingSet, training_log


@dataclass(frozen=True, slots=True)
class KeyedSession:
    """A session with the key that makes it the same session in a later export, and the hash that shows a change."""

    key: str
    content: str
    session: Session


def keyed(sessions: Iterable[Session]) -> tuple[KeyedSession, ...]:
    """Each session with its key and content hash.

    The key is the app, the start at its own precision, the title, and the how-many-eth of these it is; notes and
    loads are left out of it because people correct them. The content hash covers the sets in order: name, kind,
    repetitions, load in grams, time, distance.
    """
    return tuple(KeyedSession(key, content_hash(session), session) for key, session in _with_keys(sessions))


def _with_keys(sessions: Iterable[Session]) -> Iterator[tuple[str, Session]]:
    seen: Counter[str] = Counter()
    for session in sessions:
        title = " ".join(session.title.casefold().split())
        stem = "|".join((session.source, _start_at_its_precision(session), title))
        seen[stem] += 1
        yield _digest(f"{stem}|{seen[stem]}"), session


def content_hash(session: Session) -> str:
    """Digest of what was done in the session, sets in order; equal for the same training read twice."""
    return _digest("\n".join("|".join(map(str, _what_was_done(done))) for done in session.sets))


def united(readings: Iterable[FileReading]) -> TrainingLog:
    """One log from several files, without counting twice what two of them hold.

    Files are taken in the order of their last session, so that where a session differs the newer export has the word.
    """
    exports = oldest_export_first(readings)
    if len(exports) == 1:  # there is nothing to compare it with, so that nothing need be hashed but the keys
        in_order = sorted(_with_keys(exports[0].sessions), key=lambda each: (each[1].start, each[0]))
        return training_log(session for _, session in in_order)
    together: dict[str, KeyedSession] = {}
    for reading in exports:
        comparison = compare(keyed(reading.sessions), tuple(together.values()))
        differing = (pair.incoming for pair in (*comparison.grown, *comparison.changed))
        together |= {session.key: session for session in (*comparison.added, *differing)}
    return training_log(session.session for session in together.values())


def oldest_export_first(readings: Iterable[FileReading]) -> tuple[FileReading, ...]:
    """Exports in the order of their last session, whatever order they were named in: the newest has the last word."""
    return tuple(sorted(readings, key=_end_of))


def _end_of(reading: FileReading) -> tuple[datetime, str]:
    never = datetime.min  # noqa: DTZ901  starts of sessions are naive
    return max((session.start for session in reading.sessions), default=never), reading.sha256


def _start_at_its_precision(session: Session) -> str:
    match session.precision:
        case SessionPrecision.DAY:
            return session.start.strftime("%Y-%m-%d")
        case SessionPrecision.MINUTE:
            return session.start.strftime("%Y-%m-%dT%H:%M")
        case SessionPrecision.SECOND:
            return session.start.strftime("%Y-%m-%dT%H:%M:%S")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """A stored session and the one of an export that has the same key and other sets."""

    stored: KeyedSession
    incoming: KeyedSession


@dataclass(frozen=True, slots=True)
class Comparison:
    """What an export says that the stored log does not say yet. Each incoming session is in exactly one group.

    There is no group for stored sessions that the export lacks: an export may cover a part of the log, and nothing is
    deleted.
    """

    added: tuple[KeyedSession, ...]
    already_there: tuple[KeyedSession, ...]
    grown: tuple[Difference, ...]
    """All stored sets are still there, in their order, and others joined them: taking the longer one loses
    nothing.
    """
    changed: tuple[Difference, ...]
    """A stored set is gone or different: which of the two is right, only the person knows."""


def compare(incoming: Sequence[KeyedSession], stored: Sequence[KeyedSession]) -> Comparison:
    """Which sessions of one export are new, known, grown or changed; the order of either side does not matter.

    A session is known by its key. One whose key is unknown is still known when a stored session that nothing else
    accounts for has the same app and the same sets and began less than a day apart: its title was edited, or the
    clock was in another zone. A whole day apart is another session: some people do the same routine every day.

    Within each side a key stands once, as in what ``keyed`` gives for one file.
    """
    known, offered = _by_key(stored), _by_key(incoming)
    unknown_keys = [session for key, session in offered.items() if key not in known]
    unaccounted = [session for key, session in known.items() if key not in offered]
    renamed = _same_training_under_another_key(unknown_keys, unaccounted)
    same_key = [Difference(known[session.key], session) for session in incoming if session.key in known]
    differing = [pair for pair in same_key if not _says_the_same(pair)]
    return Comparison(
        added=_in_order_of_time(session for session in unknown_keys if session.key not in renamed),
        already_there=_in_order_of_time(
            [pair.incoming for pair in same_key if _says_the_same(pair)]
            + [session for session in unknown_keys if session.key in renamed]
        ),
        grown=_pairs_in_order_of_time(pair for pair in differing if _only_added_to(pair)),
        changed=_pairs_in_order_of_time(pair for pair in differing if not _only_added_to(pair)),
    )


def _by_key(sessions: Sequence[KeyedSession]) -> dict[str, KeyedSession]:
    by_key = {session.key: session for session in sessions}
    if len(by_key) != len(sessions):
        raise ValueError("a session key stands twice; files are keyed and compared one at a time")
    return by_key


def _same_training_under_another_key(incoming: list[KeyedSession], stored: list[KeyedSession]) -> frozenset[str]:
    """Keys of the incoming sessions that are stored ones renamed or shifted; each stored one answers for one only."""
    candidates: dict[tuple[str, str], list[KeyedSession]] = {}
    for session in _in_order_of_time(stored):
        if session.session.sets:
            candidates.setdefault((session.session.source, session.content), []).append(session)
    found = set()
    for session in _in_order_of_time(incoming):
        remaining = candidates.get((session.session.source, session.content), [])
        # Both sides go forward in time, so what began a day or more before this session can answer for no later one.
        while remaining and session.session.start - remaining[0].session.start >= _A_DAY:
            remaining.pop(0)
        if remaining and remaining[0].session.start - session.session.start < _A_DAY:
            remaining.pop(0)
            found.add(session.key)
    return frozenset(found)


_A_DAY = timedelta(hours=24)


def _only_added_to(pair: Difference) -> bool:
    """Whether everything stored still stands: its sets are a subsequence of the incoming, no remark was taken back."""
    if pair.stored.content == pair.incoming.content:
        said = zip(_remarks(pair.stored.session), _remarks(pair.incoming.session), strict=True)
        return all(before in (None, "", now) for before, now in said)
    incoming = (_what_was_done(performed) for performed in pair.incoming.session.sets)
    return all(_what_was_done(performed) in incoming for performed in pair.stored.session.sets)


def _in_order_of_time(sessions: Iterable[KeyedSession]) -> tuple[KeyedSession, ...]:
    return tuple(sorted(sessions, key=lambda session: (session.session.start, session.key)))


def _pairs_in_order_of_time(pairs: Iterable[Difference]) -> tuple[Difference, ...]:
    return tuple(sorted(pairs, key=lambda pair: (pair.incoming.session.start, pair.incoming.key)))


def _says_the_same(pair: Difference) -> bool:
    same_sets = pair.stored.content == pair.incoming.content
    return same_sets and _remarks(pair.stored.session) == _remarks(pair.incoming.session)


def _remarks(session: Session) -> tuple[object, ...]:
    """What people add afterwards and no key or hash covers: notes and the RPE of each set."""
    return (session.note, *(said for done in session.sets for said in (done.rpe, done.note)))


def _what_was_done(performed: TrainingSet) -> tuple[object, ...]:
    """The fields of a set that the content hash covers."""
    return (
        performed.exercise,
        performed.kind,
        performed.repetitions,
        performed.load,
        performed.duration_s,
        performed.distance_m,
    )
