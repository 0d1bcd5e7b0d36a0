"""Days as they are said, in English."""

from __future__ import annotations

from datetime import date

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Written out, since the system's own names follow its locale and these sentences are English."""


def short_date(day: date) -> str:
    """A date as it is said: 3 May 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
