"""What guards every page: who may ask, how much may be sent, and what the browser may do with the answer."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lumbar.web.visit import Visit, Visits

COOKIE = "lumbar_visit"
MOST_BYTES = 1_000_000_000
"""Of one request. Each dropped file has a bound of its own when it is read."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
SAFE = ("GET", "HEAD", "OPTIONS")


class WithHeaders:
    """Wraps everything, so that refusals have the headers too, and no page is kept in any cache."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # What is on a page is a person's health; a style sheet may be asked for again, whether it has changed.
        kept = "no-cache" if scope["type"] == "http" and _is_static(scope) else "no-store"

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers["Cache-Control"] = kept
            await send(message)

        await self._app(scope, receive, send_with_headers)


class Protected:
    """Wraps the app: each browser gets its visit, and what changes something must come from a page of this server.

    Another site in the same browser could otherwise note a check-in in the person's name.
    """

    def __init__(self, app: ASGIApp, *, visits: Visits, most_bytes: int = MOST_BYTES) -> None:
        self._app = app
        self._visits = visits
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _is_static(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["method"] not in SAFE and not from_our_own_page(headers):
            refusal = PlainTextResponse("This request did not come from a page of Lumbar.", 403)
            await refusal(scope, receive, send)
            return
        key = _visit_key(headers.getlist("cookie"))
        visit = self._visits.of(key)
        scope.setdefault("state", {})["visit"] = visit
        cookie = "" if visit.key == key else _cookie(visit, secure=scope.get("scheme") == "https")
        await self._app(scope, _Bounded(receive, self._most_bytes), _with_cookie(send, cookie))


def _is_static(scope: Scope) -> bool:
    return bool(scope["path"].startswith("/static/"))


def from_our_own_page(headers: Headers) -> bool:
    """Whether the browser says that a page of this very server sent it. Who says nothing at all is no browser."""
    origin = headers.get("origin")
    if origin == "null" and headers.get("sec-fetch-site") == "none":
        return True  # no page at all: another app of the phone shares a file, and no page can say so of itself
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host")
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _visit_key(cookies: Iterable[str]) -> str | None:
    for header in cookies:
        try:
            morsel = SimpleCookie(header).get(COOKIE)
        except CookieError:
            continue
        if morsel is not None:
            return morsel.value
    return None


class TooMuchError(Exception):
    """More was sent than anybody's logs have."""


class _Bounded:
    """Receives a body up to a bound, whatever length was announced."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self._left = most

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise TooMuchError
        return message


def _cookie(visit: Visit, *, secure: bool) -> str:
    return f"{COOKIE}={visit.key}; Path=/; HttpOnly; SameSite=Strict{'; Secure' if secure else ''}"


def _with_cookie(send: Send, cookie: str) -> Send:
    async def send_with_cookie(message: Message) -> None:
        if cookie and message["type"] == "http.response.start":
            MutableHeaders(scope=message).append("Set-Cookie", cookie)
        await send(message)

    return send_with_cookie
