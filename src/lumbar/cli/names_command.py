"""``lumbar names``: say once what your own names for exercises mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from lumbar.cli.options import DataOption, JsonOption
from lumbar.cli.terminal import ExitCode, Settings, Terminal, settings

if TYPE_CHECKING:  # what a command does not use, it does not load
    from lumbar.core.exercises import Exercise
    from lumbar.usecases.ports import TrainingStore


def names(
    context: typer.Context,
    logged: Annotated[
        str | None, typer.Argument(metavar="[LOGGED]", help="The name in your log.", show_default=False)
    ] = None,
    exercise: Annotated[
        str | None, typer.Argument(metavar="[EXERCISE]", help="What it means.", show_default=False)
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="It means none of the exercises Lumbar knows.")] = False,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """List the names nobody knows yet, or say what one of them means. It is remembered, and used for every log."""
    from lumbar import wiring
    from lumbar.core.errors import UnusableInput, UnusableKind

    chosen = settings(context, json=json, data=data)
    if logged is None:
        if none:
            raise typer.BadParameter("name the exercise of your log that it is about.", param_hint="LOGGED")
        return _list(wiring.store_to_read(wiring.data_directory(chosen.data)), Terminal(json=chosen.json))
    if (exercise is None) is not none:
        raise typer.BadParameter("say either which exercise it means, or --none.", param_hint="EXERCISE")
    meant = None if exercise is None else _meant(exercise)
    directory = wiring.data_directory(chosen.data)
    if not wiring.has_store(directory):
        raise UnusableInput(UnusableKind.NO_LOG, path=str(directory))
    return _confirm(logged, meant, chosen)


def _meant(exercise: str) -> Exercise:
    """The exercise of the catalogue; a wrong name is wrong usage, said with what may have been meant."""
    from lumbar import wiring
    from lumbar.usecases.learn_names import exercise_called
    from lumbar.wording.importing import no_such_exercise_sentence

    found = exercise_called(exercise, wiring.catalogue())
    if found is None:
        perhaps = tuple(one.name for one in wiring.suggest_exercises(exercise))
        raise typer.BadParameter(no_such_exercise_sentence(exercise, perhaps), param_hint="EXERCISE")
    return found


def _confirm(logged: str, meant: Exercise | None, chosen: Settings) -> int:
    from lumbar import wiring
    from lumbar.usecases.learn_names import confirm_name
    from lumbar.wording.importing import name_confirmed_sentence

    terminal = Terminal(json=chosen.json)
    store = wiring.open_store(wiring.data_directory(chosen.data))
    learned = confirm_name(store, wiring.catalogue(), logged, meant, clock=wiring.MachineClock())
    if chosen.json:
        terminal.answer(
            {
                "name": learned.name,
                "exercise": learned.exercise.name if learned.exercise else None,
                "exercise_id": learned.exercise.id if learned.exercise else None,
                "sets": learned.sets,
                "named_sets": learned.named_sets,
                "all_sets": learned.all_sets,
            }
        )
    else:
        from lumbar.cli.layout import paragraph

        paragraph(terminal.out, name_confirmed_sentence(learned))
    return ExitCode.DONE


def _list(store: TrainingStore, terminal: Terminal) -> int:
    from lumbar import wiring
    from lumbar.usecases.learn_names import unknown_names_with_suggestions
    from lumbar.wording.importing import unknown_name_sentence

    unknown = unknown_names_with_suggestions(store, wiring.catalogue(), wiring.suggest_exercises)
    if terminal.json:
        listed: list[dict[str, Any]] = [
            {"name": one.name, "sets": one.sets, "suggestions": [exercise.name for exercise in one.suggestions]}
            for one in unknown
        ]
        answered = [{"name": one.name, "exercise_id": one.exercise} for one in store.learned_names()]
        terminal.answer({"unknown_names": listed, "learned_names": answered})
        return ExitCode.DONE
    from lumbar.cli.layout import heading, item

    heading(terminal.out, "Names that need an answer" if unknown else "Every name of the log is known or answered")
    for one in unknown:
        item(terminal.out, unknown_name_sentence(one))
    if unknown:
        item(terminal.out, 'To answer: lumbar names "NAME" "EXERCISE", or lumbar names "NAME" --none')
    return ExitCode.DONE
