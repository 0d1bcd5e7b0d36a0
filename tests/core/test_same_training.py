"""When two sessions are one: keys that outlive an upgrade, numbers of apps, and one training in the logs of two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes.logs import ALIKE_SESSIONS, SESSIONS, performed, reading, session
from tests.made_training import CATALOGUE

from lumbar.core.quantities import Grams
from lumbar.core.same_training import (
    KeyedSession,
    compare,
    content_hash,
    keyed,
    left_out,
    same_training,
    trainings_in_two_apps,
    united,
)
from lumbar.core.training import Session, TrainingSet


@given(st.lists(SESSIONS | ALIKE_SESSIONS, max_size=8))
def test_a_file_alone_needs_no_comparison(sessions: list[Session]) -> None:
    alone = united([reading("strong.csv", *sessions)])
    assert alone == united([reading("strong.csv", *sessions), reading("empty.csv")])
    if len({one.source for one in sessions}) < 2:  # a training that stands in two apps is counted once
        assert sorted(map(repr, alone.sessions)) == sorted(map(repr, sessions))


# What was stored before stays known


def test_the_key_and_the_hash_of_an_old_log_are_those_that_were_stored_then() -> None:
    """Both digests were made before a set could have repetitions in reserve, and a session a number."""
    [old] = keyed([session("2026-03-02T18:04", performed(), performed("Plank", None, None))])
    assert old.key == "9feb7ac2df85011fd1815b2df33364bf6c04140fc9eb2e11653c81ce120e0ca9"
    assert old.content == "8bd6566ccb63d907a46d9e8a635fc8ab911f621088885f9f6bbd1f205b9cc7aa"


@pytest.mark.parametrize("told", [{"rir": 2.0}, {"multiplier": 2.0}, {"assistance": Grams(2)}], ids=str)
def test_what_a_set_says_besides_makes_another_content(told: dict[str, float]) -> None:
    plain = session()
    other = replace(plain, sets=(replace(plain.sets[0], **told),))  # type: ignore[arg-type]
    assert content_hash(other) != content_hash(plain)
    assert len({content_hash(replace(plain, sets=(replace(performed(), **{name: 2}),))) for name in SAID}) == len(SAID)  # type: ignore[arg-type]


SAID = ("rir", "multiplier", "assistance")


def test_a_later_importer_that_reads_more_of_a_set_adds_it_without_asking() -> None:
    before = session()
    more = replace(before, sets=(replace(before.sets[0], rir=2.0, multiplier=2.0),))
    assert len(compare(keyed([more]), keyed([before])).grown) == 1
    assert len(compare(keyed([before]), keyed([more])).changed) == 1


# A number that the app gives


def numbered(app_id: str, start: str = "2026-03-02T18:04", *sets: TrainingSet, title: str = "Pull") -> Session:
    return replace(session(start, *sets, title=title), app_id=app_id)


def test_a_session_is_known_by_its_number_whatever_else_was_edited() -> None:
    edited = numbered("7", "2026-03-02T20:10", performed(kg=105), title="Heavy")
    [pair] = compare(keyed([edited]), keyed([numbered("7")])).changed
    assert (pair.stored.session, pair.incoming.session) == (numbered("7"), edited)


def test_a_session_stored_before_its_number_was_read_is_known_by_start_and_title() -> None:
    longer = numbered("7", "2026-03-02T18:04", performed(), performed(kg=110))
    [pair] = compare(keyed([longer]), keyed([session()])).grown
    assert pair.incoming == replace(keyed([longer])[0], key=keyed([session()])[0].key)


def test_an_app_that_numbers_its_sessions_anew_changes_nothing() -> None:
    """The first workout was deleted in the app, so that the others moved up; one is new."""
    days = ["2026-03-02T18:00", "2026-03-04T18:00", "2026-03-06T18:00", "2026-03-09T18:00"]
    loads = [100, 102, 104, 106]
    whole = [
        numbered(str(number), day, performed(kg=kg)) for number, (day, kg) in enumerate(zip(days, loads, strict=True))
    ]
    stored = keyed(whole[:3])
    moved_up = [replace(one, app_id=str(number)) for number, one in enumerate(whole[1:])]
    comparison = compare(keyed(moved_up), stored)
    assert [one.session for one in comparison.already_there] == moved_up[:2]
    assert [one.session for one in comparison.added] == moved_up[2:]
    assert (comparison.grown, comparison.changed) == ((), ())
    assert not {one.key for one in comparison.added} & {one.key for one in stored}


# Two apps

HEVY = session(
    "2026-03-02T18:04",
    performed(),
    performed(),
    performed(kg=110),
    performed("Row", 60),
    performed("Row", 62),
    source="hevy",
)


def in_strong(*sets: TrainingSet, start: str = "2026-03-02T18:00", title: str = "Pull") -> Session:
    return session(start, *sets, title=title)


@pytest.mark.parametrize(
    ("sets", "same"),
    [
        (HEVY.sets, True),
        (HEVY.sets[::-1], True),
        # 4 of 5 sets are 0.8, 3 of 5 are not.
        ((*HEVY.sets[:4], performed("Row", 65)), True),
        ((*HEVY.sets[:3], performed("Row", 64), performed("Row", 65)), False),
        # The shorter one counts: a watch that missed half of the session.
        (HEVY.sets[:2], True),
        ((*HEVY.sets, *[performed("Curl", 20)] * 9), True),
        # 100 kg as pounds with one decimal: 220.5 lb are 100 017 g; 100.06 kg are another load.
        ((replace(performed(), load=Grams(100_017)), performed(), *HEVY.sets[2:]), True),
        ((replace(performed(), load=Grams(100_060)),), False),
        ((replace(performed(), repetitions=4.0),), False),
        ((performed("Kreuzheben"), performed("deadlift"), performed("DEADLIFT", 110)), True),
        ((performed("Squat"),), False),
    ],
)
def test_two_apps_have_one_training_where_most_sets_of_the_shorter_are_shared(
    sets: tuple[TrainingSet, ...], *, same: bool
) -> None:
    pairs = trainings_in_two_apps(keyed([HEVY, in_strong(*sets)]), CATALOGUE)
    assert bool(pairs) is same


def test_without_a_catalogue_names_are_compared_as_they_are_spelt() -> None:
    german = in_strong(*[performed("Kreuzheben")] * 2)
    assert trainings_in_two_apps(keyed([HEVY, german])) == ()
    assert len(trainings_in_two_apps(keyed([HEVY, german]), CATALOGUE)) == 1


def test_another_day_or_the_same_app_is_another_training() -> None:
    next_day = in_strong(*HEVY.sets, start="2026-03-03T18:00")
    again = replace(HEVY, title="Again")
    assert trainings_in_two_apps(keyed([HEVY, again, next_day])) == ()


def test_sessions_without_a_set_are_no_training_to_compare() -> None:
    assert trainings_in_two_apps(keyed([replace(HEVY, sets=()), replace(in_strong(), sets=())])) == ()


def test_what_the_person_said_are_two_stays_two() -> None:
    sessions = keyed([HEVY, in_strong(*HEVY.sets)])
    [pair] = trainings_in_two_apps(sessions)
    assert pair == same_training(sessions[1].key, sessions[0].key)
    assert trainings_in_two_apps(sessions, different={pair}) == ()


def counted(*sessions: Session) -> list[Session]:
    """Those that are not left out, given in the order in which they were stored."""
    with_keys = keyed(sessions)
    elsewhere = left_out(with_keys, trainings_in_two_apps(with_keys))
    return [one.session for one in with_keys if one.key not in elsewhere]


def test_the_one_with_more_sets_counts_then_the_one_with_more_fields_then_the_first() -> None:
    shorter = in_strong(*HEVY.sets[:4])
    assert counted(shorter, HEVY) == [HEVY]
    equal = in_strong(*HEVY.sets)
    assert counted(equal, HEVY) == [equal]
    assert counted(HEVY, equal) == [HEVY]
    with_effort = replace(equal, sets=(replace(equal.sets[0], rpe=8.0), *equal.sets[1:]))
    assert counted(HEVY, with_effort) == [with_effort]


def test_a_routine_done_twice_a_day_is_two_trainings_in_either_app() -> None:
    morning, evening = (session(f"2026-03-02T{hour}:00", *HEVY.sets, source="hevy") for hour in ("07", "19"))
    assert counted(morning, evening, in_strong(*HEVY.sets), in_strong(*HEVY.sets, title="Evening")) == [
        morning,
        evening,
    ]


def test_a_training_that_one_app_has_in_two_parts_is_one_training() -> None:
    first, second = in_strong(*HEVY.sets[:2]), in_strong(*HEVY.sets[3:], start="2026-03-02T19:00")
    assert counted(first, second, HEVY) == [HEVY]


def test_three_apps_with_one_training_count_it_once_whichever_is_taken_away() -> None:
    three = [HEVY, in_strong(*HEVY.sets), replace(HEVY, source="garmin_fit", sets=HEVY.sets[:4])]
    for gone in (None, *three):
        assert len(counted(*(one for one in three if one is not gone))) == 1


def test_files_of_two_apps_are_united_without_counting_a_training_twice() -> None:
    other_day = in_strong(start="2026-03-05T18:00")
    log = united([reading("hevy.csv", HEVY), reading("strong.csv", in_strong(*HEVY.sets[:4]), other_day)], CATALOGUE)
    assert log.sessions == (HEVY, other_day)


@given(st.lists(ALIKE_SESSIONS, max_size=8).map(keyed))
def test_no_two_sessions_that_count_are_a_pair_and_none_is_left_out_for_nothing(log: tuple[KeyedSession, ...]) -> None:
    pairs = trainings_in_two_apps(log)
    elsewhere = left_out(log, pairs)
    assert not [pair for pair in pairs if pair.first not in elsewhere and pair.second not in elsewhere]
    assert not [key for key, instead in elsewhere.items() if instead in elsewhere]
    of_the_day = {one.session.start.date(): one.session.source for one in log}
    days_counted = {one.session.start.date() for one in log if one.key not in elsewhere}
    assert days_counted == of_the_day.keys()
