"""Strava's table of activities, quirk by quirk. Rows are made up; headers are the app's."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.importers.files import LATEST, FilesInMemory, all_sets, problems, read

from lumbar.core.errors import ProblemKind, UnusableInput, UnusableKind
from lumbar.core.provenance import FileReading
from lumbar.core.training import SessionPrecision, SetKind
from lumbar.importers import LogFiles
from lumbar.importers.strava import SUPPORT
from lumbar.usecases.ports import ReadingChoices

HEADERS = {variant.name: f"{variant.header}\n" for variant in SUPPORT.variants}
HEADER = HEADERS["to-elevation"]
WIDTH = HEADER.count(",") + 1


def row(
    activity: str = "Weight Training",
    date: str = "Jul 1, 2025, 6:30:00 AM",
    number: str = "9001",
    name: str = "Morning Lift",
    elapsed: str = "3600",
    description: str = "",
    private: str = "",
) -> str:
    """One line of the table: the first distance in kilometres, the second in metres."""
    first = f'{number},"{date}",{name},{activity},"{description}",{elapsed},5.02,,12,false,"{private}",,'
    return f"{first}activities/9001.fit.gz,,,{elapsed}.0,3000.0,5020.5,1.5,1.2,,,,\n"


def read_in(zone: str, content: str | bytes, path: str = "activities.csv") -> FileReading:
    source = FilesInMemory({path.partition("!")[0]: content.encode() if isinstance(content, str) else content})
    return LogFiles(source).read(path, ReadingChoices(LATEST, zone=zone))


def test_the_made_row_has_as_many_fields_as_the_header() -> None:
    assert row(date="Jul 1 2025 6:30:00 AM").count(",") + 1 == WIDTH


def test_a_strength_activity_is_a_session_of_one_timed_set() -> None:
    reading = read_in("Europe/Berlin", HEADER + row(description="felt my back", private="left side"))
    session, performed = reading.sessions[0], all_sets(reading)[0]

    assert (reading.format, reading.variant, reading.zone_from) == ("strava", "to-elevation", "named")
    assert (session.start, session.precision) == (datetime(2025, 7, 1, 8, 30), SessionPrecision.SECOND)  # noqa: DTZ001
    assert (session.title, session.app_id, session.duration_s) == ("Morning Lift", "9001", 3600)
    assert session.note == "felt my back\nleft side"
    assert (performed.exercise, performed.kind, performed.duration_s) == ("Weight Training", SetKind.UNKNOWN, 3600)
    assert (performed.load, performed.repetitions, performed.distance_m, performed.rpe) == (None, None, None, None)
    assert not session.warm_ups_flagged
    assert not reading.unit_is_a_guess


@pytest.mark.parametrize("name", HEADERS)
def test_every_variant_of_the_header_is_known(name: str) -> None:
    columns = HEADERS[name].rstrip("\n").split(",")
    cells = [""] * len(columns)
    cells[:6] = ["9001", '"Jul 1, 2025, 6:30:00 AM"', "Lift", "Weight Training", "", "3600"]
    reading = read(HEADERS[name] + ",".join(cells) + "\n")

    assert (reading.variant, all_sets(reading)[0].duration_s) == (name, 3600)


@pytest.mark.parametrize("activity", ["Weight Training", "WeightTraining", "weight training", "Crossfit"])
def test_strength_is_known_by_its_type(activity: str) -> None:
    assert all_sets(read(HEADER + row(activity=activity)))[0].exercise == activity


def test_other_activities_are_skipped_and_counted() -> None:
    others = ("Run", "Ride", "Yoga", "Workout", "")
    reading = read(HEADER + row() + "".join(row(activity=activity, date="some day") for activity in others))

    assert (reading.balance.done, reading.balance.skipped, reading.balance.quarantined) == (1, 5, 0)


def test_a_table_without_a_strength_activity_is_refused() -> None:
    with pytest.raises(UnusableInput) as caught:
        read(HEADER + row(activity="Run"))

    assert caught.value.kind is UnusableKind.NOTHING_USABLE


def test_of_two_columns_of_one_name_the_first_is_read() -> None:
    assert all_sets(read(HEADER + row().replace("3600.0", "9999.0")))[0].duration_s == 3600


def test_times_are_instants_and_fall_on_the_local_day() -> None:
    log = HEADER + row(date="Jul 1, 2025, 2:30:00 AM")

    assert read_in("America/Los_Angeles", log).sessions[0].day.isoformat() == "2025-06-30"
    assert read_in("Europe/Berlin", log).sessions[0].day.isoformat() == "2025-07-01"


def test_two_activities_of_one_second_stay_two() -> None:
    reading = read(HEADER + row(number="1") + row(number="2"))

    assert [session.app_id for session in reading.sessions] == ["1", "2"]


@pytest.mark.parametrize("elapsed", ["", "0"])
def test_an_activity_without_a_time_is_skipped(elapsed: str) -> None:
    assert read(HEADER + row() + row(elapsed=elapsed)).balance.skipped == 1


@pytest.mark.parametrize(
    ("damaged", "kind"),
    [
        (row(date="some day"), ProblemKind.DATE_UNREADABLE),
        (row(date="Jul 1, 2027, 6:30:00 AM"), ProblemKind.DATE_IN_THE_FUTURE),
        (row(elapsed="long"), ProblemKind.NOT_A_NUMBER),
        (row(elapsed="90000"), ProblemKind.DURATION_ABSURD),
        (row(name="Legs, then core"), ProblemKind.FIELD_COUNT),
    ],
)
def test_a_damaged_row_is_set_aside_with_its_reason(damaged: str, kind: ProblemKind) -> None:
    reading = read(HEADER + row() + damaged + row(number="9003"))

    assert problems(reading) == [(3, kind)]
    assert reading.balance.done == 2


def test_a_description_over_several_lines_is_one_record() -> None:
    reading = read(HEADER + row(description="squats\nand presses") + row(number="9002"))

    assert (reading.balance.records, reading.sessions[0].note) == (3, "squats\nand presses")


def test_the_table_is_found_in_the_archive() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        archive.writestr("export_1/activities.csv", HEADER + row())
        archive.writestr("export_1/bikes.csv", "Bike Name,Bike Brand\nFast,Good\n")
        archive.writestr("export_1/activities/1.gpx", '<?xml version="1.0"?><gpx></gpx>')
    source = FilesInMemory({"export.zip": packed.getvalue()})
    logs = LogFiles(source)
    (inside,) = logs.logs_in("export.zip")

    assert logs.read(inside, ReadingChoices(LATEST)).format == "strava"


@given(st.data())
def test_a_table_damaged_anywhere_still_adds_up(data: st.DataObject) -> None:
    content = bytearray((HEADER + row() + row(activity="Run")).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnusableInput):
        read(bytes(content))


@pytest.mark.parametrize(("written", "rpe"), [("7", 7.0), ("", None), ("0", None)])
def test_perceived_exertion_is_that_of_the_session_and_of_no_set(written: str, rpe: float | None) -> None:
    names = HEADERS["full"].strip().split(",")
    fields = [*row().replace('"Jul 1, 2025, 6:30:00 AM"', "2025-07-01 06:30:00").strip().split(",")]
    fields += [""] * (len(names) - len(fields))
    fields[names.index("Perceived Exertion")] = written
    reading = read_in("Europe/Berlin", HEADERS["full"] + ",".join(fields) + "\n")
    assert reading.sessions[0].rpe == rpe
    assert all_sets(reading)[0].rpe is None
