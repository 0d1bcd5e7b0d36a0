"""``lumbar hevy``: fetch what is new from the person's account at Hevy, with a key of their own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lumbar.cli.options import DataOption, JsonOption
from lumbar.cli.terminal import ExitCode, Terminal, settings
from lumbar.wording import hevy_account as words

if TYPE_CHECKING:  # the network is loaded when the command runs, not when it is listed
    from lumbar.core.errors import UnusableInput
    from lumbar.usecases.fetch_training import Fetched, NotFetchedError

ASK_FOR_IT = "-"


def hevy(
    context: typer.Context,
    beside: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    key: Annotated[
        str | None,
        typer.Option("--key", help="Keep this key; - asks for it unseen.", show_default=False),
    ] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Remove the key from this machine.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Agree to what is sent, without being asked.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Look at every workout, not only the newest.")] = False,
    zone: Annotated[
        str | None, typer.Option("--zone", help="Where you train, such as Europe/Berlin.", show_default=False)
    ] = None,
    replace_changed: Annotated[
        bool, typer.Option("--replace-changed", help="Let sessions corrected in the app replace the stored ones.")
    ] = False,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Fetch what is new from your account at Hevy. Needs a key of yours; nothing is sent before you agree."""
    from lumbar import wiring

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    directory = wiring.data_directory(chosen.data)
    if beside:  # perhaps the key itself: it is repeated to nobody
        return _not_done(words.NO_WORD_HERE, terminal)
    if key is not None and forget:
        return _not_done(words.ONE_THING, terminal)
    if forget:
        return _forget(directory, terminal)
    if key is not None:
        return _keep(_asked_for() if key == ASK_FOR_IT else key, directory, terminal)
    return _fetch(directory, terminal, yes=yes, everything=everything, zone=zone, replace_changed=replace_changed)


def _asked_for() -> str:
    """Typed unseen, or from another program's output."""
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass(f"{words.ENTER_KEY}: ")
    return sys.stdin.readline()


def _keep(key: str, directory: Path, terminal: Terminal) -> ExitCode:
    from lumbar import wiring

    file = wiring.hevy_key(directory)
    if not file.is_a_key(key.strip()):
        return _not_done(words.NO_KEY, terminal)
    file.keep(key.strip())
    return _said(words.KEPT, {"key": "kept"}, terminal)


def _forget(directory: Path, terminal: Terminal) -> ExitCode:
    from lumbar import wiring

    if wiring.hevy_key(directory).forget():
        return _said(words.FORGOTTEN, {"key": "forgotten"}, terminal)
    return _said(words.NOTHING_TO_FORGET, {"key": None}, terminal)


def _said(sentence: str, answer: dict[str, Any], terminal: Terminal) -> ExitCode:
    from lumbar.cli.layout import paragraph

    if terminal.json:
        terminal.answer(answer)
    else:
        paragraph(terminal.out, sentence)
    return ExitCode.DONE


def _fetch(
    directory: Path, terminal: Terminal, *, yes: bool, everything: bool, zone: str | None, replace_changed: bool
) -> ExitCode:
    from lumbar import wiring
    from lumbar.usecases.fetch_training import NotFetchedError, fetch_training

    file = wiring.hevy_key(directory)
    key = file.key()
    if key is None:
        return _not_done(words.HOW_TO_GET_A_KEY, terminal)
    if not file.agreed:
        why_not = _not_agreed(terminal, yes=yes)
        if why_not:
            return _not_done(why_not, terminal)
        file.agree()
    account = wiring.hevy_account(key)
    try:
        with terminal.working(words.FETCHING):
            fetched = fetch_training(
                account,
                reader=wiring.log_reader(account),
                store=wiring.open_store(directory),
                clock=wiring.MachineClock(),
                catalogue=wiring.catalogue_of(directory),
                zone=zone,
                everything=everything,
                replace_changed=replace_changed,
            )
    except NotFetchedError as why:
        return _not_fetched(why, terminal)
    return _show(fetched, terminal)


def _not_agreed(terminal: Terminal, *, yes: bool) -> str:
    """Says what will be sent to whom, once, and asks. Empty where the person agrees."""
    terminal.say(words.WHAT_IS_SENT)
    if yes:
        return ""
    if terminal.json or not sys.stdin.isatty():
        return words.NOT_ASKED
    return "" if typer.confirm(words.ASK, err=True) else words.NOT_SENT


def _not_done(sentence: str, terminal: Terminal) -> ExitCode:
    terminal.say(sentence)
    if terminal.json:
        terminal.answer({"error": {"kind": "usage", "path": None, "text": sentence}})
    return ExitCode.USAGE


def _not_fetched(why: NotFetchedError, terminal: Terminal) -> ExitCode:
    sentence = words.trouble_sentence(why)
    terminal.say(sentence)
    if terminal.json:
        terminal.answer({"error": {"kind": str(why.trouble), "path": None, "text": sentence}})
    return ExitCode.UNUSABLE


def _show(fetched: Fetched, terminal: Terminal) -> ExitCode:
    from lumbar.cli.layout import paragraph
    from lumbar.wording.problems import unusable_sentence

    result = fetched.result
    unreadable: tuple[UnusableInput, ...] = result.unreadable if result else ()
    changed = len(result.changed) if result and not result.changed_were_replaced else 0
    for problem in unreadable:
        terminal.say(unusable_sentence(problem))
    if terminal.json:
        terminal.answer(_as_json(fetched))
    else:
        paragraph(terminal.out, words.fetched(fetched))
        if changed:
            paragraph(terminal.out, words.left_as_stored(changed))
        if result and result.quarantine:
            paragraph(terminal.out, words.set_aside(len(result.quarantine)))
    return ExitCode.SET_ASIDE if unreadable or (result and result.quarantine) else ExitCode.DONE


def _as_json(fetched: Fetched) -> dict[str, Any]:
    from lumbar import wiring

    result = fetched.result
    return {
        "pages": fetched.pages,
        "added_sets": result.sets.added if result else 0,
        "added_sessions": result.sessions.added if result else 0,
        "grown_sessions": result.sessions.grown if result else 0,
        "changed_sessions": result.sessions.changed if result else 0,
        "records_set_aside": len(result.quarantine) if result else 0,
        "problems": [wiring.unusable_json(problem) for problem in (result.unreadable if result else ())],
    }
