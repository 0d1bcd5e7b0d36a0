"""Answers that a person gives as a JSON file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from lumbar.core.errors import UnusableInput, UnusableKind


def read_json(path: Path) -> object:
    """What stands in the file. Raises UnusableInput when it is no JSON text."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=_each_once)
    except FileNotFoundError as refusal:
        raise UnusableInput(UnusableKind.NOT_FOUND, str(path)) from refusal
    except IsADirectoryError as refusal:
        raise UnusableInput(UnusableKind.IS_A_DIRECTORY, str(path)) from refusal
    except PermissionError as refusal:
        raise UnusableInput(UnusableKind.NO_PERMISSION, str(path)) from refusal
    except OSError as refusal:
        raise UnusableInput(UnusableKind.CANNOT_BE_READ, str(path), met=refusal.strerror) from refusal
    except (ValueError, RecursionError) as mistake:
        raise UnusableInput(UnusableKind.ANSWERS_UNREADABLE, str(path), met=str(mistake)) from mistake


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The object, refused where a key stands twice: the later no would hide the earlier yes."""
    made = dict(pairs)
    if len(made) != len(pairs):
        twice = {key for key, _ in pairs if sum(other == key for other, _ in pairs) > 1}
        raise ValueError(f"{', '.join(sorted(twice))} stands twice")
    return made
