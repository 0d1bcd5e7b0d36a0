"""Letting the phone in, in words: on the terminal, on the phone, and when it is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from lumbar.usecases.pair_phone import INVITATION_MINUTES, Paired, Refusal, access_ends
from lumbar.usecases.ports import PairedPhone

INVITED_TITLE = "Pair this phone with Lumbar?"
INVITED = "It will then show what Lumbar shows on your computer. One phone at a time: if another is paired, it loses its access."
INVITED_BUTTON = "Pair this phone"
REFUSED_TITLE = "This phone is not let in"
NOT_LET_IN = (
    "Only the paired phone gets anything from here; start “lumbar serve --phone” on your computer and scan its code."
)
NOT_FROM_HERE = "This came from another site, so nothing was done; scan the code on your computer again."
STORE_SILENT = "Lumbar cannot read just now which phone is paired, so nobody is let in; try again in a moment."
NO_PHONE = "No phone is paired. “lumbar serve --phone” shows the code to pair one with."
NOTHING_TO_REVOKE = "No phone is paired, so there is no access to take away."
NO_NETWORK = (
    "No home network was found, so no phone can reach this machine; join the phone's network here, and try again."
)


def phone_name(user_agent: str) -> str:
    """What kind of phone it says it is; nothing of its text is taken over."""
    for mark, name in (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android phone")):
        if mark in user_agent:
            return name
    return "a phone"


def refusal_sentence(why: Refusal) -> str:
    match why:
        case Refusal.NO_INVITATION | Refusal.WRONG_TOKEN:
            return "The code is not the one on your computer now, so this phone was not paired; scan that one."
        case Refusal.TOO_MANY_TRIES:
            return "Wrong codes were tried too often, so this one is void; start “lumbar serve --phone” again."
        case Refusal.EXPIRED:
            return (
                f"The code is older than {INVITATION_MINUTES.value} minutes, so this phone was not paired; "
                "start “lumbar serve --phone” again and scan the new one."
            )
        case Refusal.USED:
            return (
                "The code was used before, and pairs one phone only once; "
                "start “lumbar serve --phone” again, and see with “lumbar phone” which phone is paired."
            )
        case _:
            assert_never(why)


def invitation_sentences(fingerprint: str) -> Sequence[str]:
    """What stands beside the code on the terminal."""
    return (
        f"Scan this with your phone's camera within {INVITATION_MINUTES.value} minutes, in the same home network. It pairs one phone, once.",
        "The browser will warn that it does not know this machine's certificate: nobody vouches for it but this machine. Have it show the certificate, compare its SHA-256 fingerprint with this one, and go on only if they are the same:",
        fingerprint,
    )


def paired_sentence(paired: Paired) -> str:
    """For the terminal, at the moment a phone was paired."""
    if paired.replaced is None:
        return f"Paired: {paired.phone.name}. If that was not you, take its access away with “lumbar phone --revoke”."
    return (
        f"Paired: {paired.phone.name}. The one paired before ({paired.replaced.name}) has lost its access. "
        "If that was not you, take the access away with “lumbar phone --revoke”."
    )


def phone_sentence(phone: PairedPhone) -> str:
    """Instants are told in their own zone: hand them in in that of the person."""
    return (
        f"Paired since {_told(phone.paired_at)}, {_last_seen(phone.last_seen)}. "
        f"Its access ends on {access_ends(phone).date().isoformat()}, or at once with “lumbar phone --revoke”."
    )


def revoked_sentence(phone: PairedPhone) -> str:
    return f"The access of the paired phone ({phone.name}) is taken away; its next request is refused."


def _last_seen(at: datetime | None) -> str:
    return "not seen since" if at is None else f"last seen {_told(at)}"


def _told(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")
