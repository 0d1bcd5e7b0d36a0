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
    from lumbar.cli.layout import paragraph
    from lumbar.cli.show_today import show_today
    from lumbar.usecases.check_in import urgent_before
    from lumbar.usecases.plan_today import plan_today
    from lumbar.wording.plan import earlier_urgent_sentence

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    directory = wiring.data_directory(chosen.data)
    day = on or wiring.MachineClock().now().date()
    check_ins = wiring.journal_to_read(directory).check_ins()
    answer = plan_today(
        log=wiring.store_to_read(directory).log(),
        check_ins=check_ins,
        catalogue=wiring.catalogue_of(directory),
        drills=wiring.drills(),
        on=day,
        minutes=minutes,
        equipment=equipment,
    )
    earlier = urgent_before(check_ins, day)
    if chosen.json:
        told = {"on": earlier.report.on.isoformat(), "disposition": earlier.disposition.value} if earlier else None
        terminal.answer({**wiring.today_json(answer), "earlier_urgent": told})
    else:
        if earlier:
            paragraph(terminal.out, earlier_urgent_sentence(earlier.report.on), style="bold")
        show_today(answer, terminal.out)
    return ExitCode.DONE
