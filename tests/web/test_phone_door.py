"""The door for the phone: nothing without the secret, pairing by form and once, and what the browser is told."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from starlette.types import Message, Receive, Scope, Send
from tests.fakes.paired_phones import PAIRED_AT, BusyPairedPhones, InMemoryPairedPhones, phone

from lumbar.usecases.pair_phone import Paired
from lumbar.usecases.ports import PairedPhones
from lumbar.web.phone_door import COOKIE, PhoneDoor, PhonePairing, invitation_url

KNOWN_BY = "what the paired phone is known by"
HOST = "192.168.1.20:8443"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
ANDROID = "Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36"


@dataclass
class MovingClock:
    instant: datetime = PAIRED_AT

    def now(self) -> datetime:
        return self.instant


@dataclass
class App:
    """What is inside: it answers everything with something that nobody else may get."""

    asked: list[Scope] = field(default_factory=list)

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        self.asked.append(scope)
        if scope["type"] == "http":
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"my back hurts"})


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def secret(self) -> str:
        return self.headers["set-cookie"].split(";")[0].removeprefix(f"{COOKIE}=")


class House:
    """A door with an app behind it, an invitation on the terminal, and phones that knock."""

    def __init__(self, phones: PairedPhones | None = None) -> None:
        self.clock = MovingClock()
        self.phones = InMemoryPairedPhones() if phones is None else phones
        self.told: list[Paired] = []
        self.pairing = PhonePairing(self.phones, told=self.told.append)
        self.token = self.pairing.invite(self.clock.now())
        self.inside = App()
        self.door = PhoneDoor(self.inside, pairing=self.pairing, clock=self.clock)

    def ask(
        self,
        path: str = "/",
        method: str = "GET",
        *,
        query: str = "",
        body: bytes = b"",
        secret: str | None = None,
        headers: Mapping[str, str] | None = None,
        scope_out: list[Scope] | None = None,
    ) -> Answer:
        sent = {"host": HOST, **(headers or {})}
        if secret is not None:
            sent["cookie"] = f"theme=dark; {COOKIE}={secret}"
        scope: Scope = {
            "type": "http",
            "method": method,
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in sent.items()],
            "scheme": "https",
            "server": ("192.168.1.20", 8443),
        }
        if scope_out is not None:
            scope_out.append(scope)
        return asyncio.run(_asked(self.door, scope, body))

    def pair(self, token: str | None = None, *, headers: dict[str, str] | None = None) -> Answer:
        body = urlencode({"token": self.token if token is None else token}).encode()
        from_the_page = {"origin": f"https://{HOST}", "user-agent": IPHONE}
        return self.ask("/pair", "POST", body=body, headers=from_the_page | (headers or {}))


async def _asked(door: PhoneDoor, scope: Scope, body: bytes) -> Answer:
    half = len(body) // 2
    incoming: list[Message] = [
        {"type": "http.request", "body": body[:half], "more_body": True},
        {"type": "http.request", "body": body[half:], "more_body": False},
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return incoming.pop(0) if incoming else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await door(scope, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent).decode())


# Nothing without the secret

PATHS = (
    "/",
    "/today",
    "/static/app.css",
    "/static/../pair",
    "/pair/",
    "/pair/../today",
    "//pair",
    "/PAIR",
    "/pair\0",
    "/%2e%2e/pair",
    "/..\\pair",
    "",
    "*",
    "/api/check-ins",
    "/favicon.ico",
    "/ʼ",
)
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "pair")
WITHOUT = ("", "secret", "x" * 10_000, "\xff", '"', "; ;")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("path", PATHS)
def test_whatever_is_asked_for_without_the_secret_one_sentence_is_the_answer(path: str, method: str) -> None:
    house = House(InMemoryPairedPhones(phone(KNOWN_BY)))
    for wrong in (None, *WITHOUT):
        answer = house.ask(path, method, secret=wrong, query=f"token={house.token}", body=b"a=b")
        assert answer.status == 403
        assert "Only the paired phone gets anything from here" in answer.body
        assert "set-cookie" not in answer.headers
    assert house.inside.asked == []


@pytest.mark.parametrize("method", [each for each in METHODS if each not in {"GET", "HEAD", "POST"}])
def test_the_pairing_page_knows_no_other_methods(method: str) -> None:
    house = House()
    assert house.ask("/pair", method, query=f"token={house.token}").status == 403
    assert house.inside.asked == []


@pytest.mark.parametrize("host", ["", "x/pair?", "x/pair#", "x@y", "[", "a" * 300])
def test_no_host_header_makes_another_path_of_it(host: str) -> None:
    house = House()
    answer = house.ask("/today", query=f"token={house.token}", headers={"host": host})
    assert (answer.status, house.inside.asked) == (403, [])
    assert "form" not in answer.body


def test_the_refusal_holds_no_link_no_asset_no_script_and_nobodys_name() -> None:
    body = House(InMemoryPairedPhones(phone(name="Android phone"))).ask("/").body
    for tag in ("<a", "<img", "<script", "<link", "href", "src=", "url(", "Android"):
        assert tag not in body


def test_the_paired_phone_gets_the_app_with_its_address_as_it_was_asked() -> None:
    house = House(InMemoryPairedPhones(phone(KNOWN_BY)))
    answer = house.ask("/today", query="minutes=45", secret=KNOWN_BY)
    assert (answer.status, answer.body) == (200, "my back hurts")
    assert [(scope["path"], scope["query_string"]) for scope in house.inside.asked] == [("/today", b"minutes=45")]
    assert "content-security-policy" not in answer.headers  # the app has its own


def test_no_websocket_is_let_in_not_even_of_the_paired_phone() -> None:
    house = House(InMemoryPairedPhones(phone(KNOWN_BY)))
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"cookie", f"{COOKIE}={KNOWN_BY}".encode())]
    asyncio.run(house.door({"type": "websocket", "path": "/", "headers": headers}, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]
    assert house.inside.asked == []


def test_starting_and_stopping_is_passed_on_to_the_app() -> None:
    house = House()

    async def nothing(*_message: object) -> Message:
        return {"type": "lifespan.startup"}

    async def send(_message: Message) -> None:
        return None

    asyncio.run(house.door({"type": "lifespan"}, nothing, send))
    assert [scope["type"] for scope in house.inside.asked] == ["lifespan"]


def test_where_the_store_cannot_be_read_nobody_is_let_in_and_the_reason_is_said() -> None:
    house = House(BusyPairedPhones(phone(KNOWN_BY), readable=False))
    answer = house.ask("/", secret=KNOWN_BY)
    assert (answer.status, house.inside.asked) == (503, [])
    assert "try again in a moment" in answer.body


def test_where_the_store_cannot_be_written_the_phone_is_let_in_but_none_is_paired() -> None:
    house = House(BusyPairedPhones(phone(KNOWN_BY)))
    assert house.ask("/", secret=KNOWN_BY).status == 200
    assert house.pair().status == 503
    assert house.told == []


# Pairing


def test_looking_at_the_invitation_shows_one_button_and_uses_nothing_up() -> None:
    """A preview of the link, or a camera that looks ahead, does it too."""
    house = House()
    for method in ("GET", "HEAD", "GET"):
        answer = house.ask("/pair", method, query=f"token={house.token}")
        assert answer.status == 200
        assert answer.body.count("<button>") == 1
        assert f'name="token" value="{house.token}"' in answer.body
    assert house.phones.paired() is None
    assert house.pair().status == 303


@pytest.mark.parametrize("query", ["", "token=", "token=short", "token=" + "<" * 43, "other=1", "token=%ff", "=", "&&"])
def test_without_a_token_of_the_right_form_there_is_no_button(query: str) -> None:
    answer = House().ask("/pair", query=query)
    assert answer.status == 403
    assert "button>" not in answer.body


def test_pairing_gives_the_secret_to_the_phone_and_its_digest_to_the_store() -> None:
    house = House()
    answer = house.pair()
    assert (answer.status, answer.headers["location"], answer.body) == (303, "/", "")
    assert house.phones.paired() == phone(answer.secret)
    assert len(answer.secret) == 43  # 32 bytes, six bits a character
    assert house.ask("/", secret=answer.secret).status == 200
    assert [each.phone.name for each in house.told] == ["iPhone"]


def test_the_cookie_is_for_this_server_over_https_only_and_for_no_script() -> None:
    _, *flags = House().pair().headers["set-cookie"].split("; ")
    # 180 days of 86 400 s
    assert {flag.lower() for flag in flags} == {"httponly", "max-age=15552000", "path=/", "samesite=strict", "secure"}


def test_a_token_pairs_once() -> None:
    house = House()
    first = house.pair()
    again = house.pair(headers={"user-agent": ANDROID})
    assert again.status == 403
    assert "used before" in again.body
    assert house.phones.paired() == phone(first.secret)


def test_a_token_is_good_for_ten_minutes() -> None:
    house = House()
    house.clock.instant += timedelta(minutes=10)
    answer = house.pair()
    assert (answer.status, house.phones.paired()) == (403, None)
    assert "older than 10 minutes" in answer.body


def test_three_wrong_tokens_make_the_invitation_void() -> None:
    house = House()
    for _ in range(3):
        assert "not the one on your computer" in house.pair("A" * 43).body
    answer = house.pair()
    assert (answer.status, house.phones.paired()) == (403, None)
    assert "void" in answer.body


def test_a_new_invitation_makes_the_one_before_void() -> None:
    house = House()
    former, house.token = house.token, house.pairing.invite(house.clock.now())
    assert former != house.token
    assert house.pair(former).status == 403
    assert house.pair().status == 303


@pytest.mark.parametrize("body", [b"", b"token=", b"other=1", b"\xff\xfe", b"{}", b"a" * 2000, b"token=" + b"a" * 2000])
def test_a_form_without_a_token_is_refused_and_counts_as_no_try(body: bytes) -> None:
    house = House()
    for _ in range(4):
        assert house.ask("/pair", "POST", body=body, headers={"origin": f"https://{HOST}"}).status == 403
    assert house.pair().status == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "https://192.168.1.20"},
        {"origin": "https://192.168.1.20:8443.evil.example"},
        {"origin": "", "sec-fetch-site": "same-origin"},
    ],
)
def test_a_form_of_another_site_pairs_nothing_even_with_the_token(headers: dict[str, str]) -> None:
    house = House()
    answer = house.pair(headers=headers)
    assert (answer.status, house.phones.paired()) == (403, None)
    assert "another site" in answer.body
    assert house.pair().status == 303


def test_a_second_phone_takes_the_place_of_the_first_which_gets_nothing_from_then_on() -> None:
    house = House()
    first = house.pair().secret
    house.token = house.pairing.invite(house.clock.now())
    second = house.pair(headers={"user-agent": ANDROID}).secret
    assert house.ask("/", secret=first).status == 403
    assert house.ask("/", secret=second).status == 200
    assert [(told.phone.name, told.replaced and told.replaced.name) for told in house.told] == [
        ("iPhone", None),
        ("Android phone", "iPhone"),
    ]


def test_after_revoking_the_next_request_gets_nothing() -> None:
    house = House()
    secret = house.pair().secret
    assert house.ask("/", secret=secret).status == 200
    house.phones.revoke()
    assert house.ask("/", secret=secret).status == 403
    assert len(house.inside.asked) == 1


def test_access_runs_out_on_the_server_too_whatever_the_browser_keeps() -> None:
    house = House()
    secret = house.pair().secret
    house.clock.instant += timedelta(days=180)
    assert house.ask("/", secret=secret).status == 403


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (IPHONE, "iPhone"),
        (ANDROID, "Android phone"),
        ("Mozilla/5.0 (iPad; CPU OS 12_0 like Mac OS X)", "iPad"),
        ("<script>alert(1)</script>", "a phone"),
        ("", "a phone"),
        ("\xff", "a phone"),
    ],
)
def test_a_phone_has_a_plain_name_and_nothing_of_what_it_sends(user_agent: str, name: str) -> None:
    house = House()
    house.pair(headers={"user-agent": user_agent})
    found = house.phones.paired()
    assert found is not None
    assert found.name == name


# What the browser is told


@pytest.mark.parametrize("page", ["refusal", "invitation", "pairing"])
def test_every_answer_of_the_door_forbids_scripts_frames_caches_and_other_sites(page: str) -> None:
    house = House()
    invitation = house.ask("/pair", query=f"token={house.token}")
    headers = {"refusal": house.ask("/"), "invitation": invitation, "pairing": house.pair()}[page].headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert {rule: policy[rule] for rule in ("default-src", "form-action", "base-uri", "frame-ancestors")} == {
        "default-src": "'none'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert policy["style-src"].startswith("'sha256-")
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    # The form's page lets its origin be told and not its address: see the door.
    assert headers["referrer-policy"] == ("strict-origin" if page == "invitation" else "no-referrer")


def test_the_style_on_the_page_is_the_one_the_policy_allows() -> None:
    answer = House().ask("/")
    style = answer.body.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]


def test_the_token_is_taken_out_of_what_a_server_writes_to_its_log() -> None:
    house, scopes = House(), list[Scope]()
    house.ask("/pair", query=f"token={house.token}", scope_out=scopes)
    assert house.token not in str(scopes)
    assert house.token not in str(vars(house.pairing))


def test_the_code_on_the_terminal_leads_to_the_pairing_page() -> None:
    assert invitation_url("192.168.1.20", 8443, "abc") == "https://192.168.1.20:8443/pair?token=abc"
