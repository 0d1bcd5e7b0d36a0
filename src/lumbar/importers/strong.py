"""Strong (iOS and Android): one row a set, headers in the phone's language, the unit mostly left out."""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache

from lumbar.core.errors import ProblemKind
from lumbar.core.provenance import RecordFate
from lumbar.core.training import SetKind
from lumbar.importers.dates import DateColumn
from lumbar.importers.header import Dialect, Field, named
from lumbar.importers.ledger import Contents, Ledger, Remark, Sheet, UnreadableError
from lumbar.importers.measures import Measured, Measures, session_length
from lumbar.importers.plausible import DURATION_MOST_H
from lumbar.importers.sessions import Draft, Sessions, written_out
from lumbar.importers.support import Seen, Support, Variant
from lumbar.importers.table import Row
from lumbar.importers.units import load_unit

SUPPORT = Support(
    format="strong",
    app="Strong",
    variants=(
        Variant(
            "D",
            "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE",
            Seen.REAL_FILE,
        ),
        Variant(
            "D-de",
            "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Entfernung,Sekunden,"
            "Notizen,Workout-Notizen,RPE",
            Seen.REAL_FILE,
        ),
        Variant(
            "D-fr",
            "Date,Nom de l'entraînement,Durée,Nom de l'exercice,Ordre de la série,Poids,Réps,Distance,Secondes,Notes,"
            "Notes d'entraînement,RPE",
            Seen.REAL_FILE,
        ),
        Variant("D-zh", "日期,锻炼名称,时长,运动名称,设置顺序,重量,次,距离,秒,备注,锻炼备注,RPE", Seen.REAL_FILE),
        Variant(
            "B",
            "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes",
            Seen.REAL_FILE,
        ),
        Variant(
            "B-rpe",
            "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE",
            Seen.REAL_FILE,
        ),
        Variant(
            "C",
            "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;"
            "Notes;Workout Notes;Workout Duration",
            Seen.REAL_FILE,
            delimiter=";",
        ),
        Variant(
            "C-older",
            "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;Seconds;"
            "Notes;Workout Notes",
            Seen.REAL_FILE,
            delimiter=";",
        ),
        Variant(
            "E",
            "Workout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (kg);Reps;RPE;"
            "Distance (meters);Seconds;Notes;Workout Notes",
            Seen.REAL_FILE,
            delimiter=";",
        ),
        Variant("A1", "Date,Workout Name,Exercise Name,Set Order,lb,Reps,mi,Seconds", Seen.REAL_FILE),
        Variant("A2", "Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes", Seen.REAL_FILE),
    ),
    read=(
        "date and time, workout name and number, length and note of the workout",
        "exercise, load, unit where it is written, repetitions, time, RPE, note",
        "distance where its unit is written (A1, A2, C, E)",
        "set order `W`, `D`, `F` as warm-up, drop set, failure",
    ),
    lost=(
        "length of rest timers: their rows are counted as rest and left out",
        "distance where the header names no unit (B, D)",
        "a load of 0 on body-weight exercises stays 0: the file cannot say how much of the body was lifted",
    ),
    remarks=(
        "B and D name no unit. It is guessed from the plates and must be confirmed before anything is stored.",
        "The number of a workout (E) is the app's own name for it: by it a workout is known again when it was renamed.",
        "A set without a letter is of unknown kind: most files flag no warm-up, so a missing one is *not recorded*.",
        "A load of 20 kg in an account set to pounds stands as `44.09245243697551` and is read as 20 000 g.",
    ),
)

DIALECT = Dialect(
    SUPPORT,
    columns=named(
        {
            Field.NUMBER: ("Workout #",),
            Field.DATE: ("Date", "Datum", "日期"),
            Field.TITLE: ("Workout Name", "Workout-Name", "Nom de l'entraînement", "锻炼名称"),
            Field.LENGTH: ("Duration", "Duration (sec)", "Workout Duration", "Dauer", "Durée", "时长"),
            Field.EXERCISE: ("Exercise Name", "Name der Übung", "Nom de l'exercice", "运动名称"),
            Field.ORDER: ("Set Order", "Reihenfolge festlegen", "Ordre de la série", "设置顺序"),
            Field.LOAD: ("Weight", "Gewicht", "Poids", "重量"),
            Field.LOAD_KG: ("kg", "Weight (kg)"),
            Field.LOAD_LB: ("lb", "Weight (lb)", "Weight (lbs)"),
            Field.LOAD_UNIT: ("Weight Unit",),
            Field.REPETITIONS: ("Reps", "Wiederh.", "Réps", "次"),
            Field.DISTANCE: ("Distance", "Entfernung", "距离"),
            Field.DISTANCE_M: ("Distance (meters)",),
            Field.DISTANCE_KM: ("km", "Distance (km)"),
            Field.DISTANCE_MI: ("mi", "Distance (miles)"),
            Field.DISTANCE_UNIT: ("Distance Unit",),
            Field.DURATION: ("Seconds", "Sekunden", "Secondes", "秒"),
            Field.NOTE: ("Notes", "Notizen", "备注"),
            Field.SESSION_NOTE: ("Workout Notes", "Workout-Notizen", "Notes d'entraînement", "锻炼备注"),
            Field.RPE: ("RPE",),
        }
    ),
    required=(
        frozenset({Field.DATE}),
        frozenset({Field.TITLE}),
        frozenset({Field.EXERCISE}),
        frozenset({Field.ORDER}),
        frozenset({Field.LOAD, Field.LOAD_KG, Field.LOAD_LB}),
        frozenset({Field.REPETITIONS}),
    ),
)

