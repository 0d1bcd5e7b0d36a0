"""The first minute in a real browser: from a dropped log to the answer, on a phone and on a desk, light and dark."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from benchmarks.ten_years import ten_years
from playwright.sync_api import Browser, Page, Request
from tests.browser.person import (
    LEFT_OPEN,
    NONE,
    PAIN_DAY,
    SETS_OF_THE_EXPORT,
    TICKED,
    TRAINED_LAST,
    YES,
    Person,
    chromium,
    pain,
    strong_export,
)
from tests.browser.serving import Serving, serving

from lumbar.core.triage.questions import CONTEXT, COURSE, EMERGENCY_GROUP, SYMPTOMS
from lumbar.storage import open_journal, open_store
from lumbar.web.static_files import has_vendored
from lumbar.wording import first_minute, report, teaching

pytestmark = pytest.mark.slow

FIRST_PAGE_KB = 60
DROP_TO_ANSWER_S = 2.0
"""On the machine that it was set on, whose two cores do the plain work below in PLAIN_WORK_S."""
PLAIN_WORK_S = 0.026
"""From a slower day of the same kind of machine, on which it took 0.054 s while the plain Python of
``benchmarks.load_kernel`` (ten years) took 302 ms, and 144 ms on the day the limit was set: 0.054 x 144 / 302."""
PHONE = {"width": 390, "height": 844}
IN_THE_BROWSER = """async () => ({
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  cookies: document.cookie,
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def server(tmp_path: Path, browser: Browser) -> Iterator[Serving]:
    """Over an empty store; without a browser none is started."""
    with serving(tmp_path) as server:
        yield server


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return strong_export(tmp_path)


@pytest.fixture
def newcomer(browser: Browser, server: Serving) -> Iterator[Person]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield Person(context, server.url)
    context.close()


@pytest.fixture
def with_a_log(newcomer: Person, export: Path) -> Person:
    """Stands before the questions, with their log read and the day named."""
    newcomer.go()
    newcomer.choose(export)
    newcomer.arrived("/unit")
    newcomer.press("Kilograms")
    newcomer.arrived("/when")
    newcomer.take_day(PAIN_DAY)
    newcomer.arrived("/check-in")
    return newcomer


# Every page of the way


def test_from_an_empty_store_to_the_answer_every_page_is_for_everybody(
    newcomer: Person, export: Path, tmp_path: Path
) -> None:
    person = newcomer
    person.go()
    person.look("start")
    wrong = tmp_path / "holiday.csv"
    wrong.write_text("Place,Price\nSea,100\n")
    person.choose(wrong)
    person.page.get_by_role("alert").wait_for()
    person.look("start with an error")
    person.choose(export)
    person.arrived("/unit")
    person.look("unit")
    person.press("Kilograms")
    person.arrived("/when")
    for details in person.page.locator("summary").all():
        details.click()
    person.look("when")
    turn_the_calendar(person.page)
    person.look("when, turned")
    person.page.fill("input[type=date]", "9999-01-01")
    person.page.evaluate("document.querySelector('input[type=date]').removeAttribute('max')")
    person.page.locator("input[type=date]").press("Enter")
    person.page.get_by_role("alert").wait_for()
    person.look("when with an error")
    person.take_day(PAIN_DAY)
    person.arrived("/check-in")
    person.look("pain")
    person.answers(pain(4))
    person.look(person.step())
    person.answers(TICKED)
    person.page.get_by_role("alert").wait_for()
    person.look("emergency with an error")
    person.answers(TICKED, ticking=["saddle_numbness"])
    person.look(person.step())
    person.page.get_by_role("link", name=first_minute.BACK_LINK).click()
    person.answers(NONE)
    person.look(person.step())
    person.answers(TICKED, ticking=["sharp_pain"], filling={"duration": "200"})
    person.look(person.step())
    person.answers(NONE)
    person.look(person.step())
    person.answers(NONE, filling={"age": "34"})
    person.arrived("/answer")
    person.look("answer")
    assert person.looked_at == [
        "start",
        "start with an error",
        "unit",
        "when",
        "when, turned",
        "when with an error",
        "pain",
        "emergency",
        "emergency with an error",
        "old_and_stable",
        "symptoms",
        "inflammatory",
        "context",
        "answer",
    ]
    person.assert_nothing_was_wrong()


def turn_the_calendar(page: Page) -> None:
    """To the month before and back, without another page where the script is there."""
    shown = page.locator(".calendar h3")
    before = shown.inner_text()
    page.evaluate("window.stayed = true")
    page.locator(".month a").first.click()
    page.wait_for_function("before => document.querySelector('.calendar h3').innerText !== before", arg=before)
    assert page.evaluate("window.stayed === true") is has_vendored("htmx.min.js")


def test_every_shape_of_the_answer_is_for_everybody(with_a_log: Person) -> None:
    person = with_a_log
    person.go("/answer")
    assert first_word(person.page) == "NO SESSION YET"
    person.look("without a check-in")
    complete = (pain(2), NONE, NONE, NONE)
    person.check_in(*complete, filling={"age": "34", "duration": "3"})
    assert first_word(person.page) == "TRAIN"
    for details in person.page.locator("summary").all():
        details.click()
    person.look("train")
    person.go("/check-in")
    person.answers(pain(4), NONE, NONE, filling={"duration": "3"})
    assert person.step() == "still_right"
    person.look("still right")
    person.answers(YES)
    person.arrived("/answer")
    assert first_word(person.page) == "TRAIN MODIFIED"
    person.look("modify")
    words = {
        "rest": ("REST TODAY", (pain(8), NONE, NONE, YES), ()),
        "within days": ("SEE A CLINICIAN", (pain(2), NONE, TICKED, YES), ("unrelenting_or_night_pain",)),
        "incomplete": ("NO SESSION YET", (pain(2), LEFT_OPEN, NONE, YES), ()),
        "same day": ("SEE A CLINICIAN", (pain(2), TICKED), ("foot_drop",)),
        "emergency": ("CALL NOW", (pain(2), TICKED, ("answer", "no")), ("saddle_numbness",)),
    }
    for name, (word, pressed, ticking) in words.items():
        person.check_in(*pressed, ticking=ticking, filling={"duration": "3"})
        assert first_word(person.page) == word
        person.look(name)
    person.check_in(pain(0), NONE, NONE, YES, filling={"duration": "3"})
    person.look("an urgent answer taken back")
    person.press(first_minute.KEEP_BUTTON)
    person.page.get_by_role("status").first.wait_for()
    person.look("kept")
    person.go()
    person.look("start with a stored log")
    person.assert_nothing_was_wrong()


def first_word(page: Page) -> str:
    return page.get_by_role("heading", level=2).first.inner_text()


def test_the_ways_without_a_log_are_for_everybody(newcomer: Person, server: Serving) -> None:
    person = newcomer
    person.go()
    person.press(first_minute.MADE_PERSON_BUTTON)
    person.arrived("/answer")
    assert report.MADE_PERSON in person.page.inner_text("main")
    person.look("made person")
    person.press("30 min")
    person.page.locator('button[value="30"][aria-pressed="true"]').wait_for()
    person.look("made person, 30 minutes")
    chosen_against_the_device(person)
    person.press(first_minute.ANSWER_AS_MADE_PERSON)
    person.arrived("/check-in")
    person.answers(pain(0), NONE, NONE, YES)
    person.arrived("/answer")
    person.press(first_minute.MADE_PERSON_OVER)
    person.arrived("/")
    assert not server.data.exists(), "nothing of the made person is stored"
    person.page.get_by_role("link", name=first_minute.NO_LOG_LINK).click()
    person.look("six questions")
    person.page.fill("input[name=which_lift]", "Deadlift")
    person.page.check("input[name=heavier][value=yes]")
    person.press(first_minute.GO_ON)
    person.arrived("/when")
    person.look("when, without a log")
    person.press_value("day", "cannot-say")
    person.arrived("/check-in")
    person.answers(pain(0))
    assert person.step() == "no_symptoms"
    person.look("no symptoms")
    person.answers(YES)
    person.answers(NONE, filling={"age": "34"})
    person.arrived("/answer")
    person.look("six answers")
    person.go("/nothing-here")
    person.look("problem")
    person.go("/phone")
    person.look("phone")
    person.go("/self-tests")
    person.page.locator("#test-side_plank ~ details > summary").click()
    person.page.fill("#side_plank-left", "62")
    person.page.keyboard.press("Enter")
    person.page.get_by_role("status").wait_for()
    person.look("self-tests")
    person.assert_nothing_was_wrong()


def test_the_pages_on_which_something_is_said_once_are_for_everybody(newcomer: Person, tmp_path: Path) -> None:
    person = newcomer
    table = tmp_path / "my log.csv"
    rows = [f"{TRAINED_LAST:01/%m/%Y},{lift},5,100,good" for lift in ("Squat", "Coach Special No. 7", "Bench Pres")]
    table.write_text("\n".join(["Day,Lift,Reps,Weight,Mood", *rows, ""]), encoding="utf-8")
    person.go()
    person.choose(table)
    person.arrived("/columns")
    person.look("columns")
    person.press(teaching.COLUMNS_RIGHT)
    person.page.get_by_role("alert").wait_for()
    person.page.locator("summary").click()
    person.look("columns with an error")
    person.page.get_by_label(teaching.COLUMN_UNIT).select_option("kg")
    person.page.get_by_label(teaching.COLUMN_DATE_ORDER).select_option("day_first")
    person.tab_to("form[action='/columns'] button")
    person.page.keyboard.press("Enter")
    person.arrived("/when")
    person.page.locator("a[href^='/names']").click()
    person.arrived("/names")
    person.look("names")
    person.page.get_by_label(teaching.NAME_TYPED, exact=True).fill("Frnt squat")
    person.page.keyboard.press("Enter")
    person.page.get_by_role("alert").wait_for()
    person.look("names with an error")
    person.tab_to("button[name=exercise][value=front_squat]")
    person.page.keyboard.press("Enter")
    person.page.get_by_role("status").wait_for()
    person.page.locator("summary").click()
    person.look("names, one said")
    person.press(teaching.NAME_NONE)
    person.arrived("/when")
    person.assert_nothing_was_wrong()


def chosen_against_the_device(person: Person) -> None:
    """Dark by the button on a light device, and light on a dark one."""
    for theme in ("dark", "light"):
        person.press_value("theme", theme)
        person.page.locator(f'html[data-theme="{theme}"]').wait_for()
        person.look(f"{theme} by the button")


# With the keyboard, without a script, with a drop


def test_everything_is_reached_and_pressed_with_the_keyboard_alone(newcomer: Person, export: Path) -> None:
    person, keyboard = newcomer, newcomer.page.keyboard
    person.page.on("filechooser", lambda _: None)  # from now on the window is caught, and not only once it is awaited
    person.go()
    person.tab_to("a[href='#main']")
    person.tab_to("input[type=file]")
    with person.page.expect_file_chooser() as opened:
        keyboard.press("Enter")
    opened.value.set_files(export)
    person.arrived("/unit")
    person.tab_to("button[value=kg]")
    keyboard.press("Enter")
    person.arrived("/when")
    person.tab_to(".month a")
    keyboard.press("Enter")
    month = f"{first_minute.month_name(date(TRAINED_LAST.year, TRAINED_LAST.month, 1))}"
    person.page.wait_for_function("shown => document.querySelector('.calendar h3').innerText !== shown", arg=month)
    focus_is_not_lost(person, "when the sheet turns")
    person.tab_to(".calendar button[name=day]")
    keyboard.press("Enter")
    person.arrived("/check-in")
    person.tab_to("button[name=pain][value='2']")
    keyboard.press("Enter")
    for tick, field, typed in (
        ("unsteady_walking", "", ""),
        ("sharp_pain", "duration", "3"),
        ("diabetes", "age", "34"),
    ):
        person.page.wait_for_selector(f"input[name=yes][value={tick}]")
        if field:
            person.tab_to(f"input[name={field}]")
            keyboard.press("Control+A")
            keyboard.type(typed)
        person.tab_to(f"input[name=yes][value={tick}]")
        keyboard.press("Space")
        assert person.page.is_checked(f"input[name=yes][value={tick}]")
        keyboard.press("Space")
        person.tab_to("button[value=none]")
        keyboard.press("Enter")
    person.arrived("/answer")
    person.tab_to("button[name=minutes][value='30']")
    keyboard.press("Enter")
    person.page.locator('button[value="30"][aria-pressed="true"]').wait_for()
    focus_is_not_lost(person, "when the session changes")
    person.tab_to("form[action='/keep'] button")
    person.assert_nothing_was_wrong()


def focus_is_not_lost(person: Person, when: str) -> None:
    """Else the next press of the tabulator key begins at the top of the page again."""
    if person.page.evaluate("document.activeElement === document.body"):
        person.faults.append(f"the focus is lost {when}")


def test_without_any_script_it_goes_the_same_way(browser: Browser, server: Serving, export: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    person = Person(context, server.url)
    person.go()
    person.choose(export)
    person.press(first_minute.READ_BUTTON)
    person.arrived("/unit")
    person.press("Kilograms")
    person.arrived("/when")
    person.page.locator(".month a").first.click()
    person.page.wait_for_url("**/when?month=*")
    person.take_day(PAIN_DAY)
    person.arrived("/check-in")
    person.answers(pain(2), NONE, NONE, NONE, filling={"age": "34", "duration": "3"})
    person.arrived("/answer")
    assert first_word(person.page) == "TRAIN"
    assert person.page.get_by_role("img").first.is_visible(), "the picture needs no script"
    person.press("30 min")
    person.page.locator('button[value="30"][aria-pressed="true"]').wait_for()
    person.press(first_minute.KEEP_BUTTON)
    person.page.get_by_role("status").first.wait_for()
    assert f"{SETS_OF_THE_EXPORT:,} new sets" in person.page.inner_text("main")
    person.assert_nothing_was_wrong()
    context.close()


def test_a_file_that_is_dropped_anywhere_on_the_page_is_read(newcomer: Person, export: Path) -> None:
    newcomer.go()
    dropped = newcomer.page.evaluate_handle(
        """([name, text]) => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], name, { type: 'text/csv' }));
          return carried;
        }""",
        [export.name, export.read_text()],
    )
    for happens in ("dragover", "drop"):
        newcomer.page.dispatch_event("footer", happens, {"dataTransfer": dropped, "bubbles": True, "cancelable": True})
    newcomer.arrived("/unit")
    newcomer.assert_nothing_was_wrong()


def test_the_browsers_own_back_leads_back_and_breaks_nothing(with_a_log: Person) -> None:
    person = with_a_log
    person.answers(pain(2), NONE, NONE, NONE, filling={"age": "34", "duration": "3"})
    person.arrived("/answer")
    for _ in range(4):
        person.page.go_back()
        assert person.page.get_by_role("heading", level=1).count() == 1
        assert first_minute.OUR_FAULT_TITLE not in person.page.inner_text("body")
    person.go("/answer")
    assert first_word(person.page) == "TRAIN"
    person.assert_nothing_was_wrong()


def test_the_decision_is_in_sight_on_a_phone_without_scrolling(with_a_log: Person) -> None:
    person = with_a_log
    person.answers(pain(2), NONE, NONE, NONE, filling={"age": "34", "duration": "3"})
    person.arrived("/answer")
    for heading in person.page.get_by_role("heading", level=2).all()[:2]:  # the decision, and the level of help
        box = heading.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= PHONE["height"]


# What stays behind


def test_the_browser_keeps_one_key_and_nothing_else(with_a_log: Person) -> None:
    person = with_a_log
    person.answers(pain(2), NONE, NONE, NONE, filling={"age": "34", "duration": "3"})
    person.arrived("/answer")
    assert person.page.evaluate(IN_THE_BROWSER) == {"local": 0, "session": 0, "databases": 0, "cookies": ""}
    [cookie] = person.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["sameSite"]) == ("lumbar_visit", True, "Strict")
    assert cookie["expires"] == -1, "gone with the browser"


def test_no_training_is_kept_unless_the_person_says_so_and_then_every_set_once(
    with_a_log: Person, server: Serving, export: Path
) -> None:
    person = with_a_log
    person.answers(pain(2), NONE, NONE, NONE, filling={"age": "34", "duration": "3"})
    person.arrived("/answer")
    assert list(server.temporary.rglob("*")) == []
    if Path("/proc").is_dir():
        assert [path for path in server.open_files() if str(server.temporary) in path or "(deleted)" in path] == []
    assert {each.name for each in server.data.iterdir()} <= {"lumbar.db", "lumbar.db-wal", "lumbar.db-shm"}
    assert (len(open_journal(server.data).check_ins()), open_store(server.data).log().sessions) == (2, ())
    person.press(first_minute.KEEP_BUTTON)
    person.page.get_by_role("status").first.wait_for()
    assert sets_stored(server) == SETS_OF_THE_EXPORT
    told = json.loads(server.asking("import", export, "--json").stdout)
    assert (told["added"], told["already_there"]) == (0, SETS_OF_THE_EXPORT)
    assert sets_stored(server) == SETS_OF_THE_EXPORT


def sets_stored(server: Serving) -> int:
    return sum(len(session.sets) for session in open_store(server.data).log().sessions)


# How long it takes, and how much it weighs


def test_ten_years_are_answered_in_less_than_two_seconds(browser: Browser, tmp_path: Path) -> None:
    """From letting go of the file to the answer, without the time a person takes to read and to tap.

    A machine that tests has something else to do as well: the best of three tries counts, each on a new server, and
    what the server waited for a core that another test had is taken off. On a slower machine the limit is longer by
    as much as plain Python is; on a faster one it is not shorter.
    """
    limit = DROP_TO_ANSWER_S * max(1.0, plain_work_s() / PLAIN_WORK_S)
    log, answered = tmp_path / "ten-years.csv", tmp_path / "answers.json"
    log.write_text(ten_years(rows=60_000, last_day=TRAINED_LAST), encoding="utf-8")
    given = {q.value: "no" for q in (*EMERGENCY_GROUP, *CONTEXT, *SYMPTOMS, *COURSE)}
    answered.write_text(json.dumps({"age": 34, "sex": "male", "pain": 2, "duration_days": 3, "answers": given}))
    tries = []
    for number in range(3):
        with serving(tmp_path / str(number)) as server, browser.new_context() as context:
            assert server.asking("check-in", "--answers", answered).returncode == 0
            tries.append(drop_to_answer(Person(context, server.url), server, log))
        if sum(tries[-1].values()) < limit:
            break
    best = min(tries, key=lambda took: sum(took.values()))
    told = ", ".join(f"{what} {seconds:.2f} s" for what, seconds in best.items())
    assert sum(best.values()) < limit, f"{sum(best.values()):.2f} s of {limit:.2f} s: {told}"


def plain_work_s() -> float:
    """How long this machine takes to read and add up 60,000 made lines with nothing but Python: best of five. [s]"""
    lines = "\n".join(f"2024-01-{k % 28 + 1:02d},Deadlift,{k % 200}.5,{k % 12}" for k in range(60_000))

    def once() -> float:
        began = time.process_time()
        volume: dict[str, float] = {}
        for day, _, load, repetitions in csv.reader(io.StringIO(lines)):
            volume[day] = volume.get(day, 0.0) + float(load) * int(repetitions)
        return time.process_time() - began

    return min(once() for _ in range(5))


def drop_to_answer(person: Person, server: Serving, log: Path) -> dict[str, float]:
    """How long each page took, from the tap that led to it to its last byte. [s]"""
    took: dict[str, float] = {}
    waited = 0.0

    def arrived(path: str, what: str) -> None:
        nonlocal waited
        person.arrived(path)
        before, waited = waited, server.waited_for_a_core_s()
        in_the_browser = person.page.evaluate("performance.getEntriesByType('navigation')[0].responseEnd") / 1000
        took[what] = in_the_browser - (waited - before)

    person.go()
    waited = server.waited_for_a_core_s()
    person.choose(log)
    arrived("/unit", "reading")
    assert list(server.temporary.rglob("*")) == [], "a large file that waits for its unit has no name on the disk"
    person.press("Kilograms")
    arrived("/when", "reading with the unit")
    person.page.fill("input[type=date]", f"{PAIN_DAY}")
    person.press(first_minute.TAKE_IT)
    arrived("/answer", "answering")
    assert person.page.get_by_role("heading", level=2).first.is_visible()
    if Path("/proc").is_dir():
        assert [path for path in server.open_files() if "(deleted)" in path] == []
    person.assert_nothing_was_wrong()
    return took


def test_the_first_page_weighs_less_than_sixty_kilobytes(newcomer: Person) -> None:
    """All that is sent for it, as it is sent: the page, its styles, its script, its mark."""
    sent: list[Request] = []

    def note(request: Request) -> None:
        sent.append(request)

    newcomer.page.on("requestfinished", note)
    newcomer.go()
    newcomer.page.wait_for_load_state("networkidle")
    weights = {urlsplit(request.url).path: request.sizes()["responseBodySize"] for request in sent}
    assert {"/", "/static/web.css", "/static/drop.js"} <= set(weights)
    total = sum(weights.values()) / 1024
    assert total <= FIRST_PAGE_KB, f"{total:.1f} KB: {weights}"
