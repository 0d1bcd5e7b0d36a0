"""What an import did, what undoing it did or why it could not be done, and the names that were learned, in words."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from lumbar.usecases.import_log import SameAsOtherApp
from lumbar.usecases.learn_names import NameConfirmed, NameToConfirm
from lumbar.usecases.ports import StoredImport
from lumbar.usecases.undo_import import NotUndone, WhyNotUndone
from lumbar.wording.dates import short_date


def same_training_sentence(double: SameAsOtherApp) -> str:
    """That one training stands in two apps, and which of the two counts."""
    counted, other = double.counted.session, double.left_out.session
    return (
        f"{short_date(other.day)}: the same training stands in the logs of {counted.source} "
        f"({many(len(counted.sets), 'set', 'sets')}) and {other.source} ({many(len(other.sets), 'set', 'sets')}). "
        f"That of {counted.source} counts; the other is kept beside it."
    )


def count_both_hint(double: SameAsOtherApp) -> str:
    """What to do where the two are not one."""
    day = double.left_out.session.day.isoformat()
    return f"If they were two trainings: lumbar import --count-both {day}"


def counted_both_sentence(doubles: int, day: str) -> str:
    """What the person's word on a day changed."""
    if not doubles:
        return f"On {day} no training of one app is taken for that of another, so nothing had to be changed."
    return f"{many(doubles, 'training', 'trainings')} of {day} that had been left out {_counts(doubles)} from now on."


def _counts(number: int) -> str:
    return "counts" if number == 1 else "count"


def import_sentence(one: StoredImport) -> str:
    """One import as a line of the list."""
    said = f"{one.number}, {_moment(one.at)}: {', '.join(one.paths) or 'no file'}. {_brought(one)}"
    if one.undone_at is not None:
        return f"{said} Undone {_moment(one.undone_at)}."
    return said


def _brought(one: StoredImport) -> str:
    said = f"{many(one.added_sessions, 'session', 'sessions')} new"
    if one.undoable:  # the sets of an older import were not kept with it
        said += f", {many(one.added_sets, 'set', 'sets')} in all"
    if one.replaced_sessions:
        said += f", {many(one.replaced_sessions, 'session', 'sessions')} replaced"
    return f"{said}."


def undone_sentence(one: StoredImport) -> str:
    """What undoing did."""
    said = f"Undone: import {one.number} of {_moment(one.at)} ({', '.join(one.paths) or 'no file'})."
    if one.added_sessions:
        said += f" {many(one.added_sessions, 'session', 'sessions')} taken back."
    if one.replaced_sessions:
        said += f" {many(one.replaced_sessions, 'session', 'sessions')} put back as before."
    return said


def not_undone_sentence(refusal: NotUndone) -> str:
    """Why an import stays, and what to do."""
    named = f"Import {refusal.asked.number}" if refusal.asked else "The import"
    match refusal.why:
        case WhyNotUndone.NO_SUCH_IMPORT:
            return f"There is no import {refusal.named}, so nothing was undone; lumbar undo --list shows them all."
        case WhyNotUndone.NOTHING_TO_UNDO:
            return "There is no import that could be undone; lumbar undo --list shows those that were."
        case WhyNotUndone.UNDONE_ALREADY:
            return f"{named} was undone before, so there is nothing left of it to take back."
        case WhyNotUndone.NOT_KEPT:
            return (
                f"{named} was made by a version of Lumbar that did not keep what an import replaces, so it cannot be "
                "undone exactly and was left; lumbar export keeps everything, lumbar erase begins anew."
            )
        case WhyNotUndone.NEEDED:
            later = refusal.asked.needed_by if refusal.asked else ()
            return (
                f"{named} cannot be undone yet: {_imports(later)} changed sessions it brought; "
                f"undo {'that' if len(later) == 1 else 'those'} first."
            )
        case _:
            assert_never(refusal.why)


def _imports(numbers: tuple[int, ...]) -> str:
    if len(numbers) == 1:
        return f"import {numbers[0]}"
    return f"imports {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"


def unknown_name_sentence(name: NameToConfirm) -> str:
    """One name that needs an answer."""
    perhaps = " or ".join(exercise.name for exercise in name.suggestions)
    return f"“{name.name}”, {many(name.sets, 'set', 'sets')}{f': perhaps {perhaps}?' if perhaps else ''}"


def name_confirmed_sentence(learned: NameConfirmed) -> str:
    """What was learned and how much of the log is understood now."""
    sets = many(learned.sets, "set", "sets")
    meaning = (
        f"means {learned.exercise.name} from now on"
        if learned.exercise
        else "is no exercise of the catalogue, and will not be asked about again"
    )
    known = f"The exercise is known for {learned.named_sets:,} of {many(learned.all_sets, 'set', 'sets')}."
    return f"“{learned.name}” ({sets}) {meaning}. {known}"


def no_such_exercise_sentence(asked: str, perhaps: tuple[str, ...]) -> str:
    """That the catalogue has no such exercise, with what may have been meant."""
    advice = f"did you mean {' or '.join(perhaps)}?" if perhaps else "answer --none if the catalogue has none of it."
    return f"The catalogue has no exercise called “{asked}”, so nothing was learned; {advice}"


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")


def many(number: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else more}"
