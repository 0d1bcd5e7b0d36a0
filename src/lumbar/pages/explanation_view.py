"""The answer to "what was different before my pain?" as a page has it: in words, numbered, and drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lumbar.core.causes.finding import Finding, Status
from lumbar.core.causes.prevention import Prevention
from lumbar.core.evidence import Source
from lumbar.core.quantities import MassUnit
from lumbar.core.triage.disposition import Disposition
from lumbar.pages.marks import breaks_before, lettered, marked_days
from lumbar.pages.timeline import (
    NARROW,
    WIDE,
    DayRow,
    Frame,
    Timeline,
    WeekRow,
    day_rows,
    timeline,
    week_rows,
)
from lumbar.usecases.explain import Explanation
from lumbar.wording import reading, report
from lumbar.wording.findings import finding_words

CALM = (Disposition.WITHIN_DAYS, Disposition.ROUTINE, Disposition.SELF_CARE)
"""Nobody is needed today: red is for getting help now and for nothing else."""


@dataclass(frozen=True, slots=True)
class Told:
    """One finding as the page has it."""

    letter: str
    finding: Finding
    what: str
    reasons: tuple[report.Labelled, ...]
    figure: report.Figure | None
    sources: tuple[int, ...]
    """Numbers in the list of sources."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing with the words in it."""

    drawing: Timeline
    title: str
    description: str
    pain_label: str | None
    load_label: str
    band_high: str
    band_low: str
    band_name: str
    has_after: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """The picture in numbers."""

    weeks: Sequence[WeekRow]
    days: Sequence[DayRow]


@dataclass(frozen=True, slots=True)
class Read:
    """One file, in sentences."""

    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """Everything a page shows of an explanation. Loads are in ``unit``."""

    explanation: Explanation
    unit: MassUnit
    title: str
    lead: str
    calm: bool
    """A check-in says that nobody is needed today."""
    withheld: bool
    """Advice on training waits until somebody has looked at the back."""
    pictures: tuple[Picture, ...]
    """The wide and the narrow one; none without a log."""
    narrow_weeks: int
    """How many weeks the narrow one shows."""
    tables: Tables | None
    """None without a log."""
    changed: tuple[Told, ...]
    usual: tuple[Told, ...]
    not_recorded: tuple[Told, ...]
    readings: tuple[Read, ...]
    """One for each file read just now; none for a log that was stored before."""
    span: str
    names: str
    sources: tuple[Source, ...]
    """Each once, in the order in which the findings use them."""


def explanation_view(explanation: Explanation, unit: MassUnit) -> ExplanationView:
    """The explanation as a page has it, with loads in ``unit``."""
    log, findings = explanation.log, explanation.findings
    return ExplanationView(
        explanation=explanation,
        unit=unit,
        title=report.title(explanation),
        lead=report.lead(explanation),
        calm=explanation.check_in is not None and explanation.check_in.disposition in CALM,
        withheld=any(finding.prevention is Prevention.WITHHELD for finding in findings),
        pictures=_pictures(explanation, unit),
        narrow_weeks=NARROW.weeks,
        tables=_tables(explanation),
        changed=_told(findings, Status.CHANGED, unit),
        usual=_told(findings, Status.USUAL, unit),
        not_recorded=_told(findings, Status.NOT_RECORDED, unit),
        readings=_readings(explanation),
        span=reading.span_sentence(log.sessions, log.sets, log.first, log.last),
        names=reading.names_sentence(log.named_sets, log.sets),
        sources=_sources(findings),
    )


def _told(findings: Sequence[Finding], status: Status, unit: MassUnit) -> tuple[Told, ...]:
    letters = {id(finding): letter for letter, finding in lettered(findings)}
    numbers = {source.id: number for number, source in enumerate(_sources(findings), start=1)}
    return tuple(
        Told(
            letter=letters.get(id(finding), ""),
            finding=finding,
            what=finding_words(finding, unit).what,
            reasons=report.reasons(finding, unit),
            figure=report.figure(finding, unit),
            sources=tuple(numbers[source.id] for source in finding.sources),
        )
        for finding in findings
        if finding.status is status
    )


def _pictures(explanation: Explanation, unit: MassUnit) -> tuple[Picture, ...]:
    if not explanation.picture.daily or explanation.up_to is None:
        return ()
    return tuple(_picture(explanation, explanation.up_to, unit, frame) for frame in (WIDE, NARROW))


def _picture(explanation: Explanation, up_to: date, unit: MassUnit, frame: Frame) -> Picture:
    drawing = timeline(
        explanation.picture,
        up_to=up_to,
        pain=explanation.pain,
        marked=marked_days(explanation),
        breaks=breaks_before(explanation),
        frame=frame,
    )
    low, high = explanation.picture.usual_low, explanation.picture.usual_high
    return Picture(
        drawing=drawing,
        title=report.picture_title(drawing.first, drawing.last),
        description=report.picture_description(explanation, lettered(explanation.findings), unit),
        pain_label=report.pain_day_label(explanation.pain_on) if explanation.pain_on else None,
        load_label=report.load_label(unit) if drawing.weighed else report.UNWEIGHED_LABEL,
        band_high="" if high is None else report.load_number(high, unit),
        band_low="" if low is None else report.load_number(low, unit),
        band_name=report.band_name(explanation),
        has_after=drawing.last > up_to,
    )


def _tables(explanation: Explanation) -> Tables | None:
    if not explanation.picture.daily or explanation.up_to is None:
        return None
    marked = marked_days(explanation)
    weeks = week_rows(explanation.picture, up_to=explanation.up_to, pain=explanation.pain, marked=marked)
    days = day_rows(explanation.picture, up_to=explanation.up_to, pain=explanation.pain, marked=marked)
    return Tables(weeks, days)


def _readings(explanation: Explanation) -> tuple[Read, ...]:
    return tuple(
        Read(
            report.file_name(each.path),
            tuple(
                sentence
                for sentence in (
                    f"{each.format}, {each.variant}, {each.encoding}.".replace(", ,", ","),
                    f"{reading.balance_sentence(each)}.",
                    reading.unit_sentence(each),
                    report.set_aside_sentence(each),
                )
                if sentence
            ),
        )
        for each in explanation.log.readings
    )


def _sources(findings: Sequence[Finding]) -> tuple[Source, ...]:
    by_id: Mapping[str, Source] = {source.id: source for finding in findings for source in finding.sources}
    return tuple(by_id.values())
