"""No training is counted twice, through the real store: again, longer, edited, the other way round, from two apps."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.fakes.clock import StandingClock
from tests.importers import (
    test_alpha_progression,
    test_apple_health,
    test_fitnotes_backup,
    test_generic_table,
    test_hevy_api,
    test_jefit,
    test_liftosaur_json,
    test_lumbar_export,
    test_plain_text,
    test_strava,
)
from tests.importers.fit_files import activity, file_id, fit_file, performed, rest, session
from tests.importers.test_every_importer import LOGS
from tests.importers.test_fuzz import SAMPLES, STRAVA_ROWS, WORKOUT

from lumbar import wiring
from lumbar.core.quantities import MassUnit
from lumbar.core.training import Session
from lumbar.exchange.archive_json import archive_json
from lumbar.exchange.training_csv import training_csv
from lumbar.usecases.confirm_columns import ColumnsToConfirm
from lumbar.usecases.import_log import ImportResult, import_log
from lumbar.usecases.ports import TrainingStore
from lumbar.usecases.take_out import Everything

NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> TrainingStore:
    return wiring.open_store(tmp_path / "store")


def add(store: TrainingStore, *contents: bytes, folder: Path) -> ImportResult:
    """The last import of these files, one after the other, by a person in Berlin who says yes to proposed columns."""
    results = []
    for number, content in enumerate(contents):
        log = folder / f"{number}.log"
        log.write_bytes(content)
        try:
            results.append(_imported(store, log))
        except ColumnsToConfirm as asked:
            if asked.proposal is None:
                raise
            store.keep_column_mapping(asked.proposal.signature, asked.proposal.mapping, NOW)
            results.append(_imported(store, log))
    return results[-1]


def _imported(store: TrainingStore, log: Path) -> ImportResult:
    return import_log(
        [str(log)],
        reader=wiring.log_reader(),
        store=store,
        clock=StandingClock(NOW),
        unit=MassUnit.KG,
        catalogue=wiring.catalogue(),
        zone="Europe/Berlin",
    )


def counted(store: TrainingStore) -> list[Session]:
    """What counts, but for the lines on which it stood in some file."""
    return [replace(one, lines=()) for one in store.log().sessions]


def trained(store: TrainingStore) -> list[tuple[str, int, float | None]]:
    """What was done, whatever was written about it."""
    return [(one.exercise, one.load or 0, one.repetitions) for each in store.log().sessions for one in each.sets]


# The same log, as it is exported at other times


def last_session_left_out(log: str) -> bytes:
    """Of a table of four sets, of which the last one is a session of its own; the first one where that stands first."""
    header, *rows = log.splitlines()
    return "\n".join([header, *(rows[1:] if _newest_first(rows) else rows[:-1]), ""]).encode()


def sessions_turned(log: str) -> bytes:
    header, *rows = log.splitlines()
    turned = [*rows[1:], rows[0]] if _newest_first(rows) else [rows[-1], *rows[:-1]]
    return "\n".join([header, *turned, ""]).encode()


def _newest_first(rows: Sequence[str]) -> bool:
    return "Push" in rows[0]


def blocks(*texts: str) -> bytes:
    return "".join(texts).encode()


def turned_json(content: bytes, key: str) -> bytes:
    document = json.loads(content)
    document[key].reverse()
    return json.dumps(document).encode()


def shorter_json(content: bytes, key: str) -> bytes:
    document = json.loads(content)
    del document[key][-1]
    return json.dumps(document).encode()


BACKUP_SETS = [(1, "2026-01-05", 100, 5), (3, "2026-01-05", 60, 8), (1, "2026-01-07", 102.5, 5)]
ALPHA_FIRST, ALPHA_SECOND = test_alpha_progression.LOG.split("\n\n")
TEXT_HEAD, TEXT_FIRST, TEXT_SECOND = test_plain_text.LOG.split("\n\n")
JEFIT_ROWS = test_jefit.LOGS.splitlines(keepends=True)
TABLE_ROWS = test_generic_table.GERMAN.splitlines(keepends=True)
LATER_WORKOUT = WORKOUT.replace("2026-01-05", "2026-01-07")


def turned_archive(content: bytes) -> bytes:
    document = json.loads(content)
    document["content"]["sessions"].reverse()
    return test_lumbar_export.changed(json.dumps(document).encode(), "\0 nowhere", "")


SHORTER: Mapping[str, bytes] = {
    **{name: last_session_left_out(log) for name, log in LOGS.items()},
    "strava": blocks(test_strava.HEADER, STRAVA_ROWS[0]),
    "apple_health": test_apple_health.export(WORKOUT).encode(),
    "hevy_api": shorter_json(SAMPLES["hevy_api"], "workouts"),
    "liftosaur_json": shorter_json(SAMPLES["liftosaur_json"], "history"),
    "garmin_fit": fit_file(file_id(), performed(), rest(), session(), activity()),
    "fitnotes_backup": test_fitnotes_backup.database(test_fitnotes_backup.TABLE, sets=BACKUP_SETS[:1]),
    "wger": shorter_json(SAMPLES["wger"], "results"),
    "lumbar_archive": test_lumbar_export.archive(*test_lumbar_export.SESSIONS[:-1]),
    "jefit": blocks(test_jefit.SETTING, *JEFIT_ROWS[:-2]),
    "alpha_progression": ALPHA_FIRST.encode(),
    "lumbar": blocks(TEXT_HEAD, "\n\n", TEXT_FIRST),
    "table": blocks(*TABLE_ROWS[:2]),
}
"""The log as it was exported earlier: a session or some sets short of the sample."""
TURNED: Mapping[str, bytes] = {
    **{name: sessions_turned(log) for name, log in LOGS.items()},
    "strava": blocks(test_strava.HEADER, *reversed(STRAVA_ROWS)),
    "apple_health": test_apple_health.export(LATER_WORKOUT, WORKOUT).encode(),
    "hevy_api": turned_json(SAMPLES["hevy_api"], "workouts"),
    "liftosaur_json": turned_json(SAMPLES["liftosaur_json"], "history"),
    "fitnotes_backup": test_fitnotes_backup.database(
        test_fitnotes_backup.TABLE, sets=[BACKUP_SETS[2], *BACKUP_SETS[:2]]
    ),
    "wger": turned_json(SAMPLES["wger"], "results"),
    "lumbar_archive": turned_archive(SAMPLES["lumbar_archive"]),
    "jefit": blocks(test_jefit.SETTING, *JEFIT_ROWS[:2], JEFIT_ROWS[4], *JEFIT_ROWS[2:4]),
    "alpha_progression": blocks(ALPHA_SECOND, "\n", ALPHA_FIRST, "\n"),
    "lumbar": blocks(TEXT_HEAD, "\n\n", TEXT_SECOND, "\n", TEXT_FIRST, "\n"),
    "table": blocks(TABLE_ROWS[0], *reversed(TABLE_ROWS[1:])),
}
"""The log with its sessions in another order."""
ONE_SESSION_A_FILE = {"garmin_fit"}
COMMENT = "INSERT INTO Comment (date, owner_type_id, owner_id, comment) VALUES ('2026-01-05', 1, 1, 'easy');"
EDITED: Mapping[str, bytes] = {
    **{name: log.replace("Push", "Push day").encode() for name, log in LOGS.items() if name != "fitnotes"},
    "fitbod": LOGS["fitbod"].replace("true,,", "true,easy,").encode(),
    "strava": SAMPLES["strava"].replace(b"Morning Lift", b"Legs"),
    "hevy_api": SAMPLES["hevy_api"].replace(b'"Push"', b'"Push day"').replace(b"belt", b"no belt"),
    "liftosaur_json": SAMPLES["liftosaur_json"].replace(b"Sa: Lower", b"Lower"),
    "fitnotes_backup": test_fitnotes_backup.database(
        test_fitnotes_backup.TABLE, test_fitnotes_backup.COMMENTS, COMMENT, sets=BACKUP_SETS
    ),
    "wger": SAMPLES["wger"].replace(b'"rest": 120', b'"rest": 120, "notes": "easy"'),
    "lumbar_archive": test_lumbar_export.changed(SAMPLES["lumbar_archive"], "Pull + pain", "Pull"),
    "alpha_progression": SAMPLES["alpha_progression"].replace("Oberkörper".encode(), b"Upper"),
    "lumbar": SAMPLES["lumbar"].replace(b"Pull", b"Back").replace(b"# easy", b"# hard"),
    "table": SAMPLES["table"].replace(b"ging gut", b"war schwer"),
}
"""The log after its person gave a session another title, or a set another note."""
NOTHING_WRITTEN = {"fitnotes", "apple_health", "garmin_fit", "jefit"}
"""Formats without a title or a note."""


def test_every_format_is_tried_in_every_way() -> None:
    assert set(SHORTER) == set(SAMPLES)
    assert set(TURNED) | ONE_SESSION_A_FILE == set(SAMPLES)
    assert set(EDITED) | NOTHING_WRITTEN == set(SAMPLES)
    for name, content in SAMPLES.items():
        assert content not in (SHORTER[name], TURNED.get(name), EDITED.get(name)), name


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_file_again_adds_nothing(name: str, store: TrainingStore, tmp_path: Path) -> None:
    add(store, SAMPLES[name], folder=tmp_path)
    before, sessions = counted(store), store.sessions()
    again = add(store, SAMPLES[name], folder=tmp_path)

    assert before
    assert (again.stored, again.sets.added, again.sets.changed) == (False, 0, 0)
    assert again.sets.already_there == sum(len(session.sets) for session in before)
    assert (counted(store), store.sessions()) == (before, sessions)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_longer_export_adds_only_what_is_new(name: str, store: TrainingStore, tmp_path: Path) -> None:
    at_once = wiring.open_store(tmp_path / "at once")
    add(at_once, SAMPLES[name], folder=tmp_path)
    earlier = add(store, SHORTER[name], folder=tmp_path)
    later = add(store, SAMPLES[name], folder=tmp_path)

    assert earlier.sets.added > 0
    assert later.sets.added > 0
    assert earlier.sets.added + later.sets.added == at_once.log().set_count
    assert later.sets.changed == 0
    assert counted(store) == counted(at_once)


@pytest.mark.parametrize("name", SAMPLES)
def test_an_older_export_after_a_longer_one_adds_nothing(name: str, store: TrainingStore, tmp_path: Path) -> None:
    add(store, SAMPLES[name], folder=tmp_path)
    before = counted(store)
    older = add(store, SHORTER[name], folder=tmp_path)

    assert older.sets.added == 0
    assert counted(store) == before


@pytest.mark.parametrize("name", TURNED)
def test_a_file_sorted_the_other_way_adds_nothing(name: str, store: TrainingStore, tmp_path: Path) -> None:
    add(store, SAMPLES[name], folder=tmp_path)
    before = counted(store)
    turned = add(store, TURNED[name], folder=tmp_path)

    assert (turned.sets.added, turned.sets.changed) == (0, 0)
    assert counted(store) == before


@pytest.mark.parametrize("name", EDITED)
def test_an_edited_title_or_note_doubles_nothing_there_and_back(
    name: str, store: TrainingStore, tmp_path: Path
) -> None:
    add(store, SAMPLES[name], folder=tmp_path)
    before, sessions = trained(store), len(store.sessions())
    edited = add(store, EDITED[name], folder=tmp_path)
    back = add(store, SAMPLES[name], folder=tmp_path)

    assert edited.sets.added == back.sets.added == 0
    assert trained(store) == before
    assert len(store.sessions()) == sessions


# One training in two apps


HEVY_API = test_hevy_api.answer(
    test_hevy_api.workout(
        test_hevy_api.exercise(
            test_hevy_api.performed(type="warmup", weight_kg=60, reps=5),
            test_hevy_api.performed(weight_kg=100, reps=5, rpe=8),
        ),
        test_hevy_api.exercise(
            test_hevy_api.performed(type="failure", weight_kg=120, reps=3, rpe=9), title="Kreuzheben für Größe"
        ),
        title="Beine à fond",
    ),
    test_hevy_api.workout(
        test_hevy_api.exercise(test_hevy_api.performed(weight_kg=70, reps=8), title="Bench Press (Barbell)"),
        id="b459cba6",
        title="Push",
        start_time="2026-01-07T17:30:12+00:00",
        end_time="2026-01-07T18:10:12+00:00",
    ),
)
FITNOTES_BACKUP = test_fitnotes_backup.database(
    test_fitnotes_backup.TABLE,
    "INSERT INTO exercise (_id, name) VALUES (11, 'Squat'), (12, 'Kreuzheben für Größe à fond'), (13, 'Bench Press');",
    sets=[
        *((11, "2026-01-05", 60, 5), (11, "2026-01-05", 100, 5)),
        *((12, "2026-01-05", 120, 3), (13, "2026-01-07", 70, 8)),
    ],
)
LIFTOSAUR_JSON = test_liftosaur_json.backup(
    test_liftosaur_json.workout(
        test_liftosaur_json.entry(
            test_liftosaur_json.a_set(5, 100),
            warm_ups=(test_liftosaur_json.a_set(5, 60),),
            exercise={"id": "squat"},
        ),
        test_liftosaur_json.entry(test_liftosaur_json.a_set(3, 120), exercise={"id": "own", "equipment": "barbell"}),
        date="2026-01-05T12:30:00.250Z",
        dayName="Beine à fond",
    ),
    test_liftosaur_json.workout(
        test_liftosaur_json.entry(test_liftosaur_json.a_set(8, 70), exercise={"id": "benchPress"}),
        date="2026-01-07T12:30:00Z",
        dayName="Push",
    ),
    own={"own": {"name": "Kreuzheben für Größe"}},
)
TWICE_LOGGED = {
    "Strong and Hevy": (SAMPLES["strong"], SAMPLES["hevy"]),
    "Hevy and its answer to programs": (SAMPLES["hevy"], HEVY_API.encode()),
    "Strong and Hevy's answer to programs": (SAMPLES["strong"], HEVY_API.encode()),
    "FitNotes and its backup": (SAMPLES["fitnotes"], FITNOTES_BACKUP),
    "Liftosaur and its backup": (SAMPLES["liftosaur"], LIFTOSAUR_JSON.encode()),
    "RepCount and Lyfta": (SAMPLES["repcount"], SAMPLES["lyfta"]),
}


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)], ids=["in this order", "the other first"])
@pytest.mark.parametrize("pair", TWICE_LOGGED.values(), ids=TWICE_LOGGED.keys())
def test_one_training_in_two_apps_counts_once(
    pair: Sequence[bytes], order: slice, store: TrainingStore, tmp_path: Path
) -> None:
    """Beine à fond on Monday with three sets, Push on Wednesday with one."""
    first, second = pair[order]
    add(store, first, folder=tmp_path)
    again = add(store, second, folder=tmp_path)

    assert [(session.day.isoformat(), len(session.sets)) for session in store.log().sessions] == [
        ("2026-01-05", 3),
        ("2026-01-07", 1),
    ]
    assert again.sets.changed == 0
    assert sorted(load for _, load, _ in trained(store)) == [60_000, 70_000, 100_000, 120_000]


@pytest.mark.parametrize("name", SAMPLES)
def test_what_was_taken_out_of_the_store_adds_nothing_to_it(name: str, store: TrainingStore, tmp_path: Path) -> None:
    add(store, SAMPLES[name], folder=tmp_path)
    before, everything = counted(store), Everything(tuple(store.sessions()), (), (), {}, ())
    as_table = add(store, training_csv(everything, NOW).encode(), folder=tmp_path)
    as_archive = add(store, archive_json(everything, NOW).encode(), folder=tmp_path)

    assert (as_table.sets.added, as_archive.sets.added) == (0, 0)
    assert counted(store) == before
