"""Which notes count, how often and for which day; the words themselves are tried where their table is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from time import perf_counter

from hypothesis import example, given
from hypothesis import strategies as st
from tests.made_training import MONDAY, log_of, session, sets_of

from lumbar.core.causes.noted_pain import LONGEST_TEXT, Strength, noted_pain
from lumbar.core.training import Session, TrainingLog
from lumbar.knowledge.pain_words import load_pain_words
from lumbar.usecases.pain_days import DAYS_OFFERED, candidate_pain_days

WORDS = load_pain_words()
HURTS, TIGHT = "lower back hurts", "lower back tight"


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def visit(number: int, note: str = "", *, title: str = "", at_sets: Sequence[tuple[str, str]] = ()) -> Session:
    """A session with its own note, and sets as (exercise, note)."""
    sets = tuple(replace(sets_of(name, (100, 5))[0], note=written) for name, written in at_sets)
    return replace(session(day(number), sets, title=title), note=note)


def found_in(*sessions: Session, up_to: int = 999) -> list[tuple[int, str | None, str]]:
    noted = noted_pain(log_of(sessions), WORDS, day(up_to))
    return [((note.on - MONDAY).days, note.exercise, note.found) for note in noted]


def test_title_session_note_and_set_note_are_looked_at_newest_first() -> None:
    assert found_in(
        visit(0, title="Back pain, light"), visit(2, note="My back hurts"), visit(4, at_sets=[("Deadlift", HURTS)])
    ) == [(4, "Deadlift", HURTS), (2, None, "My back hurts"), (0, None, "Back pain")]


def test_a_note_repeated_on_every_set_counts_once_a_day() -> None:
    repeated = [("Deadlift", HURTS)] * 5
    assert found_in(visit(0, at_sets=repeated), visit(7, at_sets=repeated)) == [
        (7, "Deadlift", HURTS),
        (0, "Deadlift", HURTS),
    ]


def test_a_note_on_the_sets_of_two_exercises_names_none() -> None:
    assert found_in(visit(0, at_sets=[("Deadlift", HURTS), ("Squat", HURTS)])) == [(0, None, HURTS)]


def test_a_note_of_the_session_repeated_on_the_sets_of_one_exercise_names_that() -> None:
    assert found_in(visit(0, note=HURTS, at_sets=[("Deadlift", HURTS)])) == [(0, "Deadlift", HURTS)]


def test_the_exercise_itself_is_never_taken_for_a_word_of_the_person() -> None:
    assert found_in(visit(0, at_sets=[("Back extension", "hurts"), ("Lower back", "sore")])) == []


def test_within_a_day_pain_comes_before_unease() -> None:
    assert [found for _, _, found in found_in(visit(0, note=TIGHT, at_sets=[("Squat", HURTS)]))] == [HURTS, TIGHT]


def test_the_day_itself_counts_and_the_day_after_does_not() -> None:
    assert [number for number, _, _ in found_in(visit(3, HURTS), visit(4, HURTS), up_to=3)] == [3]


def test_a_long_note_is_shown_around_what_was_found() -> None:
    filler = "squats moved well and the belt stayed on for all of them. "
    (noted,) = noted_pain(log_of([visit(0, filler * 9 + HURTS + ". " + filler * 9)]), WORDS, MONDAY)
    assert len(noted.text) <= LONGEST_TEXT
    assert noted.text.startswith("…")
    assert noted.text.endswith("…")
    assert HURTS in noted.text


def test_the_strongest_of_several_finds_in_a_note_is_shown() -> None:
    assert found_in(visit(0, "lower back tight at first. Then lower back pain.")) == [(0, None, "lower back pain")]


NOTES = st.one_of(
    st.text(max_size=200),
    st.lists(
        st.sampled_from(
            ["back", "lower back", "hurts", "no", "tight", "腰", "痛い", "Rücken", "weh", "but", ",", "knee", "’"]
        ),
        max_size=60,
    ).map(" ".join),
)


@given(note=NOTES)
@example(note="İstanbul ﬁt ß ½ … lower back hurts")
@example(note="back" + " " * 300 + "hurts")
def test_any_note_is_read_and_what_is_found_is_part_of_it(note: str) -> None:
    for noted in noted_pain(log_of([visit(0, note)]), WORDS, MONDAY):
        assert noted.found
        assert noted.found in note
        assert noted.text.strip("…") in note
        assert len(noted.text) <= LONGEST_TEXT
        assert noted.found in noted.text or len(noted.found) > LONGEST_TEXT - 2


SESSIONS = st.lists(
    st.builds(
        visit,
        st.integers(0, 60),
        st.sampled_from(["", HURTS, TIGHT, "back squat", "no back pain"]),
        at_sets=st.lists(
            st.tuples(st.sampled_from(["Deadlift", "Squat"]), st.sampled_from(["", HURTS, "Rücken tut weh"])),
            max_size=3,
        ),
    ),
    max_size=12,
)


@given(sessions=SESSIONS, data=st.data(), up_to=st.integers(0, 60))
def test_the_order_of_sessions_is_irrelevant_and_nothing_is_later_than_asked(
    sessions: list[Session], data: st.DataObject, up_to: int
) -> None:
    shuffled = data.draw(st.permutations(sessions))
    noted = noted_pain(TrainingLog(tuple(sessions)), WORDS, day(up_to))
    assert noted == noted_pain(TrainingLog(tuple(shuffled)), WORDS, day(up_to))
    assert all(note.on <= day(up_to) for note in noted)
    assert len({(note.on, note.text) for note in noted}) == len(noted)


def test_sixty_thousand_sets_are_looked_through_quickly() -> None:
    """3000 sessions of 20 sets, each tenth set with a note of its own. A tenth of a second is the aim."""
    sessions = [
        visit(
            number,
            at_sets=[
                ("Deadlift", f"set {number} felt heavy, back to {place} kg next time" if place % 10 == 0 else "")
                for place in range(20)
            ],
        )
        for number in range(3000)
    ]
    log = log_of([*sessions, visit(3000, HURTS)])
    began = perf_counter()
    assert len(noted_pain(log, WORDS, day(3000))) == 1
    assert perf_counter() - began < 1.0


def test_a_very_long_note_costs_no_more_than_its_length() -> None:
    began = perf_counter()
    noted_pain(log_of([visit(0, "knee back no hurts the " * 10_000)]), WORDS, MONDAY)
    assert perf_counter() - began < 5.0


def candidates(*sessions: Session, on: int = 999) -> list[tuple[int, int, int, int]]:
    """Each as (day offered, days before, days after, last day)."""
    return [
        ((one.first.on - MONDAY).days, one.days_before, one.days_after, (one.last - MONDAY).days)
        for one in candidate_pain_days(log_of(sessions), WORDS, day(on))
    ]


def test_three_notes_in_a_week_are_one_pain_offered_by_its_first_day() -> None:
    assert candidates(visit(0, HURTS), visit(2, "back still hurts"), visit(5, "back still hurts")) == [(0, 0, 2, 5)]


def test_notes_more_than_two_weeks_apart_are_two_pains_nearest_first() -> None:
    """From day 0 to 14 are 14 days: the same pain. From 14 to 29 are 15: another."""
    assert candidates(visit(0, HURTS), visit(14, HURTS), visit(29, HURTS)) == [(29, 0, 0, 29), (0, 0, 1, 14)]


def test_weeks_of_a_tight_back_do_not_hide_the_day_on_which_it_began_to_hurt() -> None:
    assert candidates(visit(0, TIGHT), visit(7, TIGHT), visit(14, HURTS), visit(21, TIGHT)) == [(14, 2, 1, 21)]


def test_unease_alone_is_offered_by_its_first_day_and_says_what_it_is() -> None:
    log = log_of([visit(0, TIGHT), visit(7, TIGHT)])
    (one,) = candidate_pain_days(log, WORDS, day(7))
    assert (one.first.on, one.first.strength, one.days_after) == (MONDAY, Strength.UNEASE, 1)


def test_two_notes_on_one_day_are_one_day() -> None:
    assert candidates(visit(0, HURTS, at_sets=[("Deadlift", "tweaked my back")]), visit(1, HURTS)) == [(0, 0, 1, 1)]


def test_only_a_handful_is_offered_and_without_notes_nothing() -> None:
    many = candidates(*(visit(30 * number, HURTS) for number in range(9)))
    assert [first for first, *_ in many] == [240, 210, 180, 150, 120]
    assert len(many) == DAYS_OFFERED
    assert candidates(visit(0, "felt strong")) == candidates() == []
    assert candidates(visit(5, HURTS), on=4) == []
