"""The explanation on a terminal, readable on 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lumbar.cli.layout import heading, item, paragraph
from lumbar.cli.show_log import show_log
from lumbar.core.causes.finding import Finding, Status
from lumbar.core.evidence import Source
from lumbar.core.quantities import MassUnit
from lumbar.core.triage.disposition import Disposition, ExerciseAllowed, exercise_allowed
from lumbar.usecases.explain import Explanation
from lumbar.usecases.ports import CheckIn
from lumbar.wording import triage as triage_words
from lumbar.wording.findings import FindingWords, finding_words, kind_title, letter_of
from lumbar.wording.plan import earlier_urgent_sentence
from lumbar.wording.report import lead, title
from lumbar.wording.safety import (
    ADVICE_WITHHELD,
    GET_HELP_LEAD,
    GET_HELP_TITLE,
    NOT_A_CAUSE,
    NOT_ASKED_YET,
    SEE_SOMEBODY,
    URGENT_SIGNS,
)

if TYPE_CHECKING:
    from rich.console import Console


def show_explanation(explanation: Explanation, out: Console) -> None:
    """Writes it: urgent signs, what was different, what was as usual, what cannot be told, what was read."""
    if explanation.earlier_urgent:
        paragraph(out, earlier_urgent_sentence(explanation.earlier_urgent.report.on), style="bold")
    if explanation.check_in:
        _disposition(explanation.check_in, out)
    else:
        _urgent_signs(out)
    findings, unit = explanation.findings, explanation.log.unit
    changed = [finding for finding in findings if finding.status is Status.CHANGED]
    heading(out, title(explanation))
    paragraph(out, lead(explanation))
    for number, finding in enumerate(changed):
        _changed(out, letter_of(number), finding, finding_words(finding, unit))
    _others(out, "As usual", [finding for finding in findings if finding.status is Status.USUAL], unit)
    _others(out, "Not recorded", [finding for finding in findings if finding.status is Status.NOT_RECORDED], unit)
    if explanation.log.sessions:
        heading(out, "What was read")
        show_log(explanation.log, out)
    _sources(out, changed)
    out.print()
    paragraph(out, NOT_A_CAUSE)
    paragraph(out, SEE_SOMEBODY)


def _disposition(check_in: CheckIn, out: Console) -> None:
    """The answer of the last check-in, above everything the log says."""
    paragraph(out, triage_words.title(check_in.disposition), style="bold")
    paragraph(out, triage_words.what_to_do(check_in.disposition))
    for rule in check_in.reasons:
        item(out, rule.text)
    if check_in.disposition is Disposition.INCOMPLETE:
        _signs(out)
    if exercise_allowed(check_in.disposition) is not ExerciseAllowed.PLANNED:
        paragraph(out, ADVICE_WITHHELD)


def _urgent_signs(out: Console) -> None:
    paragraph(out, GET_HELP_TITLE, style="bold")
    _signs(out)
    paragraph(out, NOT_ASKED_YET)


def _signs(out: Console) -> None:
    paragraph(out, GET_HELP_LEAD)
    for sign in URGENT_SIGNS:
        item(out, sign)


def _changed(out: Console, letter: str, finding: Finding, words: FindingWords) -> None:
    lift = f" · {finding.exercise}" if finding.exercise else ""
    out.print()
    paragraph(out, f"{letter}  {kind_title(finding.kind)}{lift}", style="bold yellow")
    for sentence in (words.what, words.how_often, words.certainty, words.why, words.prevention):
        if sentence:
            paragraph(out, sentence, indent=3)


def _others(out: Console, title: str, findings: Iterable[Finding], unit: MassUnit) -> None:
    findings = tuple(findings)
    if not findings:
        return
    heading(out, title)
    for finding in findings:
        item(out, finding_words(finding, unit).text)


def _sources(out: Console, findings: Iterable[Finding]) -> None:
    sources: dict[str, Source] = {source.id: source for finding in findings for source in finding.sources}
    if not sources:
        return
    heading(out, "Where this comes from")
    for source in sources.values():
        item(out, f"{source.citation}. {source.finding}")
