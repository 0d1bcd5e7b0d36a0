"""The answer as one HTML file that needs nothing else: no script, no font, no picture from anywhere."""

from __future__ import annotations

import base64
import hashlib
from datetime import date

from lumbar.core.quantities import MassUnit
from lumbar.pages.environment import environment
from lumbar.pages.explanation_view import explanation_view
from lumbar.pages.load_picture import load_view
from lumbar.pages.styles import styles
from lumbar.usecases.explain import Explanation
from lumbar.usecases.review_load import LoadTable
from lumbar.wording import report
from lumbar.wording.dates import short_date


def render_html(
    explanation: Explanation,
    *,
    unit: MassUnit,
    generated_on: date,
    version: str,
    load: LoadTable | None = None,
    made_person: bool = False,
) -> str:
    """The report as the text of one HTML file, loads shown in ``unit``. The same explanation gives the same text.

    With a ``load`` it has the picture of it as well.
    """
    style = "".join(styles().values())
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            view=explanation_view(explanation, unit),
            load=load_view(load, unit),
            style=style,
            style_hash=base64.b64encode(hashlib.sha256(f"\n{style}".encode()).digest()).decode(),
            made_person=made_person,
            generated_on=short_date(generated_on),
            imprint=report.imprint(generated_on, version),
        )
    )
