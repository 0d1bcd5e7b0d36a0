"""What a person is in the middle of, for as long as the program runs: nothing of it is on the disk or in the browser.

The browser holds one random key and nothing else.
"""

from __future__ import annotations

import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lumbar.core.causes.told import Memory
from lumbar.core.quantities import MassUnit
from lumbar.core.symptoms import PainReport
from lumbar.core.triage.questions import Report
from lumbar.usecases.check_in_steps import Entered
from lumbar.usecases.confirm_columns import ColumnProposal
from lumbar.usecases.explain import Explanation
from lumbar.usecases.hold_log import HeldLog
from lumbar.usecases.plan_today import DEFAULT_MINUTES
from lumbar.usecases.ports import CheckIn, Journal
from lumbar.usecases.review_load import LoadTable
from lumbar.web.uploads import Dropped

MOST_VISITS = 12
"""So many browsers at once; beyond it the one that was silent longest is forgotten. A visit may hold a whole log."""
KEY_BYTES = 32


class Theme(StrEnum):
    """Light or dark; ``auto`` is what the device says."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class MadePerson:
    """The made person in the place of the real one: their day, their pain and their check-ins, none of them stored."""

    on: date
    pain_on: date
    pain: Sequence[PainReport]
    journal: Journal


@dataclass(frozen=True, slots=True)
class Explained:
    """An explanation before any check-in, and what it was made from."""

    held: HeldLog
    pain_on: date | None
    on: date
    explanation: Explanation
    load: LoadTable | None
    """The days behind it, for the picture of them."""


@dataclass(slots=True)
class Visit:
    """One browser's way from a log to an answer."""

    key: str
    made_person: MadePerson | None = None
    dropped: Dropped | None = None
    """Files that wait until it is said what unit they are in, or what their columns mean; then let go of."""
    table: ColumnProposal | None = None
    """The one of them whose columns are asked about."""
    held: HeldLog | None = None
    """A log that was read and not stored."""
    kept: bool = False
    """Whether what is held was stored as well, because the person said so."""
    memory: Memory | None = None
    """The six answers of a person without a log."""
    pain_on: date | None = None
    pain_day_asked: bool = False
    """Whether the day was asked; "I cannot say" is an answer."""
    entered: Entered | None = None
    """A check-in that has begun and is not finished."""
    before: Sequence[CheckIn] = ()
    """The check-ins there were when it began."""
    noted: Report | None = None
    """What was stored last of the check-in that has begun."""
    is_new: bool = True
    explained: Explained | None = None
    """What was different, as it was found last: it is asked for again with every look at the answer."""
    names_from: str = "/when"
    """The page from which they went to say what names mean."""
    names_for_later: set[str] = field(default_factory=set)
    """Names they would rather say later, by their mark."""
    units: dict[str, MassUnit] = field(default_factory=dict)
    """By format: what they said now of the loads of what they dropped."""
    unit: MassUnit | None = None
    """The unit to show loads in; None: that of the log."""
    theme: Theme = Theme.AUTO
    minutes: int = DEFAULT_MINUTES
    notice: str = ""
    """Something to say once, on the next page."""
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def has_begun(self) -> bool:
        """Whether anything would be lost with it."""
        in_hand = (self.dropped, self.held, self.memory, self.entered)
        return self.made_person is None and any(each is not None for each in in_hand)

    def take_notice(self) -> str:
        notice, self.notice = self.notice, ""
        return notice

    def begin_anew(self) -> None:
        """Forgets everything but how the page should look."""
        if self.dropped is not None:
            self.dropped.close()
        self.made_person, self.dropped, self.held, self.memory = None, None, None, None
        self.kept, self.pain_on, self.pain_day_asked, self.entered = False, None, False, None
        self.before, self.noted, self.explained, self.is_new = (), None, None, False
        self.units, self.unit, self.notice = {}, None, ""
        self.table, self.names_from, self.names_for_later = None, "/when", set()


class Visits:
    """All visits of this run, by their key."""

    def __init__(self) -> None:
        self._visits: OrderedDict[str, Visit] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: str | None) -> Visit:
        """The visit with this key; a key nobody was given begins a new one, with a key of its own."""
        with self._lock:
            visit = self._visits.get(key) if key else None
            if visit is None:
                visit = Visit(key=secrets.token_urlsafe(KEY_BYTES))
                self._visits[visit.key] = visit
            self._visits.move_to_end(visit.key)
            while len(self._visits) > MOST_VISITS:
                self._forget_one()
            return visit

    def _forget_one(self) -> None:
        """First of those with nothing in hand: any page a browser shows can make as many of them as it likes."""
        older = list(self._visits.values())[:-1]
        forgotten = next((visit for visit in older if not visit.has_begun), older[0])
        del self._visits[forgotten.key]
        forgotten.begin_anew()
