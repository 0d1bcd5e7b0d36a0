"""A session that was typed: stored once, grown by what is typed later, and nothing of it lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from tests.fakes.logs import session
from tests.fakes.training_store import InMemoryTrainingStore

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate
from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import keyed, same_training
from lumbar.core.training import SessionPrecision
from lumbar.usecases.log_session import Logged, WhichSession, log_session, understand
from lumbar.usecases.plain_sets import Fault
from lumbar.usecases.ports import ImportBatch

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


def log(
    store: InMemoryTrainingStore, *lines: str, at: time | None = None, title: str = "Pull", dry_run: bool = False
) -> Logged:
    understood = understand(lines, MassUnit.KG)
    return log_session(understood, WhichSession(TODAY, at, title), store=store, now=NOW, dry_run=dry_run)


def test_what_was_typed_is_one_session_of_that_day() -> None:
    store = InMemoryTrainingStore()
    log(store, "deadlift 3x5 @ 120", "# back fine", "", "plank 3x45s")

    [stored] = store.log().sessions
    assert (stored.source, stored.day, stored.precision, stored.note) == (
        "lumbar",
        TODAY,
        SessionPrecision.DAY,
        "back fine",
    )
    assert [each.load for each in stored.sets] == [120_000] * 3 + [None] * 3
    assert stored.warm_ups_flagged


@pytest.mark.parametrize(
    ("first", "second", "sessions"),
    [
        ((None, "Pull"), (None, "pull "), 1),
        ((None, "Pull"), (time(18, 30), "Pull"), 1),
        ((time(18, 30), "Pull"), (None, "Pull"), 1),
        ((time(18, 30), "Pull"), (time(18, 30), "Pull"), 1),
        ((time(18, 30), "Pull"), (time(8, 0), "Pull"), 2),
        ((None, "Pull"), (None, "Push"), 2),
    ],
)
def test_the_same_day_and_title_goes_on_with_the_session(
    first: tuple[time | None, str], second: tuple[time | None, str], sessions: int
) -> None:
    store = InMemoryTrainingStore()
    log(store, "deadlift 3x5 @ 120", "# one", at=first[0], title=first[1])
    logged = log(store, "row 3x8 @ 60", "# two", at=second[0], title=second[1])

    assert len(store.log().sessions) == sessions
    assert store.log().set_count == 6
    assert logged.before == (3 if sessions == 1 else 0)
    if sessions == 1:
        [stored] = store.log().sessions
        assert [each.exercise for each in stored.sets] == ["deadlift"] * 3 + ["row"] * 3
        assert stored.note == "one\ntwo"


def test_sets_added_to_a_session_of_a_file_stand_on_no_line_of_it() -> None:
    store = InMemoryTrainingStore()
    read = replace(session("2026-11-20T18:30", source="lumbar"), lines=range(2, 3))
    store.save(ImportBatch(NOW, readings=(), added=keyed([read]), replaced=(), confirmed_units={}))
    log(store, "row 3x8 @ 60")

    [grown] = store.log().sessions
    assert (len(grown.sets), grown.lines) == (4, ())


def test_a_session_of_another_app_on_that_day_is_left_alone() -> None:
    store = InMemoryTrainingStore()
    theirs = keyed([session("2026-11-20T18:30", title="Pull")])
    store.save(ImportBatch(NOW, readings=(), added=theirs, replaced=(), confirmed_units={}))
    log(store, "deadlift 3x5 @ 120")

    assert [one.source for one in store.log().sessions] == ["lumbar", "strong"]


def test_a_dry_run_stores_nothing() -> None:
    store = InMemoryTrainingStore()

    assert log(store, "deadlift 3x5 @ 120", dry_run=True).stored is False
    assert store.saves == 0


def test_a_load_without_a_unit_is_not_understood_until_somebody_says_it() -> None:
    assert understand(["deadlift 3x5 @ 120"]).lacks_a_unit
    assert not understand(["deadlift 3x5 @ 120 kg", "row 60x8"]).lacks_a_unit
    assert not understand(["plank 3x45s", "bar 1x5 @ 0"]).lacks_a_unit


def test_the_unit_is_remembered_only_where_it_decided_something() -> None:
    store = InMemoryTrainingStore()
    log(store, "deadlift 120 lb x 5")
    assert store.confirmed_units() == {}
    log(store, "deadlift 120 x 5")
    assert store.confirmed_units() == {"lumbar": MassUnit.KG}


def test_every_line_has_one_fate_and_the_refused_are_kept_with_their_reason() -> None:
    understood = understand(["unit: kg", "deadlift 3x5 @ 120", "row 5x100", "2026-11-19", "", "# x"])

    assert understood.fates == (
        RecordFate.HEADER,
        RecordFate.DONE,
        RecordFate.QUARANTINED,
        RecordFate.QUARANTINED,
        RecordFate.BLANK,
        RecordFate.NOTES,
    )
    assert [(refused.line, refused.why.fault) for refused in understood.refused] == [
        (3, Fault.LOAD_OR_REPETITIONS),
        (4, Fault.DATE_NOT_HERE),
    ]
    store = InMemoryTrainingStore()
    log_session(understood, WhichSession(TODAY, None, ""), store=store, now=NOW)
    assert [(problem.line, problem.kind, problem.raw) for problem in store.quarantine()] == [
        (3, ProblemKind.NOT_A_NUMBER, "row 5x100"),
        (4, ProblemKind.DATE_UNREADABLE, "2026-11-19"),
    ]


def test_a_load_nobody_lifts_is_refused() -> None:
    [refused] = understand(["deadlift 3x5 @ 1200"], MassUnit.KG).refused

    assert refused.why.fault is Fault.LOAD_ABSURD


def test_typing_a_session_forgets_no_training_that_two_apps_have() -> None:
    """The log would otherwise count it twice from then on."""
    store = InMemoryTrainingStore()
    known = same_training("strong|1", "hevy|1")
    store.keep_same_training([known], (), NOW)
    log(store, "deadlift 3x5 @ 120")
    assert list(store.same_training()) == [known]
