"""What happens to the made person, and on which days.

A lifter trains upper and lower body three to four times a week for 18 weeks, goes on holiday for three, and comes back
to the old loads at once. On the second Thursday they pull a deadlift far above their best, without the lighter sets
they always do first. Two days later the back hurts, and it takes three weeks to ease.
"""

from __future__ import annotations

from datetime import date, timedelta

SEED = 26
LAST_DAY = date(2026, 11, 15)
WEEKS = 26

HOLIDAY_WEEKS = range(18, 21)
AS_PLANNED_WEEKS = (17, 21, 22)
"""Nothing is skipped in the week before the holiday and in the two after it."""
HEAVY_DAY = 22 * 7 + 3
PAIN_DAY = HEAVY_DAY + 2
LAST_DAY_INDEX = 7 * WEEKS - 1


def first_day(last_day: date) -> date:
    """The first of the 182 days; days of the story are counted from it, beginning with 0."""
    return last_day - timedelta(days=LAST_DAY_INDEX)


def demo_pain_on(last_day: date = LAST_DAY) -> date:
    """The day on which the made person's back began to hurt."""
    return first_day(last_day) + timedelta(days=PAIN_DAY)


DEMO_PAIN_ON = demo_pain_on()
"""The day to ask about, for the log that ends on its usual last day."""
