"""Serves the web app: on this machine's own loopback, and beside it, where asked, over HTTPS to the paired phone."""

from __future__ import annotations

import asyncio
import signal
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from lumbar.core.errors import UnusableInput, UnusableKind

STOP_WITHIN_S = 2
BACKLOG = 64
ALONE_AT_A_PORT = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
"""What elsewhere only shortens the wait after a stop would on Windows let another program listen beside us."""


@dataclass(frozen=True, slots=True)
class Listening:
    """A port of this machine that is ours, before anything is served on it."""

    socket: socket.socket
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Served:
    """One app behind one port; with a certificate over HTTPS."""

    app: ASGIApp
    listening: Listening
    certificate: Path | None = None
    private_key: Path | None = None


def listen(host: str, port: int) -> Listening:
    """Takes the port; 0 is any free one. Raises UnusableInput when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    try:
        taken.setsockopt(socket.SOL_SOCKET, ALONE_AT_A_PORT, 1)
        taken.bind((host, port))
        taken.listen(BACKLOG)
    except OSError as refusal:
        taken.close()
        raise UnusableInput(
            UnusableKind.PORT_NOT_TO_BE_HAD, f"{host}:{port}", met=refusal.strerror or str(refusal)
        ) from refusal
    return Listening(taken, host, taken.getsockname()[1])


def serve(served: Sequence[Served], *, ready: Callable[[], None]) -> None:
    """Serves until it is interrupted. ``ready`` is called once every port answers."""
    asyncio.run(_serve(served, ready))


async def _serve(served: Sequence[Served], ready: Callable[[], None]) -> None:
    starting = len(served)

    def started() -> None:
        nonlocal starting
        starting -= 1
        if not starting:
            ready()

    servers = [_Server(_config(each), started) for each in served]
    with _stopped_by_signals(servers):
        await asyncio.gather(
            *(server.serve(sockets=[each.listening.socket]) for server, each in zip(servers, served, strict=True))
        )


@contextmanager
def _stopped_by_signals(servers: Sequence[uvicorn.Server]) -> Iterator[None]:
    """An interruption ends all of them together, each after the answers it has begun."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for server in servers:
            server.force_exit = server.should_exit  # the second time at once
            server.should_exit = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _config(each: Served) -> uvicorn.Config:
    settings: dict[str, Any] = {}
    if each.certificate is not None and each.private_key is not None:
        settings = {"ssl_certfile": str(each.certificate), "ssl_keyfile": str(each.private_key)}
    # No access log: paths and tokens of a person's health belong in no log. Faults are said on the page.
    return uvicorn.Config(
        each.app,
        log_level="critical",
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=STOP_WITHIN_S,
        proxy_headers=False,
        ws="none",
        **settings,
    )


class _Server(uvicorn.Server):
    """One of several servers of one program; signals are heard for all of them at once."""

    def __init__(self, config: uvicorn.Config, told: Callable[[], None]) -> None:
        super().__init__(config)
        self._told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._told()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
