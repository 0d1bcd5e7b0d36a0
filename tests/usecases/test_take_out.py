"""Taking everything out, from a store in memory to an archive in memory."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.fakes.archive import InMemoryArchive
from tests.fakes.check_ins import noted
from tests.fakes.clock import StandingClock
from tests.fakes.journal import InMemoryJournal
from tests.fakes.logs import performed, reading, session, set_aside
from tests.fakes.self_tests import InMemorySelfTests, side_plank
from tests.fakes.training_store import InMemoryTrainingStore

from lumbar.core.quantities import MassUnit
from lumbar.core.same_training import keyed
from lumbar.usecases.ports import ImportBatch
from lumbar.usecases.take_out import Everything, take_out

MONDAY = datetime(2026, 3, 2, 20, 0, tzinfo=UTC)


def a_store() -> InMemoryTrainingStore:
    """Two sessions, three sets, one record set aside."""
    read = reading(
        "a.csv",
        session("2026-03-02T18:00", performed(), performed()),
        session("2026-03-04T18:00"),
        problems=(set_aside("x;8o"),),
    )
    store = InMemoryTrainingStore()
    store.save(ImportBatch(MONDAY, [read], keyed(read.sessions), [], {"strong": MassUnit.KG}))
    return store


def a_journal() -> InMemoryJournal:
    """Two check-ins of one day."""
    journal = InMemoryJournal()
    journal.add(noted("2026-03-02T08:00+01:00"))
    journal.add(noted("2026-03-02T20:00+01:00"))
    return journal


def test_each_rendering_is_given_everything_and_is_written_under_its_name() -> None:
    store, journal, archive, seen = a_store(), a_journal(), InMemoryArchive(), []
    self_tests = InMemorySelfTests()
    self_tests.add([side_plank(62)], MONDAY)

    def rendering(everything: Everything, at: datetime) -> str:
        seen.append((everything, at))
        return "text"

    taken = take_out(
        store=store,
        journal=journal,
        self_tests=self_tests,
        archive=archive,
        renderings={"one.txt": rendering, "two.txt": rendering},
        clock=StandingClock(MONDAY),
    )
    assert archive.texts == {"one.txt": "text", "two.txt": "text"}
    everything = Everything(
        sessions=tuple(store.sessions()),
        files=tuple(store.files()),
        quarantine=tuple(store.quarantine()),
        confirmed_units={"strong": MassUnit.KG},
        check_ins=tuple(journal.check_ins()),
        self_tests=tuple(self_tests.results()),
    )
    assert seen == [(everything, MONDAY)] * 2
    assert taken.files == ("one.txt", "two.txt")
    assert (taken.sessions, taken.sets, taken.quarantined, taken.check_ins, taken.self_tests) == (2, 3, 1, 2, 1)


def test_nothing_is_written_when_one_rendering_fails() -> None:
    def fault(_everything: Everything, _at: datetime) -> str:
        raise ZeroDivisionError

    archive = InMemoryArchive()
    with pytest.raises(ZeroDivisionError):
        take_out(
            store=a_store(),
            journal=a_journal(),
            self_tests=InMemorySelfTests(),
            archive=archive,
            renderings={"one.txt": lambda _everything, _at: "text", "two.txt": fault},
            clock=StandingClock(MONDAY),
        )
    assert archive.texts == {}
