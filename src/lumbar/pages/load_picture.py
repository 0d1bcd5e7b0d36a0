"""The picture of load: its averages over daily bars, and what each week asked of the lower back, as plain geometry.

In px of the unscaled drawing, y down, as the picture of load and pain. A day on which an average is undefined is a gap
in its line, never a line at 0. No colour tells good from bad: there is none to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from lumbar.core.load.exposure import WEEK_DAYS
from lumbar.core.quantities import MassUnit, kilograms
from lumbar.pages.timeline import (
    BAR_SHARE,
    FEWEST_DAYS,
    LABEL_GAP,
    LEAST_BAR_HEIGHT,
    Band,
    Days,
    Frame,
    Month,
    Scale,
    months_in_sight,
    spread,
)
from lumbar.usecases.review_load import LoadDay, LoadTable, LoadWeek
from lumbar.wording import load as words

WIDE = Frame("wide", width=960, weeks=26, left=0, right=112)
NARROW = Frame("narrow", width=358, weeks=10, left=0, right=96)

LOAD_HEIGHT = 150.0
BACK_HEIGHT = 72.0
TOP = 28.0
"""Of the drawing: room for the name of what the bars are."""
LEAST_BAR_WIDTH = 1.5
LINE_HEIGHT = 16.0
CENTRE_OF_LETTERS = 5.0


class Average(StrEnum):
    """Which of the two lines."""

    ACUTE = "acute"
    CHRONIC = "chronic"


@dataclass(frozen=True, slots=True)
class PlainBar:
    """``x`` and ``y`` are its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Line:
    """One average: a path for each stretch of days without a gap."""

    of: Average
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineLabel:
    """At the end of a line: what it is, and under it what it is on the last day."""

    of: Average
    name: str
    value: str
    y: float


@dataclass(frozen=True, slots=True)
class LoadDrawing:
    """Daily bars with the two lines over them."""

    frame: Frame
    bars: tuple[PlainBar, ...]
    lines: tuple[Line, ...]
    labels: tuple[LineLabel, ...]
    months: tuple[Month, ...]
    base: float

    @property
    def height(self) -> float:
        return self.base + 28


@dataclass(frozen=True, slots=True)
class BackDrawing:
    """A bar for each week, as a multiple of the usual week, on the band of the usual."""

    frame: Frame
    bars: tuple[PlainBar, ...]
    band: Band
    band_high: str
    band_low: str
    months: tuple[Month, ...]
    base: float

    @property
    def height(self) -> float:
        return self.base + 28


@dataclass(frozen=True, slots=True)
class LoadView:
    """All a page shows of the load, in the unit of the page."""

    unit: MassUnit
    table: LoadTable
    sentences: tuple[str, ...]
    loads: tuple[LoadDrawing, ...]
    """For a desk and for a phone."""
    backs: tuple[BackDrawing, ...]
    """None while the usual week is not known."""
    weeks: tuple[LoadWeek, ...]
    """In numbers, oldest first."""
    narrow_weeks: int
    weeks_left_out: bool
    """Whether the small picture shows fewer of them."""


def load_view(table: LoadTable | None, unit: MassUnit) -> LoadView | None:
    """None where there is no load to show: no log, or no whole week of it, or nothing weighed in it."""
    if table is None or not table.weeks or not any(each.load for each in table.days):
        return None
    week = table.weeks[-1]
    return LoadView(
        unit=unit,
        table=table,
        sentences=tuple(filter(None, (words.week_sentence(table, unit), words.back_sentence(week)))),
        loads=tuple(load_drawing(table, unit, frame) for frame in (WIDE, NARROW)),
        backs=tuple(drawn for frame in (WIDE, NARROW) if (drawn := back_drawing(table, frame))),
        weeks=table.weeks[-WIDE.weeks :],
        narrow_weeks=NARROW.weeks,
        weeks_left_out=len(table.weeks) > NARROW.weeks,
    )


def load_drawing(table: LoadTable, unit: MassUnit, frame: Frame) -> LoadDrawing:
    """The days of the last weeks, as many as the frame has room for."""
    days = _in_sight(table, frame)
    shown = [each for each in table.days if each.day >= days.first]
    most = max(max(kilograms(each.load), each.acute or 0.0, each.chronic or 0.0) for each in shown)
    scale = Scale(most, TOP + LOAD_HEIGHT, LOAD_HEIGHT)
    return LoadDrawing(
        frame=frame,
        bars=tuple(_day_bar(each, days, scale) for each in shown if each.load),
        lines=tuple(Line(of, _paths(of, shown, days, scale)) for of in Average),
        labels=_labels(shown[-1], scale, unit),
        months=months_in_sight(days),
        base=scale.base,
    )


