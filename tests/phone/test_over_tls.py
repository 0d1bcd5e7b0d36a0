"""The whole way for real: a server with the certificate, a client that checks it, and the door between them."""

from __future__ import annotations

import logging
import socket
import ssl
from hashlib import sha256
from urllib.parse import urlencode, urlsplit

import pytest
from tests.phone.conftest import ADDRESS, Served


def test_a_phone_is_paired_and_let_in_and_its_token_is_in_no_log(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    assert served.ask("/").status == 403
    code = urlsplit(served.invitation)
    token = code.query.removeprefix("token=")
    assert served.ask(f"{code.path}?{code.query}").status == 200
    form, origin = urlencode({"token": token}), f"https://{ADDRESS}:{served.port}"
    paired = served.ask("/pair", "POST", form, Origin=origin)
    assert (paired.status, paired.headers["location"]) == (303, "/")
    cookie = paired.headers["set-cookie"].split(";")[0]
    assert served.ask("/", Cookie=cookie).status == 200
    assert served.ask("/", Cookie=cookie[:-1]).status == 403
    assert '"GET /pair HTTP/1.1" 200' in caplog.text, "the server does write a log of what is asked"
    assert token not in caplog.text
    assert cookie.partition("=")[2] not in caplog.text


def test_the_fingerprint_on_the_terminal_is_the_one_that_a_phone_sees(served: Served) -> None:
    seen = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate((ADDRESS, served.port)))
    assert sha256(seen).hexdigest().upper() == served.certificate.fingerprint.replace(" ", "")


def hand_shaken_as(served: Served, name: str, context: ssl.SSLContext) -> None:
    with socket.create_connection((ADDRESS, served.port), timeout=10) as connection:
        context.wrap_socket(connection, server_hostname=name).close()


def test_the_certificate_is_good_for_its_name_and_for_no_other_address_or_name(served: Served) -> None:
    hand_shaken_as(served, "desk.local", served.trusting())
    for name in ("127.0.0.3", "other.local"):
        with pytest.raises(ssl.SSLCertVerificationError, match="not valid for"):
            hand_shaken_as(served, name, served.trusting())


def test_who_did_not_choose_to_trust_it_is_warned(served: Served) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match="self-signed"):
        hand_shaken_as(served, ADDRESS, ssl.create_default_context())
