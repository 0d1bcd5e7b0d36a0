"""``lumbar form``: how one lift was done, from a phone video or from the joint positions of motion capture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption
from lumbar.cli.terminal import ExitCode, Settings, Terminal, settings
from lumbar.core.athlete import Sex

if TYPE_CHECKING:
    from lumbar.usecases.form_from_track import FormFromTrack


def form(
    context: typer.Context,
    recording: Annotated[
        Path, typer.Argument(metavar="VIDEO|TRACK", help="A video of one set, or a .trc or .c3d file of markers.")
    ],
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
        bool, typer.Option("--held-throughout", help="Of a track: the load is held from first frame to last.")
    ] = False,
    height: Annotated[float | None, typer.Option(min=80, max=250, help="Height in cm.", show_default=False)] = None,
    sex: Annotated[Sex, typer.Option(help="Whose body proportions are taken; the mean of both where unknown.")] = (
        Sex.UNKNOWN
    ),
    neutral: Annotated[
        Path | None,
        typer.Option(
            help="Of a track: the same person and markers, standing. Of a video: one slow unloaded hinge of yours.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="Also write the video with what was seen drawn upon it (.mp4).", show_default=False),
    ] = None,
    still: Annotated[
        Path | None,
        typer.Option(
            help="Also write the repetition furthest from your neutral beside the nearest, as a picture (.png).",
            show_default=False,
        ),
    ] = None,
    trc: Annotated[
        Path | None, typer.Option(help="Also write the joints here, as OpenSim reads them.", show_default=False)
    ] = None,
    hide_face: Annotated[
        bool, typer.Option("--hide-face", help="Make the face unreadable in --out and --still.")
    ] = False,
    remove_video: Annotated[
        bool,
        typer.Option("--remove-video", help="Delete the video itself, last, once all that was asked for is there."),
    ] = False,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """How a lift was done: lean, hips, knees, tempo, what changed over the set, and the moment at L5/S1.

    From a phone video, or from a track of marker positions. Stores nothing, and nothing leaves this machine.
    """
    from lumbar import wiring

    asked = Asked(
        recording, exercise, bodyweight, load, height, sex, neutral, out, still, trc,
        hide_face=hide_face, remove_video=remove_video, held_throughout=held_throughout,
    )  # fmt: skip
    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    _refuse_to_overwrite(asked)
    if not wiring.is_video(recording):
        return _of_track(asked, chosen, terminal)
    from lumbar.cli.form_of_video import form_of_video

    return form_of_video(asked, chosen, terminal)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for."""

    recording: Path
    exercise: str
    bodyweight_kg: float | None
    load_kg: float | None
    height_cm: float | None
    sex: Sex
    neutral: Path | None
    out: Path | None
    still: Path | None
    trc: Path | None
    hide_face: bool
    remove_video: bool
    held_throughout: bool

    @property
    def height_m(self) -> float | None:
        return self.height_cm / 100 if self.height_cm else None


def _refuse_to_overwrite(asked: Asked) -> None:
    """The recordings are the only originals there are, and each file that is written needs a name of its own."""
    taken = {
        each.resolve(): name
        for each, name in ((asked.recording, "the recording"), (asked.neutral, "--neutral"))
        if each
    }
    for option, path in (("--out", asked.out), ("--still", asked.still), ("--trc", asked.trc)):
        if path is None:
            continue
        if path.resolve() in taken:
            raise typer.BadParameter(
                f"{option} {path} is {taken[path.resolve()]} itself, which would be lost; name another file."
            )
        taken[path.resolve()] = option


def _of_track(asked: Asked, chosen: Settings, terminal: Terminal) -> int:
    from lumbar import wiring
    from lumbar.usecases.form_from_track import form_from_track

    for option, wanted in (("--out", asked.out), ("--still", asked.still)):
        if wanted is not None:
            raise typer.BadParameter(
                f"{option} {wanted} asks for pictures, and {asked.recording} is a track, which has none; "
                f"leave {option} away, or name a file for the track with --trc."
            )
    if asked.remove_video:
        raise typer.BadParameter(f"{asked.recording} is a track and no video; delete it yourself if you want it gone.")
    with terminal.working("Reading ..."):
        found = form_from_track(
            wiring.read_track(asked.recording),
            neutral=wiring.read_track(asked.neutral) if asked.neutral else None,
            exercise=asked.exercise,
            catalogue=wiring.catalogue_of(wiring.data_directory(chosen.data)),
            body_mass_kg=asked.bodyweight_kg,
            load_kg=asked.load_kg,
            height_m=asked.height_m,
            sex=asked.sex,
            held_throughout=asked.held_throughout,
        )
    _answer(found, asked.trc, terminal)
    return ExitCode.SET_ASIDE if found.set_aside or found.tells_nothing else ExitCode.DONE


def _answer(found: FormFromTrack, trc: Path | None, terminal: Terminal) -> None:
    from lumbar import wiring
    from lumbar.cli.show_form import show_form
    from lumbar.cli.writing import write_text

    written = write_text(trc, wiring.track_as_trc(found, trc.name)) if trc else None
    today = wiring.MachineClock().now().date()
    if terminal.json:
        terminal.answer({**wiring.form_json(found, today), **({"trc": str(written)} if written else {})})
        return
    show_form(found, today, terminal.out)
    if written:
        terminal.out.print(f"\nWrote {written}", soft_wrap=True)
