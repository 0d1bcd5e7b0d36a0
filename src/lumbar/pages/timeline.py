"""The picture of load and pain over time, as plain geometry, and the same as numbers for the table beside it.

Everything is in px of the unscaled drawing, y down. No words and no colours: those belong to the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lumbar.core.causes.before_the_pain import WINDOW_DAYS
from lumbar.core.load.exposure import WEEK_DAYS, week_exposures
from lumbar.core.symptoms import NPRS_HIGHEST, PainReport
from lumbar.usecases.explain import LoadPicture

FEWEST_DAYS = 28
"""A short log is drawn on at least so many days, so that its bars do not become walls."""
MOST_DAYS_AFTER = 28
"""What came after the pain is shown, but it explains nothing, so it gets little room."""

PAIN_HEIGHT = 80.0
LOAD_HEIGHT = 160.0
UNWEIGHED_HEIGHT = 24.0
"""Of the bars of a log without a single weight: they say that there was training and nothing more."""
LEAST_BAR_HEIGHT = 2.0
BAR_SHARE = 0.72
"""Of a day's width that its bar fills."""
MARKER_GAP = 26.0
LABEL_GAP = 16.0
FIRST_MONTH_ROOM = 80.0
MONTH_ROOM = 30.0


@dataclass(frozen=True, slots=True)
class Frame:
    """The sheet the picture is drawn on."""

    name: str
    width: float
    weeks: int
    """Of log shown, up to the day asked about."""
    left: float
    """Room for the numbers of the pain scale."""
    right: float
    """Room for the numbers of the usual band."""


WIDE = Frame("wide", width=960, weeks=26, left=28, right=96)
NARROW = Frame("narrow", width=358, weeks=10, left=28, right=84)


@dataclass(frozen=True, slots=True)
class Marked:
    """A day on which something was different, with the letter its finding goes by."""

    letter: str
    on: date


@dataclass(frozen=True, slots=True)
class Break:
    """Time without training that ended on ``until``."""

    until: date
    days: int


class BarLook(StrEnum):
    """Why a bar may look other than its neighbours."""

    BEFORE = "before"
    MARKED = "marked"
    AFTER = "after"
    """Later than the day asked about; no finding looks at it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """The load of one training day. ``x`` and ``y`` are its upper left corner."""

    day: date
    x: float
    y: float
    width: float
    height: float
    look: BarLook


@dataclass(frozen=True, slots=True)
class Dot:
    """The pain of one day, where it was reported."""

    day: date
    x: float
    y: float
    rating: int


@dataclass(frozen=True, slots=True)
class Band:
    """The person's usual, and where its three labels stand without touching."""

    top: float
    bottom: float
    high_label: float
    name_label: float
    low_label: float


@dataclass(frozen=True, slots=True)
class Marker:
    """A letter in a circle at (x, y), with a line down to its bar at (bar_x, bar_top)."""

    letter: str
    x: float
    y: float
    bar_x: float
    bar_top: float


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, from the left edge of its first to the right edge of its last."""

    left: float
    right: float

    @property
    def width(self) -> float:
        return round(self.right - self.left, 1)

    @property
    def middle(self) -> float:
        return round((self.left + self.right) / 2, 1)


@dataclass(frozen=True, slots=True)
class BreakSpan:
    """Where a time without training is drawn."""

    days: int
    span: Span


@dataclass(frozen=True, slots=True)
class Month:
    """Where a month's name begins."""

    x: float
    day: date


@dataclass(frozen=True, slots=True)
class Rows:
    """Heights at which the parts of the picture stand, from the top. Text heights are those of its base line."""

    pain_label: float
    pain_top: float | None
    """None without a single pain report: there is no strip then."""
    pain_bottom: float | None
    load_label: float
    markers: float
    load_top: float
    base: float
    """Where the bars stand."""
    months: float
    window: float
    window_label: float
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """All there is to draw."""

    frame: Frame
    rows: Rows
    first: date
    last: date
    weighed: bool
    """False: no load in sight, and bars say only that there was training."""
    bars: tuple[Bar, ...]
    dots: tuple[Dot, ...]
    band: Band | None
    markers: tuple[Marker, ...]
    breaks: tuple[BreakSpan, ...]
    months: tuple[Month, ...]
    up_to_x: float
    window: Span
    """The days in which a difference was looked for."""


