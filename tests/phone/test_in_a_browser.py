"""Pairing in a real browser, which decides by itself what of the address and the origin it tells."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, sync_playwright
from tests.phone.conftest import Served

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture
def page() -> Iterator[Page]:
    """Of somebody who read the warning, compared the fingerprint, and went on."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(ignore_https_errors=True, viewport={"width": 390, "height": 844}).new_page()
        page.set_default_timeout(10_000)
        yield page
        browser.close()


def test_one_tap_pairs_the_phone_and_the_token_is_told_to_nobody(served: Served, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    referers: list[str] = []
    page.on("request", lambda request: referers.append(request.all_headers().get("referer", "")))
    page.goto(served.invitation)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.querySelector('button').getBoundingClientRect().height") >= 44
    page.get_by_role("button").click()
    page.wait_for_url("**/")
    assert page.inner_text("body") == "my back hurts"
    assert urlsplit(page.url).query == ""
    token = urlsplit(served.invitation).query.removeprefix("token=")
    assert referers
    assert not any(token in referer for referer in referers)
    assert complaints == []
    [cookie] = page.context.cookies()
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Strict")


def test_a_browser_that_was_not_paired_is_shown_one_sentence(served: Served, page: Page) -> None:
    answer = page.goto(served.invitation.partition("/pair")[0])
    assert answer is not None
    assert answer.status == 403
    assert page.inner_text("body").startswith("Only the paired phone gets anything from here")
