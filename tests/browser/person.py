"""A person in front of the pages: what they press, and what is looked at on every page they come to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright
from playwright.sync_api import TimeoutError as WaitedTooLongError
from tests.cli.made_logs import strong_file, strong_row

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = Path(__file__).parents[2] / ".venv" / "web-assets" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (390, 1280)
NARROWEST = 320
"""WCAG 1.4.10: a page of 1280 at 400 %. [CSS px]"""
SMALLEST_TARGET = 44
WAIT_MS = 10_000
BROWSERS_OWN_LINE = "Failed to load resource: the server responded with a status of"

_AXE_FAULTS = """async runOnly => {
  const found = await axe.run(document, { runOnly, resultTypes: ['violations'] });
  return found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id} (${rule.impact}) at ${node.target.join(' ')}: ${node.failureSummary.replace(/\\s+/g, ' ')}`));
}"""
_ALL_OF_AA = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What can be another in the dark; all else was looked at in the light of the same width."""
_SMALL_TARGETS = """smallest => {
  const inText = link => getComputedStyle(link).display === 'inline'
    && [...link.parentElement.childNodes].some(node => node !== link && node.textContent.trim());
  const box = target => (target.matches('[type=checkbox], [type=radio]') ? target.closest('label') : target)
    .getBoundingClientRect();
  return [...document.querySelectorAll('a[href], button, select, summary, input:not([type=hidden]), label[for=files]')]
    .filter(target => target.getClientRects().length && !target.disabled && !(target.matches('a') && inText(target)))
    .map(target => [target, box(target)])
    .filter(([, { width, height }]) => width > 1 && height < smallest)
    .map(([target, { height }]) => `${height} px high: ${target.outerHTML.slice(0, 120)}`);
}"""
_SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_FOCUS = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const shown = focused.type === 'file' && focused.getBoundingClientRect().width <= 1
    ? document.querySelector(`label[for=${focused.id}]`) : focused;
  const style = getComputedStyle(shown);
  const box = shown.getBoundingClientRect();
  const own = focused.type === 'date' && !focused.matches(':focus-visible');  // its button, which the browser rings
  const ringed = own || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
  const inSight = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
  const look = `outline ${style.outline}, ${box.width} x ${box.height} at ${box.left}, ${box.top}`;
  return { seen: ringed && inSight, html: focused.outerHTML.slice(0, 120), look };
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser; where there is none, the tests say that they were skipped."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def axe_source() -> str:
    if not AXE.is_file():
        pytest.skip(f"axe-core is not at {AXE} (setup/web_assets.py --dev fetches it)")
    return AXE.read_text(encoding="utf-8")


TRAINED_LAST = date.today() - timedelta(days=1)  # noqa: DTZ011  the server under test goes by this machine's clock
PAIN_DAY = TRAINED_LAST - timedelta(days=9)


def strong_export(folder: Path) -> Path:
    """Half a year up to yesterday in which every third day is deadlifted, with one heavy day after which a note speaks
    of the back, and one record that cannot be read.
    """
    rows = []
    for ago in range(60, -1, -1):
        day = TRAINED_LAST - timedelta(days=3 * ago)
        loads = ("130.0",) * 3 if day == PAIN_DAY else ("60.0", "100.0", "100.0")
        rows += [strong_row(day, load, order=order) for order, load in enumerate(loads, start=1)]
        if day == PAIN_DAY:
            rows[-1] = rows[-1].replace('0,0,""', '0,0,"lower back pain"')
    rows.append(strong_row(TRAINED_LAST, "abc", order=4))
    return strong_file(folder / "strong.csv", rows)


SETS_OF_THE_EXPORT = 61 * 3


@dataclass
class Person:
    """One browser context with one page; it notes what the page asked for and complained of."""

    context: BrowserContext
    url: str
    page: Page = field(init=False)
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    looked_at: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        def ask(request: Request) -> None:
            self.asked.append(request.url)

        def complain(message: ConsoleMessage) -> None:
            if not message.text.startswith(BROWSERS_OWN_LINE):  # of a page that says 422 because it has to
                self.complaints.append(message.text)

        self.page = self.context.new_page()
        self.page.set_default_timeout(WAIT_MS)
        self.page.on("request", ask)
        self.page.on("console", complain)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    # What they do

    def go(self, path: str = "/") -> None:
        self.page.goto(self.url.rstrip("/") + path)

    def arrived(self, path: str) -> None:
        self.page.wait_for_url(lambda url: urlsplit(url).path == path, wait_until="load")

    def choose(self, *logs: Path) -> None:
        self.page.set_input_files("input[type=file]", list(logs))

    def press(self, name: str) -> None:
        """The button with these words."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def press_value(self, name: str, value: str) -> None:
        """The button of a form that says this."""
        self.page.click(f'button[name="{name}"][value="{value}"]')

    def take_day(self, day: date) -> None:
        """In the calendar, turned to its month where that is another one."""
        self.page.goto(f"{self.url.rstrip('/')}/when?month={day:%Y-%m}")
        self.page.locator(".calendar").locator(f'button[name="day"][value="{day}"]').click()

    def step(self) -> str:
        """Which step of the check-in is asked."""
        action = self.page.locator('form[action^="/check-in/"]').get_attribute("action") or ""
        return action.removeprefix("/check-in/")

    def answers(
        self, *pressed: tuple[str, str], ticking: Sequence[str] = (), filling: dict[str, str] | None = None
    ) -> None:
        """Goes through the questions, a button a page; ticks yes and fills in where it is asked."""
        for name, value in pressed:
            self.page.wait_for_selector('form[action^="/check-in/"]')
            for question in ticking:
                for box in self.page.locator(f'input[name="yes"][value="{question}"]').all():
                    box.check()
            for field_name, typed in (filling or {}).items():
                for one in self.page.locator(f'input[name="{field_name}"]').all():
                    one.fill(typed)
            self.press_value(name, value)

    def check_in(
        self, *pressed: tuple[str, str], ticking: Sequence[str] = (), filling: dict[str, str] | None = None
    ) -> None:
        """From the first question to the answer."""
        self.go("/check-in")
        self.answers(*pressed, ticking=ticking, filling=filling)
        self.arrived("/answer")

    # What is looked at

    def look(self, name: str) -> None:
        """The page as it is: on a phone and on a desk, light and dark. What is wrong is kept in ``faults``."""
        self.page.evaluate(axe_source())
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 844})
            self.page.emulate_media(color_scheme="light")
            self._note(name, width, "light", self.page.evaluate(_AXE_FAULTS, _ALL_OF_AA))
            self.page.emulate_media(color_scheme="dark")
            self._note(name, width, "dark", self.page.evaluate(_AXE_FAULTS, _COLOURS))
            self._note(name, width, "", self.page.evaluate(_SMALL_TARGETS, SMALLEST_TARGET))
        for width in (*WIDTHS, NARROWEST):
            self.page.set_viewport_size({"width": width, "height": 844})
            with suppress(WaitedTooLongError):  # the picture is drawn anew for another width
                self.page.wait_for_function(f"() => ({_SIDEWAYS})() === 0", timeout=1000)
            if over := self.page.evaluate(_SIDEWAYS):
                self._note(name, width, "", [f"scrolls {over} px sideways"])
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 844})
        self.looked_at.append(name)

    def tab_to(self, selector: str, most: int = 250) -> None:
        """Goes on by the tabulator key alone; whatever has the focus on the way must show it."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            focus = self.page.evaluate(_FOCUS)
            if focus is None:
                continue  # the browser's own bar, before it goes on at the top
            if not focus["seen"]:  # not yet drawn
                self.page.wait_for_timeout(100)
                focus = self.page.evaluate(_FOCUS) or focus
            if not focus["seen"]:
                where = urlsplit(self.page.url).path
                self.faults.append(f"the focus is not seen on {focus['html']} of {where}: {focus['look']}")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"{selector} is not reached by the tabulator key")

    def off_this_machine(self) -> list[str]:
        """Requests to anywhere but the server, which there must be none of."""
        ours = urlsplit(self.url).netloc
        return [url for url in self.asked if urlsplit(url).netloc != ours and not url.startswith(("data:", "blob:"))]

    def assert_nothing_was_wrong(self) -> None:
        assert not self.faults, "\n".join(dict.fromkeys(self.faults))
        assert not self.complaints, "\n".join(self.complaints)
        assert not self.off_this_machine(), "\n".join(self.off_this_machine())

    def _note(self, name: str, width: int, scheme: str, faults: Sequence[str]) -> None:
        for fault in faults:
            self.faults.append(f"{name} at {width} px {scheme}: {fault}")


NONE = ("said", "none")
TICKED = ("said", "ticked")
LEFT_OPEN = ("said", "open")
YES = ("answer", "yes")


def pain(rating: int) -> tuple[str, str]:
    return ("pain", str(rating))
