"""The timeline in a real browser, under the policy of the web app: what it shows, says, and does when it is pressed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from lumbar import wiring
from lumbar.core.quantities import MassUnit
from lumbar.core.symptoms import Nprs, PainReport
from lumbar.demo import DEMO_PAIN_ON, LAST_DAY, demo_log_csv, demo_pain
from lumbar.pages.environment import environment
from lumbar.pages.explanation_view import explanation_view
from lumbar.pages.series import timeline_series
from lumbar.usecases.explain import Explanation, LoadPicture, explain_files
from lumbar.usecases.ports import ReadingChoices
from lumbar.web.protection import POLICY

pytestmark = pytest.mark.slow

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SOURCE = Path(__file__).parents[2] / "src" / "lumbar"
VENDOR = SOURCE / "web" / "static" / "vendor" / "uPlot.iife.min.js"
WIDTHS = (390, 1280)
MOST_MILLISECONDS = 100
SETTLED = 100  # milliseconds, in which a change of size or of colours is long drawn
TEN_YEARS = 3650

PAGE = """{% import "explanation.html.j2" as answer with context %}<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Timeline</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/pages/styles/palette.css"><link rel="stylesheet" href="/pages/styles/parts.css">
<link rel="stylesheet" href="/pages/styles/report.css"><link rel="stylesheet" href="/web/static/vendor/uPlot.min.css">
<link rel="stylesheet" href="/web/static/timeline.css">
{% if script %}<script src="/web/static/vendor/uPlot.iife.min.js" defer></script>{% endif %}
<script src="/web/static/timeline.js" defer></script></head>
<body><main class="page"><h1>{{ view.title }}</h1>
{{ answer.picture(view, series) }}{{ answer.changed(view) }}</main></body></html>
"""


def page_of(explanation: Explanation, *, script: bool = True) -> str:
    series = timeline_series(explanation, MassUnit.KG)
    assert series is not None
    view = explanation_view(explanation, MassUnit.KG)
    return environment().from_string(PAGE).render(view=view, series=series.as_json(), script=script)


def demo(folder: Path) -> Explanation:
    log = folder / "made-person-hevy.csv"
    log.write_text(demo_log_csv(), encoding="utf-8")
    return explain_files(
        [str(log)],
        reader=wiring.log_reader(),
        choices=ReadingChoices(latest_day=LAST_DAY),
        catalogue=wiring.catalogue(),
        suggest=lambda _: (),
        pain_on=DEMO_PAIN_ON,
        on=LAST_DAY,
        pain=demo_pain(),
    )


def ten_years(explanation: Explanation) -> Explanation:
    """Ten years before the made person's findings: growing loads, a rating on most days, an episode every 15 months."""
    days = range(TEN_YEARS)
    loads = {day: 5000.0 - 0.8 * day + 25 * (day * 7919 % 101) for day in days if day % 2 == 0}
    ratings = {day: max(day * 31 % 7 // 4, 7 - (455 - day % 455) // 4) for day in days if day % 5}
    daily = {DEMO_PAIN_ON - timedelta(days=day): load for day, load in loads.items()} | dict(explanation.picture.daily)
    pain = tuple(PainReport(DEMO_PAIN_ON - timedelta(days=day), Nprs(rating)) for day, rating in ratings.items())
    return replace(explanation, picture=LoadPicture(daily, 5000.0, 6500.0), pain=pain)


class Files(SimpleHTTPRequestHandler):
    """The made pages and our own files, each under the policy of the web app."""

    def __init__(self, *arguments: object, pages: Mapping[str, str]) -> None:
        self.pages = pages
        super().__init__(*arguments, directory=str(SOURCE))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        page = self.pages.get(self.path)
        if page is None:
            super().do_GET()
            return
        body = page.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name is the base class's
        """Says nothing: pytest is talking."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not VENDOR.is_file():
        pytest.skip("uPlot is not fetched on this machine (./start or ./check fetches it)")
    made = demo(tmp_path_factory.mktemp("demo"))
    pages = {
        "/demo": page_of(made),
        "/ten-years": page_of(ten_years(made)),
        "/without-uplot": page_of(made, script=False),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, pages=pages))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=WIDTHS, ids=str)
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The made person's page on a phone and on a desk."""
    page = browser.new_page(viewport={"width": request.param, "height": 900}, color_scheme="light")
    page.goto(f"{address}/demo")
    yield page
    page.close()


def said(page: Page) -> str:
    return page.locator(".timeline-readout").inner_text().replace("\N{NO-BREAK SPACE}", " ")


def pressed(page: Page) -> str:
    return page.locator(".timeline-range[aria-pressed=true]").inner_text()


def pixels_of(page: Page, variable: str) -> int:
    """How many pixels of the canvas have just the colour that a variable of the style sheet has now."""
    counted = page.evaluate(PIXELS, variable)
    assert isinstance(counted, int)
    return counted


PIXELS = """(variable) => {
  const hex = getComputedStyle(document.documentElement).getPropertyValue(variable).trim();
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
  const canvas = document.querySelector('.timeline canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let count = 0;
  for (let at = 0; at < data.length; at += 4) {
    count += data[at] === red && data[at + 1] === green && data[at + 2] === blue && data[at + 3] === 255;
  }
  return count;
}"""
LABELS = """[...document.querySelectorAll('.timeline-label')].map(label => {
  const { left, right, top, bottom } = label.getBoundingClientRect();
  return { text: label.textContent, left, right, top, bottom };
})"""
MOUNT_AGAIN = """async () => {
  const figure = document.querySelector('figure[data-timeline]');
  figure.querySelector('.timeline').remove();
  figure.classList.remove('timeline-drawn');
  const began = performance.now();
  document.dispatchEvent(new Event('htmx:load'));
  await new Promise(resolve => setTimeout(resolve)); // uPlot draws when the script that called it is done
  return performance.now() - began;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", ["/demo", "/ten-years"])
def test_it_asks_only_its_own_server_breaks_no_policy_and_complains_of_nothing(
    browser: Browser, address: str, path: str, width: int, scheme: str
) -> None:
    dark = scheme == "dark"
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light")
    asked: list[str] = []
    complained: list[str] = []

    def ask(request: Request) -> None:
        asked.append(request.url)

    def complain(message: ConsoleMessage) -> None:
        complained.append(message.text)

    page.on("request", ask)
    page.on("console", complain)
    page.on("pageerror", lambda error: complained.append(str(error)))
    page.goto(f"{address}{path}")
    for button in page.locator(".timeline-range").all():
        button.click()
    page.locator(".timeline-stage").hover()
    assert page.locator(".timeline canvas").is_visible()
    assert complained == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []
    page.close()


def test_the_picture_of_the_page_is_hidden_on_the_screen_and_alone_in_print(page: Page) -> None:
    assert page.locator("figure svg:visible").count() == 0
    page.emulate_media(media="print")
    assert page.locator("svg.wide").is_visible()
    assert not page.locator(".timeline").is_visible()


def test_without_uplot_the_picture_of_the_page_stays(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/without-uplot")
    assert page.locator("figure svg:visible").count() == 1
    assert page.locator(".timeline").count() == 0
    page.close()


@pytest.mark.parametrize("path", ["/demo", "/ten-years"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_touches_another_or_leaves_the_picture(browser: Browser, address: str, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}{path}")
    stage = page.locator(".timeline-stage").bounding_box()
    assert stage is not None
    for button in page.locator(".timeline-range").all():
        button.click()
        labels = page.evaluate(LABELS)
        assert len(labels) > 10
        for number, one in enumerate(labels):
            assert one["left"] >= stage["x"] - 1, one
            assert one["right"] <= stage["x"] + stage["width"] + 1, one
            for other in labels[number + 1 :]:
                apart_across = one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
                apart_down = one["bottom"] <= other["top"] + 2 or other["bottom"] <= one["top"] + 2
                assert apart_across or apart_down, (one, other)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()


def test_a_phone_begins_with_ten_weeks_and_a_desk_with_half_a_year(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(f"{address}/demo")
    assert pressed(page) == "10 weeks"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_timeout(SETTLED)
    assert pressed(page) == "6 months"
    page.get_by_role("button", name="All").click()
    page.set_viewport_size({"width": 390, "height": 900})
    page.wait_for_timeout(SETTLED)
    assert pressed(page) == "All"
    page.close()


def test_the_buttons_are_large_enough_for_a_thumb_and_bring_other_months_in_sight(page: Page) -> None:
    for button in page.locator(".timeline-range").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    page.get_by_role("button", name="10 weeks").click()
    assert pressed(page) == "10 weeks"
    assert page.locator(".timeline-label", has_text="Jun").count() == 0
    page.get_by_role("button", name="6 months").click()
    assert pressed(page) == "6 months"
    assert page.locator(".timeline-label", has_text="Jul").count() == 1


def test_the_arrow_keys_walk_the_training_days_and_each_is_read_out(page: Page) -> None:
    """The made person pulled 150 kg on Thursday 22 October, trained on Friday, and it hurt on Saturday 24."""
    stage = page.get_by_role("application")
    stage.focus()
    assert said(page) == "Point at a day, or use the arrow keys, to read it."
    height = page.locator(".timeline-readout").evaluate("each => each.offsetHeight")
    page.keyboard.press("End")
    last = said(page)
    page.keyboard.press("ArrowRight")
    assert said(page) == last
    page.keyboard.press("Home")
    first = said(page)
    page.keyboard.press("ArrowLeft")
    assert said(page) == first
    met = []
    for _ in range(100):
        met.append(said(page))
        page.keyboard.press("ArrowRight")
        if said(page) == met[-1]:
            break
    assert (met[0], met[-1]) == (first, last)
    marked = [each for each in met if each.startswith("Thu 22 Oct · ")]
    assert [each.partition(" × your usual day · ")[2] for each in marked] == ["pain 2 · A, B"]
    assert page.locator(".timeline-readout").evaluate("each => each.offsetHeight") == height
    assert page.locator(".timeline-readout").get_attribute("aria-live") == "polite"


def test_enter_on_a_marked_day_goes_to_its_finding(page: Page) -> None:
    page.get_by_role("application").focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "timeline-stage"
    for _ in range(100):
        if said(page).endswith("A, B"):
            break
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "finding-A"


def test_pointing_at_a_day_reads_it_out_until_the_pointer_leaves(page: Page) -> None:
    stage = page.locator(".timeline-stage").bounding_box()
    mark = page.locator(".timeline-label.name", has_text="pain on 24 Oct").bounding_box()
    assert stage is not None
    assert mark is not None
    page.mouse.move(mark["x"], stage["y"] + stage["height"] / 2)  # the label begins at the line of its day
    assert said(page).startswith("Sat 24 Oct · no training · pain 7")
    page.mouse.move(2, 2)
    assert said(page).startswith("Point at a day")


def test_a_finger_reads_a_day_out_and_can_still_scroll_the_page(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/demo")
    page.locator(".timeline-stage").tap(position={"x": 40, "y": 200})
    assert "kg × repetitions" in said(page)
    assert page.locator(".timeline-stage").evaluate("each => getComputedStyle(each).touchAction") == "pan-y"
    context.close()


def test_the_colours_follow_the_page_and_the_device(page: Page) -> None:
    def drawn() -> bool:
        page.wait_for_timeout(SETTLED)
        return all(pixels_of(page, name) > 100 for name in ("--bar", "--amber-bar", "--after", "--band"))

    bar = "getComputedStyle(document.documentElement).getPropertyValue('--bar').trim()"
    light = page.evaluate(bar)
    assert drawn()
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    assert page.evaluate(bar) != light
    assert drawn()
    page.evaluate("delete document.documentElement.dataset.theme")
    assert page.evaluate(bar) == light
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(bar) != light
    assert drawn()


def test_the_canvas_is_as_sharp_as_the_screen(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900}, device_scale_factor=3)
    page.goto(f"{address}/demo")
    across = page.locator(".timeline canvas").evaluate("each => [each.width, each.clientWidth]")
    assert across[0] == 3 * across[1]
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_ten_years_are_drawn_in_a_tenth_of_a_second(browser: Browser, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}/ten-years")
    assert min(page.evaluate(MOUNT_AGAIN) for _ in range(3)) < MOST_MILLISECONDS
    assert page.locator(".timeline canvas").is_visible()
    page.close()
