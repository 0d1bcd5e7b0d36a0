"""The form of a filmed set on a terminal: what stood out first, then each repetition, then what a film cannot tell."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from lumbar.cli.layout import heading, item, paragraph
from lumbar.core.biomechanics.landmarks import NotAvailable
from lumbar.core.causes.finding import Status
from lumbar.usecases.form_from_track import SURE_COUNT
from lumbar.usecases.form_from_video import FormFromVideo
from lumbar.wording import form_video as words
from lumbar.wording import lumbar_shape
from lumbar.wording.findings import finding_words
from lumbar.wording.form import (
    ASKED_TITLE,
    READ_TITLE,
    REPETITIONS_TITLE,
    SOURCES_TITLE,
    UNSURE_COUNT,
    WHAT_THEY_ARE_TITLE,
)
from lumbar.wording.form_observations import hold_sentence, moment_basis, view_sentence
from lumbar.wording.safety import SEE_SOMEBODY

if TYPE_CHECKING:
    from rich.console import Console

MOST_REPETITIONS = 12


def show_video_form(form: FormFromVideo, on: date, out: Console) -> None:
    """Writes it; what was read comes last, where it can be checked."""
    paragraph(out, words.title(form), style="bold")
    if form.tells_nothing:
        paragraph(out, words.NOTHING_TOLD)
    item(out, view_sentence(form.form.view))
    findings = form.findings(on)
    changed = [finding_words(each).text for each in findings if each.status is Status.CHANGED]
    usual = [finding_words(each).text for each in findings if each.status is Status.USUAL]
    untold = [finding_words(each).text for each in findings if each.status is Status.NOT_RECORDED]
    _section(words.SEEN_TITLE, changed or ([words.NOTHING_STOOD_OUT] if usual else []), out)
    _repetitions(form, out)
    _back(form, out)
    _moment(form, out)
    _section("As in your first repetitions", usual, out)
    _section(words.CANNOT_TITLE, untold, out)
    _section(WHAT_THEY_ARE_TITLE, words.WHAT_IT_IS, out)
    read = (words.read_sentence(form.reading), *map(words.video_remark_sentence, form.reading.remarks))
    _section(READ_TITLE, (*read, words.speed_sentence(form.reading), words.confinement_sentence(form.reading)), out)
    out.print()
    paragraph(out, SEE_SOMEBODY)
    _section(SOURCES_TITLE, (source.citation for source in words.sources(form)), out)


def _repetitions(form: FormFromVideo, out: Console) -> None:
    found = form.form.found
    unsure = found.count > 0 and found.agreement < SURE_COUNT.value
    shown = form.repetitions[:MOST_REPETITIONS]
    each = (words.repetition_sentence(number, one) for number, one in enumerate(shown, start=1))
    more = len(form.repetitions) - len(shown)
    rest = f"and {more} more; --json has them all" if more else None
    hold = hold_sentence(form.form.hold) if form.form.hold else None
    _section(REPETITIONS_TITLE, (hold, words.count_sentence(form), UNSURE_COUNT if unsure else None, *each, rest), out)


def _back(form: FormFromVideo, out: Console) -> None:
    if form.back.neutral is None:
        return  # why it cannot be told stands among what cannot be
    shown = form.back.changes[:MOST_REPETITIONS]
    each = (lumbar_shape.change_sentence(number, one) for number, one in enumerate(shown, start=1))
    said = (*each, lumbar_shape.neutral_sentence(form.back.neutral_by), lumbar_shape.WHAT_IT_IS)
    _section(lumbar_shape.TITLE, said, out)


def _moment(form: FormFromVideo, out: Console) -> None:
    moment = form.moment
    said = words.no_moment_sentence(moment) if isinstance(moment, NotAvailable) else moment_basis(moment)
    _section(ASKED_TITLE, (said,), out)


def _section(title: str, sentences: Iterable[str | None], out: Console) -> None:
    """A heading with its sentences; nothing where there are none."""
    said = [sentence for sentence in sentences if sentence]
    if not said:
        return
    heading(out, title)
    for sentence in said:
        item(out, sentence)
