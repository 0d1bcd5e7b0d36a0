"""``lumbar video-setup``: fetch what looking at videos takes beyond the program itself."""

from __future__ import annotations

import typer

from lumbar.cli.options import JsonOption
from lumbar.cli.terminal import ExitCode, Terminal, settings


def video_setup(context: typer.Context, json: JsonOption = False) -> int:
    """Fetch the weights of the pose model, once. Nothing of you is sent."""
    from lumbar import wiring
    from lumbar.wording.video_setup import FETCHING, ready_sentence

    terminal = Terminal(json=settings(context, json=json, data=None).json)
    weights = wiring.fetch_video_weights(lambda: terminal.say(FETCHING))
    folder = weights.detector.parent
    if terminal.json:
        terminal.answer({"weights": {"folder": str(folder), "ready": True}})
    else:
        from lumbar.cli.layout import paragraph

        paragraph(terminal.out, ready_sentence(str(folder)))
    return ExitCode.DONE
