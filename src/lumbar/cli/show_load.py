"""The load on a terminal, readable on 80 columns and without colour."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lumbar.cli.layout import heading, item, paragraph
from lumbar.cli.show_log import show_log, show_problems
from lumbar.core.quantities import MassUnit
from lumbar.usecases.review_load import LoadReview, LoadTable
from lumbar.wording import load as words
from lumbar.wording.safety import SEE_SOMEBODY

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

WEEKS = 4
MOST_LIFTS = 6
MOST_MUSCLES = 10


def show_load(review: LoadReview, out: Console) -> None:
    """Writes it: the last weeks, strength, hard sets, what each figure is, what was read."""
    unit = review.log.unit
    heading(out, words.title(review))
    paragraph(out, words.week_sentence(review.table, unit))
    _weeks(review.table, unit, out)
    if review.rated_week:
        item(out, words.rated_sentence(review.rated_week))
    _strength(review, unit, out)
    _hard_sets(review, out)
    heading(out, words.NOTES_TITLE)
    for note in words.NOTES:
        item(out, words.note_sentence(note))
    heading(out, "What was read")
    show_log(review.log, out)
    out.print()
    paragraph(out, SEE_SOMEBODY)


def show_written(path: Path, review: LoadReview, out: Console) -> None:
    """Writes where the table is, and what was set aside on the way to it."""
    out.print(words.table_written(str(path), len(review.days)), soft_wrap=True)
    show_problems(review.log, out)


def _weeks(table: LoadTable, unit: MassUnit, out: Console) -> None:
    if not table.weeks:
        return
    out.print()
    shown = _table(words.WEEK_HEADERS)
    for week in table.weeks[-WEEKS:]:
        shown.add_row(*words.week_row(week, unit))
    out.print(shown)
    out.print()
    last = table.days[-1]
    sentences = (
        words.back_sentence(table.weeks[-1]),
        words.averages_sentence(last, unit),
        words.ratios_sentence(last),
        words.usual_week_sentence(),
        words.weeks_unit_sentence(unit),
    )
    for sentence in sentences:
        if sentence:
            item(out, sentence)


def _strength(review: LoadReview, unit: MassUnit, out: Console) -> None:
    if not review.strength:
        return
    heading(out, words.STRENGTH_TITLE)
    shown = review.strength[:MOST_LIFTS]
    for lift in shown:
        item(out, words.strength_sentence(lift, unit))
    if len(review.strength) > MOST_LIFTS:
        item(out, words.more_lifts_sentence(len(review.strength) - MOST_LIFTS))
    effort = words.effort_sentence(shown)
    if effort:
        paragraph(out, effort)


def _hard_sets(review: LoadReview, out: Console) -> None:
    heading(out, words.HARD_SETS_TITLE)
    paragraph(out, words.hard_sets_sentence(review))
    week = review.hard_sets[-1].by_muscle if review.hard_sets else {}
    usual = review.usual_hard_sets
    muscles = sorted({*week, *usual}, key=lambda each: (-max(week.get(each, 0.0), usual.get(each, 0.0)), each))
    if not muscles:
        return
    out.print()
    shown = _table(words.HARD_SET_HEADERS)
    for muscle in muscles[:MOST_MUSCLES]:
        shown.add_row(*words.muscle_row(muscle, week, usual))
    out.print(shown)
    if len(muscles) > MOST_MUSCLES:
        item(out, words.more_muscles_sentence(len(muscles) - MOST_MUSCLES))


def _table(headers: tuple[str, ...]) -> Table:
    """Numbers under each other, no lines but the one under the headers."""
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="")
    for number, header in enumerate(headers):
        table.add_column(header, justify="right" if number else "left", vertical="bottom")
    return table
