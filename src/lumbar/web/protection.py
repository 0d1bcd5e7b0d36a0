"""What guards every page: who may ask, how much may be sent, and what the browser may do with the answer."""

from __future__ import annotations

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lumbar.web.visit import Visits

COOKIE = "lumbar_visit"
MOST_BYTES = 1_000_000_000
"""Of one request. Each dropped file has a bound of its own when it is read."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
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


class Protected:
    """Wraps the app: every answer gets the headers, pages are kept in no cache, and each browser gets its visit.

    A request that changes something must come from a page of this server: another site in the same browser could
    otherwise note a check-in in the person's name.
    """

    def __init__(self, app: ASGIApp, *, visits: Visits, most_bytes: int = MOST_BYTES) -> None:
        self._app = app
        self._visits = visits
        self._most_bytes = most_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if scope["method"] not in SAFE and not from_our_own_page(headers):
            refusal = PlainTextResponse("This request did not come from a page of Lumbar.", 403, headers=HEADERS)
            await refusal(scope, receive, send)
            return
        static = scope["path"].startswith("/static/")
        key = None if static else _visit_key(headers.getlist("cookie"))
        visit = None if static else self._visits.of(key)
        scope.setdefault("state", {})["visit"] = visit
        new_key = visit.key if visit is not None and visit.key != key else None
        await self._app(scope, _Bounded(receive, self._most_bytes), _Answering(send, scope, new_key, static=static))


def from_our_own_page(headers: Headers) -> bool:
    """Whether the browser says that a page of this very server sent it. Who says nothing at all is no browser."""
    origin = headers.get("origin")
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


class _Answering:
    """Sends an answer with the headers all of them have."""

    def __init__(self, send: Send, scope: Scope, new_key: str | None, *, static: bool) -> None:
        self._send = send
        self._secure = scope.get("scheme") == "https"
        self._new_key = new_key
        self._static = static

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            # What is on a page is a person's health; a style sheet may be asked for again, whether it has changed.
            headers["Cache-Control"] = "no-cache" if self._static else "no-store"
            if self._new_key is not None:
                secure = "; Secure" if self._secure else ""
                headers.append("Set-Cookie", f"{COOKIE}={self._new_key}; Path=/; HttpOnly; SameSite=Strict{secure}")
        await self._send(message)
