"""A noted day is told in the person's own words, and as a question rather than an answer."""

from __future__ import annotations

from datetime import date

from lumbar.core.causes.noted_pain import NotedPain, Strength
from lumbar.usecases.pain_days import PainDay
from lumbar.wording.noted_pain import PAIN_DAYS_OFFERED, noted_pain_label, pain_day_sentence

TIGHT = NotedPain(date(2026, 5, 12), "Deadlift", "lower back tight", "lower back tight", "en", Strength.UNEASE)
HURT = NotedPain(date(2026, 5, 31), None, "back\n hurts ", "back\n hurts", "en", Strength.PAIN)


def test_a_note_is_told_with_its_day_its_words_and_its_exercise() -> None:
    assert noted_pain_label(TIGHT) == '12 May 2026: you wrote "lower back tight" (Deadlift)'


def test_a_note_of_no_one_exercise_names_none_and_stands_on_one_line() -> None:
    assert noted_pain_label(HURT) == '31 May 2026: you wrote "back hurts"'


def test_a_single_note_of_pain_needs_no_more_words() -> None:
    assert pain_day_sentence(PainDay(HURT, 0, 0, HURT.on)) == '31 May 2026: you wrote "back hurts".'


def test_unease_is_not_called_pain() -> None:
    sentence = pain_day_sentence(PainDay(TIGHT, 0, 0, TIGHT.on))
    assert sentence.endswith("(Deadlift). That may have been stiffness or soreness, not pain.")


def test_the_days_around_it_are_counted() -> None:
    assert pain_day_sentence(PainDay(HURT, 2, 3, date(2026, 6, 9))) == (
        '31 May 2026: you wrote "back hurts". It was uneasy on 2 days shortly before. '
        "You wrote of it again on 3 days after that (the last on 9 Jun 2026)."
    )
    assert pain_day_sentence(PainDay(HURT, 1, 1, date(2026, 6, 2))).endswith(
        "on 1 day shortly before. You wrote of it again on 1 day after that (2 Jun 2026)."
    )


def test_the_offer_leaves_every_other_day_open() -> None:
    assert "any other day" in PAIN_DAYS_OFFERED
