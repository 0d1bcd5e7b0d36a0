"""The form of a lift on a terminal: how it moved, what that asked of the lower back, what could not be told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from lumbar.cli.layout import heading, item, paragraph
from lumbar.core.causes.finding import Status
from lumbar.usecases.form_from_track import SURE_COUNT, FormFromTrack
from lumbar.usecases.track_reading import TrackReading
from lumbar.wording import form as words
from lumbar.wording.findings import closing_sentences, finding_words
from lumbar.wording.form_observations import hold_sentence
from lumbar.wording.safety import SEE_SOMEBODY

if TYPE_CHECKING:
    from rich.console import Console

MOST_REPETITIONS = 12


def show_form(form: FormFromTrack, on: date, out: Console) -> None:
    """Writes it; what was read comes last, where it can be checked."""
    paragraph(out, words.lift_title(form), style="bold")
    if form.tells_nothing:
        paragraph(out, words.NOTHING_TOLD)
    moved = (words.lean_sentence(form), words.deepest_sentence(form), words.lumbar_sentence(form))
    findings = form.findings(on)
    changed = [finding_words(each).what for each in findings if each.status is Status.CHANGED]
    known = any(each.status is Status.USUAL for each in findings)
    _section(
        words.STOOD_OUT_TITLE,
        [*changed, closing_sentences(findings)] if changed else [words.NOTHING_STOOD_OUT] * known,
        out,
    )
    _section(words.MOVED_TITLE, (*moved, words.neutral_sentence(form)), out)
    _repetitions(form, out)
    asked = (words.moment_sentence(form), words.held_sentence(form), words.compression_sentence(form))
    _section(words.ASKED_TITLE, asked, out)
    missing = (words.not_available_sentence(name, reason) for name, reason in form.not_available.items())
    _section(words.NOT_TOLD_TITLE, missing, out)
    _section(words.WHAT_THEY_ARE_TITLE, words.WHAT_THEY_ARE, out)
    heading(out, words.READ_TITLE)
    _read(form.reading, out)
    if form.neutral is not None:
        _read(form.neutral, out)
    item(out, words.vertical_sentence(form))
    item(out, words.smoothing_sentence(form))
    out.print()
    paragraph(out, SEE_SOMEBODY)
    _section(words.SOURCES_TITLE, (source.citation for source in words.sources(form)), out)


def _repetitions(form: FormFromTrack, out: Console) -> None:
    unsure = form.found is not None and form.found.count > 0 and form.found.agreement < SURE_COUNT.value
    shown = form.repetitions[:MOST_REPETITIONS]
    each = (words.repetition_sentence(number, one) for number, one in enumerate(shown, start=1))
    more = len(form.repetitions) - len(shown)
    rest = f"and {more} more; --json has them all" if more else None
    hold = hold_sentence(form.form.hold) if form.form and form.form.hold else None
    _section(
        words.REPETITIONS_TITLE,
        (hold, words.count_sentence(form), words.UNSURE_COUNT if unsure else None, *each, rest),
        out,
    )


def _section(title: str, sentences: Iterable[str | None], out: Console) -> None:
    """A heading with its sentences; nothing where there are none."""
    said = [sentence for sentence in sentences if sentence]
    if not said:
        return
    heading(out, title)
    for sentence in said:
        item(out, sentence)


def _read(reading: TrackReading, out: Console) -> None:
    item(out, words.read_sentence(reading))
    for remark in reading.remarks:
        item(out, words.remark_sentence(remark), indent=3)
