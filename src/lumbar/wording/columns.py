"""What the columns of a table seem to mean, in words, and what is still missing."""

from __future__ import annotations

from typing import assert_never

from lumbar.usecases.confirm_columns import ColumnMeaning, ColumnProposal, Missing


def meaning_name(meaning: ColumnMeaning) -> str:  # noqa: PLR0912 one case a meaning
    """What a column is said to hold."""
    match meaning:
        case ColumnMeaning.DATE:
            return "the day"
        case ColumnMeaning.TIME_OF_DAY:
            return "the time of day"
        case ColumnMeaning.TITLE:
            return "the name of the workout"
        case ColumnMeaning.EXERCISE:
            return "the exercise"
        case ColumnMeaning.LOAD:
            return "the load"
        case ColumnMeaning.LOAD_UNIT:
            return "the unit of the load"
        case ColumnMeaning.REPETITIONS:
            return "the repetitions"
        case ColumnMeaning.SETS:
            return "how many sets the row stands for"
        case ColumnMeaning.DURATION:
            return "the time, in seconds or as 1:30"
        case ColumnMeaning.RPE:
            return "the effort (RPE)"
        case ColumnMeaning.RIR:
            return "the repetitions in reserve"
        case ColumnMeaning.NOTE:
            return "the note"
        case _:
            assert_never(meaning)


def missing_sentence(missing: Missing) -> str:
    """What has to be said before the table can be read, and why."""
    match missing:
        case Missing.DATE:
            return "No column is the day yet, and without it nothing can be compared: name one with --date."
        case Missing.EXERCISE:
            return "No column is the exercise yet: name one with --exercise."
        case Missing.MEASURED:
            return "No column says what was done yet: name one with --repetitions or --duration."
        case Missing.UNIT:
            return "Nothing says whether the loads are kilograms or pounds: answer with --unit kg or --unit lb."
        case Missing.DATE_ORDER:
            return "No date shows whether day or month comes first: answer with --dates day-first or month-first."
        case _:
            assert_never(missing)


def unused_sentence(proposal: ColumnProposal) -> str:
    """Which columns are left out; empty where none is."""
    used = set(proposal.mapping.columns.values())
    unused = [f"“{name}”" for name in proposal.header if name and name not in used]
    return f"Left out: {', '.join(unused)}." if unused else ""


def read_without_being_told(path: str) -> str:
    return f"{path} is read without being told what its columns mean: `lumbar import {path}` stores it."


def not_a_column(column: str, proposal: ColumnProposal) -> str:
    names = ", ".join(f"“{name}”" for name in proposal.header)
    return f"The table has no column “{column}”; it has {names}."


def how_to_confirm(path: str) -> str:
    return f"If this is right, say `lumbar columns {path} --accept`; nothing is read before you do."


def kept_sentence(path: str) -> str:
    return f"Remembered: tables with these columns are read so from now on. `lumbar import {path}` stores this one."
