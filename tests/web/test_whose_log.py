"""Whose log a page speaks of: the one in hand, the one that is kept, or the made person's."""

from __future__ import annotations

from tests.web.conftest import House, Said, Visitor, text_of

from lumbar.core.symptoms import Nprs
from lumbar.wording import first_minute


def test_the_first_page_leaves_the_made_person_for_the_real_one(house: House, with_a_log: Visitor) -> None:
    """Whoever presses "How is your back today?" there tells it of their own back."""
    with_a_log.post("/keep")
    with_a_log.post("/made-person")
    assert first_minute.STORED_TITLE in text_of(with_a_log.get("/"))
    with_a_log.check_in(Said(pain=7))
    assert house.check_ins[-1].report.pain == Nprs(7)


def test_after_keeping_the_answer_is_from_all_that_is_stored(house: House, with_a_log: Visitor) -> None:
    with_a_log.post("/keep")
    before = house.stored_sets
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE"
    row = '2026-07-19 18:30:00,"Push",40min,"Bench Press (Barbell)",1,70.0,8,0,0,,,'
    with_a_log.drop(("newer.csv", f"{header}\n{row}\n".encode()))
    with_a_log.post("/unit", {"unit": "kg"})
    assert "1 session, 1 set" in text_of(with_a_log.get("/when"))
    with_a_log.post("/keep")
    assert house.stored_sets == before + 1
    assert "1 session, 1 set" not in text_of(with_a_log.get("/when"))
