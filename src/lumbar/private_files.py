"""Small files of a person's own: nobody else may read them, and each is written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from lumbar.core.errors import UnusableInput, UnusableKind


def write_private(file: Path, content: bytes) -> None:
    """Only its owner can read it, from its first byte on. Raises UnusableInput when it cannot be written."""
    beside = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.unlink(missing_ok=True)
        with os.fdopen(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(file)
    except OSError as refusal:
        raise UnusableInput(UnusableKind.CANNOT_BE_WRITTEN, str(file), met=refusal.strerror) from refusal
