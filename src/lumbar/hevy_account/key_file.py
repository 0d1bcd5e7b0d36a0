"""The key to the account, in a file that only its owner can read. It is shown to nobody, and stands in no message."""

from __future__ import annotations

import json
import re
from pathlib import Path

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.private_files import write_private

FOLDER = "hevy"
FILE = "key.json"
_KEY = re.compile(r"[A-Za-z0-9._~-]{8,200}")
"""What Hevy gives out is a UUID; letters beyond these could end a header and begin another."""


class KeyFile:
    """The key, and whether the person was told what it is used for and agreed."""

    def __init__(self, directory: Path) -> None:
        self._file = directory / FOLDER / FILE

    @staticmethod
    def is_a_key(text: str) -> bool:
        return _KEY.fullmatch(text) is not None

    def keep(self, key: str, *, agreed: bool = False) -> None:
        """In place of an earlier one. Raises UnusableInput where it cannot be written, and ValueError for no key."""
        if not self.is_a_key(key):
            raise ValueError("no key")
        write_private(self._file, json.dumps({"key": key, "agreed": agreed}).encode())

    def key(self) -> str | None:
        """None where there is none, or none that can be read."""
        key = self._content().get("key")
        return key if isinstance(key, str) and self.is_a_key(key) else None

    @property
    def agreed(self) -> bool:
        return self._content().get("agreed") is True

    def agree(self) -> None:
        key = self.key()
        if key is not None:
            self.keep(key, agreed=True)

    def forget(self) -> bool:
        """Whether there was one. Raises UnusableInput where it cannot be removed."""
        try:
            self._file.unlink()
        except FileNotFoundError:
            return False
        except OSError as refusal:
            raise UnusableInput(UnusableKind.CANNOT_BE_WRITTEN, str(self._file), met=refusal.strerror) from refusal
        return True

    def _content(self) -> dict[str, object]:
        try:
            content = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return content if isinstance(content, dict) else {}
