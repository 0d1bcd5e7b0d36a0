"""How the made person rated their back, on the evenings on which they thought of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from lumbar.core.symptoms import Nprs, PainReport
from lumbar.demo.story import HEAVY_DAY, HOLIDAY_WEEKS, LAST_DAY, LAST_DAY_INDEX, PAIN_DAY, SEED, first_day

_EPISODE = (7, 6, 6, 6, 5, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1, 0, 1, 1)
"""The evenings from the first one with pain on."""
_CERTAIN_EVENINGS = range(HEAVY_DAY, PAIN_DAY + 4)
"""Nobody forgets the diary while it hurts most."""


def demo_pain(*, seed: int = SEED, last_day: date = LAST_DAY) -> tuple[PainReport, ...]:
    """The ratings of half a year, oldest first: mostly 0 or 1, many evenings left out, and an episode near the end."""
    chance = Random(f"pain {seed}")  # noqa: S311  a made diary, not a secret
    first = first_day(last_day)
    return tuple(PainReport(first + timedelta(days=day), Nprs(rating)) for day, rating in _ratings(chance))


def _ratings(chance: Random) -> Iterator[tuple[int, int]]:
    for day in range(LAST_DAY_INDEX + 1):
        rating = _rating(day, chance)
        remembered = chance.random() < _remembers(day)
        if remembered or day in _CERTAIN_EVENINGS:
            yield day, rating


def _remembers(day: int) -> float:
    if day >= PAIN_DAY:
        return 0.9
    return 0.2 if day // 7 in HOLIDAY_WEEKS else 0.74


def _rating(day: int, chance: Random) -> int:
    if day >= PAIN_DAY:
        since = day - PAIN_DAY
        wavers = 0 if day in _CERTAIN_EVENINGS else chance.choice((-1, 0, 0, 0, 1))
        return max(0, _EPISODE[since] + wavers)
    if day in (HEAVY_DAY, HEAVY_DAY + 1):
        return 2
    return chance.choices((0, 1, 2), weights=(66, 29, 5))[0]