def timeline(
    picture: LoadPicture,
    *,
    up_to: date,
    pain: Sequence[PainReport],
    marked: Sequence[Marked],
    breaks: Sequence[Break],
    frame: Frame,
) -> Timeline:
    """The picture of the weeks up to ``up_to`` and a few after it, on ``frame``."""
    first, last = shown_days(picture.daily, up_to, pain, frame.weeks)
    days = Days(first, last, frame.left, frame.width - frame.right)
    shown = {day: load for day, load in picture.daily.items() if first <= day <= last}
    worst = {day: rating for day, rating in worst_pain(pain).items() if first <= day <= last}
    in_sight = [mark for mark in marked if first <= mark.on <= last]
    rows = _rows(has_pain=bool(worst), has_markers=bool(in_sight))
    weighed = any(load > 0 for load in shown.values())
    load_scale = Scale(max([*shown.values(), picture.usual_high or 0.0], default=0.0), rows.base, LOAD_HEIGHT)
    bars = _bars(shown, days, load_scale if weighed else None, rows.base, {mark.on for mark in in_sight}, up_to)
    window_begins = max(first, up_to - timedelta(days=WINDOW_DAYS.value - 1))
    return Timeline(
        frame=frame,
        rows=rows,
        first=first,
        last=last,
        weighed=weighed,
        bars=bars,
        dots=_dots(worst, days, rows),
        band=_band(picture, load_scale) if weighed else None,
        markers=_markers(in_sight, days, bars, rows, frame),
        breaks=_breaks(breaks, days),
        months=months_in_sight(days),
        up_to_x=days.middle(up_to),
        window=Span(days.left_of(window_begins), days.right_of(up_to)),
    )


def shown_days(daily: Mapping[date, float], up_to: date, pain: Sequence[PainReport], weeks: int) -> tuple[date, date]:
    """First and last day in sight: the weeks up to ``up_to`` as far as the log reaches, and at most four after."""
    earliest = up_to - timedelta(days=WEEK_DAYS * weeks - 1)
    began = min(daily, default=up_to)
    first = min(max(earliest, began), up_to - timedelta(days=FEWEST_DAYS - 1))
    latest = max([up_to, *daily, *(report.on for report in pain)])
    return first, min(latest, up_to + timedelta(days=MOST_DAYS_AFTER))


