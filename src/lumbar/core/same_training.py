"""When two readings speak of the same training: keys, what changed, and files united without doubling.

Two exports of one app are compared session by session, by key. Two apps share no key: there a session is known by its
day and by what was done in it.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import combinations, count
from typing import Final

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.exercises import Catalogue, spelling_key
from lumbar.core.provenance import FileReading
from lumbar.core.training import Session, SessionPrecision, SetKind, TrainingLog, TrainingSet, training_log


@dataclass(frozen=True, slots=True)
class KeyedSession:
    """A session with the key that makes it the same session in a later export, and the hash that shows a change."""

    key: str
    content: str
    session: Session


def keyed(sessions: Iterable[Session]) -> tuple[KeyedSession, ...]:
    """Each session with its key and content hash.

    The key is what the app itself calls the session, where it has such a thing. Else it is the app, the start at its
    own precision, the title, and the how-many-eth of these it is; notes and loads are left out of it because people
    correct them. The content hash covers the sets in order: name, kind, repetitions, load in grams, time, distance,
    and where the log says them the repetitions in reserve, the number of weights and the assistance.
    """
    return tuple(KeyedSession(key, content_hash(session), session) for key, session in _with_keys(sessions))


def _with_keys(sessions: Iterable[Session]) -> Iterator[tuple[str, Session]]:
    seen: Counter[str] = Counter()
    for session in sessions:
        stem = f"{session.source}|app_id|{session.app_id}" if session.app_id else _start_and_title(session)
        seen[stem] += 1
        yield _digest(f"{stem}|{seen[stem]}"), session


def _start_and_title(session: Session) -> str:
    title = " ".join(session.title.casefold().split())
    return "|".join((session.source, _start_at_its_precision(session), title))


def content_hash(session: Session) -> str:
    """Digest of what was done in the session, sets in order; equal for the same training read twice."""
    return _digest("\n".join("|".join(map(str, _what_was_done(done))) for done in session.sets))


def united(readings: Iterable[FileReading], catalogue: Catalogue | None = None) -> TrainingLog:
    """One log from several files, without counting twice what two of them hold, be they of one app or of two.

    Files are taken in the order of their last session, so that where a session differs the newer export has the word.
    With a catalogue, the two names that two apps have for one exercise are one name.
    """
    exports = oldest_export_first(readings)
    if len(exports) == 1 and len({session.source for session in exports[0].sessions}) < 2:
        # There is nothing to compare it with, so that nothing need be hashed but the keys.
        in_order = sorted(_with_keys(exports[0].sessions), key=lambda each: (each[1].start, each[0]))
        return training_log(session for _, session in in_order)
    sessions = _without_doubles(exports)
    elsewhere = left_out(sessions, trainings_in_two_apps(sessions, catalogue))
    return training_log(session.session for session in sessions if session.key not in elsewhere)


def _without_doubles(exports: Iterable[FileReading]) -> tuple[KeyedSession, ...]:
    """The sessions of all exports, in the order in which they were first met."""
    together: dict[str, KeyedSession] = {}
    for reading in exports:
        comparison = compare(keyed(reading.sessions), tuple(together.values()))
        differing = (pair.incoming for pair in (*comparison.grown, *comparison.changed))
        together |= {session.key: session for session in (*comparison.added, *differing)}
    return tuple(together.values())


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
    Start and title still tell a session whose number of the app is new to us. A number that stands for other sets a
    day or more away was given anew, as apps do that number their sessions in order, and is no key then.

    Within each side a key stands once, as in what ``keyed`` gives for one file.
    """
    known, offered = _by_key(stored), _by_key(incoming)
    offered = _with_reused_numbers_put_aside(offered, known)
    unknown_keys = [session for key, session in offered.items() if key not in known]
    unaccounted = [session for key, session in known.items() if key not in offered]
    renamed = _same_training_under_another_key(unknown_keys, unaccounted)
    numbered = _numbered_since(
        [session for session in unknown_keys if session.key not in renamed],
        [session for session in unaccounted if session.key not in renamed.values()],
    )
    same_key = [Difference(known[key], session) for key, session in offered.items() if key in known]
    same_key += [Difference(pair.stored, replace(pair.incoming, key=pair.stored.key)) for pair in numbered]
    accounted = {*renamed, *(pair.incoming.key for pair in numbered)}
    differing = [pair for pair in same_key if not _says_the_same(pair)]
    return Comparison(
        added=_in_order_of_time(session for session in unknown_keys if session.key not in accounted),
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


def _with_reused_numbers_put_aside(
    offered: Mapping[str, KeyedSession], known: Mapping[str, KeyedSession]
) -> dict[str, KeyedSession]:
    """The incoming sessions by key, where a number that the app gave anew is replaced by start and title."""
    result: dict[str, KeyedSession] = {}
    for key, session in offered.items():
        there = known.get(key)
        if there is None or not _is_another_session(there, session):
            result[key] = session
            continue
        stem = _start_and_title(session.session)
        taken = known.keys() | offered.keys() | result.keys()
        free = next(one for rank in count(1) if (one := _digest(f"{stem}|{rank}")) not in taken)
        result[free] = replace(session, key=free)
    return result


def _is_another_session(stored: KeyedSession, incoming: KeyedSession) -> bool:
    apart = abs(stored.session.start - incoming.session.start) >= _A_DAY
    return bool(incoming.session.app_id) and apart and stored.content != incoming.content


def _numbered_since(incoming: list[KeyedSession], stored: list[KeyedSession]) -> list[Difference]:
    """Pairs with the same start and title of which one has a number of the app; each session is in one pair only."""
    candidates: dict[str, list[KeyedSession]] = {}
    for session in _in_order_of_time(stored):
        candidates.setdefault(_start_and_title(session.session), []).append(session)
    pairs = []
    for session in _in_order_of_time(incoming):
        remaining = candidates.get(_start_and_title(session.session), [])
        if remaining and (session.session.app_id or remaining[0].session.app_id):
            pairs.append(Difference(remaining.pop(0), session))
    return pairs


def _same_training_under_another_key(incoming: list[KeyedSession], stored: list[KeyedSession]) -> dict[str, str]:
    """Incoming sessions that are stored ones renamed or shifted, key by key; each stored one answers for one only."""
    candidates: dict[tuple[str, str], list[KeyedSession]] = {}
    for session in _in_order_of_time(stored):
        if session.session.sets:
            candidates.setdefault((session.session.source, session.content), []).append(session)
    found: dict[str, str] = {}
    for session in _in_order_of_time(incoming):
        remaining = candidates.get((session.session.source, session.content), [])
        # Both sides go forward in time, so what began a day or more before this session can answer for no later one.
        while remaining and session.session.start - remaining[0].session.start >= _A_DAY:
            remaining.pop(0)
        if remaining and remaining[0].session.start - session.session.start < _A_DAY:
            found[session.key] = remaining.pop(0).key
    return found


_A_DAY = timedelta(hours=24)


def _only_added_to(pair: Difference) -> bool:
    """Whether everything stored still stands: its sets are a subsequence of the incoming, no remark was taken back."""
    if pair.stored.content == pair.incoming.content:
        said = zip(_remarks(pair.stored.session), _remarks(pair.incoming.session), strict=True)
        return all(before in (None, "", now) for before, now in said)
    incoming = iter(pair.incoming.session.sets)
    return all(any(_still_says(now, before) for now in incoming) for before in pair.stored.session.sets)


def _still_says(now: TrainingSet, before: TrainingSet) -> bool:
    """Whether nothing that the set said is gone: what it did not say may have joined, as a later importer reads it."""
    if _always_hashed(now) != _always_hashed(before):
        return False
    said = zip(_hashed_where_said(before), _hashed_where_said(now), strict=True)
    return all(was in (None, value) for (_, was), (_, value) in said)


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
    """The fields of a set that the content hash covers.

    Those that came later count only where the log says them: a log without them keeps the hash it always had.
    """
    said = (f"{name}={value}" for name, value in _hashed_where_said(performed) if value is not None)
    return (*_always_hashed(performed), *said)


def _hashed_where_said(performed: TrainingSet) -> tuple[tuple[str, float | None], ...]:
    return ("rir", performed.rir), ("multiplier", performed.multiplier), ("assistance", performed.assistance)


def _always_hashed(performed: TrainingSet) -> tuple[object, ...]:
    return (
        performed.exercise,
        performed.kind,
        performed.repetitions,
        performed.load,
        performed.duration_s,
        performed.distance_m,
    )


# The same training in two apps

SHARED_SETS: Final[Parameter[float]] = Parameter(
    id="same_training.shared_sets",
    meaning="how much of the shorter of two sessions of one day must stand in the other for them to be one training",
    value=0.8,
    unit="share of the sets of the shorter session",
    source=our_judgement(
        date(2026, 11, 23),
        "One app converts another's log, or a watch counts along: a set or two are missed or counted otherwise, so "
        "that all of them is too much to ask. Two trainings of one day share far less, unless they are one routine "
        "done twice, and then each app has it twice.",
    ),
    certainty=Certainty.OPINION,
    not_for="two sessions of one app",
)

LOAD_STEP: Final[Parameter[int]] = Parameter(
    id="same_training.load_step",
    meaning="how finely two apps must agree on the load of a set",
    value=100,
    unit="g",
    source=our_judgement(
        date(2026, 11, 23),
        "Pounds and kilograms written with one or two decimals differ by less, and no two plates do.",
    ),
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, slots=True, order=True)
class SameTraining:
    """The keys of two sessions of two apps that tell of one training, the lesser key first."""

    first: str
    second: str


def same_training(one: str, other: str) -> SameTraining:
    """The pair of these two keys, whichever is named first."""
    return SameTraining(*sorted((one, other)))


def trainings_in_two_apps(
    sessions: Iterable[KeyedSession],
    catalogue: Catalogue | None = None,
    different: Collection[SameTraining] = (),
) -> tuple[SameTraining, ...]:
    """All pairs of sessions of one local day that come from two apps and share most sets of the shorter one.

    A set is known by its exercise, repetitions and load. ``different`` are pairs of which the person said that they
    are two trainings.
    """
    by_day: defaultdict[date, list[KeyedSession]] = defaultdict(list)
    for session in sessions:
        by_day[session.session.day].append(session)
    found = []
    for of_the_day in by_day.values():
        if len({session.session.source for session in of_the_day}) < 2:
            continue
        tallies = [(session, _tally(session.session, catalogue)) for session in of_the_day]
        for (one, tally), (other, other_tally) in combinations(tallies, 2):
            if one.session.source != other.session.source and _mostly_shared(tally, other_tally):
                found.append(same_training(one.key, other.key))
    return tuple(sorted(set(found).difference(different)))


def _tally(session: Session, catalogue: Catalogue | None) -> Counter[tuple[object, ...]]:
    return Counter(_as_any_app_has_it(performed, catalogue) for performed in session.sets)


def _as_any_app_has_it(performed: TrainingSet, catalogue: Catalogue | None) -> tuple[object, ...]:
    """What two apps agree on. One writes a load of 0 where the other writes none, so here they are the same."""
    known = catalogue.resolve(performed.exercise) if catalogue else None
    # An id is one word in small letters and so could be somebody's spelling: the two are kept apart.
    name = (True, known.id) if known else (False, spelling_key(performed.exercise))
    load = round(performed.load / LOAD_STEP.value) if performed.load else None
    if performed.repetitions or load:
        return (*name, performed.repetitions or None, load)
    return (*name, None, None, round(performed.duration_s or 0), round(performed.distance_m or 0))


def _mostly_shared(one: Counter[tuple[object, ...]], other: Counter[tuple[object, ...]]) -> bool:
    shorter = min(one.total(), other.total())
    return shorter > 0 and (one & other).total() >= SHARED_SETS.value * shorter


def left_out(sessions: Sequence[KeyedSession], pairs: Iterable[SameTraining]) -> Mapping[str, str]:
    """The keys of the sessions that are not counted, each with the key of the one that is counted in its place.

    Sessions that hang together by pairs are one training, or a few of one day. The app that has most of it is counted:
    most sets, then most fields filled, then the one that comes first in ``sessions``. All its sessions are, since an
    app does not hold one training twice; those of the other apps are not.
    """
    by_key = {session.key: session for session in sessions}
    place = {key: number for number, key in enumerate(by_key)}
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        if pair.first in by_key and pair.second in by_key:
            linked[pair.first].add(pair.second)
            linked[pair.second].add(pair.first)
    elsewhere: dict[str, str] = {}
    for together in _hanging_together(linked):
        members = [by_key[key] for key in sorted(together, key=place.__getitem__)]
        counted = _richest_source(members)
        instead = [member.key for member in members if member.session.source == counted]
        for member in members:
            if member.session.source != counted:
                directly = (key for key in instead if key in linked[member.key])
                elsewhere[member.key] = next(directly, instead[0])
    return elsewhere


def _hanging_together(linked: Mapping[str, set[str]]) -> Iterator[set[str]]:
    met: set[str] = set()
    for key in linked:
        if key in met:
            continue
        together, to_follow = {key}, [key]
        while to_follow:
            new = linked[to_follow.pop()] - together
            together |= new
            to_follow.extend(new)
        met |= together
        yield together


def _richest_source(members: Sequence[KeyedSession]) -> str:
    """The app with most sets, then most fields; of equals the one that comes first, since ``max`` keeps the first."""
    sources = dict.fromkeys(member.session.source for member in members)

    def richness(source: str) -> tuple[int, int]:
        own = [member.session for member in members if member.session.source == source]
        return sum(len(session.sets) for session in own), sum(_fields_filled(session) for session in own)

    return max(sources, key=richness)


def _fields_filled(session: Session) -> int:
    told: list[object] = [session.duration_s, session.note or None]
    for done in session.sets:
        told += [done.load, done.repetitions, done.duration_s, done.distance_m, done.rpe, done.note or None]
        told += [None if done.kind is SetKind.UNKNOWN else done.kind, *(value for _, value in _hashed_where_said(done))]
    return sum(value is not None for value in told)
