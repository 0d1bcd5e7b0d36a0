"""``lumbar form VIDEO``: looks at the film with a bar that shows how far it is, and writes what was asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from lumbar.cli.terminal import ExitCode, Settings, Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from lumbar.cli.form_command import Asked
    from lumbar.usecases.form_from_video import FormFromVideo
    from lumbar.usecases.video_reading import VideoReading

Progress = Callable[[int, int | None], None]


def form_of_video(asked: Asked, chosen: Settings, terminal: Terminal) -> int:
    """The answer for a film, and its ending."""
    from lumbar import wiring
    from lumbar.usecases.form_from_video import form_from_video

    if asked.held_throughout:
        raise typer.BadParameter("--held-throughout is for tracks; in a film the load counts while a repetition lasts.")
    networks, correction = wiring.lumbar_readout(), wiring.joint_correction()
    found = form_from_video(
        _looked_at(asked.recording, "Looking at the film", terminal),
        hinge=_looked_at(asked.neutral, "Looking at your own hinge", terminal) if asked.neutral else None,
        exercise=asked.exercise,
        catalogue=wiring.catalogue_of(wiring.data_directory(chosen.data)),
        networks=networks,
        correction=correction,
        body_mass_kg=asked.bodyweight_kg,
        load_kg=asked.load_kg,
        height_m=asked.height_m,
        sex=asked.sex,
    )
    written = _written(asked, found, terminal)
    kept = _why_kept(asked, found, written)
    goes = asked.remove_video and kept is None
    _answer(found, {**written, "removed": str(asked.recording)} if goes else written, terminal)
    if goes:
        _remove(asked.recording, terminal)
    elif asked.remove_video and kept is not None:
        terminal.say(kept)
    return ExitCode.SET_ASIDE if found.set_aside or found.back.hinge_unusable else ExitCode.DONE


def _looked_at(path: Path, what: str, terminal: Terminal) -> VideoReading:
    from lumbar import wiring

    with _bar(what, terminal) as progress:
        return wiring.look_at_video(path, progress)


def _written(asked: Asked, found: FormFromVideo, terminal: Terminal) -> dict[str, Any]:
    from lumbar import wiring
    from lumbar.cli.writing import write_text
    from lumbar.wording.lumbar_shape import NO_STILL

    written: dict[str, Any] = {}
    if asked.out is not None:
        with _bar("Drawing upon it", terminal) as progress:
            wiring.write_annotated_video(found, asked.out, progress, hide_face=asked.hide_face)
        written["out"] = str(asked.out)
    if asked.still is not None:
        if wiring.write_still(found, asked.still, hide_face=asked.hide_face):
            written["still"] = str(asked.still)
        else:
            terminal.say(NO_STILL)
            written["still"] = None
    if asked.trc is not None:
        written["trc"] = str(write_text(asked.trc, wiring.video_as_trc(found, asked.trc.name)))
    return written


def _why_kept(asked: Asked, found: FormFromVideo, written: Mapping[str, Any]) -> str | None:
    """Why a film is not to be deleted: something that was asked for is missing, and only the film can give it."""
    from lumbar.wording import form_video as words

    if found.set_aside:
        return words.KEPT_SET_ASIDE
    if asked.still is not None and written["still"] is None:
        return words.KEPT_NO_STILL
    if found.back.hinge_unusable:
        return words.KEPT_NO_NEUTRAL
    return None if os.access(asked.recording.parent, os.W_OK) else words.KEPT_LOCKED


def _remove(path: Path, terminal: Terminal) -> None:
    """The last thing of all: whoever has the answer has lost nothing."""
    from lumbar.core.errors import UnusableInput, UnusableKind

    try:
        path.unlink()
    except OSError as problem:
        raise UnusableInput(UnusableKind.CANNOT_BE_WRITTEN, str(path), met=problem.strerror) from None
    if not terminal.json:
        terminal.out.print(f"\nDeleted {path}", soft_wrap=True)


def _answer(found: FormFromVideo, written: dict[str, Any], terminal: Terminal) -> None:
    from lumbar import wiring

    today = wiring.MachineClock().now().date()
    if terminal.json:
        terminal.answer({**wiring.video_form_json(found, today), **written})
        return
    from lumbar.cli.show_video_form import show_video_form

    show_video_form(found, today, terminal.out)
    for what, path in written.items():
        if path is not None and what != "removed":
            terminal.out.print(f"\nWrote {path}", soft_wrap=True)
    sys.stdout.flush()


@contextmanager
def _bar(what: str, terminal: Terminal) -> Iterator[Progress | None]:
    """A bar on stderr; nothing where nobody watches."""
    if terminal.json or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress as Bar

    with Bar(console=terminal.err, transient=True) as bar:
        task = bar.add_task(what, total=None)

        def progress(done: int, of: int | None) -> None:
            bar.update(task, completed=done, total=of)

        yield progress
