"""The sentences with which a person says once what an unknown name means, and which column of a table is which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from lumbar.usecases.confirm_columns import ColumnMeaning, ColumnProposal, Missing
from lumbar.wording.importing import many
from lumbar.wording.report import file_name

# Names

NAMES_TITLE = "What do these names mean?"
NAMES_LEAD = "Lumbar does not guess at an exercise. Say it once, and every log of yours is read so from then on. Your answers are kept on this computer."
NAMES_ALL_SAID = "Every name of your log is known or answered."
NAME_PERHAPS = "Is it one of these?"
NAME_TYPED = "It means"
NAME_TYPED_INSTEAD = "Or it means"
NAME_TAKE = "Take it"
NAME_NONE = "None Lumbar knows"
NAME_LATER = "Later"
NAMES_SAID_TITLE = "What you said so far"
NAME_CHANGE = "Change"
NAMES_BACK: Mapping[str, str] = {
    "/when": "Enough for now: back to the day",
    "/answer": "Enough for now: back to the answer",
}
"""By the page they came from."""
NAMES_DONE: Mapping[str, str] = {"/when": "On to the day", "/answer": "On to the answer"}
NAME_EMPTY = "Type the exercise it means, or say that Lumbar knows none such: nothing was learned yet."


def name_sets(sets: int) -> str:
    """How often a name was logged."""
    return many(sets, "set", "sets")


def names_after_these(left: int) -> str:
    """That there are more names than one page shows."""
    return f"{many(left, 'more name comes', 'more names come')} after these."


def name_learned(name: str, exercise: str | None) -> str:
    """What was learned."""
    if exercise is None:
        return f"“{name}” is no exercise Lumbar knows: its sets count as load, and you will not be asked again."
    return f"“{name}” means {exercise} from now on."


def name_said(exercise: str | None) -> str:
    """What the person said a name means."""
    return f"You said: {exercise or 'none Lumbar knows'}."


def no_such_exercise(typed: str, *, perhaps: bool) -> str:
    """That the catalogue has no such exercise, and what to do."""
    advice = "Is it one of these?" if perhaps else "Choose one from the list, or say that Lumbar knows none such."
    return f"Lumbar knows no exercise called “{typed}”, so nothing was learned. {advice}"


# Columns

COLUMNS_TITLE = "Which column is which?"
COLUMNS_FIRST_ROWS = "Its first rows"
COLUMNS_MEAN = "What the columns mean"
COLUMNS_OTHERS = "More that a column may mean"
COLUMN_NONE = "no column"
COLUMN_UNIT = "Unit of the loads"
COLUMN_UNIT_IN_COLUMN = "a column says it, or there are no loads"
COLUMN_UNITS = (("kg", "kilograms"), ("lb", "pounds"))
COLUMN_DATE_ORDER = "Order of the dates"
COLUMN_DATES_SHOW_IT = "the dates show it"
COLUMN_CHOOSE = "choose"
COLUMN_DATE_ORDERS = (("day_first", "day first: 31.12."), ("month_first", "month first: 12/31"))
COLUMNS_RIGHT = "That is right"
COLUMNS_LEAVE_OUT = "Leave this file out"
COLUMNS_LEAVE_OUT_LEAD = "if it is no log of your training"
NO_FILE_LEFT = "That file was left out, and there was no other. Drop the log of your training."


def columns_lead(table: ColumnProposal) -> str:
    """What is asked of a table, and why."""
    name = file_name(table.path)
    if table.confirmed:
        return f"You said before what the columns of “{name}” mean, and nothing in it can be read so. Correct what is wrong."
    return f"No app Lumbar knows wrote “{name}”, and a guess could take a load for repetitions. This is what its columns seem to mean: correct what is wrong. You are asked once for all tables like it."


def meaning_label(meaning: ColumnMeaning) -> str:  # noqa: PLR0912 one case a meaning
    """What a column may be said to hold, as the name of its field."""
    match meaning:
        case ColumnMeaning.DATE:
            return "Day"
        case ColumnMeaning.TIME_OF_DAY:
            return "Time of day"
        case ColumnMeaning.TITLE:
            return "Name of the workout"
        case ColumnMeaning.EXERCISE:
            return "Exercise"
        case ColumnMeaning.LOAD:
            return "Load"
        case ColumnMeaning.LOAD_UNIT:
            return "Unit of each load"
        case ColumnMeaning.REPETITIONS:
            return "Repetitions"
        case ColumnMeaning.SETS:
            return "Number of sets"
        case ColumnMeaning.DURATION:
            return "Time of a set, in seconds or as 1:30"
        case ColumnMeaning.RPE:
            return "Effort (RPE)"
        case ColumnMeaning.RIR:
            return "Repetitions in reserve"
        case ColumnMeaning.NOTE:
            return "Note"
        case _:
            assert_never(meaning)


def missing_sentence(missing: Missing) -> str:
    """What has to be said before the table can be read, and why."""
    match missing:
        case Missing.DATE:
            return "No column is the day yet, and without it nothing can be compared."
        case Missing.EXERCISE:
            return "No column is the exercise yet."
        case Missing.MEASURED:
            return "No column says what was done yet: choose the repetitions, or the time of a set."
        case Missing.UNIT:
            return "Nothing says whether the loads are kilograms or pounds: choose it, or the column that says it."
        case Missing.DATE_ORDER:
            return "No date shows whether day or month comes first: choose the order."
        case _:
            assert_never(missing)


def column_twice(column: str, meanings: Sequence[ColumnMeaning]) -> str:
    """That one column was given two meanings."""
    named = " and ".join(f"“{meaning_label(meaning)}”" for meaning in meanings)
    return f"“{column}” cannot be {named} at once: choose another column, or none, for one of them."


def columns_kept(table: ColumnProposal) -> str:
    """That it was remembered."""
    return f"Remembered: tables with the columns of “{file_name(table.path)}” are read so from now on."


def names_link(count: int) -> str:
    """The way to the page from where the log was read."""
    if count == 1:
        return "1 name Lumbar does not know: say what it means"
    return f"{count:,} names Lumbar does not know: say what they mean"
