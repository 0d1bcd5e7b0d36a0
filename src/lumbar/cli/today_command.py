"""``lumbar today``: today's session, or why there is none."""

from __future__ import annotations

from typing import Annotated

import typer

from lumbar.cli.options import DataOption, JsonOption, OnOption
from lumbar.cli.terminal import ExitCode, Terminal, settings
from lumbar.core.exercises import Implement


def implements(text: str) -> frozenset[Implement]:
    """Equipment as it is typed: names with commas between. Raises typer.BadParameter with the names there are."""
    try:
        return frozenset(
            Implement(name.strip().lower().replace(" ", "_").replace("-", "_")) for name in text.split(",")
        )
    except ValueError:
        known = ", ".join(implement.value for implement in Implement)
        raise typer.BadParameter(f"'{text}' is not equipment Lumbar knows; write some of {known}.") from None


def today(
    context: typer.Context,
    minutes: Annotated[int, typer.Option(min=5, max=240, help="How long you have.")] = 60,
    equipment: Annotated[
        frozenset[Implement] | None,
        typer.Option(
            parser=implements,
            metavar="LIST",
            help="What there is, with commas between (default: what your log shows).",
            show_default=False,
        ),
    ] = None,
    on: OnOption = None,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Today's session from your last check-in and your own log, or why there is none.

    There is no session without a check-in of today or yesterday: whether to see a doctor comes first.
    """
    from lumbar import wiring
    from lumbar.cli.show_today import show_today
    from lumbar.usecases.plan_today import plan_today

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    directory = wiring.data_directory(chosen.data)
    answer = plan_today(
        log=wiring.store_to_read(directory).log(),
        check_ins=wiring.journal_to_read(directory).check_ins(),
        catalogue=wiring.catalogue(),
        drills=wiring.drills(),
        on=on or wiring.MachineClock().now().date(),
        minutes=minutes,
        equipment=equipment,
    )
    if chosen.json:
        terminal.answer(wiring.today_json(answer))
    else:
        show_today(answer, terminal.out)
    return ExitCode.DONE
