"""The person's own phone, played by a browser of its own on another address over HTTPS: paired it is let in, and
nobody else is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext
from tests.browser.person import NONE, PAIN_DAY, Person, chromium, pain, strong_export
from tests.browser.serving import Serving, serving

from lumbar.core.symptoms import Nprs
from lumbar.storage import open_journal, open_store
from lumbar.wording import first_minute, phone

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="all of 127/8 is this machine on Linux alone"),
]

ADDRESS = "127.0.0.2"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1"
INSIDE = (
    "",
    "answer",
    "when",
    "check-in",
    "report",
    "phone",
    "nothing-here",
    "static/web.css",
    "static/drop.js",
    "static/mark.svg",
    "static/shared/palette.css",
    "static/vendor/htmx.min.js",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def server(tmp_path: Path, browser: Browser) -> Iterator[Serving]:
    """Without a browser none is started."""
    with serving(tmp_path, "--phone", "--host", ADDRESS, "--phone-port", "0") as server:
        yield server


def phone_context(browser: Browser) -> BrowserContext:
    """Of somebody who read the warning, compared the fingerprint, and went on."""
    return browser.new_context(
        ignore_https_errors=True,
        viewport={"width": 390, "height": 844},
        is_mobile=True,
        has_touch=True,
        user_agent=IPHONE,
    )


def home(server: Serving) -> str:
    """What the phone's address is without the invitation."""
    return server.phone_url.partition("pair?")[0]


@pytest.fixture
def paired(browser: Browser, server: Serving) -> Iterator[Person]:
    context = phone_context(browser)
    person = Person(context, home(server))
    person.page.goto(server.phone_url)
    person.press(phone.INVITED_BUTTON)
    person.arrived("/")
    yield person
    context.close()


def statuses(context: BrowserContext, server: Serving) -> dict[str, int]:
    return {path: context.request.get(home(server) + path, max_redirects=0).status for path in INSIDE}


def assert_gets_nothing(context: BrowserContext, server: Serving) -> None:
    assert statuses(context, server) == dict.fromkeys(INSIDE, 403)
    refusal = context.request.get(home(server))
    assert phone.NOT_LET_IN.split(".")[0] in refusal.text()
    assert first_minute.DROP_TITLE not in refusal.text()
    ours = {"origin": home(server).removesuffix("/")}
    posted = context.request.post(home(server) + "check-in/pain", form={"pain": "7"}, headers=ours)
    assert posted.status == 403


def test_a_paired_phone_goes_from_the_file_to_the_answer(paired: Person, server: Serving, tmp_path: Path) -> None:
    assert paired.page.url == home(server)
    paired.look("start on the phone")
    paired.choose(strong_export(tmp_path))
    paired.arrived("/unit")
    paired.press("Kilograms")
    paired.arrived("/when")
    paired.take_day(PAIN_DAY)
    paired.arrived("/check-in")
    paired.answers(pain(2), NONE, NONE, NONE, filling={"age": "34", "duration": "3"})
    paired.arrived("/answer")
    assert paired.page.get_by_role("heading", level=2).first.inner_text() == "TRAIN"
    paired.look("answer on the phone")
    paired.assert_nothing_was_wrong()
    assert [each.report.pain for each in open_journal(server.data).check_ins()] == [Nprs(2), Nprs(2)]
    assert open_store(server.data).log().sessions == ()
    cookies = {cookie["name"]: cookie for cookie in paired.context.cookies()}
    assert set(cookies) == {"lumbar_phone", "lumbar_visit"}
    assert {(each["httpOnly"], each["secure"], each["sameSite"]) for each in cookies.values()} == {
        (True, True, "Strict")
    }


def test_what_was_kept_on_the_computer_is_there_on_the_phone(
    browser: Browser, paired: Person, server: Serving, tmp_path: Path
) -> None:
    assert server.asking("import", strong_export(tmp_path), "--unit", "kg").returncode in (0, 3)
    paired.go()
    assert first_minute.STORED_TITLE in paired.page.inner_text("main")
    computer = browser.new_context()
    at_the_desk = Person(computer, server.url)
    at_the_desk.go("/phone")
    assert "iPhone" in at_the_desk.page.inner_text("main")
    computer.close()


def test_without_the_invitation_nobody_gets_anything_not_even_a_style_sheet(browser: Browser, server: Serving) -> None:
    stranger = phone_context(browser)
    assert_gets_nothing(stranger, server)
    assert stranger.cookies() == []
    stranger.close()
    assert not open_journal(server.data).check_ins()


def test_beside_the_paired_phone_another_gets_nothing_with_the_same_invitation(
    browser: Browser, paired: Person, server: Serving
) -> None:
    second = phone_context(browser)
    page = second.new_page()
    page.goto(server.phone_url)
    page.get_by_role("button").click()
    page.get_by_text("used before").wait_for()
    assert_gets_nothing(second, server)
    second.close()
    assert statuses(paired.context, server)["static/web.css"] == 200


def test_the_phones_key_is_worth_nothing_without_the_phones_visit_and_the_other_way_round(
    browser: Browser, paired: Person, server: Serving
) -> None:
    [visit] = [each for each in paired.context.cookies() if each["name"] == "lumbar_visit"]
    stranger = phone_context(browser)
    stranger.add_cookies([{"name": "lumbar_visit", "value": visit["value"], "url": home(server)}])
    assert_gets_nothing(stranger, server)
    stranger.close()


def test_after_lumbar_phone_revoke_the_next_request_gets_nothing(paired: Person, server: Serving) -> None:
    assert statuses(paired.context, server)["static/web.css"] == 200
    assert server.asking("phone", "--revoke").returncode == 0
    assert_gets_nothing(paired.context, server)
    paired.page.reload()
    assert phone.NOT_LET_IN.split(".")[0] in paired.page.inner_text("body")


def test_the_button_on_the_computer_takes_its_access_away_too(
    browser: Browser, paired: Person, server: Serving
) -> None:
    computer = browser.new_context()
    at_the_desk = Person(computer, server.url)
    at_the_desk.go("/phone")
    at_the_desk.press(first_minute.PHONE_REVOKE_BUTTON)
    at_the_desk.page.get_by_role("status").first.wait_for()
    assert first_minute.PHONE_REVOKED in at_the_desk.page.inner_text("main")
    assert_gets_nothing(paired.context, server)
    computer.close()


def test_under_a_foreign_name_even_the_paired_phone_gets_nothing(paired: Person, server: Serving) -> None:
    answer = paired.context.request.get(home(server), headers={"Host": "evil.example"})
    assert answer.status in (400, 403)
    assert first_minute.DROP_TITLE not in answer.text()
