"""Files that a command writes where the person said."""

from __future__ import annotations

from pathlib import Path

from lumbar import __version__, wiring
from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.exercises import Catalogue
from lumbar.usecases.explain import Explanation
from lumbar.usecases.review_load import load_behind


def write_text(path: Path, text: str) -> Path:
    """Writes the file and gives its full path. Raises UnusableInput when it cannot be written there."""
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as refusal:
        raise UnusableInput(UnusableKind.CANNOT_BE_WRITTEN, str(path), met=refusal.strerror) from refusal
    return path.resolve()


def write_bytes(path: Path, content: bytes) -> Path:
    """Writes the file and gives its full path. Raises UnusableInput when it cannot be written there."""
    try:
        path.write_bytes(content)
    except OSError as refusal:
        raise UnusableInput(UnusableKind.CANNOT_BE_WRITTEN, str(path), met=refusal.strerror) from refusal
    return path.resolve()


def write_report(explanation: Explanation, path: Path, *, catalogue: Catalogue, made_person: bool) -> Path:
    """The explanation as one HTML page, with the load behind it."""
    page = wiring.html_report()(
        explanation,
        unit=explanation.log.unit,
        generated_on=wiring.MachineClock().now().date(),
        version=__version__,
        load=load_behind(explanation, catalogue),
        made_person=made_person,
    )
    return write_text(path, page)


def make_directory(path: Path) -> None:
    """Makes the folder where it is missing. Raises UnusableInput when that cannot be done."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as refusal:
        raise UnusableInput(UnusableKind.CANNOT_BE_WRITTEN, str(path), met=refusal.strerror) from refusal
