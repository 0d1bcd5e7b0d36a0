"""What the picture marks: each difference with its letter, and the times without training."""

from __future__ import annotations

from collections.abc import Sequence

from lumbar.core.causes.finding import Baseline, Finding, FindingKind, Status
from lumbar.pages.timeline import Break, Marked
from lumbar.usecases.explain import Explanation
from lumbar.wording.findings import letter_of


def lettered(findings: Sequence[Finding]) -> tuple[tuple[str, Finding], ...]:
    """What was different, each with the letter it goes by on the page."""
    changed = [finding for finding in findings if finding.status is Status.CHANGED]
    return tuple((letter_of(number), finding) for number, finding in enumerate(changed))


def marked_days(explanation: Explanation) -> tuple[Marked, ...]:
    """The day of each difference."""
    return tuple(Marked(letter, finding.on) for letter, finding in lettered(explanation.findings))


def breaks_before(explanation: Explanation) -> tuple[Break, ...]:
    """Times without any training that were told as a difference from the person's usual."""
    return tuple(
        Break(finding.on, round(finding.value or 0))
        for _, finding in lettered(explanation.findings)
        if finding.kind is FindingKind.RETURN_AFTER_BREAK
        and finding.exercise is None
        and finding.baseline is Baseline.OWN_USUAL
    )
