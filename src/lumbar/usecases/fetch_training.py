"""Fetches what is new from the person's account at their training app, page by page, and imports it.

It is the one thing Lumbar does over the network, and only where the person switched it on with a key of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Protocol

from lumbar.core.errors import LumbarError, UnusableInput, UnusableKind
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.exercises import Catalogue
from lumbar.core.provenance import FileReading
from lumbar.core.same_training import KeyedSession, compare, keyed
from lumbar.usecases.import_log import ImportResult, import_log
from lumbar.usecases.ports import Clock, LogReader, ReadingChoices, TrainingStore

PAGES_MOST = Parameter(
    id="account-most-pages",
    meaning="pages that are fetched at most in one go",
    value=2_000,
    unit="page",
    source=our_judgement(
        date(2026, 11, 23), "ten workouts each are one a day for fifty years; beyond it the count itself is wrong"
    ),
    certainty=Certainty.OPINION,
)


class FetchTrouble(StrEnum):
    """What keeps the training from being fetched."""

    NO_NETWORK = "no_network"
    KEY_REFUSED = "key_refused"
    TOO_OFTEN = "too_often"
    THEIR_FAULT = "their_fault"
    OTHERWISE_REFUSED = "otherwise_refused"
    SENT_ELSEWHERE = "sent_elsewhere"
    TOO_LARGE = "too_large"
    CHANGED_SHAPE = "changed_shape"


@dataclass(eq=False)
class NotFetchedError(LumbarError):
    """The training could not be fetched, and nothing of it was imported. Never holds the key."""

    trouble: FetchTrouble
    met: str | None = None
    """The number of the answer, or the machine's own words where there was none."""
    wait_s: int | None = None
    """How long the account asks to wait."""


@dataclass(frozen=True, slots=True)
class AccountPage:
    """A page of the account, kept by whoever fetched it for a log reader to read under this path."""

    path: str
    pages: int
    """How many the account says that there are."""
    starts: tuple[str, ...]
    """When each workout on this one began, in the order in which they stand there."""


class TrainingAccount(Protocol):
    """The person's account at their training app. Raises NotFetchedError."""

    def page(self, number: int) -> AccountPage:
        """The page with this number, from 1."""
        ...


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it."""

    pages: int
    """How many were asked for."""
    result: ImportResult | None
    """None where the account holds no workout."""


def fetch_training(
    account: TrainingAccount,
    *,
    reader: LogReader,
    store: TrainingStore,
    clock: Clock,
    catalogue: Catalogue | None = None,
    zone: str | None = None,
    everything: bool = False,
    replace_changed: bool = False,
) -> Fetched:
    """Asks for one page after the other, and imports them together once all that is needed is there.

    It ends with the first page that brings no new session, if so far the newest came first, for then what follows is
    older. With ``everything``, or in another order, it goes on to the last page: so a workout that was corrected long
    after it was done is found too. Nothing is imported where a page is missing: the next time would take the gap for
    the end.
    """
    known = tuple(stored.keyed for stored in store.sessions())
    choices = ReadingChoices(latest_day=clock.now().date() + timedelta(days=1), zone=zone)
    paths: list[str] = []
    starts: list[str] = []
    number, pages = 0, 1
    while number < min(pages, PAGES_MOST.value):
        number += 1
        page = account.page(number)
        pages = page.pages
        if not page.starts:
            continue
        paths.append(page.path)
        starts += page.starts
        reading = _reading(page.path, reader, choices)
        if reading and not everything and _newest_first(starts) and _brings_nothing(reading, known):
            break
    if not paths:
        return Fetched(number, None)
    result = import_log(
        paths,
        reader=reader,
        store=store,
        clock=clock,
        replace_changed=replace_changed,
        catalogue=catalogue,
        zone=zone,
    )
    return Fetched(number, result)


def _reading(path: str, reader: LogReader, choices: ReadingChoices) -> FileReading | None:
    """None for a page on which nothing was done: the import tells of it."""
    try:
        return reader.read(path, choices)
    except UnusableInput as problem:
        if problem.kind is UnusableKind.ZONE_UNKNOWN:
            raise
        return None


def _newest_first(starts: Sequence[str]) -> bool:
    """Whether each workout so far began no later than the one before it; not to be told from fewer than two."""
    try:
        instants = [datetime.fromisoformat(start) for start in starts]
        return len(instants) > 1 and all(newer >= older for newer, older in pairwise(instants))
    except (TypeError, ValueError):  # no instants, or some with a zone and some without
        return False


def _brings_nothing(reading: FileReading, known: Sequence[KeyedSession]) -> bool:
    """Whether every session of the page is stored, as it stands there or corrected since."""
    comparison = compare(keyed(reading.sessions), known)
    return not (comparison.added or comparison.grown)
