"""Training as plain text, in words: what was understood, and why a line was not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import assert_never

from lumbar.core.quantities import MassUnit, in_unit
from lumbar.core.training import SetKind, TrainingSet
from lumbar.usecases.plain_notation import NotUnderstood
from lumbar.usecases.plain_sets import Fault

TYPED = "What you typed"
"""Names the lines where a file would have a name."""
ASK_LINE = "Exercise and sets, as in “deadlift 3x5 @ 120 kg rpe 8” (Enter ends)"
ASK_UNIT = "Are the loads without a unit in kg or lb?"
ASK_UNIT_AGAIN = "Answer kg or lb."
ASK_STORE = "Store this?"
NOTHING_TYPED = 'No sets were named, so there is nothing to store; write lumbar log "deadlift 3x5 @ 120 kg".'
NOTHING_STORED = "Nothing was stored. Correct the line and type it again; --accept stores the rest."
NOT_STORED = "Nothing was stored."

_KINDS = {
    SetKind.WORK: "",
    SetKind.WARM_UP: "warm-up",
    SetKind.DROP: "drop sets",
    SetKind.FAILURE: "to failure",
    SetKind.COOL_DOWN: "cool-down",
    SetKind.UNKNOWN: "warm-up or not is not said",
}


def not_understood_sentence(line: int, text: str, why: NotUnderstood) -> str:
    """Which line was not taken, why, and what to write instead."""
    return f"Line {line}, “{_short(text)}”: {reason(why)} {hint(why.fault)}"


def reason(why: NotUnderstood) -> str:  # noqa: PLR0912 one case a fault
    """Why a line is not taken."""
    met = _short(why.met)
    match why.fault:
        case Fault.NO_SETS:
            return "no sets can be found in it."
        case Fault.NO_EXERCISE:
            return "it does not say which exercise."
        case Fault.FIGURE_IN_THE_NAME:
            return f"the figure at the end of “{met}” may be a part of the name or a load."
        case Fault.WORDS_LEFT:
            return f"“{met}” is no part of the notation."
        case Fault.SETS_OR_LOAD:
            return f"“{met}” may be sets of repetitions, or a load and repetitions."
        case Fault.LOAD_OR_REPETITIONS:
            return f"in “{met}” the figure behind the x may be a load, or very many repetitions."
        case Fault.LOAD_BEHIND_THE_X:
            return f"“{met}” may be one set of so many repetitions, or so many sets of nobody knows how many."
        case Fault.RPE_OR_LOAD:
            return f"in “{met}” the figure behind the @ may be an effort (RPE) or a load."
        case Fault.SETS_AND_LOADS:
            return f"in “{met}” the figure before the x is a number of sets in one place and a load in another."
        case Fault.LOAD_LEFT_OUT:
            return f"“{met}” has no load, and others on the line have one."
        case Fault.SETS_AND_LIST:
            return f"in “{met}” the list of repetitions is not as long as there are sets."
        case Fault.SETS_NOT_WHOLE:
            return f"in “{met}” the figure before the x is no number of sets."
        case Fault.TOO_MANY_SETS:
            return f"“{met}” are more than {why.limit} sets, so the figure before the x is probably a load."
        case Fault.SAID_TWICE:
            return f"“{met}” says the same thing twice, and only one of the two can be meant."
        case Fault.UNITS_MIXED:
            return "it has kilograms and pounds, and a load that is neither."
        case Fault.NUMBER_UNCLEAR:
            return f"“{met}” has a number that can be read in two ways."
        case Fault.NEGATIVE:
            return f"“{met}” is less than nothing, and help is only read with the word assist behind it."
        case Fault.NOTHING_DONE:
            return f"“{met}” says that nothing was done."
        case Fault.QUOTE_UNCLOSED:
            return "a quotation mark in it is not closed, or something stands behind it."
        case Fault.RPE_OUT_OF_RANGE:
            return f"the effort “{met}” is not from {why.limit}."
        case Fault.LOAD_ABSURD:
            return f"the load “{met}” is more than {why.limit}, which nobody lifts."
        case Fault.REPETITIONS_ABSURD:
            return f"“{met}” has more than {why.limit} repetitions in one set."
        case Fault.DURATION_ABSURD:
            return f"“{met}” is longer than {why.limit}."
        case Fault.DATE_UNREADABLE:
            return f"“{met}” is not a day that can be read, and the lines below would belong to it."
        case Fault.SETS_BEHIND_THE_DATE:
            return "it has sets behind the date, where a title is read."
        case Fault.NO_DATE_ABOVE:
            return "no day stands above it."
        case Fault.UNIT_UNKNOWN:
            return f"“{met}” is no unit of loads that can be read."
        case Fault.DATE_NOT_HERE:
            return "it is a day, and all lines here are of one session."
        case _:
            assert_never(why.fault)


_HINTS = {
    Fault.NO_SETS: "Write sets x repetitions @ load: deadlift 3x5 @ 120 kg",
    Fault.NO_EXERCISE: "Begin with its name: deadlift 3x5 @ 120 kg",
    Fault.FIGURE_IN_THE_NAME: 'Write squat 3x5 @ 60 kg, or put quotation marks around the name: "leg press 45" 3x10 @ 100 kg',
    Fault.WORDS_LEFT: "A remark goes behind a # at the end: deadlift 3x5 @ 120 kg # felt good",
    Fault.SETS_OR_LOAD: "Write curl 15 kg x 10 for one set with a load, or curl 15x10 @ bw for fifteen sets",
    Fault.LOAD_OR_REPETITIONS: "Write row 100 kg x 5, or sit-up 3x50 @ bw for many repetitions",
    Fault.LOAD_BEHIND_THE_X: "Write row 100 kg x 5 for one set, or row 5x5 @ 100 kg for five",
    Fault.RPE_OR_LOAD: "Write curl 3x10 @ 8 kg, or curl 3x10 rpe 8",
    Fault.SETS_AND_LOADS: "Write squat 60 kg x 5, or squat 3x5 @ 60 kg, on every set of the line",
    Fault.LOAD_LEFT_OUT: "Write squat 3x5 @ 100 kg, 2x8 @ 100 kg, or 2x8 @ bw where there was none",
    Fault.SETS_AND_LIST: "Write squat 100 kg x 5,5,4, or squat 3x5,5,4 @ 100 kg",
    Fault.SETS_NOT_WHOLE: "Write sets x repetitions @ load: deadlift 3x5 @ 120 kg",
    Fault.TOO_MANY_SETS: "Write squat 120 kg x 5, with one load",
    Fault.SAID_TWICE: "Say each once: deadlift 3x5 @ 120 kg rpe 8",
    Fault.UNITS_MIXED: "Write the unit behind every load: squat 60 kg x 5, 135 lb x 5",
    Fault.NUMBER_UNCLEAR: "Write a thousand as 1000, and decimals as 102.5 or 102,5",
    Fault.NEGATIVE: "Write pull-up 3x8 -20 kg assist",
    Fault.NOTHING_DONE: "A failed attempt needs its load: squat 140 kg x 0",
    Fault.QUOTE_UNCLOSED: 'Close it: "leg press 45" 3x10 @ 100 kg "easy"',
    Fault.RPE_OUT_OF_RANGE: "Write deadlift 3x5 @ 120 kg rpe 8",
    Fault.LOAD_ABSURD: "Look for a lost decimal point or the wrong unit: squat 3x5 @ 102.5 kg",
    Fault.REPETITIONS_ABSURD: "Write sets x repetitions @ load: sit-up 3x50 @ bw",
    Fault.DURATION_ABSURD: "Write plank 3x45s, or bike 1x30 min",
    Fault.DATE_UNREADABLE: "Write 2026-11-20, or 2026-11-20 18:30 with a title behind it",
    Fault.SETS_BEHIND_THE_DATE: "Put the sets on a line of their own below, or a title that looks like sets between quotation marks",
    Fault.NO_DATE_ABOVE: "Put the day on a line of its own above the sets: 2026-11-20",
    Fault.UNIT_UNKNOWN: "Write unit: kg or unit: lb",
    Fault.DATE_NOT_HERE: "Say the day with --on 2026-11-20; a file of several days is read by lumbar import",
}


def hint(fault: Fault) -> str:
    """What to write instead, with an example."""
    return f"{_HINTS[fault]}."


def sets_sentences(sets: Iterable[TrainingSet], unit: MassUnit) -> tuple[str, ...]:
    """What was understood: a sentence for each run of sets alike."""
    told = (_told(performed, unit) for performed in sets)
    return tuple(_sentence(*what, times=len(list(alike))) for what, alike in groupby(told))


def session_sentence(day: date, title: str, sets: int, before: int, *, dry_run: bool) -> str:
    """Where the sets are stored, and with how many others."""
    done = "would be stored" if dry_run else "are stored"
    where = f"{day.isoformat()}{f', {title}' if title else ''}"
    joined = f", behind the {_sets(before)} that were there" if before else ""
    return f"{_sets(sets)} {done} under {where}{joined}.".replace("1 set are", "1 set is")


def unknown_name_sentence(name: str, suggestions: Sequence[str]) -> str:
    """That the catalogue does not know a name, what may be meant, and what becomes of it."""
    perhaps = f" (perhaps {' or '.join(suggestions)}?)" if suggestions else ""
    return f"“{name}” is no exercise we know{perhaps}. It is kept as you typed it, and counts as load only."


def _told(performed: TrainingSet, unit: MassUnit) -> tuple[str, str, str]:
    """Name, what each set was, and what was remarked."""
    parts = (
        f"{_amount(performed)} {_load(performed, unit)}",
        _KINDS[performed.kind],
        "" if performed.rpe is None else f"RPE {performed.rpe:g}",
        "" if performed.rir is None else f"{performed.rir:g} in reserve",
    )
    return performed.exercise, ", ".join(filter(None, parts)), performed.note


def _sentence(name: str, each: str, note: str, *, times: int) -> str:
    remark = f" Note: {note}" if note else ""
    return f"{name}: {_sets(times)} of {each}.{remark}"


def _amount(performed: TrainingSet) -> str:
    count = performed.repetitions
    parts = (
        "" if count is None else f"{count:g} {'repetition' if count == 1 else 'repetitions'}",
        "" if performed.distance_m is None else f"{performed.distance_m:g} m",
        "" if performed.duration_s is None else f"{performed.duration_s:g} s",
    )
    return " in ".join(filter(None, parts)) or "nobody noted how many repetitions"


def _load(performed: TrainingSet, unit: MassUnit) -> str:
    if performed.assistance is not None:
        return f"with {_mass(performed.assistance, unit)} of help"
    if performed.load is None:
        return "without a load"
    on_top = "the body's weight and " if performed.load_raw.startswith("bw+") else ""
    many = "" if performed.multiplier is None else f" ({performed.multiplier:g} of them)"
    return f"with {on_top}{_mass(performed.load, performed.unit_raw or unit)}{many}"


def _mass(load: int, unit: MassUnit) -> str:
    return f"{round(in_unit(load / 1000, unit), 2):g} {unit}"


def _sets(number: int) -> str:
    return f"{number} set" if number == 1 else f"{number} sets"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]} …"


_SHOWN = 80
