"""What an import found and did, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lumbar.cli.layout import heading, item
from lumbar.cli.show_log import show_log
from lumbar.usecases.import_log import ImportResult
from lumbar.usecases.log_summary import LogSummary
from lumbar.wording.findings import short_date

if TYPE_CHECKING:
    from rich.console import Console

MOST = 5


def show_import(result: ImportResult, log: LogSummary, out: Console, *, dry_run: bool) -> None:
    """Writes what was stored, what was there, what differs, and how the files were read."""
    sets, sessions = result.sets, result.sessions
    done = "Would store" if dry_run else "Stored"
    heading(out, f"{done} {sets.added:,} new sets in {sessions.added + sessions.grown:,} sessions")
    item(out, f"{sets.already_there:,} sets were there already.")
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
