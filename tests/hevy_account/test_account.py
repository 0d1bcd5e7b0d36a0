"""Fetching from Hevy over a real connection to a server on this machine: what is sent, and whatever comes back."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable

import pytest
from tests.hevy_account.fake_hevy import KEY, FakeHevy, Reply, workout

from lumbar.hevy_account import HevyAccount
from lumbar.usecases.fetch_training import FetchTrouble, NotFetchedError


def not_fetched(account: HevyAccount) -> NotFetchedError:
    with pytest.raises(NotFetchedError) as raised:
        account.page(1)
    assert KEY not in repr(raised.value) + str(raised.value) + repr(raised.value.__dict__)
    return raised.value


def test_a_question_holds_the_key_and_the_number_of_the_page_and_nothing_else(hevy: FakeHevy) -> None:
    HevyAccount(KEY, address=hevy.address).page(3)

    assert hevy.asked == [("/v1/workouts?page=3&pageSize=10", KEY)]
    [headers] = hevy.headers
    assert headers == {
        "accept-encoding": "identity",
        "host": hevy.address.removeprefix("http://"),
        "api-key": KEY,
        "accept": "application/json",
        "user-agent": "Lumbar",
        "connection": "close",
    }


def test_a_page_says_how_many_there_are_and_is_read_like_a_file(hevy: FakeHevy) -> None:
    hevy.workouts = [workout(number) for number in range(23)]
    account = HevyAccount(KEY, address=hevy.address)
    page = account.page(2)

    assert (page.path, page.pages, len(page.starts)) == ("127.0.0.1, page 2", 3, 10)
    with account.open(page.path) as file:
        content = file.read()
    assert [each["id"] for each in json.loads(content)["workouts"]] == [f"workout-{number}" for number in range(10, 20)]
    assert account.stat(page.path).st_size == len(content)
    with pytest.raises(FileNotFoundError):
        account.open("127.0.0.1, page 3")


@pytest.mark.parametrize(
    ("status", "trouble"),
    [
        (401, FetchTrouble.KEY_REFUSED),
        (403, FetchTrouble.KEY_REFUSED),
        (429, FetchTrouble.TOO_OFTEN),
        (500, FetchTrouble.THEIR_FAULT),
        (503, FetchTrouble.THEIR_FAULT),
        (400, FetchTrouble.OTHERWISE_REFUSED),
        (404, FetchTrouble.OTHERWISE_REFUSED),
    ],
)
def test_what_the_number_of_a_refusal_means(hevy: FakeHevy, status: int, trouble: FetchTrouble) -> None:
    hevy.reply = Reply(status, f"you sent {KEY}".encode())
    why = not_fetched(HevyAccount(KEY, address=hevy.address))

    assert (why.trouble, why.met) == (trouble, str(status))


@pytest.mark.parametrize(
    ("wait", "seconds"),
    [("90", 90), ("Wed, 21 Oct 2026 07:28:00 GMT", None), ("9" * 50, None), ("²", None), ("", None)],
)
def test_how_long_to_wait_is_taken_over_where_it_is_a_number(hevy: FakeHevy, wait: str, seconds: int | None) -> None:
    hevy.reply = Reply(429, headers={"Retry-After": wait} if wait.isascii() else {})

    assert not_fetched(HevyAccount(KEY, address=hevy.address)).wait_s == seconds


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_and_the_key_goes_nowhere_else(hevy: FakeHevy, status: int) -> None:
    hevy.reply = Reply(status, headers={"Location": f"{hevy.address}/elsewhere?page=1"})

    assert not_fetched(HevyAccount(KEY, address=hevy.address)).trouble is FetchTrouble.SENT_ELSEWHERE
    assert len(hevy.asked) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>sign in to the hotel's network</html>",
        b"[]",
        b"{}",
        b'{"page_count": 1}',
        b'{"page_count": "1", "workouts": []}',
        b'{"page_count": true, "workouts": []}',
        b'{"page_count": 1, "workouts": {}}',
        b'{"page_count": 1, "workouts": [7]}',
        b'{"page_count": 1, "workouts": [{"sets": []}]}',
        b"[" * 100_000,
        b"\xff\xfe\x00",
    ],
    ids=lambda body: repr(body[:40]),
)
def test_an_answer_of_another_shape_is_not_guessed_at(hevy: FakeHevy, body: bytes) -> None:
    hevy.reply = Reply(200, body)

    assert not_fetched(HevyAccount(KEY, address=hevy.address)).trouble is FetchTrouble.CHANGED_SHAPE


def test_an_answer_without_end_is_given_up_at_the_bound(hevy: FakeHevy) -> None:
    def endless(write: Callable[[bytes], object]) -> None:
        for _ in range(200):
            write(b" " * 100_000)

    hevy.reply = Reply(200, piece=endless)

    assert not_fetched(HevyAccount(KEY, address=hevy.address)).trouble is FetchTrouble.TOO_LARGE


def test_an_answer_that_drips_is_given_up_in_time(hevy: FakeHevy) -> None:
    def dripping(write: Callable[[bytes], object]) -> None:
        for _ in range(100):
            write(b" ")
            time.sleep(0.05)

    hevy.reply = Reply(200, piece=dripping)
    began = time.monotonic()
    why = not_fetched(HevyAccount(KEY, address=hevy.address, answer_s=0.3))

    assert (why.trouble, why.met) == (FetchTrouble.NO_NETWORK, "it answers too slowly")
    assert time.monotonic() - began < 3


def test_a_server_that_says_nothing_is_given_up_in_time(hevy: FakeHevy) -> None:
    hevy.reply = Reply(200, before=lambda: time.sleep(1))
    why = not_fetched(HevyAccount(KEY, address=hevy.address, silence_s=0.2))

    assert (why.trouble, why.met) == (FetchTrouble.NO_NETWORK, "it does not answer")


def test_where_nobody_listens_there_is_no_network(hevy: FakeHevy) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    why = not_fetched(HevyAccount(KEY, address=f"http://127.0.0.1:{port}"))
    assert (why.trouble, why.met) == (FetchTrouble.NO_NETWORK, "Connection refused")


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH_9.6\r\n", b"HTTP/1.1 abc\r\n\r\n", b""])
def test_what_is_no_web_server_is_no_network(said: bytes) -> None:
    import threading

    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(said)

        thread = threading.Thread(target=answer)
        thread.start()
        account = HevyAccount(KEY, address=f"http://127.0.0.1:{server.getsockname()[1]}")
        assert not_fetched(account).trouble is FetchTrouble.NO_NETWORK
        thread.join()


@pytest.mark.parametrize(
    "address",
    [
        "http://api.hevyapp.com",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "api.hevyapp.com",
        "http://127.0.0.1.evil.example",
    ],
)
def test_a_key_is_sent_encrypted_or_not_at_all(address: str) -> None:
    with pytest.raises(ValueError, match="https only"):
        HevyAccount(KEY, address=address)


def test_the_account_does_not_show_its_key() -> None:
    assert KEY not in repr(HevyAccount(KEY))
