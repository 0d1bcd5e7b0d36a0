"""``lumbar undo``: take an import back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from lumbar.cli.options import DataOption, JsonOption
from lumbar.cli.terminal import ExitCode, Terminal, settings

if TYPE_CHECKING:  # what a command does not use, it does not load
    from collections.abc import Sequence

    from lumbar.usecases.ports import StoredImport


def undo(
    context: typer.Context,
    batch: Annotated[
        str | None,
        typer.Argument(metavar="[BATCH]", help="Number of the import (default: the newest).", show_default=False),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="List the imports, newest first, and undo nothing.")] = False,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Take back exactly what an import added or replaced. It stays listed as undone."""
    from lumbar import wiring
    from lumbar.usecases.learn_names import with_learned_names
    from lumbar.usecases.undo_import import NotUndone, WhyNotUndone, import_called, undo_import
    from lumbar.wording.importing import not_undone_sentence, undone_sentence

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    store = wiring.store_to_read(wiring.data_directory(chosen.data))
    imports = [_in_local_time(one) for one in store.imports()]
    if list_:
        _list(imports, terminal)
        return ExitCode.DONE
    named = import_called(batch, imports) if batch is not None else None
    if batch is not None and named is None:
        raise typer.BadParameter(not_undone_sentence(NotUndone(WhyNotUndone.NO_SUCH_IMPORT, batch)), param_hint="BATCH")
    answer = undo_import(
        named.id if named else None,
        store=store,
        clock=wiring.MachineClock(),
        catalogue=with_learned_names(wiring.catalogue(), store),
    )
    if isinstance(answer, NotUndone):
        sentence = not_undone_sentence(answer)
        terminal.say(sentence)
        if chosen.json:
            terminal.answer({"error": {"kind": str(answer.why), "path": None, "text": sentence}})
        return ExitCode.UNUSABLE
    if chosen.json:
        terminal.answer({"undone": _import_json(answer)})
    else:
        from lumbar.cli.layout import paragraph

        paragraph(terminal.out, undone_sentence(_in_local_time(answer)))
    return ExitCode.DONE


def _in_local_time(one: StoredImport) -> StoredImport:
    from dataclasses import replace

    return replace(one, at=one.at.astimezone(), undone_at=one.undone_at.astimezone() if one.undone_at else None)


def _list(imports: Sequence[StoredImport], terminal: Terminal) -> None:
    from lumbar.wording.importing import import_sentence

    if terminal.json:
        terminal.answer({"imports": [_import_json(one) for one in imports]})
        return
    from lumbar.cli.layout import heading, item

    heading(terminal.out, "Imports, newest first" if imports else "Nothing was imported yet")
    for one in imports:
        item(terminal.out, import_sentence(one))


def _import_json(one: StoredImport) -> dict[str, Any]:
    return {
        "number": one.number,
        "id": str(one.id),
        "at": one.at.isoformat(),
        "files": list(one.paths),
        "added_sessions": one.added_sessions,
        "added_sets": one.added_sets if one.undoable else None,
        "replaced_sessions": one.replaced_sessions if one.undoable else None,
        "undone_at": one.undone_at.isoformat() if one.undone_at else None,
        "undoable": one.undoable and one.undone_at is None and not one.needed_by,
        "needed_by": list(one.needed_by),
    }
