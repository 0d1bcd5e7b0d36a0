"""The report of the made person as a file, through the real reader and catalogue."""

from __future__ import annotations

from pathlib import Path

from lumbar import wiring
from lumbar.core.quantities import MassUnit
from lumbar.demo import DEMO_PAIN_ON, LAST_DAY, demo_log_csv, demo_pain
from lumbar.exchange.html_report import render_html
from lumbar.usecases.explain import explain_files
from lumbar.usecases.ports import ReadingChoices
from lumbar.usecases.review_load import load_behind


def write_made_report(folder: Path) -> Path:
    """Writes the log and the page into ``folder`` and gives the page."""
    log = folder / "made-person-hevy.csv"
    log.write_text(demo_log_csv(), encoding="utf-8")
    explanation = explain_files(
        [str(log)],
        reader=wiring.log_reader(),
        choices=ReadingChoices(latest_day=LAST_DAY),
        catalogue=wiring.catalogue(),
        suggest=lambda _: (),
        pain_on=DEMO_PAIN_ON,
        on=LAST_DAY,
        pain=demo_pain(),
    )
    page = folder / "report.html"
    html = render_html(
        explanation,
        unit=MassUnit.KG,
        generated_on=LAST_DAY,
        version="0.1.0",
        load=load_behind(explanation, wiring.catalogue()),
        made_person=True,
    )
    page.write_text(html, encoding="utf-8")
    return page