def worst_pain(pain: Sequence[PainReport]) -> Mapping[date, int]:
    """The highest rating of each day that has one, oldest first."""
    worst: dict[date, int] = {}
    for report in sorted(pain, key=lambda report: report.on):
        worst[report.on] = max(report.pain.rating, worst.get(report.on, 0))
    return worst


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """Places at least ``gap`` apart, in order, between ``low`` and ``high``, as near to the wanted ones as can be.

    ``wanted`` rises. Neighbours that would touch are moved apart about their common middle (least squares, by pooling
    adjacent violators). Where the room is too small for the gap, the gap shrinks.
    """
    if not wanted:
        return ()
    between = len(wanted) - 1
    gap = min(gap, (high - low) / between) if between else gap
    pools: list[tuple[float, int]] = []
    for number, place in enumerate(wanted):
        pools.append((place - number * gap, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (mean, count), (last_mean, last_count) = pools[-2], pools[-1]
            together = count + last_count
            pools[-2:] = [((mean * count + last_mean * last_count) / together, together)]
    starts = [mean for mean, count in pools for _ in range(count)]
    return tuple(
        round(min(max(start, low), high - between * gap) + number * gap, 1) for number, start in enumerate(starts)
    )


@dataclass(frozen=True, slots=True)
class WeekRow:
    """Seven days of the table, counted back and forth from the day asked about."""

    first: date
    last: date
    load: float
    times_usual: float | None
    """Load as a multiple of the usual week; None where that is not known."""
    worst_pain: int | None
    letters: tuple[str, ...]
    after: bool


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the table. None: no training, or no report."""

    day: date
    load: float | None
    worst_pain: int | None
    letters: tuple[str, ...]


def week_rows(
    picture: LoadPicture, *, up_to: date, pain: Sequence[PainReport], marked: Sequence[Marked], weeks: int = WIDE.weeks
) -> tuple[WeekRow, ...]:
    """The picture in numbers, oldest first; one row ends on ``up_to``. Weeks before the log began have no row."""
    began = min(picture.daily, default=up_to)
    _, last = shown_days(picture.daily, up_to, pain, weeks)
    rows = []
    for number in range(-weeks + 1, MOST_DAYS_AFTER // WEEK_DAYS + 1):
        ends = up_to + timedelta(days=WEEK_DAYS * number)
        starts = ends - timedelta(days=WEEK_DAYS - 1)
        if ends >= began and starts <= last:
            rows.append((max(starts, began), min(ends, last)))
    usual = _times_usual(picture.daily, [ends for starts, ends in rows if (ends - starts).days == WEEK_DAYS - 1])
    worst = worst_pain(pain)
    return tuple(
        WeekRow(
            first=starts,
            last=ends,
            load=sum(load for day, load in picture.daily.items() if starts <= day <= ends),
            times_usual=usual.get(ends),
            worst_pain=max((rating for day, rating in worst.items() if starts <= day <= ends), default=None),
            letters=tuple(mark.letter for mark in marked if starts <= mark.on <= ends),
            after=starts > up_to,
        )
        for starts, ends in rows
    )


def day_rows(
    picture: LoadPicture, *, up_to: date, pain: Sequence[PainReport], marked: Sequence[Marked], weeks: int = WIDE.weeks
) -> tuple[DayRow, ...]:
    """Each day in sight with training, a pain report or a marker, oldest first."""
    first, last = shown_days(picture.daily, up_to, pain, weeks)
    worst = worst_pain(pain)
    told = sorted({*picture.daily, *worst, *(mark.on for mark in marked)})
    return tuple(
        DayRow(
            day=day,
            load=picture.daily.get(day),
            worst_pain=worst.get(day),
            letters=tuple(mark.letter for mark in marked if mark.on == day),
        )
        for day in told
        if first <= day <= last
    )


def _times_usual(daily: Mapping[date, float], ends: Sequence[date]) -> Mapping[date, float]:
    if not ends:
        return {}
    loads = {day: round(load * 1000) for day, load in daily.items()}
    return {exposure.day: exposure.ratio for exposure in week_exposures(loads, ends)}


@dataclass(frozen=True, slots=True)
class Days:
    """The scale of time."""

    first: date
    last: date
    low: float
    high: float

    @property
    def width(self) -> float:
        """Of one day."""
        return (self.high - self.low) / ((self.last - self.first).days + 1)

    def left_of(self, day: date) -> float:
        return round(self.low + (day - self.first).days * self.width, 1)

    def right_of(self, day: date) -> float:
        return round(self.low + ((day - self.first).days + 1) * self.width, 1)

    def middle(self, day: date) -> float:
        return round(self.low + ((day - self.first).days + 0.5) * self.width, 1)


@dataclass(frozen=True, slots=True)
class Scale:
    """A quantity from 0 at ``base`` up to ``most`` at ``height`` above it."""

    most: float
    base: float
    height: float

    def y(self, amount: float) -> float:
        return round(self.base - self.height * amount / self.most, 1) if self.most else self.base


def _rows(*, has_pain: bool, has_markers: bool) -> Rows:
    pain_label = 14.0
    pain_top = 26.0 if has_pain else None
    pain_bottom = 26.0 + PAIN_HEIGHT if has_pain else None
    load_label = (pain_bottom or pain_label) + 32
    markers = load_label + 26
    load_top = (markers + 22) if has_markers else load_label + 14
    base = load_top + LOAD_HEIGHT
    return Rows(
        pain_label=pain_label,
        pain_top=pain_top,
        pain_bottom=pain_bottom,
        load_label=load_label,
        markers=markers,
        load_top=load_top,
        base=base,
        months=base + 20,
        window=base + 32,
        window_label=base + 50,
        height=base + 58,
    )


def _bars(
    shown: Mapping[date, float], days: Days, scale: Scale | None, base: float, marked: set[date], up_to: date
) -> tuple[Bar, ...]:
    width = round(max(1.5, days.width * BAR_SHARE), 1)
    bars = []
    for day in sorted(shown):
        height = round(max(LEAST_BAR_HEIGHT, base - scale.y(shown[day])), 1) if scale else UNWEIGHED_HEIGHT
        look = BarLook.AFTER if day > up_to else BarLook.MARKED if day in marked else BarLook.BEFORE
        bars.append(Bar(day, round(days.middle(day) - width / 2, 1), round(base - height, 1), width, height, look))
    return tuple(bars)


def _dots(worst: Mapping[date, int], days: Days, rows: Rows) -> tuple[Dot, ...]:
    if rows.pain_bottom is None:
        return ()
    scale = Scale(NPRS_HIGHEST, rows.pain_bottom, PAIN_HEIGHT)
    return tuple(Dot(day, days.middle(day), scale.y(rating), rating) for day, rating in worst.items())


def _band(picture: LoadPicture, scale: Scale) -> Band | None:
    if picture.usual_low is None or picture.usual_high is None:
        return None
    top, bottom = scale.y(picture.usual_high), scale.y(picture.usual_low)
    centre_of_letters = 5.0
    labels = spread([top, (top + bottom) / 2, bottom], LABEL_GAP, scale.base - scale.height, scale.base)
    high, name, low = (round(label + centre_of_letters, 1) for label in labels)
    return Band(top, bottom, high, name, low)


def _markers(marked: Sequence[Marked], days: Days, bars: Sequence[Bar], rows: Rows, frame: Frame) -> tuple[Marker, ...]:
    in_order = sorted(marked, key=lambda mark: mark.on)
    wanted = [days.middle(mark.on) for mark in in_order]
    edge = MARKER_GAP / 2
    places = spread(wanted, MARKER_GAP, frame.left + edge, frame.width - edge)
    tops = {bar.day: bar.y for bar in bars}
    return tuple(
        Marker(mark.letter, place, rows.markers, at, tops.get(mark.on, rows.base))
        for mark, place, at in zip(in_order, places, wanted, strict=True)
    )


def _breaks(breaks: Sequence[Break], days: Days) -> tuple[BreakSpan, ...]:
    spans = []
    for each in breaks:
        first_off = max(days.first, each.until - timedelta(days=each.days - 1))
        last_off = each.until - timedelta(days=1)
        if days.first <= first_off <= last_off <= days.last:
            spans.append(BreakSpan(each.days, Span(days.left_of(first_off), days.right_of(last_off))))
    return tuple(spans)


def months_in_sight(days: Days) -> tuple[Month, ...]:
    """Every month in sight whose name has room: that of the first day if the next is far enough, then each first."""
    firsts = []
    day = days.first.replace(day=1)
    while day <= days.last:
        if day > days.first:
            firsts.append(Month(days.left_of(day), day))
        day = (day + timedelta(days=32)).replace(day=1)
    next_x = firsts[0].x if firsts else days.high
    begins = Month(days.left_of(days.first), days.first)
    months = [begins, *firsts] if next_x - begins.x >= FIRST_MONTH_ROOM else firsts
    return tuple(month for month in months if month.x + MONTH_ROOM <= days.high)
