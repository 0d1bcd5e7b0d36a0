"""The door for the person's own phone: around the whole app, on the listener that the home network reaches.

Who is not the paired phone gets one sentence, whatever is asked for, and the app is not asked at all.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import threading
from collections.abc import Callable
from datetime import datetime
from html import escape
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lumbar.core.errors import UnusableInput
from lumbar.usecases.pair_phone import ACCESS_DAYS, Invitation, NotPaired, Paired, invitation, let_in, pair
from lumbar.usecases.ports import Clock, PairedPhones
from lumbar.web.protection import from_our_own_page
from lumbar.wording import phone as words

COOKIE = "lumbar_phone"
PAIR_PATH = "/pair"
RANDOM_BYTES = 32
LARGEST_FORM = 1024
"""A token is 43 characters; nobody who is not yet let in can make the server read more than this. [bytes]"""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1.25rem}"
    "h1{font-size:1.4rem}button{font:inherit;padding:.75rem 1.5rem;min-height:3rem}:root{color-scheme:light dark}"
)
_STYLE_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_STYLE_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# From a page with "no-referrer" a browser sends its form with the origin "null", which cannot be told from a foreign
# one. With this it sends the origin and nothing of the address, in which the token stands.
_HEADERS_OF_THE_FORM = {**_HEADERS, "Referrer-Policy": "strict-origin"}


class PhonePairing:
    """The invitation of this run and the paired phone; several requests may ask at once."""

    def __init__(self, phones: PairedPhones, *, told: Callable[[Paired], None] = lambda _paired: None) -> None:
        """``told`` hears of each phone that was paired, so that the person at the computer does."""
        self._phones = phones
        self._told = told
        self._invitation: Invitation | None = None
        self._lock = threading.Lock()

    def invite(self, at: datetime) -> str:
        """A new token to pair one phone with; the one before is void. It stands nowhere but in the answer."""
        token = secrets.token_urlsafe(RANDOM_BYTES)
        with self._lock:
            self._invitation = invitation(token, at=at)
        return token

    def pair(self, token: str, *, name: str, at: datetime) -> str | NotPaired:
        """The secret by which the phone is known from now on, or why it was not paired."""
        secret = secrets.token_urlsafe(RANDOM_BYTES)
        with self._lock:
            outcome = pair(self._invitation, token=token, secret=secret, name=name, at=at, phones=self._phones)
            self._invitation = outcome.invitation
        if isinstance(outcome, NotPaired):
            return outcome
        self._told(outcome)
        return secret

    def lets_in(self, secret: str | None, at: datetime) -> bool:
        """The store is asked every time: access that was taken away a moment ago, by any process, is gone."""
        return secret is not None and let_in(secret, at=at, phones=self._phones)


def invitation_url(host: str, port: int, token: str) -> str:
    """What the code on the terminal says."""
    return f"https://{host}:{port}{PAIR_PATH}?token={token}"


class PhoneDoor:
    """An ASGI app around another: pairs the phone at ``/pair`` and lets nobody else reach what is inside."""

    def __init__(self, app: ASGIApp, *, pairing: PhonePairing, clock: Clock) -> None:
        self._app = app
        self._pairing = pairing
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        match scope["type"]:
            case "lifespan":
                await self._app(scope, receive, send)
            case "http":
                await self._answer(scope, receive, send)
            case _:
                await _hang_up(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        at_the_door = await self._at_the_door(Request(scope, receive))
        if at_the_door is None:
            await self._app(scope, receive, send)
        else:
            await at_the_door(scope, receive, send)

    async def _at_the_door(self, request: Request) -> Response | None:
        """What is answered here; None for the paired phone, which may go on."""
        try:
            if request.scope["path"] == PAIR_PATH:
                return await self._pair(request)
            if await run_in_threadpool(self._pairing.lets_in, request.cookies.get(COOKIE), self._clock.now()):
                return None
        except UnusableInput:
            return _refusal(words.STORE_SILENT, 503)
        return _refusal(words.NOT_LET_IN)

    async def _pair(self, request: Request) -> Response:
        token = _token_once(request)
        if request.method == "POST":
            return await self._pair_by_form(request)
        if request.method in {"GET", "HEAD"} and _TOKEN.fullmatch(token):
            return _invited(token)
        return _refusal(words.NOT_LET_IN)

    async def _pair_by_form(self, request: Request) -> Response:
        if not from_our_own_page(request.headers):
            return _refusal(words.NOT_FROM_HERE)
        token = _field(await _form(request))
        if not token:
            return _refusal(words.NOT_LET_IN)
        name = words.phone_name(request.headers.get("user-agent", ""))
        outcome = await run_in_threadpool(self._pairing.pair, token, name=name, at=self._clock.now())
        return _refusal(words.refusal_sentence(outcome.why)) if isinstance(outcome, NotPaired) else _come_in(outcome)


# What is asked


def _token_once(request: Request) -> str:
    """The token of the address, which is taken out of it: a server's log is written from what is left."""
    token = request.query_params.get("token", "")
    request.scope["query_string"] = b""
    return token


async def _form(request: Request) -> bytes:
    """The body, or nothing when it is larger than any form of ours."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST_FORM:
            return b""
    return body


def _field(form: bytes) -> str:
    return next(iter(parse_qs(form.decode("ascii", "replace")).get("token", [])), "")


# What is answered


def _invited(token: str) -> Response:
    """One button: a preview of the link, or a camera that looks ahead, does not use the invitation up."""
    form = (
        f'<h1>{escape(words.INVITED_TITLE)}</h1><p>{escape(words.INVITED)}</p><form method="post" action="{PAIR_PATH}">'
        f'<input type="hidden" name="token" value="{escape(token)}">'
        f"<button>{escape(words.INVITED_BUTTON)}</button></form>"
    )
    return _page(words.INVITED_TITLE, form, 200, _HEADERS_OF_THE_FORM)


def _refusal(sentence: str, status: int = 403) -> Response:
    return _page(words.REFUSED_TITLE, f"<p>{escape(sentence)}</p>", status, _HEADERS)


def _come_in(secret: str) -> Response:
    """See other, so that loading the page again does not send the token again."""
    response = RedirectResponse("/", status_code=303, headers=_HEADERS)
    age_s = ACCESS_DAYS.value * 24 * 60 * 60
    response.set_cookie(COOKIE, secret, max_age=age_s, path="/", secure=True, httponly=True, samesite="strict")
    return response


def _page(title: str, body: str, status: int, headers: dict[str, str]) -> Response:
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head>'
        f"<body>{body}</body></html>"
    )
    return HTMLResponse(page, status, headers)


async def _hang_up(scope: Scope, receive: Receive, send: Send) -> None:
    """There is no websocket in the app, and none is let through."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
