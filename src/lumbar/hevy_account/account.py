"""Hevy's answers to programs, fetched with the person's own key. Fills the port ``TrainingAccount``.

The key goes to one host, encrypted, and nowhere else: a redirect is refused, since it would take the key along. What
was fetched is kept in memory and read from there like a file.
"""

from __future__ import annotations

import json
import os
import stat
import time
from collections.abc import Callable, Mapping
from datetime import date
from email.message import Message
from http.client import HTTPException
from io import BytesIO
from typing import Any, BinaryIO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.usecases.fetch_training import AccountPage, FetchTrouble, NotFetchedError

ADDRESS = "https://api.hevyapp.com"
PAGE_SIZE = 10
"""The most that Hevy gives at once."""
PIECE = 1 << 16
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_DECIDED = date(2026, 11, 23)

PAGE_BYTES = Parameter(
    id="account-page-most-bytes",
    meaning="size above which an answer is refused",
    value=10_000_000,
    unit="byte",
    source=our_judgement(_DECIDED, "ten workouts take some 50 kB, so that none of their notes is ever too long"),
    certainty=Certainty.OPINION,
)
SILENCE_S = Parameter(
    id="account-silence",
    meaning="time without a byte after which an answer is given up",
    value=20,
    unit="s",
    source=our_judgement(_DECIDED, "slow phone networks answer within some seconds"),
    certainty=Certainty.OPINION,
)
ANSWER_S = Parameter(
    id="account-answer",
    meaning="time within which an answer must be there whole",
    value=120,
    unit="s",
    source=our_judgement(_DECIDED, "50 kB over the slowest network there is; whoever sends slower keeps us on purpose"),
    certainty=Certainty.OPINION,
)


class HevyAccount:
    """The account of one key, and the pages that were fetched of it, for a log reader to read from."""

    def __init__(
        self, key: str, *, address: str = ADDRESS, silence_s: float = SILENCE_S.value, answer_s: float = ANSWER_S.value
    ) -> None:
        """``address`` is another one in tests only, on this machine; anything else must be encrypted."""
        parts = urlsplit(address)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
            raise ValueError("a key is sent over https only")
        self._key = key
        self._address = address
        self._host = parts.hostname or ""
        self._silence_s = silence_s
        self._answer_s = answer_s
        self._opener = _opener()
        self._pages: dict[str, bytes] = {}

    def page(self, number: int) -> AccountPage:
        content = self._fetched(f"{self._address}/v1/workouts?page={number}&pageSize={PAGE_SIZE}")
        pages, starts = _shape(content)
        path = f"{self._host}, page {number}"
        self._pages[path] = content
        return AccountPage(path, pages, starts)

    # The pages as files

    def stat(self, path: str) -> os.stat_result:
        return os.stat_result((stat.S_IFREG | 0o400, 0, 0, 1, 0, 0, len(self._page(path)), 0, 0, 0))

    def open(self, path: str) -> BinaryIO:
        return BytesIO(self._page(path))

    def _page(self, path: str) -> bytes:
        try:
            return self._pages[path]
        except KeyError:
            raise FileNotFoundError(path) from None

    # The network

    def _fetched(self, url: str) -> bytes:
        headers = {"api-key": self._key, "Accept": "application/json", "User-Agent": "Lumbar"}
        request = Request(url, headers=headers)  # noqa: S310  __init__ saw to the scheme
        try:
            with self._opener.open(request, timeout=self._silence_s) as answer:
                return _within(answer.read1, time.monotonic() + self._answer_s)
        except HTTPError as refusal:
            with refusal:
                raise _refused(refusal.code, refusal.headers) from None
        except URLError as trouble:
            raise NotFetchedError(FetchTrouble.NO_NETWORK, met=_reason(trouble.reason)) from None
        except (OSError, HTTPException, ValueError) as trouble:  # ValueError: an answer that is no HTTP
            raise NotFetchedError(FetchTrouble.NO_NETWORK, met=_reason(trouble)) from None


def _opener() -> OpenerDirector:
    """Asks and takes the answer: no redirect is followed, for Python would send the key along to wherever it leads."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler(), HTTPErrorProcessor(), HTTPDefaultErrorHandler()):
        opener.add_handler(handler)
    return opener


def _within(read: Callable[[int], bytes], until: float) -> bytes:
    """The whole answer, unless it is too long or too slow. Each piece is taken as it comes."""
    content = b""
    while piece := read(PIECE):
        content += piece
        if len(content) > PAGE_BYTES.value:
            raise NotFetchedError(FetchTrouble.TOO_LARGE, met=f"{PAGE_BYTES.value / 1_000_000:,.0f} MB")
        if time.monotonic() > until:
            raise NotFetchedError(FetchTrouble.NO_NETWORK, met="it answers too slowly")
    return content


def _refused(status: int, headers: Message | None) -> NotFetchedError:
    """What the number of an answer means. What stands in the answer itself is not looked at, nor repeated."""
    met = str(status)
    if 300 <= status < 400:
        return NotFetchedError(FetchTrouble.SENT_ELSEWHERE, met=met)
    if status in (401, 403):
        return NotFetchedError(FetchTrouble.KEY_REFUSED, met=met)
    if status == 429:
        wait = (headers.get("Retry-After") or "") if headers else ""
        seconds = int(wait) if wait.isascii() and wait.isdigit() and len(wait) < 6 else None
        return NotFetchedError(FetchTrouble.TOO_OFTEN, met=met, wait_s=seconds)
    if status >= 500:
        return NotFetchedError(FetchTrouble.THEIR_FAULT, met=met)
    return NotFetchedError(FetchTrouble.OTHERWISE_REFUSED, met=met)


def _reason(trouble: object) -> str | None:
    """The machine's own words for it: those of an error's number, never those of a request."""
    if isinstance(trouble, TimeoutError):
        return "it does not answer"
    return trouble.strerror if isinstance(trouble, OSError) else None


def _shape(content: bytes) -> tuple[int, tuple[str, ...]]:
    """How many pages there are, and when each workout on this one began. Raises NotFetchedError for another shape."""
    try:
        answer: Any = json.loads(content)
    except (ValueError, RecursionError):
        raise NotFetchedError(FetchTrouble.CHANGED_SHAPE, met="no JSON") from None
    pages = answer.get("page_count") if isinstance(answer, Mapping) else None
    workouts = answer.get("workouts") if isinstance(answer, Mapping) else None
    if not isinstance(workouts, list) or not isinstance(pages, int) or isinstance(pages, bool):
        raise NotFetchedError(FetchTrouble.CHANGED_SHAPE, met="page_count, workouts")
    for workout in workouts:
        if not isinstance(workout, Mapping) or not isinstance(workout.get("exercises"), list):
            raise NotFetchedError(FetchTrouble.CHANGED_SHAPE, met="exercises")
    return pages, tuple(str(workout.get("start_time")) for workout in workouts)
