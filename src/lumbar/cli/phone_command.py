"""``lumbar phone``: which phone may come in, and taking its access away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lumbar.cli.options import DataOption, JsonOption
from lumbar.cli.terminal import ExitCode, Terminal, settings

if TYPE_CHECKING:
    from rich.console import Console

    from lumbar.usecases.ports import PairedPhone


def phone(
    context: typer.Context,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take the phone's access away.")] = False,
    json: JsonOption = False,
    data: DataOption = None,
) -> int:
    """Show which phone is paired, and take its access away. “lumbar serve --phone” pairs one."""
    from lumbar import wiring
    from lumbar.usecases.pair_phone import revoke as revoke_access

    chosen = settings(context, json=json, data=data)
    terminal = Terminal(json=chosen.json)
    phones = wiring.paired_phones_to_read(wiring.data_directory(chosen.data))
    found = revoke_access(phones) if revoke else phones.paired()
    if chosen.json:
        terminal.answer({"phone": found and _as_json(found), "revoked": revoke and found is not None})
    else:
        _show(found, terminal.out, revoked=revoke)
    return ExitCode.DONE


def _show(found: PairedPhone | None, out: Console, *, revoked: bool) -> None:
    from lumbar.cli.layout import heading, paragraph
    from lumbar.wording import phone as words

    if found is None:
        paragraph(out, words.NOTHING_TO_REVOKE if revoked else words.NO_PHONE)
    elif revoked:
        paragraph(out, words.revoked_sentence(found))
    else:
        heading(out, found.name)
        paragraph(out, words.phone_sentence(_in_our_zone(found)))


def _in_our_zone(phone: PairedPhone) -> PairedPhone:
    """Each instant in the zone this machine had then."""
    from dataclasses import replace

    seen = phone.last_seen
    return replace(phone, paired_at=phone.paired_at.astimezone(), last_seen=seen and seen.astimezone())


def _as_json(phone: PairedPhone) -> dict[str, Any]:
    """Without the digest of its secret, which tells nobody anything."""
    from lumbar.usecases.pair_phone import access_ends

    return {
        "name": phone.name,
        "paired_at": _instant(phone.paired_at),
        "last_seen": phone.last_seen and _instant(phone.last_seen),
        "access_ends": _instant(access_ends(phone)),
    }


def _instant(at: datetime) -> str:
    return at.astimezone().isoformat(timespec="seconds")
