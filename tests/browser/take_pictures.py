"""Takes the pictures of the README: the made person's answer on a wide screen, and two pages as a phone shows them.

PYTHONPATH=src .venv/bin/python -m tests.browser.take_pictures docs/images
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, FloatRect, Page, ViewportSize, sync_playwright
from tests.browser.serving import serving

WIDE = ViewportSize(width=1280, height=900)
PHONE = ViewportSize(width=390, height=780)


def take(folder: Path) -> None:
    """Writes answer.png and the phone's pictures. They look as the machine's own font looks; these have Roboto."""
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        _answer(browser, server.url, folder / "answer.png")
        _on_a_phone(browser, server.url, folder)
        browser.close()


def _answer(browser: Browser, url: str, picture: Path) -> None:
    page = browser.new_page(viewport=WIDE, color_scheme="light")
    _as_the_made_person(page, url)
    first = page.locator("#finding-A").bounding_box()
    if first is None:
        raise RuntimeError("the made person's answer has no finding")
    clip = FloatRect(x=0.0, y=0.0, width=1280, height=first["y"] + first["height"])
    page.screenshot(path=picture, full_page=True, clip=clip)


def _on_a_phone(browser: Browser, url: str, folder: Path) -> None:
    """The first page in the light, the answer in the dark."""
    light = browser.new_page(viewport=PHONE, color_scheme="light", device_scale_factor=2)
    light.goto(url)
    light.screenshot(path=folder / "phone-start.png")
    dark = browser.new_page(viewport=PHONE, color_scheme="dark", device_scale_factor=2)
    _as_the_made_person(dark, url)
    dark.screenshot(path=folder / "phone-answer.png")


def _as_the_made_person(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("form[action='/made-person'] button").click()
    page.wait_for_url("**/answer")
    page.wait_for_timeout(300)  # the timeline is drawn in the next frame


if __name__ == "__main__":
    take(Path(sys.argv[1]))
