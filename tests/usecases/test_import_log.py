"""What importing does, on stores and files in memory; the laws of comparing an export with what is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.clock import StandingClock
from tests.fakes.log_reader import InMemoryLogReader
from tests.fakes.logs import ALIKE_SESSIONS, performed, reading, session, set_aside
from tests.fakes.training_store import InMemoryTrainingStore
from tests.made_training import CATALOGUE

from lumbar.core.errors import UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading, UnitOrigin
from lumbar.core.quantities import Grams, MassUnit
from lumbar.core.same_training import Comparison, KeyedSession, compare, content_hash, keyed
from lumbar.core.training import Session, SessionPrecision, training_log
from lumbar.usecases.import_log import ImportResult, SessionCounts, SetCounts, count_both, import_log
from lumbar.usecases.ports import ColumnMapping

IN_AUCKLAND = datetime(2026, 3, 10, 1, 30, tzinfo=timezone(timedelta(hours=13)))

MONDAY = session("2026-03-02T18:00", performed(kg=100), performed(kg=105))
WEDNESDAY = session("2026-03-04T18:00", performed("Row", 60))
FRIDAY = session("2026-03-06T18:00", performed(kg=110), performed("Row", 60), performed("Plank", None, None))


def imported(
    *files: FileReading | UnusableInput,
    store: InMemoryTrainingStore | None = None,
    paths: list[str] | None = None,
    unit: MassUnit | None = None,
    units: Mapping[str, MassUnit] | None = None,
    dry_run: bool = False,
    replace_changed: bool = False,
) -> ImportResult:
    return import_log(
        paths or [file.path for file in files],
        reader=InMemoryLogReader({file.path: file for file in files}),
        store=store or InMemoryTrainingStore(),
        clock=StandingClock(IN_AUCKLAND),
        unit=unit,
        units=units or {},
        dry_run=dry_run,
        replace_changed=replace_changed,
    )


# Importing


def test_a_first_import_stores_everything() -> None:
    store = InMemoryTrainingStore()
    result = imported(reading("a.csv", MONDAY, WEDNESDAY), store=store)
    assert result.sets == SetCounts(added=3, already_there=0, changed=0)
    assert result.sessions == SessionCounts(added=2, already_there=0, grown=0, changed=0)
    assert result.stored
    assert store.log() == training_log([MONDAY, WEDNESDAY])
    assert store.files()[0].imported_at == IN_AUCKLAND


def test_a_second_import_of_the_same_file_stores_nothing() -> None:
    store = InMemoryTrainingStore()
    file = reading("a.csv", MONDAY, problems=(set_aside("x;8o"),))
    imported(file, store=store)
    result = imported(replace(file, path="copy.csv"), store=store)
    assert result.sets == SetCounts(added=0, already_there=2, changed=0)
    assert not result.stored
    assert store.saves == 1


def test_a_longer_export_adds_only_what_is_new() -> None:
    store = InMemoryTrainingStore()
    imported(reading("a.csv", MONDAY, WEDNESDAY), store=store)
    result = imported(reading("b.csv", MONDAY, WEDNESDAY, FRIDAY), store=store)
    assert result.sets == SetCounts(added=3, already_there=3, changed=0)
    assert store.log() == training_log([MONDAY, WEDNESDAY, FRIDAY])


def test_sessions_that_a_newer_file_lacks_stay() -> None:
    store = InMemoryTrainingStore()
    imported(reading("a.csv", MONDAY, WEDNESDAY), store=store)
    imported(reading("b.csv", FRIDAY), store=store, replace_changed=True)
    assert store.log() == training_log([MONDAY, WEDNESDAY, FRIDAY])


def test_sets_that_joined_a_stored_session_are_taken_without_asking() -> None:
    """Exported in the middle of the session, and again after it: 2 sets, then 3."""
    store = InMemoryTrainingStore()
    imported(reading("a.csv", MONDAY), store=store)
    longer = replace(MONDAY, sets=(performed(kg=100), performed(kg=102), performed(kg=105)))
    result = imported(reading("b.csv", longer), store=store)
    assert result.sets == SetCounts(added=1, already_there=2, changed=0)
    assert result.sessions == SessionCounts(added=0, already_there=0, grown=1, changed=0)
    assert [(pair.stored.session, pair.incoming.session) for pair in result.grown] == [(MONDAY, longer)]
    assert store.log() == training_log([longer])


def test_a_changed_session_is_shown_and_the_stored_one_stays_until_the_person_accepts() -> None:
    store = InMemoryTrainingStore()
    imported(reading("a.csv", MONDAY, WEDNESDAY), store=store)
    corrected = replace(MONDAY, sets=(performed(kg=100), performed(kg=106)))
    newer = reading("b.csv", corrected, WEDNESDAY)

    shown = imported(newer, store=store)
    assert shown.sets == SetCounts(added=0, already_there=1, changed=2)
    assert [(pair.stored.session, pair.incoming.session) for pair in shown.changed] == [(MONDAY, corrected)]
    assert not shown.changed_were_replaced
    assert store.log() == training_log([MONDAY, WEDNESDAY])

    accepted = imported(newer, store=store, replace_changed=True)
    assert accepted.changed_were_replaced
    assert accepted.stored
    assert store.log() == training_log([corrected, WEDNESDAY])


def test_a_dry_run_says_what_an_import_would_do_and_stores_nothing() -> None:
    store = InMemoryTrainingStore()
    dry = imported(reading("a.csv", MONDAY), store=store, dry_run=True)
    assert (dry.sets, dry.stored, store.saves) == (SetCounts(2, 0, 0), False, 0)
    assert replace(dry, stored=True) == imported(reading("a.csv", MONDAY), store=store)


def test_the_same_bytes_under_two_names_are_counted_once_and_said() -> None:
    result = imported(reading("a.csv", MONDAY, octets="x"), reading("b.csv", MONDAY, octets="x"))
    assert [read.path for read in result.readings] == ["a.csv"]
    assert result.given_twice == ("b.csv",)
    assert result.sets == SetCounts(added=2, already_there=0, changed=0)


def test_the_same_file_named_twice_is_counted_once_and_said() -> None:
    result = imported(reading("a.csv", MONDAY), paths=["a.csv", "a.csv"])
    assert result.given_twice == ("a.csv",)
    assert result.sessions.added == 1


@pytest.mark.parametrize("paths", [["old.csv", "new.csv"], ["new.csv", "old.csv"]])
def test_two_exports_of_one_app_count_what_they_share_once(paths: list[str]) -> None:
    store = InMemoryTrainingStore()
    old, new = reading("old.csv", MONDAY, WEDNESDAY), reading("new.csv", MONDAY, WEDNESDAY, FRIDAY)
    result = imported(old, new, store=store, paths=paths)
    assert result.sets == SetCounts(added=6, already_there=3, changed=0)
    assert store.log() == training_log([MONDAY, WEDNESDAY, FRIDAY])


@pytest.mark.parametrize("accepted", [False, True])
def test_importing_two_files_at_once_is_importing_them_one_after_the_other(*, accepted: bool) -> None:
    """Monday grew to 3 sets in the middle file and was corrected in the last."""
    files = (
        reading("1.csv", MONDAY),
        reading("2.csv", replace(MONDAY, sets=(*MONDAY.sets, performed(kg=110))), WEDNESDAY),
        reading("3.csv", replace(MONDAY, sets=(performed(kg=99),)), WEDNESDAY, FRIDAY),
    )
    at_once, one_by_one = InMemoryTrainingStore(), InMemoryTrainingStore()
    result = imported(*files, store=at_once, replace_changed=accepted)
    for file in files:
        imported(file, store=one_by_one, replace_changed=accepted)
    assert at_once.log() == one_by_one.log()
    assert at_once.log().sessions[0].sets[0].load == (99_000 if accepted else 100_000)
    # 2 of Monday, then 1 that joined it, then Wednesday and Friday; of the last file Monday's only set is another.
    assert result.sets == SetCounts(added=2 + 1 + 1 + 3, already_there=2 + 1, changed=1)


def test_files_that_cannot_be_used_are_named_and_the_others_are_stored() -> None:
    broken = UnusableInput(UnusableKind.BINARY, "photo.jpg")
    result = imported(broken, reading("a.csv", MONDAY))
    assert result.unreadable == (broken,)
    assert result.sessions.added == 1


def test_when_no_file_can_be_used_the_first_reason_is_raised() -> None:
    with pytest.raises(UnusableInput) as refused:
        imported(UnusableInput(UnusableKind.EMPTY, "a.csv"), UnusableInput(UnusableKind.BINARY, "b.csv"))
    assert (refused.value.kind, refused.value.path) == (UnusableKind.EMPTY, "a.csv")


@pytest.mark.parametrize("dry_run", [False, True])
def test_a_guessed_unit_is_refused_with_the_guess(*, dry_run: bool) -> None:
    store = InMemoryTrainingStore()
    with pytest.raises(UnusableInput) as refused:
        imported(reading("a.csv", MONDAY, unit_from=UnitOrigin.GUESSED), store=store, dry_run=dry_run)
    assert refused.value.kind is UnusableKind.UNIT_NOT_CONFIRMED
    assert (refused.value.path, refused.value.met, refused.value.known) == ("a.csv", "kg", ("kg", "lb"))
    assert store.saves == 0


def test_a_guessed_unit_refuses_its_own_file_only() -> None:
    result = imported(reading("a.csv", MONDAY, unit_from=UnitOrigin.GUESSED), reading("b.csv", WEDNESDAY))
    assert [(reason.kind, reason.path) for reason in result.unreadable] == [(UnusableKind.UNIT_NOT_CONFIRMED, "a.csv")]
    assert result.sets.added == 1


def test_a_log_without_any_load_needs_no_unit() -> None:
    planks = session("2026-03-02T18:00", performed("Plank", None, None))
    assert imported(reading("a.csv", planks, unit_from=UnitOrigin.GUESSED)).sets.added == 1


def test_a_named_unit_is_remembered_for_the_format() -> None:
    store = InMemoryTrainingStore()
    imported(reading("a.csv", MONDAY, unit_from=UnitOrigin.GUESSED), store=store, unit=MassUnit.KG)
    assert store.confirmed_units() == {"strong": MassUnit.KG}
    later = imported(reading("b.csv", WEDNESDAY, unit_from=UnitOrigin.GUESSED), store=store)
    assert later.readings[0].unit_from is UnitOrigin.CONFIRMED


@pytest.mark.parametrize("accepted", [False, True])
def test_another_unit_is_remembered_only_with_the_sessions_it_changes(*, accepted: bool) -> None:
    """Stored as 100 kg; the same file read in pounds is 45.359 kg."""
    store = InMemoryTrainingStore()
    imported(reading("a.csv", session(), unit_from=UnitOrigin.GUESSED), store=store, unit=MassUnit.KG)
    in_pounds = session("2026-03-02T18:04", replace(performed(), load=Grams(45_359), unit_raw=MassUnit.LB))
    again = reading("a.csv", in_pounds, unit_from=UnitOrigin.GUESSED)
    result = imported(again, store=store, unit=MassUnit.LB, replace_changed=accepted)
    assert result.sets.changed == 1
    assert store.confirmed_units() == {"strong": MassUnit.LB if accepted else MassUnit.KG}
    assert store.log().sessions[0].sets[0].load == (45_359 if accepted else 100_000)


OF_STRONG = reading("strong.csv", MONDAY, unit_from=UnitOrigin.GUESSED)
OF_REPCOUNT = replace(
    reading("repcount.csv", replace(WEDNESDAY, source="repcount"), unit_from=UnitOrigin.GUESSED), format="repcount"
)


@pytest.mark.parametrize(
    ("unit", "units"), [(None, {"repcount": MassUnit.LB}), (MassUnit.LB, {})], ids=["by format", "in general"]
)
def test_the_unit_named_for_one_app_leaves_the_confirmed_unit_of_another_alone(
    unit: MassUnit | None, units: dict[str, MassUnit]
) -> None:
    store = InMemoryTrainingStore()
    imported(OF_STRONG, store=store, unit=MassUnit.KG)
    newer = reading("newer.csv", MONDAY, FRIDAY, unit_from=UnitOrigin.GUESSED)
    result = imported(newer, OF_REPCOUNT, store=store, unit=unit, units=units)
    assert {read.format: read.unit for read in result.readings} == {"strong": MassUnit.KG, "repcount": MassUnit.LB}
    assert store.confirmed_units() == {"strong": MassUnit.KG, "repcount": MassUnit.LB}


def test_two_apps_may_be_in_different_units_from_the_first_import_on() -> None:
    store = InMemoryTrainingStore()
    units = {"strong": MassUnit.KG, "repcount": MassUnit.LB}
    imported(OF_STRONG, OF_REPCOUNT, store=store, units=units)
    assert store.confirmed_units() == units


def test_an_answer_for_one_app_is_none_for_another() -> None:
    result = imported(OF_STRONG, OF_REPCOUNT, units={"repcount": MassUnit.LB})
    assert [(reason.kind, reason.path) for reason in result.unreadable] == [
        (UnusableKind.UNIT_NOT_CONFIRMED, "strong.csv")
    ]


def test_the_unit_is_changed_where_it_can_only_be_meant_for_one_app() -> None:
    """The other file says its own, so that the answer is for the first alone."""
    store = InMemoryTrainingStore()
    imported(OF_STRONG, store=store, unit=MassUnit.KG)
    of_hevy = replace(reading("hevy.csv", replace(FRIDAY, source="hevy")), format="hevy")
    newer = reading("newer.csv", WEDNESDAY, unit_from=UnitOrigin.GUESSED)
    imported(newer, of_hevy, store=store, unit=MassUnit.LB)
    assert store.confirmed_units() == {"strong": MassUnit.LB}


def test_a_named_unit_is_not_remembered_where_the_file_says_its_own() -> None:
    store = InMemoryTrainingStore()
    imported(reading("a.csv", MONDAY, unit_from=UnitOrigin.HEADER), store=store, unit=MassUnit.LB)
    assert store.confirmed_units() == {}


def test_a_unit_named_for_a_file_that_is_stored_already_is_remembered() -> None:
    store = InMemoryTrainingStore()
    guessed = reading("a.csv", MONDAY, unit_from=UnitOrigin.GUESSED)
    imported(replace(guessed, unit_from=UnitOrigin.HEADER), store=store)
    assert imported(guessed, store=store, unit=MassUnit.KG).stored
    assert store.confirmed_units() == {"strong": MassUnit.KG}


def test_records_set_aside_are_listed_and_stored_even_when_no_session_is_new() -> None:
    store = InMemoryTrainingStore()
    imported(reading("a.csv", MONDAY), store=store)
    bad, remark = set_aside("x;8o"), replace(set_aside("y;501"), set_aside=False)
    result = imported(reading("b.csv", MONDAY, problems=(bad, remark)), store=store)
    assert result.quarantine == (bad,)
    assert list(store.quarantine()) == [bad]


def test_tomorrow_is_the_latest_day_since_a_file_may_come_from_another_zone() -> None:
    """It is 10 March in Auckland."""
    reader = InMemoryLogReader({"a.csv": reading("a.csv", MONDAY)})
    import_log(["a.csv"], reader=reader, store=InMemoryTrainingStore(), clock=StandingClock(IN_AUCKLAND))
    assert reader.choices[0].latest_day == date(2026, 3, 11)


def test_the_person_is_asked_neither_for_their_zone_nor_for_their_columns_twice() -> None:
    reader = InMemoryLogReader({"a.csv": reading("a.csv", MONDAY)})
    store = InMemoryTrainingStore()
    mapping = ColumnMapping({"load": "kg"}, date_order="dmy")
    store.keep_column_mapping("date;kg", mapping, IN_AUCKLAND)
    import_log(["a.csv"], reader=reader, store=store, clock=StandingClock(IN_AUCKLAND), zone="Pacific/Auckland")
    assert (reader.choices[0].mappings, reader.choices[0].zone) == ({"date;kg": mapping}, "Pacific/Auckland")


# The same training in two apps

IN_HEVY = replace(FRIDAY, source="hevy", title="Push", start=datetime.fromisoformat("2026-03-06T17:57"))


def test_a_training_that_another_app_has_already_is_kept_and_not_counted() -> None:
    store = InMemoryTrainingStore()
    imported(reading("hevy.csv", IN_HEVY), store=store)
    result = imported(reading("strong.csv", FRIDAY, MONDAY), store=store)
    assert result.sets == SetCounts(added=2, already_there=3, changed=0, same_training=3)
    assert result.sessions == SessionCounts(added=1, already_there=1, grown=0, changed=0, same_training=1)
    [double] = result.same_as_other_app
    assert (double.counted.session, double.left_out.session) == (IN_HEVY, FRIDAY)
    assert store.log() == training_log([MONDAY, IN_HEVY])
    assert [one.keyed.session for one in store.sessions()] == [MONDAY, IN_HEVY, FRIDAY]


def test_a_richer_log_of_another_app_takes_the_place_of_the_one_that_counted() -> None:
    store = InMemoryTrainingStore()
    imported(reading("strong.csv", FRIDAY), store=store)
    richer = replace(IN_HEVY, sets=(*IN_HEVY.sets, performed("Curl", 20)))
    result = imported(reading("hevy.csv", richer), store=store)
    assert result.sets == SetCounts(added=4, already_there=0, changed=0)
    assert [(one.counted.session, one.left_out.session) for one in result.same_as_other_app] == [(richer, FRIDAY)]
    assert store.log() == training_log([richer])
    again = imported(reading("strong.csv", FRIDAY), store=store)
    assert (again.sets, again.stored) == (SetCounts(added=0, already_there=3, changed=0, same_training=3), False)


def test_files_of_two_apps_imported_at_once_are_counted_once() -> None:
    store = InMemoryTrainingStore()
    result = imported(reading("hevy.csv", IN_HEVY), reading("strong.csv", FRIDAY), store=store)
    assert (result.sets.added, result.sets.same_training, store.log().set_count) == (3, 3, 3)


def test_the_person_may_say_that_they_are_two_trainings_and_is_believed_from_then_on() -> None:
    store = InMemoryTrainingStore()
    imported(reading("hevy.csv", IN_HEVY), reading("strong.csv", FRIDAY), store=store)
    clock = StandingClock(IN_AUCKLAND)
    assert count_both(MONDAY.day, store=store, clock=clock) == ()
    assert len(count_both(FRIDAY.day, store=store, clock=clock)) == 1
    assert store.log() == training_log([IN_HEVY, FRIDAY])
    result = imported(reading("strong.csv", FRIDAY, MONDAY), store=store)
    assert (result.same_as_other_app, store.log().set_count) == ((), 8)


def test_names_of_two_apps_are_one_where_the_catalogue_knows_both() -> None:
    german = replace(
        IN_HEVY, sets=tuple(replace(done, exercise="Kreuzheben") for done in MONDAY.sets), start=MONDAY.start
    )
    for catalogue, counted in ((None, 4), (CATALOGUE, 2)):
        store = InMemoryTrainingStore()
        files = {"hevy.csv": reading("hevy.csv", german), "strong.csv": reading("strong.csv", MONDAY)}
        for path in files:
            import_log(
                [path],
                reader=InMemoryLogReader(files),
                store=store,
                clock=StandingClock(IN_AUCKLAND),
                catalogue=catalogue,
            )
        assert store.log().set_count == counted


def test_an_import_without_the_catalogue_forgets_nothing_that_was_found_with_it() -> None:
    store = InMemoryTrainingStore()
    imported(reading("hevy.csv", IN_HEVY), reading("strong.csv", FRIDAY), store=store)
    pairs = store.same_training()
    imported(reading("strong.csv", MONDAY), store=store)
    assert store.same_training() == pairs
    assert len(pairs) == 1


# Comparing, by hand


def one(comparison: Comparison) -> str:
    """The group the only incoming session is in."""
    groups = {
        "added": comparison.added,
        "already_there": comparison.already_there,
        "grown": comparison.grown,
        "changed": comparison.changed,
    }
    [name] = [name for name, sessions in groups.items() if sessions]
    return name


@pytest.mark.parametrize(
    ("incoming", "group"),
    [
        (MONDAY, "already_there"),
        (replace(MONDAY, duration_s=3600.0), "already_there"),
        (replace(MONDAY, note="lower back tight"), "grown"),
        (replace(MONDAY, sets=(replace(MONDAY.sets[0], rpe=9.5), *MONDAY.sets[1:])), "grown"),
        (replace(MONDAY, title="Pull day"), "already_there"),
        (replace(MONDAY, start=datetime.fromisoformat("2026-03-02T20:00")), "already_there"),
        (replace(MONDAY, start=datetime.fromisoformat("2026-03-03T17:59")), "already_there"),
        (replace(MONDAY, start=datetime.fromisoformat("2026-03-03T18:00")), "added"),
        (replace(MONDAY, start=datetime.fromisoformat("2026-03-01T18:01")), "already_there"),
        (replace(MONDAY, start=datetime.fromisoformat("2026-03-01T18:00")), "added"),
        (replace(MONDAY, title="Pull day", sets=MONDAY.sets[:1]), "added"),
        (replace(MONDAY, source="hevy"), "added"),
        (replace(MONDAY, sets=(*MONDAY.sets, performed(kg=110))), "grown"),
        (replace(MONDAY, sets=(performed(kg=60), *MONDAY.sets)), "grown"),
        (replace(MONDAY, sets=MONDAY.sets[:1]), "changed"),
        (replace(MONDAY, sets=MONDAY.sets[::-1]), "changed"),
        (replace(MONDAY, sets=(performed(kg=100), performed(kg=106), performed(kg=110))), "changed"),
    ],
)
def test_one_session_against_a_stored_monday_of_100_and_105_kg(incoming: Session, group: str) -> None:
    assert one(compare(keyed([incoming]), keyed([MONDAY]))) == group


def test_a_note_that_was_taken_back_is_shown_and_not_lost() -> None:
    assert one(compare(keyed([MONDAY]), keyed([replace(MONDAY, note="lower back tight")]))) == "changed"


def test_a_daily_routine_in_a_log_of_days_is_another_session_each_day() -> None:
    day = replace(MONDAY, precision=SessionPrecision.DAY, start=datetime.fromisoformat("2026-03-02"))
    next_day = replace(day, start=day.start + timedelta(days=1))
    assert one(compare(keyed([next_day]), keyed([day]))) == "added"


def test_a_stored_session_answers_for_one_renamed_session_only() -> None:
    """Two equal sessions on one day, one of which is stored under its old title."""
    twice = keyed([replace(MONDAY, title="A"), replace(MONDAY, title="B", start=MONDAY.start + timedelta(hours=2))])
    comparison = compare(twice, keyed([MONDAY]))
    assert (len(comparison.already_there), len(comparison.added)) == (1, 1)


def test_a_stored_session_that_is_in_the_export_answers_for_no_other() -> None:
    evening = replace(MONDAY, title="Again", start=MONDAY.start + timedelta(hours=3))
    comparison = compare(keyed([MONDAY, evening]), keyed([MONDAY]))
    assert [found.session for found in comparison.added] == [evening]


def test_a_whole_log_shifted_by_a_clock_zone_is_already_there() -> None:
    """A daily routine at 07:00, read again seven hours west."""
    week = [replace(MONDAY, start=datetime(2026, 3, day, 7, 0)) for day in range(2, 9)]  # noqa: DTZ001  naive as logged
    shifted = [replace(day, start=day.start - timedelta(hours=7)) for day in week]
    assert len(compare(keyed(shifted), keyed(week)).already_there) == 7


def test_a_key_that_stands_twice_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="twice"):
        compare(keyed([MONDAY]) * 2, ())


# Comparing, by its laws

LOGS = st.lists(ALIKE_SESSIONS, max_size=8).map(keyed)


def everything_in(comparison: Comparison) -> list[KeyedSession]:
    pairs = comparison.grown + comparison.changed
    return [*comparison.added, *comparison.already_there, *(pair.incoming for pair in pairs)]


@given(LOGS, LOGS)
def test_every_incoming_session_is_in_exactly_one_group(
    incoming: tuple[KeyedSession, ...], stored: tuple[KeyedSession, ...]
) -> None:
    def in_order(sessions: list[KeyedSession]) -> list[KeyedSession]:
        return sorted(sessions, key=lambda one: one.key)

    assert in_order(everything_in(compare(incoming, stored))) == in_order(list(incoming))


@given(LOGS, LOGS, st.randoms())
def test_the_order_of_either_side_does_not_matter(
    incoming: tuple[KeyedSession, ...], stored: tuple[KeyedSession, ...], random: Random
) -> None:
    shuffled_incoming, shuffled_stored = list(incoming), list(stored)
    random.shuffle(shuffled_incoming)
    random.shuffle(shuffled_stored)
    assert compare(shuffled_incoming, shuffled_stored) == compare(incoming, stored)


@given(LOGS)
def test_a_log_compared_with_itself_is_there_already(log: tuple[KeyedSession, ...]) -> None:
    comparison = compare(log, log)
    assert len(comparison.already_there) == len(log)


@given(LOGS, LOGS)
def test_what_grew_has_every_stored_set_in_its_order(
    incoming: tuple[KeyedSession, ...], stored: tuple[KeyedSession, ...]
) -> None:
    for pair in compare(incoming, stored).grown:
        remaining = iter(pair.incoming.session.sets)
        assert all(done in remaining for done in pair.stored.session.sets)
        assert len(pair.incoming.session.sets) > len(pair.stored.session.sets)


EXPORTS = st.lists(ALIKE_SESSIONS, max_size=8).map(tuple)


@given(first=EXPORTS, second=EXPORTS, accepted=st.booleans())
def test_importing_twice_is_importing_once(
    *, first: tuple[Session, ...], second: tuple[Session, ...], accepted: bool
) -> None:
    store = InMemoryTrainingStore()
    for sessions in (first, second):
        imported(reading("a.csv", *sessions, octets=str(sessions)), store=store, replace_changed=accepted)
    once, saves = store.log(), store.saves
    again = imported(reading("a.csv", *second, octets=str(second)), store=store, replace_changed=accepted)
    assert store.log() == once
    assert (again.sets.added, again.sessions.grown, store.saves) == (0, 0, saves)


@given(EXPORTS, EXPORTS)
def test_no_stored_set_is_lost_unless_the_person_accepts(
    first: tuple[Session, ...], second: tuple[Session, ...]
) -> None:
    store = InMemoryTrainingStore()
    imported(reading("a.csv", *first), store=store)
    before = {stored.keyed.key: stored.keyed.session for stored in store.sessions()}
    imported(reading("b.csv", *second), store=store)
    after = {stored.keyed.key: stored.keyed.session for stored in store.sessions()}
    for key, session_before in before.items():
        remaining = iter(after[key].sets)
        assert all(done in remaining for done in session_before.sets)


@given(exports=st.lists(EXPORTS, min_size=1, max_size=3), accepted=st.booleans())
def test_the_counts_are_all_sets_and_sessions_of_the_files(
    *, exports: list[tuple[Session, ...]], accepted: bool
) -> None:
    files = [reading(f"{number}.csv", *sessions) for number, sessions in enumerate(exports)]
    result = imported(*files, replace_changed=accepted)
    counted = result.sets.added + result.sets.already_there + result.sets.changed
    assert counted == sum(file.set_count for file in files)
    sessions = result.sessions
    assert sessions.added + sessions.already_there + sessions.grown + sessions.changed == sum(map(len, exports))


@given(ALIKE_SESSIONS)
def test_equal_content_means_equal_sets_for_the_comparison(one_session: Session) -> None:
    """A session that only gained notes is not a changed one."""
    noted = replace(one_session, note="later", sets=tuple(replace(done, note="x") for done in one_session.sets))
    assert content_hash(noted) == content_hash(one_session)
    assert compare(keyed([noted]), keyed([one_session])).changed == ()
