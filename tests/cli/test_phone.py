from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.cli.conftest import Lumbar
from tests.fakes.paired_phones import PAIRED_AT, phone

from lumbar.storage import open_paired_phones


def words(text: str) -> str:
    return " ".join(text.split())


def test_where_no_phone_is_paired_that_is_said_and_no_store_is_made(lumbar: Lumbar, data: Path) -> None:
    ended = lumbar("phone")
    assert (ended.code, words(ended.out)) == (
        0,
        "No phone is paired. “lumbar serve --phone” shows the code to pair one with.",
    )
    assert lumbar("phone", "--json").json == {"phone": None, "revoked": False}
    assert lumbar("phone", "--revoke", "--json").json == {"phone": None, "revoked": False}
    assert "no access to take away" in words(lumbar("phone", "--revoke").out)
    assert not data.exists()


def test_the_paired_phone_is_shown_with_its_name_and_since_when(lumbar: Lumbar, data: Path) -> None:
    open_paired_phones(data).replace(phone())
    shown = words(lumbar("phone").out)
    assert shown.startswith(f"iPhone Paired since {PAIRED_AT.astimezone():%Y-%m-%d %H:%M}, not seen since.")
    open_paired_phones(data).seen(PAIRED_AT + timedelta(days=1))
    assert f"last seen {(PAIRED_AT + timedelta(days=1)).astimezone():%Y-%m-%d %H:%M}" in words(lumbar("phone").out)


def test_a_program_gets_the_instants_and_not_the_digest_of_the_secret(lumbar: Lumbar, data: Path) -> None:
    open_paired_phones(data).replace(phone())
    ended = lumbar("phone", "--json")
    paired = PAIRED_AT.astimezone().isoformat()
    ends = (PAIRED_AT + timedelta(days=180)).astimezone().isoformat()
    assert ended.json == {
        "phone": {"name": "iPhone", "paired_at": paired, "last_seen": None, "access_ends": ends},
        "revoked": False,
    }
    assert phone().secret_digest not in ended.out


def test_taking_the_access_away_leaves_no_phone(lumbar: Lumbar, data: Path) -> None:
    open_paired_phones(data).replace(phone())
    ended = lumbar("phone", "--revoke")
    assert (ended.code, open_paired_phones(data).paired()) == (0, None)
    assert "The access of the paired phone (iPhone) is taken away" in words(ended.out)
    open_paired_phones(data).replace(phone())
    answer = lumbar("phone", "--revoke", "--json").json
    assert (answer["phone"]["name"], answer["revoked"]) == ("iPhone", True)