def back_drawing(table: LoadTable, frame: Frame) -> BackDrawing | None:
    """The last weeks, as many as the frame has room for; None while there is no usual week to hold them against."""
    usual = table.usual_back
    if usual is None or not usual.week:
        return None
    days = _in_sight(table, frame)
    asked = [
        (week, week.spinal_exposure / usual.week)
        for week in table.weeks
        if week.first >= days.first and week.spinal_exposure
    ]
    scale = Scale(max([usual.high, *(times for _, times in asked)]), TOP + BACK_HEIGHT, BACK_HEIGHT)
    return BackDrawing(
        frame=frame,
        bars=tuple(_week_bar(week, times, days, scale) for week, times in asked),
        band=_band(usual.low, usual.high, scale),
        band_high=f"{words.times(usual.high)} ×",
        band_low=f"{words.times(usual.low)} ×",
        months=months_in_sight(days),
        base=scale.base,
    )


def _in_sight(table: LoadTable, frame: Frame) -> Days:
    """Whole weeks up to the last day, as far as the log reaches; a short log gets the room of four weeks."""
    earliest = table.last - timedelta(days=WEEK_DAYS * frame.weeks - 1)
    first = min(max(earliest, table.first), table.last - timedelta(days=FEWEST_DAYS - 1))
    return Days(first, table.last, frame.left, frame.width - frame.right)


def _day_bar(each: LoadDay, days: Days, scale: Scale) -> PlainBar:
    width = round(max(LEAST_BAR_WIDTH, days.width * BAR_SHARE), 1)
    return _bar(days.middle(each.day), width, kilograms(each.load), scale)


def _week_bar(week: LoadWeek, times: float, days: Days, scale: Scale) -> PlainBar:
    left, right = days.left_of(week.first), days.right_of(week.last)
    return _bar((left + right) / 2, round((right - left) * BAR_SHARE, 1), times, scale)


def _bar(middle: float, width: float, amount: float, scale: Scale) -> PlainBar:
    height = round(max(LEAST_BAR_HEIGHT, scale.base - scale.y(amount)), 1)
    return PlainBar(round(middle - width / 2, 1), round(scale.base - height, 1), width, height)


def _paths(of: Average, shown: Sequence[LoadDay], days: Days, scale: Scale) -> tuple[str, ...]:
    stretches: list[list[tuple[float, float]]] = [[]]
    for each in shown:
        amount = _amount(each, of)
        if amount is None:
            stretches.append([])
        else:
            stretches[-1].append((days.middle(each.day), scale.y(amount)))
    return tuple(_path(stretch) for stretch in stretches if stretch)


def _path(points: Sequence[tuple[float, float]]) -> str:
    """A line through the points; a single one is a dot, drawn by the round ends of a line without length."""
    (x, y), *others = points
    return f"M{x} {y}" + ("".join(f"L{x} {y}" for x, y in others) or "h0")


def _labels(last: LoadDay, scale: Scale, unit: MassUnit) -> tuple[LineLabel, ...]:
    """Beside the ends of the lines and clear of each other, the higher line's above; none where there is no end."""
    told = [(amount, of) for of in Average if (amount := _amount(last, of)) is not None]
    told.sort(key=lambda each: scale.y(each[0]))
    top, bottom = scale.base - scale.height, scale.base - LINE_HEIGHT
    places = spread([scale.y(amount) for amount, _ in told], 2 * LINE_HEIGHT, top, bottom)
    return tuple(
        LineLabel(of, words.AVERAGE_LABELS[of], words.load_number(amount, unit), place)
        for (amount, of), place in zip(told, places, strict=True)
    )


def _amount(each: LoadDay, of: Average) -> float | None:
    return each.acute if of is Average.ACUTE else each.chronic


def _band(low: float, high: float, scale: Scale) -> Band:
    top, bottom = scale.y(high), scale.y(low)
    labels = spread([top, (top + bottom) / 2, bottom], LABEL_GAP, scale.base - scale.height, scale.base)
    above, name, below = (round(label + CENTRE_OF_LETTERS, 1) for label in labels)
    return Band(top, bottom, above, name, below)
