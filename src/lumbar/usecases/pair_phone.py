"""Pairing the person's own phone: an invitation that is used once, one phone at a time, and its access taken back.

Tokens and secrets are drawn by the caller and handed in as text. Only their digests are kept or compared, so that
nobody who reads the store can come in with what stands there.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from hmac import compare_digest
from ipaddress import IPv4Address

from lumbar.core.errors import UnusableInput
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.usecases.ports import PairedPhone, PairedPhones

INVITATION_MINUTES = Parameter(
    id="phone-invitation-minutes",
    meaning="an invitation can be used for so long after it was shown",
    value=10,
    unit="minutes",
    source=our_judgement(
        date(2026, 11, 23),
        "Long enough to fetch the phone and read the browser's warning; short enough for a code left on a screen.",
    ),
    certainty=Certainty.OPINION,
)
WRONG_TRIES = Parameter(
    id="phone-wrong-tries",
    meaning="after so many wrong tokens an invitation is void",
    value=3,
    unit="tries",
    source=our_judgement(
        date(2026, 11, 23),
        "The code is scanned and not typed, so nobody mistypes it; a token cannot be guessed in any number of tries, "
        "and somebody who tries should be noticed.",
    ),
    certainty=Certainty.OPINION,
)
ACCESS_DAYS = Parameter(
    id="phone-access-days",
    meaning="a paired phone keeps its access for so long",
    value=180,
    unit="days",
    source=our_judgement(
        date(2026, 11, 23),
        "Pairing again twice a year is little work, and a phone that was sold or lost does not keep its access.",
    ),
    certainty=Certainty.OPINION,
)
SEEN_SECONDS = Parameter(
    id="phone-seen-seconds",
    meaning="when a phone was last seen is noted at most once in so long",
    value=60,
    unit="seconds",
    source=our_judgement(date(2026, 11, 23), "A page is many requests, and a write for each would tell nothing more."),
    certainty=Certainty.OPINION,
)


@dataclass(frozen=True, slots=True)
class HomeNetwork:
    """Where a phone in the same network finds this machine."""

    addresses: tuple[IPv4Address, ...]
    """The one that leads out first. The loopback alone where no network was found: no phone can come in there."""
    names: tuple[str, ...]

    @property
    def found(self) -> bool:
        return not self.addresses[0].is_loopback


class Refusal(StrEnum):
    """Why a phone was not paired."""

    NO_INVITATION = "no_invitation"
    WRONG_TOKEN = "wrong_token"  # noqa: S105  the name of a refusal
    TOO_MANY_TRIES = "too_many_tries"
    EXPIRED = "expired"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a phone may be paired with, once."""

    token_digest: str
    expires: datetime
    used: bool = False
    wrong_tries: int = 0

    @property
    def void(self) -> bool:
        return self.wrong_tries >= WRONG_TRIES.value


@dataclass(frozen=True, slots=True)
class Paired:
    """The phone that may come in from now on, and the one that no longer may."""

    phone: PairedPhone
    replaced: PairedPhone | None
    invitation: Invitation
    """As it is from now on: used."""


@dataclass(frozen=True, slots=True)
class NotPaired:
    why: Refusal
    invitation: Invitation | None
    """As it is from now on: a wrong try is counted."""


def invitation(token: str, *, at: datetime) -> Invitation:
    return Invitation(digest(token), at + timedelta(minutes=INVITATION_MINUTES.value))


def pair(
    invited: Invitation | None, *, token: str, secret: str, name: str, at: datetime, phones: PairedPhones
) -> Paired | NotPaired:
    """Pairs the phone that brings the right token in time; the phone paired before, if any, loses its access.

    ``secret`` is what the phone will be known by; it is stored as its digest only.
    """
    if invited is None:
        return NotPaired(Refusal.NO_INVITATION, None)
    refused = _refused(invited, token, at)
    if refused is not None:
        return refused
    earlier = phones.paired()
    phone = PairedPhone(name=name, secret_digest=digest(secret), paired_at=at)
    phones.replace(phone)
    return Paired(phone, earlier, replace(invited, used=True))


def is_paired(secret: str, phone: PairedPhone | None, *, at: datetime) -> bool:
    """Whether this is the secret of the paired phone, and its access has not run out."""
    return phone is not None and _same(digest(secret), phone.secret_digest) and at < access_ends(phone)


def access_ends(phone: PairedPhone) -> datetime:
    return phone.paired_at + timedelta(days=ACCESS_DAYS.value)


def let_in(secret: str, *, at: datetime, phones: PairedPhones) -> bool:
    """Whether whoever has this secret may come in now; notes that the phone was here."""
    phone = phones.paired()
    if phone is None or not is_paired(secret, phone, at=at):
        return False
    if _worth_noting(phone.last_seen, at):
        # An import may hold the store: nobody is kept out for a note that can be made a minute later.
        with suppress(UnusableInput):
            phones.seen(at)
    return True


def revoke(phones: PairedPhones) -> PairedPhone | None:
    """Takes the access away; the phone that had it, if any."""
    phone = phones.paired()
    if phone is not None:
        phones.revoke()
    return phone


def digest(secret: str) -> str:
    """SHA-256 as hexadecimal text. Slow hashing is for passwords; what is drawn from 32 random bytes needs none."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _refused(invited: Invitation, token: str, at: datetime) -> NotPaired | None:
    """Whoever brings a wrong token learns nothing but that, unless the invitation is void for everybody."""
    if invited.void:
        return NotPaired(Refusal.TOO_MANY_TRIES, invited)
    if not _same(digest(token), invited.token_digest):
        return NotPaired(Refusal.WRONG_TOKEN, replace(invited, wrong_tries=invited.wrong_tries + 1))
    if invited.used:
        return NotPaired(Refusal.USED, invited)
    if at >= invited.expires:
        return NotPaired(Refusal.EXPIRED, invited)
    return None


def _worth_noting(last_seen: datetime | None, at: datetime) -> bool:
    """Also where the clock was set back since."""
    return last_seen is None or abs(at - last_seen) >= timedelta(seconds=SEEN_SECONDS.value)


def _same(one: str, other: str) -> bool:
    """Takes as long whatever the two have in common."""
    return compare_digest(one, other)
