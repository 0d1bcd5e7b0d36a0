"""Made exports, written as the apps write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

STRONG_HEADER = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
)
HEVY_HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index",'
    '"set_type","weight_kg","reps","distance_km","duration_seconds","rpe"'
)
FITNOTES_HEADER = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time"


def strong_row(day: date, weight: str, reps: int = 5, order: int = 1, name: str = "Deadlift (Barbell)") -> str:
    return f'{day} 18:00:00,"Pull",1h 2m,"{name}",{order},{weight},{reps},0,0,"","",'


def strong_file(path: Path, rows: Iterable[str]) -> Path:
    path.write_text("\n".join([STRONG_HEADER, *rows, ""]), encoding="utf-8")
    return path


def half_a_year_then_a_jump(path: Path) -> Path:
    """Deadlift 60, 100, 100 kg every fourth day for 24 weeks, 28 days of nothing, then 130 kg from the first set."""
    first = date(2026, 1, 5)
    rows = [
        strong_row(first + timedelta(days=4 * n), weight, order=order)
        for n in range(42)
        for order, weight in enumerate(("60.0", "100.0", "100.0"), start=1)
    ]
    back = first + timedelta(days=4 * 41 + 28)
    rows += [strong_row(back, "130.0", order=order) for order in (1, 2, 3)]
    return strong_file(path, rows)


JUMP_DAY = date(2026, 1, 5) + timedelta(days=4 * 41 + 28)
