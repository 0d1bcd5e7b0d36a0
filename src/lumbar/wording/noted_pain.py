"""Days that the person's own notes speak of, as sentences to choose from when the pain began."""

from __future__ import annotations

from lumbar.core.causes.noted_pain import NotedPain, Strength
from lumbar.usecases.pain_days import PainDay
from lumbar.wording.dates import short_date

PAIN_DAYS_OFFERED = "Your notes speak of your back on these days. Choose one only if that is when the pain began; any other day can be chosen as well."


def noted_pain_label(noted: NotedPain) -> str:
    """One note in a line: 12 May 2026: you wrote "lower back tight" (Deadlift)."""
    written = " ".join(noted.text.split())
    return f'{short_date(noted.on)}: you wrote "{written}"' + (f" ({noted.exercise})" if noted.exercise else "")


def pain_day_sentence(day: PainDay) -> str:
    """One pain with the day offered as its beginning, and how often the notes speak of it besides."""
    parts = [f"{noted_pain_label(day.first)}."]
    if day.first.strength is Strength.UNEASE:
        parts.append("That may have been stiffness or soreness, not pain.")
    if day.days_before:
        parts.append(f"It was uneasy on {_days(day.days_before)} shortly before.")
    if day.days_after:
        until = f"the last on {short_date(day.last)}" if day.days_after > 1 else short_date(day.last)
        parts.append(f"You wrote of it again on {_days(day.days_after)} after that ({until}).")
    return " ".join(parts)


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
