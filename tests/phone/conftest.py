"""A real server with the door and the certificate, on an address of this machine."""

from __future__ import annotations

import ssl
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address
from pathlib import Path

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send
from tests.fakes.clock import StandingClock

from lumbar.phone.certificate import ServerCertificate, server_certificate
from lumbar.storage import open_paired_phones
from lumbar.web.phone_door import PhoneDoor, PhonePairing, invitation_url

NOW = datetime.now(UTC)
ADDRESS = "127.0.0.2" if sys.platform == "linux" else "127.0.0.1"
"""On Linux all of 127/8 is this machine, so that an address besides the usual one can be tried."""


async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"my back hurts"})


@dataclass(frozen=True)
class Served:
    certificate: ServerCertificate
    port: int
    invitation: str
    """The address in the code on the terminal."""

    def trusting(self) -> ssl.SSLContext:
        """Trusts this one certificate, as a person does who compared the fingerprint, and checks all that can be."""
        context = ssl.create_default_context(cafile=str(self.certificate.certificate_file))
        context.verify_flags |= ssl.VerifyFlags.VERIFY_X509_STRICT
        return context

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> HTTPResponse:
        with closing(HTTPSConnection(ADDRESS, self.port, context=self.trusting(), timeout=10)) as connection:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            response.read()
            return response


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    certificate = server_certificate(tmp_path, addresses=[IPv4Address(ADDRESS)], names=["desk.local"], at=NOW)
    pairing = PhonePairing(open_paired_phones(tmp_path))
    door = PhoneDoor(app, pairing=pairing, clock=StandingClock(NOW))
    server = uvicorn.Server(
        uvicorn.Config(
            door,
            host=ADDRESS,
            port=0,
            log_config=None,
            lifespan="off",
            ssl_certfile=str(certificate.certificate_file),
            ssl_keyfile=str(certificate.key_file),
        )
    )
    running = threading.Thread(target=server.run)
    running.start()
    while not server.started:
        time.sleep(0.01)
    port: int = server.servers[0].sockets[0].getsockname()[1]
    yield Served(certificate, port, invitation_url(ADDRESS, port, pairing.invite(NOW)))
    server.should_exit = True
    running.join()
