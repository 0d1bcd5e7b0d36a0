"""Taking everything out, from a store in memory to an archive in memory."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.fakes.archive import InMemoryArchive
from tests.fakes.clock import StandingClock
from tests.fakes.logs import performed, reading, session, set_aside
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


def test_each_rendering_is_given_everything_and_is_written_under_its_name() -> None:
    store, archive, seen = a_store(), InMemoryArchive(), []

    def rendering(everything: Everything, at: datetime) -> str:
        seen.append((everything, at))
        return "text"

    taken = take_out(
        store=store,
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
    )
    assert seen == [(everything, MONDAY)] * 2
    assert taken.files == ("one.txt", "two.txt")
    assert (taken.sessions, taken.sets, taken.quarantined) == (2, 3, 1)


def test_nothing_is_written_when_one_rendering_fails() -> None:
    def fault(_everything: Everything, _at: datetime) -> str:
        raise ZeroDivisionError

    archive = InMemoryArchive()
    with pytest.raises(ZeroDivisionError):
        take_out(
            store=a_store(),
            archive=archive,
            renderings={"one.txt": lambda _everything, _at: "text", "two.txt": fault},
            clock=StandingClock(MONDAY),
        )
    assert archive.texts == {}
