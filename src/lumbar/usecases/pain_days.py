"""Days to offer when the person is asked when it began to hurt: those on which their own notes speak of the back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lumbar.core.causes.noted_pain import NotedPain, PainWords, Strength, noted_pain
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.training import TrainingLog

DAYS_OFFERED = 5
"""More than a handful would have to be searched, and the calendar is better at that."""

SAME_PAIN_DAYS = Parameter(
    id="noted-pain-same-pain-days",
    meaning="notes at most so many days after the one before speak of the same pain",
    value=14,
    unit="days",
    source=our_judgement(
        date(2026, 11, 23),
        "Whoever trains a lift once a week and leaves one session out writes of it after two weeks. Research asks for "
        "a month without pain between two episodes (de Vet 2002), but a log is silent on days without training, and a "
        "new beginning hidden behind an old one would be worse than one pain offered twice.",
    ),
    certainty=Certainty.OPINION,
    not_for="counting episodes: what was not written down is not known",
)


@dataclass(frozen=True, slots=True)
class PainDay:
    """One pain the notes speak of, by the day that is offered as its beginning."""

    first: NotedPain
    """The first note of pain; where there is only unease, the first of that."""
    days_before: int
    """Days with a note of unease that led up to it."""
    days_after: int
    """Later days with a note of the same pain."""
    last: date
    """The last day on which the notes speak of it."""


def candidate_pain_days(log: TrainingLog, words: PainWords, on: date) -> tuple[PainDay, ...]:
    """The beginnings nearest to the day first, at most DAYS_OFFERED. They are to be offered, never taken silently.

    Notes close together are one pain, and its first day is offered. Unease that came before a note of pain does not
    move the beginning: a back that is sore after every deadlift would hide the day on which it began to hurt.
    """
    notes = noted_pain(log, words, on)
    by_day = [tuple(of_the_day) for _, of_the_day in groupby(notes, key=lambda note: note.on)]
    candidates = [_pain_day(episode) for episode in _episodes(by_day[::-1])]
    candidates.sort(key=lambda candidate: candidate.first.on, reverse=True)
    return tuple(candidates[:DAYS_OFFERED])


def _episodes(by_day: Sequence[Sequence[NotedPain]]) -> Iterator[Sequence[NotedPain]]:
    """The most telling note of each day, oldest first, together where they lie close."""
    episode: list[NotedPain] = []
    for of_the_day in by_day:
        note = of_the_day[0]
        if episode and (note.on - episode[-1].on).days > SAME_PAIN_DAYS.value:
            yield episode
            episode = []
        episode.append(note)
    if episode:
        yield episode


def _pain_day(episode: Sequence[NotedPain]) -> PainDay:
    place = next((place for place, note in enumerate(episode) if note.strength is Strength.PAIN), 0)
    return PainDay(
        first=episode[place],
        days_before=place,
        days_after=len(episode) - place - 1,
        last=episode[-1].on,
    )
