"""``lumbar form``: how a lift was done, from a recording of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption
from lumbar.cli.terminal import ExitCode, Terminal, settings
from lumbar.core.athlete import Sex

if TYPE_CHECKING:
    from lumbar.usecases.form_from_track import FormFromTrack


def form(
    context: typer.Context,
    recording: Annotated[Path, typer.Argument(metavar="TRACK", help="A .trc or .c3d file of marker positions.")],
    exercise: Annotated[str, typer.Option("--exercise", help="What was done, as your log names it.")],
    bodyweight: Annotated[
        float | None,
        typer.Option(min=20, max=400, help="Body weight in kg; with it the moment at L5/S1.", show_default=False),
    ] = None,
    load: Annotated[
        float | None,
        typer.Option(min=0, max=1000, help="What was lifted, in kg; it counts from lift-off on.", show_default=False),
    ] = None,
    held_throughout: Annotated[
        bool, typer.Option("--held-throughout", help="The load is held from the first frame to the last.")
    ] = False,
    height: Annotated[float | None, typer.Option(min=80, max=250, help="Height in cm.", show_default=False)] = None,
    sex: Annotated[Sex, typer.Option(help="Whose body proportions are taken; the mean of both where unknown.")] = (
        Sex.UNKNOWN
    ),
    neutral: Annotated[
        Path | None, typer.Option(help="A track of the same person and markers standing upright.", show_default=False)
    ] = None,
    trc: Annotated[
        Path | None, typer.Option(help="Also write the track here, as OpenSim reads it.", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="For videos, which are not read yet: the video drawn upon.", show_default=False)
    ] = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """How a lift was done: lean, hips, knees, the lower back against your own neutral, and the moment at L5/S1.

    From a track of marker positions. Stores nothing.
    """
    from lumbar import wiring
    from lumbar.usecases.form_from_track import form_from_track

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    with terminal.working("Reading ..."):
        reading = wiring.read_track(recording)
        if out is not None:
            raise typer.BadParameter(
                f"--out {out} asks for the video drawn upon, and {recording} is a track, which has no pictures; "
                "leave --out away, or name a file for the track with --trc."
            )
        _refuse_to_overwrite(trc, recording, neutral)
        found = form_from_track(
            reading,
            neutral=wiring.read_track(neutral) if neutral else None,
            exercise=exercise,
            catalogue=wiring.catalogue_of(wiring.data_directory(chosen.data)),
            body_mass_kg=bodyweight,
            load_kg=load,
            height_m=height / 100 if height else None,
            sex=sex,
            held_throughout=held_throughout,
        )
    _answer(found, trc, terminal)
    return ExitCode.SET_ASIDE if found.set_aside or found.tells_nothing else ExitCode.DONE


def _refuse_to_overwrite(trc: Path | None, *recordings: Path | None) -> None:
    """The recording is the only original there is."""
    if trc is not None and any(each is not None and trc.resolve() == each.resolve() for each in recordings):
        raise typer.BadParameter(f"--trc {trc} is the recording itself, which would be lost; name another file.")


def _answer(found: FormFromTrack, trc: Path | None, terminal: Terminal) -> None:
    from lumbar import wiring
    from lumbar.cli.show_form import show_form
    from lumbar.cli.writing import write_text

    written = write_text(trc, wiring.track_as_trc(found, trc.name)) if trc else None
    if terminal.json:
        terminal.answer({**wiring.form_json(found), **({"trc": str(written)} if written else {})})
        return
    show_form(found, terminal.out)
    if written:
        terminal.out.print(f"\nWrote {written}", soft_wrap=True)
