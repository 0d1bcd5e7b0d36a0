"""Rows gathered into sessions, whatever the order in which the file has them."""

from __future__ import annotations

from array import array
from collections.abc import Hashable
from dataclasses import dataclass, field, replace

from lumbar.core.training import Session, TrainingSet, set_lines
from lumbar.importers.dates import Moment


@dataclass(slots=True)
class Draft:
    """A session while its rows come in."""

    moment: Moment
    title: str
    duration_s: float | None = None
    length_read: bool = False
    """Every row of a session repeats its length; the first says it."""
    sets: list[TrainingSet] = field(default_factory=list)
    lines: array[int] = field(default_factory=lambda: array("Q"))
    """On which each set stands; a large file has millions, and here each takes eight bytes."""
    notes: dict[str, None] = field(default_factory=dict)
    """Of the session; each once."""
    exercise_notes: dict[str, list[str]] = field(default_factory=dict)
    """Notes that stand in rows of their own, by exercise."""
    known: set[tuple[str, str]] = field(default_factory=set)
    app_id: str = ""
    """What the app itself calls the session."""
    rpe: float | None = None
    """Session RPE."""

    def add(self, performed: TrainingSet, line: int) -> None:
        """One more set, and the line of the file on which it stands."""
        self.sets.append(performed)
        self.lines.append(line)

    def add_times(self, times: int, performed: TrainingSet, line: int) -> None:
        """As many equal sets as a record stands for, its note on the first of them."""
        self.add(performed, line)
        again = replace(performed, note="") if performed.note else performed
        for _ in range(times - 1):
            self.add(again, line)

    def add_note(self, text: str) -> None:
        """A note on the session; apps repeat it on every row."""
        if text:
            self.notes[written_out(text)] = None

    def new_note(self, exercise: str, text: str) -> str:
        """The note on a set, or nothing when it was met before: apps repeat an exercise's note on each of its sets."""
        if not text or (exercise, text) in self.known:
            return ""
        self.known.add((exercise, text))
        return written_out(text)


class Sessions:
    """The sessions of a file, by what tells them apart."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._drafts: dict[Hashable, Draft] = {}

    def at(self, key: Hashable, moment: Moment, title: str) -> Draft:
        """The session with this key, begun now if it is new."""
        draft = self._drafts.get(key)
        if draft is None:
            draft = self._drafts[key] = Draft(moment, title)
        return draft

    def finished(self, *, warm_ups_flagged: bool) -> tuple[Session, ...]:
        """Every session with at least one set, oldest first, its sets in the order of the file.

        Sessions that begin at the same time stand in the order of their titles, so that a file sorted the other way
        reads the same. To be asked for once: what the drafts held goes over into the sessions.
        """
        with_sets = [draft for draft in self._drafts.values() if draft.sets]
        drafts = sorted(with_sets, key=lambda draft: (draft.moment.start, draft.title))
        return tuple(self._session(draft, warm_ups_flagged=warm_ups_flagged) for draft in drafts)

    def _session(self, draft: Draft, *, warm_ups_flagged: bool) -> Session:
        sets, lines = _with_exercise_notes(draft), set_lines(draft.lines)
        del draft.sets[:], draft.lines[:]  # a large file has too many for all of them to stand in memory twice
        return Session(
            source=self._source,
            start=draft.moment.start,
            precision=draft.moment.precision,
            title=draft.title,
            sets=sets,
            duration_s=draft.duration_s,
            note="\n".join(draft.notes),
            warm_ups_flagged=warm_ups_flagged,
            app_id=draft.app_id,
            lines=lines,
            rpe=draft.rpe,
        )


def written_out(note: str) -> str:
    """A note with line breaks where the app wrote a backslash and an n."""
    return note.replace("\\r\\n", "\n").replace("\\n", "\n").strip()


def _with_exercise_notes(draft: Draft) -> tuple[TrainingSet, ...]:
    """The sets, the first of each exercise with the notes that stood in rows of their own."""
    if not draft.exercise_notes:
        return tuple(draft.sets)
    waiting = dict(draft.exercise_notes)
    sets = []
    for done in draft.sets:
        notes = waiting.pop(done.exercise, [])
        sets.append(replace(done, note="\n".join(filter(None, (done.note, *notes)))) if notes else done)
    for exercise, notes in waiting.items():
        draft.add_note("\n".join(f"{exercise}: {note}" for note in notes))
    return tuple(sets)
