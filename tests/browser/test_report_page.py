"""The page in a real browser: it fetches nothing, complains of nothing, and fits a phone and a desk, light and dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright
from tests.browser.made_report import write_made_report

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTHS = (390, 1280)
SMALLEST_TEXT_PX = 12

TEXT_SIZES = """() => [...document.querySelectorAll('body *')]
  .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(element => element.getClientRects().length && !['title', 'desc'].includes(element.tagName.toLowerCase()))
  .map(element => {
    const svg = element.closest('svg');
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    return [parseFloat(getComputedStyle(element).fontSize) * scale, element.textContent.trim().slice(0, 40)];
  })"""
OUTSIDE_THE_SHEET = """() => [...document.querySelectorAll('svg')].filter(svg => svg.getClientRects().length)
  .flatMap(svg => {
    const sheet = svg.getBoundingClientRect();
    return [...svg.querySelectorAll('text, rect, circle, path')].filter(part => {
      const box = part.getBoundingClientRect();
      return box.left < sheet.left - 1 || box.right > sheet.right + 1
        || box.top < sheet.top - 1 || box.bottom > sheet.bottom + 1;
    }).map(part => part.outerHTML);
  })"""
TOUCHING_LABELS = """() => [...document.querySelectorAll('svg')].filter(svg => svg.getClientRects().length)
  .flatMap(svg => {
    const labels = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
    return labels.flatMap(([one, a], number) => labels.slice(number + 1)
      .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
      .map(([other]) => `${one} / ${other}`));
  })"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_made_report(tmp_path_factory.mktemp("report"))


@pytest.fixture(params=[(width, scheme) for width in WIDTHS for scheme in ("light", "dark")], ids=str)
def page(request: pytest.FixtureRequest, browser: Browser, report: Path) -> Iterator[tuple[Page, list[str], list[str]]]:
    """The open page, what it asked for, and what it complained of."""
    width, scheme = request.param
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    complained: list[str] = []

    def ask(request: Request) -> None:
        asked.append(request.url)

    def complain(message: ConsoleMessage) -> None:
        complained.append(message.text)

    page.on("request", ask)
    page.on("console", complain)
    page.on("pageerror", lambda error: complained.append(str(error)))
    page.goto(report.as_uri())
    yield page, asked, complained
    page.close()


def test_it_asks_for_nothing_but_itself_and_complains_of_nothing(
    page: tuple[Page, list[str], list[str]], report: Path
) -> None:
    _, asked, complained = page
    assert asked == [report.as_uri()]
    assert complained == []


def test_it_does_not_scroll_sideways(page: tuple[Page, list[str], list[str]]) -> None:
    opened, _, _ = page
    for details in opened.locator("summary").all():
        details.click()
    assert opened.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_all_text_can_be_read(page: tuple[Page, list[str], list[str]]) -> None:
    opened, _, _ = page
    sizes = opened.evaluate(TEXT_SIZES)
    assert len(sizes) > 100
    assert [(size, text) for size, text in sizes if size < SMALLEST_TEXT_PX] == []


def test_one_of_each_picture_is_shown_with_all_of_it_on_its_sheet_and_no_label_on_another(
    page: tuple[Page, list[str], list[str]],
) -> None:
    opened, _, _ = page
    assert opened.locator("figure").count() == 3
    assert opened.locator("svg:visible").count() == 3
    assert opened.evaluate(OUTSIDE_THE_SHEET) == []
    assert opened.evaluate(TOUCHING_LABELS) == []


def test_the_style_sheet_is_let_through_by_the_policy(page: tuple[Page, list[str], list[str]]) -> None:
    """A wrong hash would leave the page bare: the letters then have no ring."""
    opened, _, _ = page
    assert opened.locator(".finding .mark").first.evaluate("each => getComputedStyle(each).borderTopWidth") == "2px"


def test_what_can_be_pressed_is_large_enough_for_a_thumb(page: tuple[Page, list[str], list[str]]) -> None:
    opened, _, _ = page
    for details in opened.locator("summary").all():
        box = details.bounding_box()
        assert box is not None
        assert box["height"] >= 44


def test_it_prints_with_the_wide_picture(browser: Browser, report: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(report.as_uri())
    page.emulate_media(media="print")
    assert all(picture.is_visible() for picture in page.locator("svg.wide").all())
    assert not any(picture.is_visible() for picture in page.locator("svg.narrow").all())
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.close()
