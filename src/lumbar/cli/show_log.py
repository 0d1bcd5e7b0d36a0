"""What was read, on a terminal: files, balance, unit, what was set aside, and names nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lumbar.cli.layout import item
from lumbar.usecases.log_summary import LogSummary
from lumbar.wording.problems import problem_sentence, unusable_sentence
from lumbar.wording.reading import balance_sentence, names_sentence, span_sentence, two_apps_sentence, unit_sentence

if TYPE_CHECKING:
    from rich.console import Console

MOST_PROBLEMS = 5
MOST_NAMES = 5


def show_log(log: LogSummary, out: Console) -> None:
    """Writes it as a list."""
    item(out, span_sentence(log.sessions, log.sets, log.first, log.last))
    for reading in log.readings:
        item(out, f"{reading.path}: {reading.format}, {reading.variant}. {balance_sentence(reading)}.")
        item(out, unit_sentence(reading))
    for path in log.repeated:
        item(out, f"{path}: the same file again; counted once.")
    for problem in log.unreadable:
        item(out, unusable_sentence(problem))
    if log.days_in_two_apps:
        item(out, two_apps_sentence(log.days_in_two_apps))
    show_problems(log, out)
    _names(log, out)


def show_problems(log: LogSummary, out: Console) -> None:
    """The first records that were set aside or kept with a remark."""
    problems = [problem for reading in log.readings for problem in reading.problems]
    for problem in problems[:MOST_PROBLEMS]:
        reason, hint = problem_sentence(problem)
        kept = "set aside" if problem.set_aside else "kept"
        item(out, f"{problem.path}, line {problem.line}, {kept}: {reason} {hint}")
    if len(problems) > MOST_PROBLEMS:
        item(out, f"and {len(problems) - MOST_PROBLEMS} more; --json lists them all")


def _names(log: LogSummary, out: Console) -> None:
    item(out, names_sentence(log.named_sets, log.sets))
    for unknown in log.unknown[:MOST_NAMES]:
        perhaps = f" (perhaps {' or '.join(unknown.suggestions)}?)" if unknown.suggestions else ""
        item(out, f"“{unknown.name}”, {unknown.sets} sets{perhaps}", indent=3)
    if len(log.unknown) > MOST_NAMES:
        item(out, f"and {len(log.unknown) - MOST_NAMES} more names", indent=3)
