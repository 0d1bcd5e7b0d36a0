"""What an import found and did, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from lumbar.cli.layout import heading, item
from lumbar.cli.show_log import show_log
from lumbar.core.training import Session
from lumbar.usecases.import_log import ImportResult, SameAsOtherApp
from lumbar.usecases.log_summary import LogSummary
from lumbar.wording.dates import short_date
from lumbar.wording.importing import count_both_hint, counted_both_sentence, many, same_training_sentence

if TYPE_CHECKING:
    from rich.console import Console

MOST = 5


def show_import(result: ImportResult, log: LogSummary, out: Console, *, dry_run: bool) -> None:
    """Writes what was stored, what was there, what differs, and how the files were read."""
    sets, sessions = result.sets, result.sessions
    done = "Would store" if dry_run else "Stored"
    heading(out, f"{done} {sets.added:,} new sets in {sessions.added + sessions.grown:,} sessions")
    item(out, f"{sets.already_there:,} sets were there already.")
    if result.batch:
        item(out, "To take this import back: lumbar undo")
    _same_as_other_app(result, out)
    _changed(result, out)
    heading(out, "What was read")
    show_log(log, out)


def _changed(result: ImportResult, out: Console) -> None:
    if not result.changed:
        return
    done = "took the place of the stored ones" if result.changed_were_replaced else "were left as they are stored"
    heading(out, f"{len(result.changed)} sessions differ from what is stored and {done}")
    for difference in result.changed[:MOST]:
        before, now = difference.stored.session, difference.incoming.session
        item(out, f"{short_date(now.day)} {now.title}: {len(before.sets)} sets stored, {len(now.sets)} sets now.")
    if len(result.changed) > MOST:
        item(out, f"and {len(result.changed) - MOST} more")
    if not result.changed_were_replaced:
        item(out, "To take them as they are now: the same command with --replace-changed.")


def _same_as_other_app(result: ImportResult, out: Console) -> None:
    doubles = result.same_as_other_app
    if not doubles:
        return
    heading(out, f"{many(len(doubles), 'training stands', 'trainings stand')} in two apps; each counts once")
    for double in doubles[:MOST]:
        item(out, same_training_sentence(double))
    if len(doubles) > MOST:
        item(out, f"and {len(doubles) - MOST} more; --json lists them all")
    item(out, count_both_hint(doubles[0]))


def show_counted_both(doubles: Sequence[SameAsOtherApp], day: date, out: Console) -> None:
    """Writes what the person's word on a day changed."""
    heading(out, counted_both_sentence(len(doubles), day.isoformat()))


def import_json(answer: dict[str, Any], result: ImportResult, log: LogSummary) -> dict[str, Any]:
    """The answer of the command: the contract's keys, and how the import is undone and what two apps share."""
    return {
        **answer,
        "same_training": result.sets.same_training,
        "same_as_other_app": [_double_json(double) for double in result.same_as_other_app],
        "named_sets": log.named_sets,
        "batch": str(result.batch) if result.batch else None,
    }


def counted_both_json(doubles: Sequence[SameAsOtherApp], day: date) -> dict[str, Any]:
    """What is counted from now on."""
    return {"on": day.isoformat(), "counted_both": [_double_json(double) for double in doubles]}


def _double_json(double: SameAsOtherApp) -> dict[str, Any]:
    return {
        "on": double.left_out.session.day.isoformat(),
        "counted": _session_json(double.counted.session),
        "left_out": _session_json(double.left_out.session),
    }


def _session_json(session: Session) -> dict[str, Any]:
    return {
        "source": session.source,
        "start": session.start.isoformat(),
        "title": session.title,
        "sets": len(session.sets),
    }
