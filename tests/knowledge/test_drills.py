"""The table of drills as shipped, and one that somebody broke in a spreadsheet."""

from __future__ import annotations

import pytest

from lumbar.core.plan.drills import Kind, Part, Role
from lumbar.knowledge.catalogue import load_catalogue
from lumbar.knowledge.drills import load_drills, read_drills

HEADER = "id,name,part,role,kind,seconds,reps,sets,flexion,extension,rotation,loaded,implement,cue,source\n"
ROW = "plank,Plank,core,front,hold,10,,5,no,no,no,no,body_weight,Breathe.,mcgill-big-3\n"


def test_there_are_at_least_thirty_drills_each_with_a_source_and_a_cue() -> None:
    drills = load_drills()
    assert len(drills) >= 30
    assert all(drill.sources and drill.cue for drill in drills)


def test_nothing_is_held_still_in_the_warm_up_and_no_core_hold_is_longer_than_ten_seconds() -> None:
    drills = load_drills()
    assert {drill.kind for drill in drills if drill.part is Part.WARM_UP} == {Kind.DYNAMIC}
    assert all((drill.seconds or 0) <= 10 for drill in drills if drill.part is Part.CORE)


def test_gentle_movement_is_neither_loaded_nor_at_the_end_of_a_movement() -> None:
    gentle = [drill for drill in load_drills() if drill.part is Part.GENTLE]
    assert gentle
    assert not any(drill.loaded or drill.flexion or drill.extension or drill.rotation for drill in gentle)


def test_core_and_cool_down_use_the_catalogues_names_where_it_has_them() -> None:
    catalogue = load_catalogue()
    named = {drill.name for drill in load_drills() if catalogue.resolve(drill.name)}
    assert {"Plank", "Bird dog", "Side plank", "Dead bug", "Curl-up", "Pallof press"} <= named
    assert {"Child's pose", "Cat-cow", "Seated forward fold", "Prone press-up"} <= named


def test_the_method_has_its_drills() -> None:
    names = {drill.name for drill in load_drills()}
    assert {"Lunge", "Arm swing", "Plank", "Bird dog", "Cable rotation", "Child's pose", "Cat-cow"} <= names


def test_a_good_table_is_read() -> None:
    (plank,) = read_drills(HEADER + ROW)
    assert (plank.role, plank.seconds, plank.repetitions, plank.sets) == (Role.FRONT, 10, None, 5)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("id,name\n", r"line 1: the columns must be id, name"),
        (HEADER + "plank,Plank\n", r"line 2: 2 fields where 15 belong"),
        (HEADER + ROW + ROW, r"line 3: id 'plank' stands twice"),
        (HEADER + ROW.replace("10,,5", "10,8,5"), r"line 2: a drill has either seconds or repetitions"),
        (HEADER + ROW.replace("10,,5", ",,5"), r"line 2: a drill has either seconds or repetitions"),
        (HEADER + ROW.replace("10,,5", "-1,,5"), r"line 2: '-1' is not a whole number"),
        (HEADER + ROW.replace("core", "abs"), r"line 2: 'abs' is none of warm_up"),
        (HEADER + ROW.replace("no,body", "maybe,body"), r"line 2: 'maybe' is neither yes nor no"),
        (HEADER + ROW.replace("mcgill-big-3", "a-blog"), r"line 2: 'a-blog' is not a source"),
        (HEADER + ROW.replace("Breathe.", ""), r"line 2: a drill needs an id, a name and a cue"),
    ],
)
def test_a_broken_table_is_refused_with_its_line(table: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=rf"drills\.csv, {complaint}"):
        read_drills(table)
