"""A server on this machine that answers as Hevy's documentation says, or as badly as it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "1f0c2d3e-4b5a-6978-8796-a5b4c3d2e1f0"
NEWEST = datetime(2026, 3, 2, 17, 30, tzinfo=UTC)


def workout(number: int, kg: float = 100) -> dict[str, Any]:
    """The one that was done so many days before the newest: one set of a deadlift."""
    start = NEWEST - timedelta(days=number)
    figures = {"weight_kg": kg, "reps": 5, "distance_meters": None, "duration_seconds": None, "rpe": None}
    return {
        "id": f"workout-{number}",
        "title": "Pull",
        "description": "",
        "start_time": start.isoformat(),
        "end_time": (start + timedelta(minutes=50)).isoformat(),
        "exercises": [
            {
                "index": 0,
                "title": "Deadlift (Barbell)",
                "notes": "",
                "superset_id": None,
                "sets": [{"index": 0, "type": "normal", **figures}],
            }
        ],
    }


@dataclass
class Reply:
    """What is sent back whatever is asked for."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = lambda: None
    piece: Callable[[Callable[[bytes], object]], None] | None = None
    """Writes a body of its own."""


@dataclass
class FakeHevy:
    """An account, the newest workout first."""

    workouts: list[dict[str, Any]] = field(default_factory=list)
    reply: Reply | None = None
    reply_from_page: int = 1
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    """Path and key of each request."""
    headers: list[dict[str, str]] = field(default_factory=list)
    address: str = ""

    @property
    def pages_asked(self) -> list[int]:
        return [int(parse_qs(urlsplit(path).query)["page"][0]) for path, _ in self.asked]

    def answer(self, path: str, key: str | None) -> Reply:
        query = parse_qs(urlsplit(path).query)
        number, size = int(query["page"][0]), int(query["pageSize"][0])
        if self.reply is not None and number >= self.reply_from_page:
            return self.reply
        if key != KEY:
            return Reply(401, b'{"error": "Unauthorized"}')
        pages = -(-len(self.workouts) // size)
        page = self.workouts[(number - 1) * size : number * size]
        return Reply(200, json.dumps({"page": number, "page_count": pages, "workouts": page}).encode())


@contextmanager
def serving(hevy: FakeHevy) -> Iterator[FakeHevy]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            key = self.headers.get("api-key")
            hevy.asked.append((self.path, key))
            hevy.headers.append({name.lower(): value for name, value in self.headers.items()})
            reply = hevy.answer(self.path, key)
            reply.before()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.end_headers()
            if reply.piece:
                reply.piece(self.wfile.write)
            else:
                self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """It has nothing to say."""

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # whoever asked has gone
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    hevy.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hevy
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
