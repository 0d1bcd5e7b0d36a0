"""What a recording of a set showed, in a sentence: of how it was done, and of the back's own shape.

Apart from the other findings, as it takes the array library, which no log needs.
"""

from __future__ import annotations

from lumbar.core.causes.back_shape import BackShapeFinding
from lumbar.core.causes.finding import Finding
from lumbar.core.causes.form import FormFinding
from lumbar.wording.form_observations import notable_in, observation_sentence
from lumbar.wording.lumbar_shape import back_finding_sentence


def recorded_sentence(finding: Finding) -> str | None:
    """The sentence; None for a finding that is of no recording."""
    if isinstance(finding, BackShapeFinding):
        return back_finding_sentence(finding)
    if not isinstance(finding, FormFinding):
        return None
    alike = notable_in(finding.notable_repetitions) if finding.observation.repetition else ""
    return " ".join(filter(None, (observation_sentence(finding.observation, finding.lift), alike)))
