"""Pairing the phone: once, in time, with the right token, and one phone only."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.logs import ANY_TEXT
from tests.fakes.paired_phones import PAIRED_AT, BusyPairedPhones, InMemoryPairedPhones, phone

from lumbar.usecases.pair_phone import (
    ACCESS_DAYS,
    INVITATION_MINUTES,
    WRONG_TRIES,
    Invitation,
    NotPaired,
    Paired,
    Refusal,
    access_ends,
    digest,
    invitation,
    is_paired,
    let_in,
    pair,
    revoke,
)
from lumbar.usecases.ports import PairedPhones

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def tried(
    invited: Invitation | None,
    brought: str = "token",
    *,
    phones: PairedPhones | None = None,
    after: timedelta = SECOND,
    known_by: str = "secret",
    name: str = "iPhone",
) -> Paired | NotPaired:
    phones = InMemoryPairedPhones() if phones is None else phones
    return pair(invited, token=brought, secret=known_by, name=name, at=PAIRED_AT + after, phones=phones)


def refusal(outcome: Paired | NotPaired) -> Refusal | None:
    return outcome.why if isinstance(outcome, NotPaired) else None


INVITED = invitation("token", at=PAIRED_AT)


def test_the_right_token_in_time_pairs_the_phone_by_the_digest_of_its_secret() -> None:
    phones = InMemoryPairedPhones()
    outcome = tried(INVITED, phones=phones)
    assert isinstance(outcome, Paired)
    assert phones.paired() == outcome.phone == phone(paired_at=PAIRED_AT + SECOND)
    assert outcome.replaced is None


def test_a_digest_is_the_published_one_of_sha_256() -> None:
    """NIST's example for the three letters "abc"."""
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_the_numbers_are_those_the_sentences_tell() -> None:
    assert (INVITATION_MINUTES.value, WRONG_TRIES.value, ACCESS_DAYS.value) == (10, 3, 180)


@pytest.mark.parametrize(
    ("after", "refused"),
    [(10 * MINUTE - SECOND, None), (10 * MINUTE, Refusal.EXPIRED), (timedelta(days=1), Refusal.EXPIRED)],
)
def test_an_invitation_is_good_for_ten_minutes(after: timedelta, refused: Refusal | None) -> None:
    assert refusal(tried(INVITED, after=after)) is refused


def test_an_invitation_is_used_once() -> None:
    phones = InMemoryPairedPhones()
    first = tried(INVITED, phones=phones)
    second = tried(first.invitation, phones=phones, known_by="another", name="a phone")
    assert refusal(second) is Refusal.USED
    assert phones.paired() == phone(paired_at=PAIRED_AT + SECOND)


def test_without_an_invitation_no_token_pairs() -> None:
    assert tried(None) == NotPaired(Refusal.NO_INVITATION, None)


def test_after_three_wrong_tokens_the_right_one_is_refused_too() -> None:
    phones = InMemoryPairedPhones()
    invited: Invitation | None = INVITED
    for count in (1, 2, 3):
        outcome = tried(invited, f"guess {count}", phones=phones)
        assert refusal(outcome) is Refusal.WRONG_TOKEN
        invited = outcome.invitation
        assert invited is not None
        assert invited.wrong_tries == count
    assert refusal(tried(invited, phones=phones)) is Refusal.TOO_MANY_TRIES
    assert phones.paired() is None


def test_after_two_wrong_tokens_the_right_one_still_pairs() -> None:
    invited = tried(tried(INVITED, "a").invitation, "b").invitation
    assert isinstance(tried(invited), Paired)


@pytest.mark.parametrize("after", [SECOND, 20 * MINUTE])
def test_a_wrong_token_does_not_learn_whether_the_right_one_was_used_or_is_too_old(after: timedelta) -> None:
    used = tried(INVITED).invitation
    assert refusal(tried(used, "guess", after=after)) is Refusal.WRONG_TOKEN


def test_a_second_phone_takes_the_place_of_the_first_and_that_is_said() -> None:
    phones = InMemoryPairedPhones(phone("first", "Android phone"))
    outcome = tried(INVITED, phones=phones, known_by="second")
    assert isinstance(outcome, Paired)
    assert outcome.replaced == phone("first", "Android phone")
    assert not is_paired("first", phones.paired(), at=PAIRED_AT)
    assert is_paired("second", phones.paired(), at=PAIRED_AT)


@given(ANY_TEXT, ANY_TEXT)
def test_only_the_very_token_pairs(token: str, brought: str) -> None:
    outcome = tried(invitation(token, at=PAIRED_AT), brought)
    assert isinstance(outcome, Paired) == (token == brought)


@given(ANY_TEXT, ANY_TEXT)
def test_neither_token_nor_secret_is_kept(token: str, secret: str) -> None:
    outcome = tried(invitation(token, at=PAIRED_AT), token, known_by=secret)
    assert isinstance(outcome, Paired)
    assert (outcome.invitation.token_digest, outcome.phone.secret_digest) == (digest(token), digest(secret))


# Who is let in


def test_the_access_ends_180_days_after_the_pairing() -> None:
    """From 23 November: 7 days of it, 31, 31, 28, 31, 30 make 158; the 22nd of May is the 180th."""
    assert access_ends(phone()).date().isoformat() == "2027-05-22"
    assert is_paired("secret", phone(), at=PAIRED_AT + timedelta(days=180) - SECOND)
    assert not is_paired("secret", phone(), at=PAIRED_AT + timedelta(days=180))


@given(st.text())
def test_nobody_is_let_in_where_no_phone_is_paired(secret: str) -> None:
    assert not let_in(secret, at=PAIRED_AT, phones=InMemoryPairedPhones())


@pytest.mark.parametrize("brought", ["", "Secret", "secret ", digest("secret")])
def test_a_wrong_secret_is_not_let_in_and_not_noted_as_seen(brought: str) -> None:
    phones = InMemoryPairedPhones(phone())
    assert not let_in(brought, at=PAIRED_AT, phones=phones)
    assert phones.writes == 0


def test_when_it_was_seen_is_written_at_most_once_a_minute() -> None:
    phones = InMemoryPairedPhones(phone())
    for seconds in (0, 1, 59, 60, 61, 119, 120):
        assert let_in("secret", at=PAIRED_AT + seconds * SECOND, phones=phones)
    assert phones.writes == 3  # at 0, 60 and 120 seconds
    found = phones.paired()
    assert found is not None
    assert found.last_seen == PAIRED_AT + 2 * MINUTE


def test_when_the_clock_was_set_back_it_is_written_too() -> None:
    phones = InMemoryPairedPhones(phone())
    for hours in (2, 1):
        let_in("secret", at=PAIRED_AT + timedelta(hours=hours), phones=phones)
    found = phones.paired()
    assert found is not None
    assert found.last_seen == PAIRED_AT + timedelta(hours=1)


def test_a_note_that_cannot_be_written_keeps_nobody_out() -> None:
    assert let_in("secret", at=PAIRED_AT, phones=BusyPairedPhones(phone()))


def test_access_taken_away_is_gone_and_whose_it_was_is_said() -> None:
    phones = InMemoryPairedPhones(phone())
    assert revoke(phones) == phone()
    assert not let_in("secret", at=PAIRED_AT, phones=phones)
    assert revoke(phones) is None
