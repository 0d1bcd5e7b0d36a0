"""Who may ask, how much may be sent, and what the browser may do with an answer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from tests.web.conftest import OURS, House, Said, TickingClock, Visitor, text_of

from lumbar.web.app import create_app
from lumbar.web.protection import HEADERS, Protected
from lumbar.web.visit import MOST_VISITS
from lumbar.wording import first_minute

POSTS = (
    "/log",
    "/unit",
    "/made-person",
    "/no-log",
    "/leave",
    "/when",
    "/check-in",
    "/check-in/pain",
    "/keep",
    "/look",
    "/phone/revoke",
)

NOTHING_CHOSEN = b'Content-Disposition: form-data; name="files"; filename=""\r\n\r\n'


def assert_one_sentence(answer: httpx.Response, status: int) -> None:
    """A page for people: no traceback, no JSON of a framework, and nothing that was sent echoed as markup."""
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "Traceback" not in answer.text
    assert first_minute.BACK_TO_START in answer.text or "lumbar" in answer.text.lower()


# Who may ask


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1"},
        {"origin": "http://127.0.0.1:8475"},
        {"origin": "http://127.0.0.1:8474.evil.example"},
        {"origin": "", "sec-fetch-site": "same-origin"},
    ],
    ids=str,
)
def test_a_form_of_another_site_changes_nothing(
    house: House, visitor: Visitor, path: str, headers: dict[str, str]
) -> None:
    assert visitor.post(path, {"pain": "7", "theme": "dark", "day": "cannot-say"}, headers).status_code == 403
    assert house.check_ins == []
    assert 'data-theme="dark"' not in visitor.get("/").text


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_browser_that_names_no_origin_is_believed_what_it_says_of_the_site(visitor: Visitor, site: str) -> None:
    request = visitor.client.build_request("POST", "/leave", headers={"sec-fetch-site": site})
    assert visitor.runner.run(visitor.client.send(request)).status_code == 403


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8474", "127.0.0.1.evil.example", "192.168.1.20:8474", ""]
)
def test_under_a_foreign_name_nothing_is_answered(visitor: Visitor, host: str) -> None:
    """A foreign site may let its own name lead to this machine."""
    answer = visitor.get("/", host=host)
    assert answer.status_code == 400
    assert "lumbar" not in answer.text.lower()
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("url", ["http://localhost:8474", "http://127.0.0.1:1", "http://[::1]:8474"])
def test_under_the_names_of_this_machine_it_is(house: House, url: str) -> None:
    visitor = house.visitor(url)
    assert visitor.get("/").status_code == 200
    assert visitor.post("/look", {"theme": "dark"}).status_code == 303
    assert 'data-theme="dark"' in visitor.get("/").text


def test_under_the_name_it_was_started_with_it_is(tmp_path: Path, house: House) -> None:
    app = create_app(tmp_path, TickingClock(), hosts=["192.168.1.20"])
    at_home = House(app, tmp_path, house.runner).visitor("https://192.168.1.20:8475")
    assert at_home.get("/").status_code == 200
    assert at_home.post("/look", {"theme": "dark"}).status_code == 303


# What the browser is told


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 200),
        ("/when", 303),
        ("/answer", 303),
        ("/check-in", 200),
        ("/no-log", 200),
        ("/phone", 200),
        ("/nothing-here", 404),
        ("/report", 422),
        ("/static/web.css", 200),
        ("/static/shared/palette.css", 200),
        ("/static/nothing-here", 404),
        ("/static/shared/nothing-here", 404),
    ],
)
def test_every_answer_has_the_headers(visitor: Visitor, path: str, status: int) -> None:
    answer = visitor.get(path)
    assert answer.status_code == status
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers["cache-control"] == ("no-cache" if path.startswith("/static/") else "no-store")
    assert "server" not in answer.headers


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"host": "evil.example"}], ids=str)
def test_a_refusal_has_the_headers_too(visitor: Visitor, headers: dict[str, str]) -> None:
    answer = visitor.post("/leave", headers=headers)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert answer.headers.get("cache-control") == "no-store"


def test_no_page_has_anything_that_the_policy_would_have_to_let_through(visitor: Visitor) -> None:
    visitor.post("/made-person")
    for path in ("/", "/answer", "/when", "/no-log", "/check-in", "/phone", "/nothing-here"):
        page = visitor.get(path).text
        for written in ("<style", " style=", "javascript:", "onclick", "onload", "http://"):
            assert written not in page.replace('xmlns="http://www.w3.org/2000/svg"', ""), (path, written)


def test_the_cookie_is_a_random_key_for_this_session_that_no_script_and_no_other_site_gets(house: House) -> None:
    [told] = house.visitor().get("/").headers.get_list("set-cookie")
    key, *flags = told.split("; ")
    assert {flag.lower() for flag in flags} == {"path=/", "httponly", "samesite=strict"}
    assert len(key.removeprefix("lumbar_visit=")) == 43  # 32 bytes, six bits a character
    [another] = house.visitor().get("/").headers.get_list("set-cookie")
    assert another.split("; ")[0] != key


def test_over_https_the_cookie_is_for_https_alone(house: House) -> None:
    [told] = house.visitor("https://localhost:8475").get("/").headers.get_list("set-cookie")
    assert "Secure" in told.split("; ")


def test_a_key_that_nobody_was_given_is_not_taken_over(house: House) -> None:
    """Else another site could choose the key of a person's visit, and know it."""
    visitor = house.visitor()
    answer = visitor.get("/", cookie="lumbar_visit=chosen-by-somebody-else")
    assert "chosen-by-somebody-else" not in answer.headers["set-cookie"]


