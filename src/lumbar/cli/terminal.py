"""What goes to the terminal: the answer on stdout, messages and progress on stderr."""

from __future__ import annotations

import json as json_module
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from lumbar.core.errors import UnusableInput

if TYPE_CHECKING:  # Rich costs a tenth of a second, and asking for help or JSON should not pay it
    from rich.console import Console

WIDEST = 100
"""Lines longer than this are hard to read, however wide the window is."""
NOT_A_TERMINAL = 80


class ExitCode(IntEnum):
    """What an ending means to the shell."""

    DONE = 0
    OUR_FAULT = 1
    USAGE = 2
    SET_ASIDE = 3
    UNUSABLE = 4
    STOPPED = 130


@dataclass(frozen=True, slots=True)
class Settings:
    """The options every command shares."""

    json: bool
    data: Path | None


def settings(context: typer.Context, *, json: bool, data: Path | None) -> Settings:
    """The shared options, whether they stood before or after the command's name; the later one wins."""
    before = context.find_object(Settings) or Settings(json=False, data=None)
    return Settings(json=json or before.json, data=data or before.data)


class Terminal:
    """Where a command speaks."""

    def __init__(self, *, json: bool) -> None:
        self.json = json

    @cached_property
    def out(self) -> Console:
        """For the answer. At least readable on 80 columns, never wider than is easy to read."""
        from rich.console import Console

        class Writing(Console):
            def on_broken_pipe(self) -> None:
                """Left to the one place that ends a command whose reader went away."""
                raise BrokenPipeError

        console = Writing(highlight=False, markup=False)
        if not console.is_terminal:
            console.width = NOT_A_TERMINAL
        console.width = min(console.width, WIDEST)
        return console

    @cached_property
    def err(self) -> Console:
        from rich.console import Console

        return Console(stderr=True, highlight=False, soft_wrap=True)

    def answer(self, content: dict[str, Any]) -> None:
        """The one JSON object of the answer."""
        sys.stdout.write(json_module.dumps(content, ensure_ascii=False, indent=2) + "\n")
        sys.stdout.flush()  # whoever started a server waits for this line

    def say(self, sentence: str) -> None:
        """A message beside the answer."""
        sys.stderr.write(sentence + "\n")

    def working(self, what: str) -> AbstractContextManager[object]:
        """Shows that something longer is going on; nothing where nobody watches."""
        from contextlib import nullcontext

        if self.json or not sys.stderr.isatty():
            return nullcontext()
        return self.err.status(what)

    def cannot_use(self, problem: UnusableInput) -> None:
        """Says in one sentence why an input cannot be used, and what to do."""
        from lumbar import wiring
        from lumbar.wording.problems import unusable_sentence

        self.say(unusable_sentence(problem))
        if self.json:
            self.answer({"error": wiring.unusable_json(problem)})

    def our_fault(self, fault: Exception) -> None:
        sentence = (
            f"This is a fault of Lumbar's and not of your data ({type(fault).__name__}: {fault}). "
            "Please report it; LUMBAR_DEBUG=1 shows where it happened."
        )
        self.say(sentence)
        if self.json:
            self.answer({"error": {"kind": "our_fault", "path": None, "text": sentence}})
