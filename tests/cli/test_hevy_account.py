"""``lumbar hevy`` against a server on this machine: what is asked before, what comes, and a key that nobody sees."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.cli.conftest import Ended, Lumbar
from tests.hevy_account.fake_hevy import KEY, FakeHevy, Reply, serving, workout

from lumbar import wiring
from lumbar.hevy_account import HevyAccount
from lumbar.storage import open_store
from lumbar.wording import hevy_account as said


def words(text: str) -> str:
    return " ".join(text.split())


class Typed(io.StringIO):
    """Somebody at a terminal who types this."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def hevy(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHevy]:
    """An account with 23 workouts, three pages of them."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving(FakeHevy([workout(number) for number in range(23)])) as fake:
        monkeypatch.setattr(wiring, "hevy_account", lambda key: HevyAccount(key, address=fake.address))
        yield fake


@pytest.fixture
def call(lumbar: Lumbar, data: Path) -> Callable[..., Ended]:
    """The command; whatever it says, the key is not in it, nor anywhere on the disk but in its own file."""

    def run(*arguments: str) -> Ended:
        ended = lumbar("hevy", *arguments)
        assert KEY not in ended.out + ended.err
        for file in data.rglob("*"):
            assert file.name == "key.json" or file.is_dir() or KEY.encode() not in file.read_bytes()
        return ended

    return run


@pytest.fixture
def with_key(hevy: FakeHevy, call: Callable[..., Ended]) -> FakeHevy:
    assert call("--key", KEY).code == 0
    return hevy


def test_a_key_is_kept_and_not_shown_again(call: Callable[..., Ended], data: Path) -> None:
    ended = call("--key", KEY)

    assert (ended.code, words(ended.out)) == (0, words(said.KEPT))
    assert (data / "hevy" / "key.json").stat().st_mode & 0o777 == 0o600
    assert call("--key", KEY, "--json").json == {"key": "kept"}


def test_a_key_can_come_from_another_program_so_that_it_stands_in_no_history(
    call: Callable[..., Ended], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{KEY}\n"))

    assert call("--key", "-").code == 0
    assert KEY in (data / "hevy" / "key.json").read_text()


def test_a_key_can_be_typed_unseen(call: Callable[..., Ended], data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Typed())
    monkeypatch.setattr("getpass.getpass", lambda prompt: KEY if prompt == f"{said.ENTER_KEY}: " else "")

    assert call("--key", "-").code == 0
    assert KEY in (data / "hevy" / "key.json").read_text()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--key", "no key"), said.NO_KEY),
        (("--key", f"{KEY}\nHost: evil"), said.NO_KEY),
        ((KEY,), said.NO_WORD_HERE),
        (("--key", KEY, "--forget"), said.ONE_THING),
        ((), said.HOW_TO_GET_A_KEY),
        (("--yes",), said.HOW_TO_GET_A_KEY),
    ],
    ids=["no key", "two lines", "without --key", "both", "none kept", "none kept, agreed"],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    call: Callable[..., Ended], hevy: FakeHevy, arguments: tuple[str, ...], sentence: str
) -> None:
    ended = call(*arguments)

    assert (ended.code, ended.said_lines) == (2, [sentence])
    assert call(*arguments, "--json").json["error"]["text"] == sentence
    assert hevy.asked == []


def test_nothing_is_sent_before_somebody_was_asked(call: Callable[..., Ended], with_key: FakeHevy) -> None:
    ended = call()

    assert (ended.code, ended.said_lines) == (2, [said.WHAT_IS_SENT, said.NOT_ASKED])
    assert call("--json").code == 2
    assert with_key.asked == []


def test_who_says_no_is_asked_again_and_who_says_yes_is_not(
    call: Callable[..., Ended], with_key: FakeHevy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Typed())
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)
    refused = call()
    assert (refused.code, refused.said_lines, with_key.asked) == (2, [said.WHAT_IS_SENT, said.NOT_SENT], [])
    monkeypatch.setattr("typer.confirm", lambda *_, **__: True)
    assert said.WHAT_IS_SENT in call().err
    assert with_key.pages_asked == [1, 2, 3]
    assert call().err == ""


def test_everything_comes_the_first_time_and_afterwards_only_what_is_new(
    call: Callable[..., Ended], with_key: FakeHevy, data: Path
) -> None:
    """23 workouts of one set on three pages. Then two new ones: page 1 has something new, page 2 has not."""
    first, again = call("--yes"), call()
    with_key.workouts = [workout(-2), workout(-1), *with_key.workouts]
    later = call()

    assert words(first.out) == "Stored 23 new sets in 23 sessions (3 pages asked for)."
    assert words(again.out) == "Nothing new at Hevy (1 page asked for)."
    assert words(later.out) == "Stored 2 new sets in 2 sessions (2 pages asked for)."
    assert with_key.pages_asked == [1, 2, 3, 1, 1, 2]
    assert open_store(data).log().set_count == 25
    assert first.code == again.code == later.code == 0


def test_where_nothing_is_new_nothing_is_stored(call: Callable[..., Ended], with_key: FakeHevy, data: Path) -> None:
    call("--yes")
    call()

    assert len(open_store(data).imports()) == 1


def test_with_all_every_page_is_asked_for(call: Callable[..., Ended], with_key: FakeHevy) -> None:
    """The oldest was corrected since: only the last page tells."""
    call("--yes")
    with_key.workouts[-1] = workout(22, kg=120)
    unseen, seen, replaced = call(), call("--all"), call("--all", "--replace-changed")

    assert "differs" not in unseen.out
    assert "1 session differs from what is stored and was left" in words(seen.out)
    assert "differs" not in replaced.out
    assert with_key.pages_asked == [1, 2, 3, 1, 1, 2, 3, 1, 2, 3]


def test_an_account_that_gives_the_oldest_first_is_asked_to_its_end(
    call: Callable[..., Ended], with_key: FakeHevy, data: Path
) -> None:
    with_key.workouts.reverse()
    call("--yes")
    with_key.workouts.append(workout(-1))

    assert words(call().out) == "Stored 1 new set in 1 session (3 pages asked for)."
    assert open_store(data).log().set_count == 24


def test_what_a_csv_export_brought_already_is_not_stored_twice(
    call: Callable[..., Ended], lumbar: Lumbar, with_key: FakeHevy, data: Path, tmp_path: Path
) -> None:
    """17:30 of UTC on 2 March is 18:30 in Berlin."""
    export = tmp_path / "workouts.csv"
    export.write_text(
        "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
        "weight_kg,reps,distance_km,duration_seconds,rpe\n"
        'Pull,"2 Mar 2026, 18:30","2 Mar 2026, 19:20",,Deadlift (Barbell),,,0,normal,100,5,,,\n'
    )
    lumbar("import", export)
    with_key.workouts = with_key.workouts[:1]

    assert words(call("--yes", "--zone", "Europe/Berlin").out) == "Nothing new at Hevy (1 page asked for)."
    assert open_store(data).log().set_count == 1


def test_an_account_without_workouts_is_said(call: Callable[..., Ended], with_key: FakeHevy) -> None:
    with_key.workouts = []
    ended = call("--yes")

    assert (ended.code, words(ended.out)) == (0, words(said.NO_WORKOUTS))


@pytest.mark.parametrize(
    ("reply", "part"),
    [
        (Reply(401), "Hevy does not accept the key (401)"),
        (Reply(429, headers={"Retry-After": "90"}), "try again in 90 seconds"),
        (Reply(502), "a fault of its own (502)"),
        (Reply(418), "refuses the question (418)"),
        (Reply(302, headers={"Location": "https://evil.example/"}), "leads to another address (302)"),
        (Reply(200, b"<html></html>"), "no longer has the shape we know (no JSON)"),
        (Reply(200, b" " * 10_000_001), "larger than ten workouts can be (10 MB)"),
    ],
    ids=lambda value: "" if isinstance(value, Reply) else value,
)
@pytest.mark.parametrize("page", [1, 3])
def test_a_page_that_does_not_come_leaves_everything_as_it_was(
    call: Callable[..., Ended], with_key: FakeHevy, data: Path, reply: Reply, part: str, page: int
) -> None:
    with_key.reply, with_key.reply_from_page = reply, page
    ended = call("--yes")

    assert ended.code == 4
    assert part in ended.said_lines[-1]
    assert "nothing was imported" in ended.said_lines[-1]
    assert "Traceback" not in ended.err
    assert open_store(data).log().set_count == 0
    told = call("--json")
    assert told.json["error"]["text"] in told.said_lines
    with_key.reply = None
    assert words(call().out) == "Stored 23 new sets in 23 sessions (3 pages asked for)."


def test_without_a_network_one_sentence_says_so(
    call: Callable[..., Ended], with_key: FakeHevy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "hevy_account", lambda key: HevyAccount(key, address="http://127.0.0.1:1"))

    assert "api.hevyapp.com cannot be reached (Connection refused)" in call("--yes").said_lines[-1]


def test_a_zone_that_nobody_knows_is_said(call: Callable[..., Ended], with_key: FakeHevy) -> None:
    ended = call("--yes", "--zone", "Middle/Earth")

    assert ended.code == 4
    assert "is no time zone this machine knows" in ended.said_lines[-1]


def test_a_set_that_cannot_be_is_set_aside_and_said(call: Callable[..., Ended], with_key: FakeHevy) -> None:
    with_key.workouts = [workout(0, kg=5000), workout(1)]
    ended = call("--yes")

    assert ended.code == 3
    assert "1 record was set aside" in words(ended.out)
    assert call("--all", "--json").json["records_set_aside"] == 1


def test_an_account_that_counts_pages_without_end_is_left_at_the_bound(
    call: Callable[..., Ended], with_key: FakeHevy, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from lumbar.usecases import fetch_training

    monkeypatch.setattr(fetch_training, "PAGES_MOST", replace(fetch_training.PAGES_MOST, value=5))
    with_key.reply = Reply(200, b'{"page": 1, "page_count": 999999999, "workouts": []}')

    assert call("--yes").code == 0
    assert with_key.pages_asked == [1, 2, 3, 4, 5]


def test_forgetting_removes_the_key_and_nothing_else(
    call: Callable[..., Ended], with_key: FakeHevy, data: Path
) -> None:
    call("--yes")
    ended = call("--forget")

    assert (ended.code, words(ended.out)) == (0, words(said.FORGOTTEN))
    assert words(call("--forget").out) == words(said.NOTHING_TO_FORGET)
    assert call().said_lines == [said.HOW_TO_GET_A_KEY]
    assert open_store(data).log().set_count == 23


def test_a_key_in_the_file_that_could_end_a_header_is_none(
    call: Callable[..., Ended], with_key: FakeHevy, data: Path
) -> None:
    (data / "hevy" / "key.json").write_text('{"key": "abcdefgh\\r\\nHost: evil", "agreed": true}')

    assert call().said_lines == [said.HOW_TO_GET_A_KEY]
    assert with_key.asked == []