@pytest.mark.parametrize("cookie", ["lumbar_visit=", "=", ";;;", 'lumbar_visit="\\"', "a" * 5000, "lumbar_visit=\xff"])
def test_a_cookie_that_cannot_be_read_begins_a_new_visit(visitor: Visitor, cookie: str) -> None:
    request = visitor.client.build_request("GET", "/", headers=[(b"cookie", cookie.encode("latin-1"))])
    assert visitor.runner.run(visitor.client.send(request)).status_code == 200


# How much may be sent


def test_more_than_the_bound_is_refused_in_one_sentence(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lumbar.web.app.Protected", partial(Protected, most_bytes=10_000))
    visitor = House(create_app(tmp_path, TickingClock()), tmp_path, house.runner).visitor()
    answer = visitor.drop(("export.csv", b"a" * 20_000))
    assert_one_sentence(answer, 413)
    assert first_minute.TOO_MUCH in text_of(answer)
    assert visitor.drop(("export.csv", b"a" * 5_000)).status_code == 422
    assert_one_sentence(visitor.post("/when", {"day": "1" * 20_000}), 413)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data; boundary=x"),
        (b"nonsense", "multipart/form-data; boundary=x"),
        (b"--x\r\nnonsense", "multipart/form-data; boundary=x"),
        (b"files=1", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"--x--\r\n", "multipart/form-data"),
        (b"--x\r\n" + NOTHING_CHOSEN + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"),
    ],
    ids=["empty", "nonsense", "begun", "no files", "json", "no boundary", "nothing chosen"],
)  # fmt: skip
def test_a_form_without_a_file_says_what_to_do(visitor: Visitor, body: bytes, kind: str) -> None:
    answer = visitor.post("/log", headers={"content-type": kind}, content=body)
    assert_one_sentence(answer, 422)
    assert first_minute.NO_FILE in text_of(answer)


def test_too_many_files_are_refused_in_one_sentence(visitor: Visitor) -> None:
    answer = visitor.drop(*((f"{number}.csv", b"Date\n") for number in range(21)))
    assert_one_sentence(answer, 422)


@pytest.mark.parametrize("path", [path for path in POSTS if path != "/log"])
@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"", "multipart/form-data"), (b"--x\r\n", "multipart/form-data; boundary=x"), (b"{}", "application/json")],
    ids=["no boundary", "broken off", "json"],
)
def test_a_form_that_no_browser_sends_ends_in_no_fault(visitor: Visitor, path: str, body: bytes, kind: str) -> None:
    answer = visitor.post(path, headers={"content-type": kind}, content=body)
    assert answer.status_code < 500, text_of(answer)
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("path", ["/when", "/no-log", "/check-in/emergency"])
def test_a_form_with_thousands_of_fields_ends_in_no_fault(visitor: Visitor, path: str) -> None:
    answer = visitor.post(path, {f"field{number}": "x" for number in range(2000)})
    assert answer.status_code < 500


# Pages that are not there, and addresses that lead away


