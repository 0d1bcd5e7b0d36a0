"""Strava: the table of activities in the archive one asks for; strength sessions with their time, and no sets."""

from __future__ import annotations

from lumbar.core.provenance import RecordFate
from lumbar.core.training import SetKind
from lumbar.importers.dates import InstantColumn
from lumbar.importers.header import Dialect, Field, named
from lumbar.importers.ledger import Contents, Ledger, Sheet
from lumbar.importers.measures import Measures
from lumbar.importers.sessions import Sessions
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import load_unit
from lumbar.importers.zones import zone_from

_FIRST_COLUMNS = "Activity ID,Activity Date,Activity Name,Activity Type,Activity Description,Elapsed Time,Distance"
_TO_ELEVATION = (
    f"{_FIRST_COLUMNS},Max Heart Rate,Relative Effort,Commute,Activity Private Note,Activity Gear,Filename,"
    "Athlete Weight,Bike Weight,Elapsed Time,Moving Time,Distance,Max Speed,Average Speed,Elevation Gain,"
    "Elevation Loss,Elevation Low,Elevation High"
)

SUPPORT = Support(
    format="strava",
    app="Strava",
    variants=(
        Variant(
            "short",
            f"{_FIRST_COLUMNS},Relative Effort,Commute,Activity Gear,Filename",
            Seen.DOCUMENTATION,
        ),
        Variant("to-elevation", _TO_ELEVATION, Seen.DOCUMENTATION),
        Variant(
            "full",
            f"{_TO_ELEVATION},Max Grade,Average Grade,Average Positive Grade,Average Negative Grade,Max Cadence,"
            "Average Cadence,Max Heart Rate,Average Heart Rate,Max Watts,Average Watts,Calories,Max Temperature,"
            "Average Temperature,Relative Effort,Total Work,Number of Runs,Uphill Time,Downhill Time,Other Time,"
            "Perceived Exertion,Type,Start Time,Weighted Average Power,Power Count,Prefer Perceived Exertion,"
            "Perceived Relative Effort,Commute,Total Weight Lifted,From Upload,Grade Adjusted Distance,"
            "Weather Observation Time,Weather Condition,Weather Temperature,Apparent Temperature,Dewpoint,Humidity,"
            "Weather Pressure,Wind Speed,Wind Gust,Wind Bearing,Precipitation Intensity,Sunrise Time,Sunset Time,"
            "Moon Phase,Bike,Gear,Precipitation Probability,Precipitation Type,Cloud Cover,Weather Visibility,UV Index,"
            "Weather Ozone,Jump Count,Total Grit,Average Flow,Flagged,Average Elapsed Speed,Dirt Distance,"
            "Newly Explored Distance,Newly Explored Dirt Distance,Activity Count,Total Steps,Carbon Saved,Pool Length,"
            "Training Load,Intensity,Average Grade Adjusted Pace,Timer Time,Total Cycles,Media",
            Seen.DOCUMENTATION,
        ),
    ),
    read=(
        "date and time, name, description, private note and elapsed time of `Weight Training` and `Crossfit`",
        "the number of the activity, which tells it again in a later export",
    ),
    lost=(
        "every other activity (runs, rides, swims and the rest) is counted as skipped: its load is in no figure",
        "sets, exercises and loads: the table has none, so a strength activity stands as one timed set of its own type",
        "distance, which the header has twice in two units, and the other figures of the activity",
        "tables of accounts in other languages than English, whose headers are translated",
    ),
    remarks=(
        "Only `activities.csv` is read, alone or within the archive.",
        "Times are UTC and become local times in the time zone you name, or else in that of your machine.",
        "Of columns that the header has twice, the first is read.",
        "Perceived exertion is that of the whole activity: it becomes the session RPE. Warm-ups are *not recorded*.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.NUMBER: ("Activity ID",),
            Field.DATE: ("Activity Date",),
            Field.TITLE: ("Activity Name",),
            Field.KIND: ("Activity Type",),
            Field.SESSION_NOTE: ("Activity Description",),
            Field.NOTE: ("Activity Private Note",),
            Field.DURATION: ("Elapsed Time",),
            Field.RPE: ("Perceived Exertion",),
        }
    ),
    required=(
        frozenset({Field.NUMBER}),
        frozenset({Field.DATE}),
        frozenset({Field.TITLE}),
        frozenset({Field.KIND}),
        frozenset({Field.DURATION}),
    ),
)

_STRENGTH = frozenset({"weighttraining", "crossfit"})


def read(sheet: Sheet) -> Contents:
    """The strength sessions of a table of activities, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take)
    sessions = rows.sessions.finished(warm_ups_flagged=False)
    zone = zone_from(sheet.choices)
    return Contents(sessions, rows.ledger.fates, rows.ledger.problems, rows.unit.unit, rows.unit.origin, zone)


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet) -> None:
        self.ledger = Ledger(sheet)
        self.sessions = Sessions(SUPPORT.format)
        self.unit = load_unit(sheet, SUPPORT.format)
        self._measures = Measures(sheet, self.unit)
        self._dates = InstantColumn(sheet.choices)
        self._pick = sheet.layout.picker(
            Field.NUMBER,
            Field.DATE,
            Field.TITLE,
            Field.KIND,
            Field.SESSION_NOTE,
            Field.NOTE,
        )

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        number, date, title, activity, description, private_note = map(str.strip, self._pick(row.fields))
        if activity.casefold().replace(" ", "") not in _STRENGTH:
            return RecordFate.SKIPPED
        measured = self._measures.read(row)
        if not measured.performed:
            return RecordFate.SKIPPED
        moment = self._dates.read(date)
        draft = self.sessions.at((moment.start, title, number), moment, title)
        draft.app_id = number
        draft.duration_s, draft.rpe = measured.duration_s, measured.rpe
        draft.add_note(description)
        draft.add_note(private_note)
        of_the_set = measured._replace(rpe=None)
        draft.add(self._measures.training_set(activity, SetKind.UNKNOWN, of_the_set, ""), row.line)
        return RecordFate.DONE
