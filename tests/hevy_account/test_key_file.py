"""The key on the disk: readable by its owner only, whole or not at all, and gone when it is to be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.hevy_account.fake_hevy import KEY

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.hevy_account import KeyFile


def test_a_key_is_kept_where_only_its_owner_can_read_it(tmp_path: Path) -> None:
    file = KeyFile(tmp_path / "data")
    assert file.key() is None
    file.keep(KEY)

    assert file.key() == KEY
    assert {each.name: each.stat().st_mode & 0o777 for each in (tmp_path / "data" / "hevy").iterdir()} == {
        "key.json": 0o600
    }
    assert (tmp_path / "data" / "hevy").stat().st_mode & 0o777 == 0o700


def test_a_new_key_is_asked_about_anew(tmp_path: Path) -> None:
    file = KeyFile(tmp_path)
    file.keep(KEY)
    assert not file.agreed
    file.agree()
    assert (file.agreed, file.key()) == (True, KEY)
    file.keep(KEY[::-1])
    assert (file.agreed, file.key()) == (False, KEY[::-1])


def test_forgetting_leaves_nothing(tmp_path: Path) -> None:
    file = KeyFile(tmp_path)
    assert not file.forget()
    file.keep(KEY)
    assert file.forget()
    assert file.key() is None
    assert list((tmp_path / "hevy").iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "short", "a" * 201, f"{KEY}\r\nHost: evil", f"{KEY} ", "ключключключ", f"{KEY}\0"]
)
def test_what_could_end_a_header_is_no_key(tmp_path: Path, text: str) -> None:
    file = KeyFile(tmp_path)
    assert not file.is_a_key(text)
    with pytest.raises(ValueError, match=r"^no key$"):
        file.keep(text)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"key": 7}', '{"key": "a\\nb-and-more"}', "\0", "[" * 99_999])
def test_a_damaged_file_is_no_key(tmp_path: Path, content: str) -> None:
    file = KeyFile(tmp_path)
    file.keep(KEY)
    (tmp_path / "hevy" / "key.json").write_text(content)
    file.agree()

    assert (file.key(), file.agreed) == (None, False)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UnusableInput) as raised:
        KeyFile(tmp_path).keep(KEY)
    assert raised.value.kind is UnusableKind.CANNOT_BE_WRITTEN


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "hevy").write_text("")
    with pytest.raises(UnusableInput) as raised:
        KeyFile(tmp_path).keep(KEY)
    assert raised.value.kind is UnusableKind.CANNOT_BE_WRITTEN
    assert KEY not in str(raised.value)