@pytest.mark.parametrize("path", ["/nothing-here", "/docs", "/openapi.json", "/admin", "/.env", "/static/../app.py"])
def test_a_page_that_is_not_there_is_one_sentence(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert_one_sentence(answer, 404)
    assert first_minute.NO_SUCH_PAGE in text_of(answer)


@pytest.mark.parametrize("path", ["/static/nothing-here.css", "/static/", "/static/vendor", "/static/%2e%2e/app.py"])
def test_a_file_that_is_not_there_is_no_fault_of_ours(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(("method", "path"), [("POST", "/"), ("DELETE", "/when"), ("PUT", "/log"), ("POST", "/answer")])
def test_what_a_page_cannot_do_is_one_sentence(visitor: Visitor, method: str, path: str) -> None:
    request = visitor.client.build_request(method, path, headers={"origin": OURS})
    answer = visitor.runner.run(visitor.client.send(request))
    assert_one_sentence(answer, 405)
    assert first_minute.NOT_POSSIBLE in text_of(answer)


@pytest.mark.parametrize("query", ["minutes=abc", "minutes=", "minutes=-1", "minutes=99999999999999999999"])
def test_an_address_with_a_wrong_number_is_no_fault(with_a_log: Visitor, query: str) -> None:
    answer = with_a_log.get(f"/session?{query}")
    if answer.status_code != 303:
        assert_one_sentence(answer, 422)


@pytest.mark.parametrize(
    "back_to",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        " //evil.example",
        "///evil.example",
        "javascript:alert(1)",
        "/%09/evil.example",
        "/.//evil.example",
        "/x\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_changing_the_look_leads_to_no_other_server(visitor: Visitor, back_to: str) -> None:
    visitor.get("/")
    answer = visitor.post("/look", {"theme": "dark", "back_to": back_to})
    assert answer.status_code == 303
    # As a browser reads an address: without tabs and line ends, and a backslash is a slash.
    led = answer.headers["location"].translate({9: None, 10: None, 13: None}).replace("\\", "/").strip()
    assert urlsplit(urljoin(f"{OURS}/", led)).netloc == urlsplit(OURS).netloc
    assert "set-cookie" not in answer.headers


def test_what_a_person_typed_is_shown_as_text_and_never_as_markup(visitor: Visitor, log: Path) -> None:
    written = '"><script>alert(1)</script>'
    visitor.post("/no-log", {"which_lift": written, "new": "yes"})
    visitor.post("/when", {"day": "cannot-say"})
    visitor.check_in(Said())
    for path in ("/answer", "/report", "/when"):
        assert "<script>alert" not in visitor.get(path).text
    dropped = visitor.drop((f"{written}.csv", log.read_bytes()), (f"<b>{written}", b"nonsense"))
    assert dropped.headers["location"] == "/unit"
    visitor.post("/unit", {"unit": "kg"})
    for path in ("/when", "/answer", "/report"):
        assert "<script>alert" not in visitor.get(path).text


# Visits


def test_two_browsers_do_not_see_each_other(house: House, log: Path) -> None:
    one, other = house.visitor(), house.visitor()
    one.drop_log(log)
    one.post("/look", {"theme": "dark", "unit": "lb"})
    assert other.get("/when").headers["location"] == "/"
    assert other.get("/answer").headers["location"] == "/"
    one.post("/check-in/pain", {"pain": "7"})
    start = other.get("/").text
    assert 'data-theme="dark"' not in start
    assert 'action="/check-in/pain"' in other.get("/check-in").text
    other.post("/leave")
    assert one.get("/when").status_code == 200


def test_the_thirteenth_browser_takes_the_place_of_the_one_that_was_silent_longest(house: House, log: Path) -> None:
    first, second = house.visitor(), house.visitor()
    first.drop_log(log)
    second.drop_log(log)
    first.get("/")
    others = [house.visitor() for _ in range(MOST_VISITS - 1)]
    for other in others:
        assert other.drop_log(log).headers["location"] == "/when"
    assert second.get("/when").headers["location"] == "/"
    assert others[0].get("/when").status_code == 200


def test_requests_that_keep_no_cookie_do_not_make_anybody_lose_their_log(with_a_log: Visitor) -> None:
    """Another site in the same browser can ask for pictures from here as often as it likes, without a cookie."""
    for _ in range(2 * MOST_VISITS):
        with_a_log.runner.run(_without_a_cookie(with_a_log))
    assert with_a_log.get("/answer").status_code == 200


async def _without_a_cookie(visitor: Visitor) -> None:
    transport = visitor.client._transport
    async with httpx.AsyncClient(base_url=OURS) as stranger:
        stranger._transport = transport
        await stranger.get("/", headers={"sec-fetch-site": "cross-site", "sec-fetch-dest": "image"})
