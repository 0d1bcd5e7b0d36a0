"""The commands, their shared options, and what an ending means to the shell.

Exit codes: 0 done; 2 wrong usage; 3 read, but some of it was set aside; 4 cannot be used at all; 1 a fault of ours.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from lumbar import __version__
from lumbar.cli import (
    check_in_command,
    columns_command,
    demo_command,
    evidence_command,
    export_command,
    form_command,
    hevy_command,
    import_command,
    load_command,
    log_command,
    names_command,
    phone_command,
    recovery_command,
    report_command,
    self_test_command,
    serve_command,
    today_command,
    triage_command,
    undo_command,
    video_setup_command,
    watch_command,
    why_command,
)
from lumbar.cli.options import JsonOption, SharedDataOption
from lumbar.cli.terminal import ExitCode, Settings, Terminal
from lumbar.core.errors import UnusableInput

app = typer.Typer(
    name="lumbar",
    help="For people who train and whose back hurts: what was different before the pain, from the log you keep.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("why")(why_command.why)
app.command("check-in")(check_in_command.check_in_)
app.command("triage")(triage_command.triage_)
app.command("today")(today_command.today)
app.command("recovery")(recovery_command.recovery)
app.command("form")(form_command.form)
app.command("video-setup")(video_setup_command.video_setup)
app.command("self-test")(self_test_command.self_test)
app.command("import")(import_command.import_)
app.command("columns")(columns_command.columns)
app.command("log")(log_command.log)
app.command("undo")(undo_command.undo)
app.command("names")(names_command.names)
app.command("watch")(watch_command.watch)
app.command("hevy")(hevy_command.hevy)
app.command("export")(export_command.export)
app.command("report")(report_command.report)
app.command("load")(load_command.load)
app.command("evidence")(evidence_command.evidence)
app.command("demo")(demo_command.demo)
app.command("serve")(serve_command.serve)
app.command("phone")(phone_command.phone)


def _show_version(wanted: bool) -> None:  # noqa: FBT001  Typer calls it with the flag's value
    if wanted:
        typer.echo(f"lumbar {__version__}")
        raise typer.Exit


@app.callback()
def shared(
    context: typer.Context,
    json: JsonOption = False,
    data: SharedDataOption = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Options that may also stand after the command's name."""
    context.obj = Settings(json=json, data=data)


def run(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code. Bad input ends in one sentence, never in a traceback."""
    terminal = Terminal(json="--json" in arguments)
    _write_anywhere()
    try:
        ended = app(args=list(arguments), prog_name="lumbar", standalone_mode=False)
    except typer.TyperException as mistake:
        terminal.say(mistake.format_message())
        terminal.say("lumbar --help lists the commands; lumbar COMMAND --help what each takes." if arguments else "")
        return ExitCode.USAGE
    except (typer.Abort, KeyboardInterrupt):
        terminal.say("Stopped.")
        return ExitCode.STOPPED
    except UnusableInput as problem:
        terminal.cannot_use(problem)
        return ExitCode.UNUSABLE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the reader went away; do not complain again at exit
        return ExitCode.DONE
    except Exception as fault:  # noqa: BLE001  the last line of defence: our fault, said in one line
        if os.environ.get("LUMBAR_DEBUG"):
            traceback.print_exc()
        terminal.our_fault(fault)
        return ExitCode.OUR_FAULT
    return ended if isinstance(ended, int) else ExitCode.DONE


def _write_anywhere() -> None:
    """A terminal that lacks a letter shows a question mark; the answer does not fail for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
