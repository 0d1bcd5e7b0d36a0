"""The paired phone of one person in memory, and phones by hand and by Hypothesis."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NoReturn

from hypothesis import strategies as st
from tests.fakes.logs import ANY_TEXT

from lumbar.core.errors import StoreTrouble, UnusableInput, UnusableKind
from lumbar.usecases.pair_phone import digest
from lumbar.usecases.ports import PairedPhone

PAIRED_AT = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


class InMemoryPairedPhones:
    """Keeps what it is given for as long as it lives, and counts how often it wrote."""

    def __init__(self, phone: PairedPhone | None = None) -> None:
        self._phone = phone
        self.writes = 0

    def paired(self) -> PairedPhone | None:
        return self._phone

    def replace(self, phone: PairedPhone) -> None:
        self._write(phone, phone.paired_at)

    def revoke(self) -> None:
        self._write(None, None)

    def seen(self, at: datetime) -> None:
        self._write(self._phone and replace(self._phone, last_seen=at), at)

    def _write(self, phone: PairedPhone | None, at: datetime | None) -> None:
        if at is not None and at.tzinfo is None:
            raise ValueError(f"{at} has no zone and is no instant")
        self._phone = phone
        self.writes += 1


class BusyPairedPhones(InMemoryPairedPhones):
    """Another process holds the store: it can be read and not written, or not even read."""

    def __init__(self, phone: PairedPhone | None = None, *, readable: bool = True) -> None:
        super().__init__(phone)
        self._readable = readable

    def paired(self) -> PairedPhone | None:
        if not self._readable:
            _refuse()
        return super().paired()

    def _write(self, *_what: object) -> None:
        _refuse()


def phone(known_by: str = "secret", name: str = "iPhone", *, paired_at: datetime = PAIRED_AT) -> PairedPhone:
    return PairedPhone(name, digest(known_by), paired_at)


_INSTANTS = st.integers(min_value=0, max_value=10**9).map(lambda seconds: PAIRED_AT + timedelta(seconds=seconds))
PHONES = st.builds(
    PairedPhone,
    name=ANY_TEXT,
    secret_digest=st.binary(min_size=32, max_size=32).map(bytes.hex),
    paired_at=_INSTANTS,
    last_seen=st.none() | _INSTANTS,
)


def _refuse() -> NoReturn:
    raise UnusableInput(UnusableKind.STORE_UNREADABLE, "store", met=StoreTrouble.LOCKED)
