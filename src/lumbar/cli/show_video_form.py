"""The form of a filmed set on a terminal: the back's shape, what stood out, each repetition, what cannot be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from lumbar.cli.layout import heading, item, paragraph
from lumbar.core.biomechanics.landmarks import NotAvailable
from lumbar.core.causes.back_shape import BackShapeFinding
from lumbar.core.causes.finding import Finding, Status
from lumbar.core.causes.form import FormFinding
from lumbar.core.motion.lumbar import BackShape
from lumbar.core.motion.observations import Observation
from lumbar.usecases.form_from_track import SURE_COUNT
from lumbar.usecases.form_from_video import FormFromVideo
from lumbar.wording import form_video as words
from lumbar.wording import lumbar_shape
from lumbar.wording.findings import closing_sentences, finding_words
from lumbar.wording.form import (
    ASKED_TITLE,
    READ_TITLE,
    REPETITIONS_TITLE,
    SOURCES_TITLE,
    UNSURE_COUNT,
    WHAT_THEY_ARE_TITLE,
)
from lumbar.wording.form_observations import (
    figure_sentence,
    hold_sentence,
    moment_basis,
    untold_sentences,
    view_sentence,
)
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
    back = [each for each in findings if isinstance(each, BackShapeFinding)]
    moves = [each for each in findings if isinstance(each, FormFinding)]
    _back(form, back, out, closing=not _changed(moves))
    _stood_out(findings, moves, out)
    _repetitions(form, out)
    _moment(form, out)
    usual = (finding_words(each).what for each in moves if each.status is Status.USUAL)
    _section("As in your first repetitions", usual, out)
    untold = [each.observation for each in moves if each.status is Status.NOT_RECORDED]
    _one_repetition(form, [seen for seen in untold if seen.value is not None], out)
    _untold(form, back, [seen for seen in untold if seen.value is None], out)
    _section(WHAT_THEY_ARE_TITLE, (*words.WHAT_IT_IS, words.PLUS_MINUS), out)
    read = (words.read_sentence(form.reading), *map(words.video_remark_sentence, form.reading.remarks))
    _section(READ_TITLE, (*read, words.speed_sentence(form.reading), words.confinement_sentence(form.reading)), out)
    out.print()
    paragraph(out, SEE_SOMEBODY)
    _section(SOURCES_TITLE, (source.citation for source in words.sources(form)), out)


def _changed(findings: Iterable[Finding]) -> list[Finding]:
    return [each for each in findings if each.status is Status.CHANGED]


def _back(form: FormFromVideo, back: Sequence[BackShapeFinding], out: Console, *, closing: bool) -> None:
    """Against the own neutral; where nothing of it can be told, why stands among what cannot be."""
    if not _back_told(form, back):
        return
    said = [finding_words(each).what for each in back if each.status is not Status.NOT_RECORDED]
    each_one = lumbar_shape.change_sentences(form.back.changes)
    neutral = lumbar_shape.neutral_sentence(form.back.neutral_by)
    why = closing_sentences(back) if closing else None
    _section(lumbar_shape.TITLE, (*said, *each_one, why, neutral, lumbar_shape.WHAT_IT_IS), out)


def _back_told(form: FormFromVideo, back: Sequence[BackShapeFinding]) -> bool:
    answered = any(each.shape is not BackShape.CANNOT_TELL for each in form.back.changes)
    return answered or any(each.status is not Status.NOT_RECORDED for each in back)


def _stood_out(findings: Sequence[Finding], moves: Sequence[FormFinding], out: Console) -> None:
    """Against the own first repetitions, with how sure, why and what to do once for all, the back's shape as well."""
    changed = [finding_words(each).what for each in _changed(moves)]
    if changed:
        _section(words.SEEN_TITLE, (*changed, closing_sentences(findings)), out)
    elif any(each.status is Status.USUAL for each in moves):
        _section(words.SEEN_TITLE, (words.NOTHING_STOOD_OUT,), out)


def _one_repetition(form: FormFromVideo, seen: Sequence[Observation], out: Console) -> None:
    if seen:
        many = form.form.found.count > 1
        each_one = (figure_sentence(each, of_many=many) for each in seen)
        _section(words.ONE_READ_TITLE if many else words.ONE_TITLE, (*each_one, words.NOTHING_BESIDE_IT), out)


def _untold(form: FormFromVideo, back: Sequence[BackShapeFinding], seen: Sequence[Observation], out: Console) -> None:
    shape = [] if _back_told(form, back) else [_no_shape(form, each) for each in back]
    hinge = lumbar_shape.HINGE_UNUSABLE if form.back.hinge_unusable else None
    _section(words.CANNOT_TITLE, (*shape, hinge, *untold_sentences(seen)), out)


def _no_shape(form: FormFromVideo, finding: BackShapeFinding) -> str:
    """With its reason, or with each of them where they differ."""
    each_one = lumbar_shape.change_sentences(form.back.changes)
    if len(each_one) == 1:
        return finding_words(finding).what
    return " ".join((lumbar_shape.NO_SHAPE, *each_one))


def _repetitions(form: FormFromVideo, out: Console) -> None:
    found = form.form.found
    unsure = found.count > 0 and found.agreement < SURE_COUNT.value
    shown = form.repetitions[:MOST_REPETITIONS]
    each = (words.repetition_sentence(number, one) for number, one in enumerate(shown, start=1))
    more = len(form.repetitions) - len(shown)
    rest = f"and {more} more; --json has them all" if more else None
    hold = hold_sentence(form.form.hold) if form.form.hold else None
    _section(REPETITIONS_TITLE, (hold, words.count_sentence(form), UNSURE_COUNT if unsure else None, *each, rest), out)


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
