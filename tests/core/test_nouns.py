"""The nouns refuse what cannot be, and keep apart what is missing and what is zero."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import numpy as np
import pytest
from tests.made_training import MONDAY, log_of, session, sets_of

from lumbar.core.athlete import Athlete
from lumbar.core.evidence import Source, our_judgement
from lumbar.core.provenance import RecordBalance, RecordFate, balance
from lumbar.core.symptoms import Nprs
from lumbar.core.tracks import Track


def test_a_pain_rating_is_from_0_to_10() -> None:
    assert Nprs(0) < Nprs(10)
    for impossible in (-1, 11):
        with pytest.raises(ValueError, match="0 to 10"):
            Nprs(impossible)


def test_age_counts_completed_years_and_is_unknown_without_a_birth_date() -> None:
    somebody = Athlete(id=UUID(int=1), born=date(1990, 6, 15))
    assert somebody.age_on(date(2026, 6, 14)) == 35
    assert somebody.age_on(date(2026, 6, 15)) == 36
    assert Athlete(id=UUID(int=1)).age_on(date(2026, 6, 15)) is None


def test_a_source_without_a_finding_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="needs an id"):
        Source(id="someone-2020", citation="Someone 2020", finding="")
    assert our_judgement(date(2026, 11, 22), "because").id == "our-judgement-2026-11-22"


def test_a_balance_that_does_not_add_up_cannot_be_made() -> None:
    assert balance(3, [RecordFate.HEADER, RecordFate.DONE, RecordFate.REST]) == RecordBalance(
        3, header=1, done=1, rest=1
    )
    with pytest.raises(ValueError, match="3 records were read but 2"):
        balance(3, [RecordFate.HEADER, RecordFate.DONE])


def test_a_track_keeps_frames_joints_and_three_coordinates_in_step() -> None:
    track = Track(("hip", "knee"), np.array([0.0, 0.02, 0.04]), np.zeros((3, 2, 3)))
    assert track.sampling_rate_hz == pytest.approx(50.0)
    assert track.of("knee").shape == (3, 3)
    with pytest.raises(ValueError, match="shape"):
        Track(("hip",), np.array([0.0]), np.zeros((1, 2, 3)))
    with pytest.raises(ValueError, match="rise"):
        Track(("hip",), np.array([0.0, 0.0]), np.zeros((2, 1, 3)))


def test_a_log_is_in_the_order_of_time_and_knows_its_days_once() -> None:
    later = session(date(2026, 1, 7), sets_of("Deadlift", (100, 5)))
    log = log_of([later, session(MONDAY, sets_of("Deadlift", (90, 5))), session(MONDAY, sets_of("Squat", (80, 5)))])
    assert log.days == (MONDAY, date(2026, 1, 7))
    assert log.set_count == 3
    assert log.until(MONDAY).last_day == MONDAY
    assert log_of([]).last_day is None
