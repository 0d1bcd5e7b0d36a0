"""Takes docs/images/report.png: the top of the made person's report, down to the first finding.

PYTHONPATH=src .venv/bin/python -m tests.browser.take_report_picture docs/images/report.png
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.browser.made_report import write_made_report

WIDTH = 1280


def take(picture: Path) -> None:
    """Writes the picture. It looks as the machine's own font looks; the one in the docs was taken with Roboto."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 900}, color_scheme="light")
        page.goto(write_made_report(Path(folder)).as_uri())
        first = page.locator(".finding").first.bounding_box()
        if first is None:
            raise RuntimeError("the made person's report has no finding")
        height = first["y"] + first["height"]
        page.screenshot(path=picture, full_page=True, clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
        browser.close()


if __name__ == "__main__":
    take(Path(sys.argv[1]))
