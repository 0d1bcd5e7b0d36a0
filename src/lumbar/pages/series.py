"""The picture of load and pain as numbers and words, for the script that draws it where it can be moved and read out.

Training days and pain days are sparse and counted from the first day in sight, so that ten years stay small. A day on
which nothing was weighed has no load, which is not a load of 0. The script holds no words: they come with the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from statistics import median

from lumbar.core.causes.before_the_pain import WINDOW_DAYS
from lumbar.core.causes.usual import FEWEST_REFERENCE_DAYS, REFERENCE_DAYS
from lumbar.core.load.exposure import WEEK_DAYS
from lumbar.core.quantities import MassUnit, in_unit
from lumbar.pages.marks import breaks_before, lettered, marked_days
from lumbar.pages.timeline import NARROW, WIDE, Break, Marked, shown_days, worst_pain
from lumbar.usecases.explain import Explanation, LoadPicture
from lumbar.wording.report import TimelineWords, break_label, is_short, range_name, timeline_words

RANGES: tuple[int | None, ...] = (NARROW.weeks, WIDE.weeks, None)
"""Weeks that a press of a button brings in sight; None is the whole log. A phone begins with the first."""


@dataclass(frozen=True, slots=True)
class TrainedDay:
    """The load of a training day, as it is shown; None where nothing was weighed."""

    on: date
    load: int | None


@dataclass(frozen=True, slots=True)
class RatedDay:
    """The worst pain of a day that has a rating, NPRS."""

    on: date
    rating: int


@dataclass(frozen=True, slots=True)
class UsualLoads:
    """The middle half of the person's own training days of the year before, and its middle; loads as they are shown."""

    low: int
    high: int
    day: float | None
    """None where the log is too short, or has too few such days, for a usual to be known."""


@dataclass(frozen=True, slots=True)
class Range:
    """What a button says, and the first day it brings in sight."""

    name: str
    first: date


@dataclass(frozen=True, slots=True)
class TimelineSeries:
    """All the script draws and says. Loads are in the unit that the words name, times repetitions."""

    first: date
    last: date
    training: tuple[TrainedDay, ...]
    pain: tuple[RatedDay, ...]
    usual: UsualLoads | None
    marked: tuple[Marked, ...]
    breaks: tuple[Break, ...]
    up_to: date
    pain_on: date | None
    window: tuple[date, date]
    """First and last of the days in which a difference was looked for."""
    ranges: tuple[Range, ...]
    words: TimelineWords

    def as_json(self) -> dict[str, object]:
        """For the script: each day is the number of days since ``first``, which is the only date written out."""
        window_begins, window_ends = self.window
        return {
            "first": self.first.isoformat(),
            "last": self._number(self.last),
            "training": [self._numbers(self.training), [trained.load for trained in self.training]],
            "pain": [self._numbers(self.pain), [rated.rating for rated in self.pain]],
            "usual": asdict(self.usual) if self.usual else None,
            "marked": [[mark.letter, self._number(mark.on)] for mark in self.marked],
            "breaks": [self._break(each) for each in self.breaks],
            "up_to": self._number(self.up_to),
            "pain_on": self._number(self.pain_on) if self.pain_on else None,
            "window": [self._number(window_begins), self._number(window_ends)],
            "ranges": [[each.name, self._number(each.first)] for each in self.ranges],
            "words": asdict(self.words),
        }

    def _number(self, day: date) -> int:
        return (day - self.first).days

    def _numbers(self, days: Sequence[TrainedDay] | Sequence[RatedDay]) -> list[int]:
        return [self._number(each.on) for each in days]

    def _break(self, off: Break) -> list[object]:
        """First and last day without training, and what is said of it on one line or on two."""
        days = [self._number(off.until - timedelta(days=ago)) for ago in (off.days - 1, 1)]
        return [*days, [list(break_label(off.days, short=short)) for short in (False, True)]]


def timeline_series(explanation: Explanation, unit: MassUnit) -> TimelineSeries | None:
    """The whole log up to four weeks after the day asked about, loads in ``unit``; None without a log."""
    daily, up_to = explanation.picture.daily, explanation.up_to
    if not daily or up_to is None:
        return None
    all_weeks = max(0, (up_to - min(daily)).days) // WEEK_DAYS + 1
    first, last = shown_days(daily, up_to, explanation.pain, all_weeks)
    training = tuple(
        TrainedDay(day, round(in_unit(load, unit)) if load > 0 else None)
        for day, load in sorted(daily.items())
        if first <= day <= last
    )
    pain = worst_pain(explanation.pain)
    weighed = any(trained.load is not None for trained in training)
    return TimelineSeries(
        first=first,
        last=last,
        training=training,
        pain=tuple(RatedDay(day, rating) for day, rating in pain.items() if first <= day <= last),
        usual=_usual_loads(explanation, up_to, unit) if weighed else None,
        marked=tuple(mark for mark in marked_days(explanation) if first <= mark.on <= last),
        breaks=tuple(off for off in breaks_before(explanation) if off.days > 1 and first < off.until <= last),
        up_to=up_to,
        pain_on=explanation.pain_on,
        window=(max(first, up_to - timedelta(days=WINDOW_DAYS.value - 1)), up_to),
        ranges=tuple(Range(range_name(weeks), _first_of(weeks, first, up_to)) for weeks in RANGES),
        words=timeline_words(explanation, lettered(explanation.findings), unit, shown=(first, last), weighed=weighed),
    )


def _usual_loads(explanation: Explanation, up_to: date, unit: MassUnit) -> UsualLoads | None:
    picture = explanation.picture
    if picture.usual_low is None or picture.usual_high is None:
        return None
    middle = None if is_short(explanation) else _usual_day(picture, up_to)
    return UsualLoads(
        low=round(in_unit(picture.usual_low, unit)),
        high=round(in_unit(picture.usual_high, unit)),
        day=None if middle is None else round(in_unit(middle, unit), 1),
    )


def _usual_day(picture: LoadPicture, up_to: date) -> float | None:
    """The middle one of the days that the usual band is drawn from; None with too few to be told "more than usual"."""
    since = up_to - timedelta(days=REFERENCE_DAYS.value)
    weighed = [load for day, load in picture.daily.items() if since < day <= up_to and load > 0]
    return median(weighed) if len(weighed) >= FEWEST_REFERENCE_DAYS.value else None


def _first_of(weeks: int | None, first: date, up_to: date) -> date:
    return first if weeks is None else max(first, up_to - timedelta(days=WEEK_DAYS * weeks - 1))