_KINDS = {"w": SetKind.WARM_UP, "d": SetKind.DROP, "f": SetKind.FAILURE}
_REST_WORDS = (
    # The column holds the set's number, a letter, or the translated words "Rest Timer" and nothing else, so any
    # language's word for rest tells. "Ruhezeit" was seen in a real file; the others are ordinary words for it.
    *("rest", "ruhe", "pause", "pausa", "repos", "descanso", "riposo", "recupero", "rust", "vila", "hvile", "lepo"),
    *("休息", "組間", "组间", "휴식", "レスト", "休憩", "インターバル", "отдых", "odpoczyn", "przerwa", "dinlenme"),
)
_NOTE_WORDS = ("note", "notiz", "nota", "備註", "备注", "メモ", "메모", "замет")


def read(sheet: Sheet) -> Contents:
    """The sessions of a Strong export, one a workout, and what became of every row."""
    rows = _Rows(sheet)
    rows.ledger.enter_all(rows.take)
    sessions = rows.sessions.finished(warm_ups_flagged=rows.warm_up_seen)
    return Contents(sessions, rows.ledger.fates, rows.ledger.problems, rows.unit.unit, rows.unit.origin)


class _Rows:
    """Takes one row after the other into sessions."""

    def __init__(self, sheet: Sheet) -> None:
        self.ledger = Ledger(sheet)
        self.sessions = Sessions(SUPPORT.format)
        self.unit = load_unit(sheet, SUPPORT.format)
        self.warm_up_seen = False
        self._measures = Measures(sheet, self.unit)
        self._dates = DateColumn(lambda: sheet.column(Field.DATE), sheet.choices.latest_day)
        of_the_session = (Field.DATE, Field.NUMBER, Field.TITLE, Field.LENGTH, Field.SESSION_NOTE)
        self._pick = sheet.layout.picker(Field.EXERCISE, Field.ORDER, Field.NOTE, Field.SESSION_NOTE)
        self._pick_session = sheet.layout.picker(*of_the_session)
        self._session_key = sheet.layout.key(*of_the_session)
        self._known: dict[Hashable, Draft] = {}  # every row of a session repeats what is said of all of it

    def take(self, row: Row) -> RecordFate:
        """Uses one row, and says what became of it."""
        exercise, order, note, session_note = self._pick(row.fields)
        meaning = _meaning(order)
        if meaning is RecordFate.REST:
            return RecordFate.REST
        measured = None if meaning is RecordFate.NOTES else self._measures.read(row)
        if measured is None or not measured.performed:
            if not (note.strip() or session_note.strip()):
                return RecordFate.SKIPPED
            self._keep_note(self._session(row), exercise.strip(), note.strip())
            return RecordFate.NOTES
        if not isinstance(meaning, SetKind):
            raise UnreadableError(ProblemKind.SET_ORDER_UNKNOWN, Field.ORDER, order.strip())
        name = exercise.strip()
        if not name:
            raise UnreadableError(ProblemKind.EXERCISE_MISSING, Field.EXERCISE)
        self._add_set(self._session(row), row, name, meaning, measured, note.strip())
        return RecordFate.DONE

    def _session(self, row: Row) -> Draft:
        """The workout a row belongs to."""
        key = self._session_key(row.fields)
        return self._known.get(key) or self._known.setdefault(key, self._session_as_written(row))

    def _session_as_written(self, row: Row) -> Draft:
        """Two workouts that begin in the same minute differ in name or number."""
        date, number, title, length, session_note = map(str.strip, self._pick_session(row.fields))
        moment = self._dates.read(date)
        draft = self.sessions.at((moment.start, title, number), moment, title)
        draft.app_id = number
        if not draft.length_read:
            self._keep_length(draft, row, length)
        draft.add_note(session_note)
        return draft

    def _keep_length(self, draft: Draft, row: Row, length: str) -> None:
        draft.length_read = True
        seconds = session_length(length)
        if seconds is not None and seconds > DURATION_MOST_H.value * 3600:
            limit = f"{DURATION_MOST_H.value} h"
            self.ledger.remark(row, Remark(ProblemKind.SESSION_LENGTH_IMPLAUSIBLE, Field.LENGTH, length, limit))
        else:
            draft.duration_s = seconds or None

    def _add_set(self, draft: Draft, row: Row, exercise: str, kind: SetKind, measured: Measured, note: str) -> None:
        if kind is SetKind.WARM_UP:
            self.warm_up_seen = True
        said = draft.new_note(exercise, note) if note else ""
        draft.add(self._measures.training_set(exercise, kind, measured, said), row.line)
        for remark in measured.remarks:
            self.ledger.remark(row, remark)

    def _keep_note(self, draft: Draft, exercise: str, note: str) -> None:
        if note:
            draft.exercise_notes.setdefault(exercise, []).append(written_out(note))


@lru_cache(maxsize=256)  # a log has few numbers of sets and fewer letters
def _meaning(text: str) -> RecordFate | SetKind | None:
    """What the column makes of a row: a rest, a note, or a kind of set; None for what it never holds.

    A letter says what the set was for; a number, from 0 or from 1, does not.
    """
    order = text.strip()
    if not order or order.isdecimal():
        return SetKind.UNKNOWN
    if _says(order, _REST_WORDS):
        return RecordFate.REST
    if _says(order, _NOTE_WORDS):
        return RecordFate.NOTES
    kind = _KINDS.get(order.casefold())
    if kind is None and order.replace(".", "", 1).isdecimal():
        return SetKind.UNKNOWN
    return kind


def _says(order: str, words: tuple[str, ...]) -> bool:
    """Whether the column holds one of these words rather than a letter."""
    return len(order) > 1 and any(word in order.casefold() for word in words)
