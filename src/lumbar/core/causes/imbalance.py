"""Imbalance: a programme whose mix of work is not the one of the year before.

A share of sets moves slowly, so what counts is how far it has moved from the person's own year before, in either
direction. No study links set ratios to back pain: what is held to be a balanced programme is an opinion, is told as
one, and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from lumbar.core.causes.finding import FindingKind, Measure
from lumbar.core.causes.usual import REFERENCE_DAYS, SHORTEST_LOG_WEEKS, Observation
from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.exercises import Exercise, MovementClass, Muscle
from lumbar.core.load.exposure import LOOK_BACK_WEEKS, WEEK_DAYS
from lumbar.core.load.history import LiftDay

NO_STUDY_ON_BALANCE = our_judgement(
    date(2026, 11, 23),
    "We know of no study that links the shares of sets in a programme to back pain. A changed mix is told because it "
    "asks for something the body is less used to; what a balanced mix would be is an opinion.",
)
PROGRAMME_WEEKS = Parameter(
    id="programme-weeks",
    meaning="last weeks with training whose sets are the programme of now",
    value=4,
    unit="weeks",
    source=our_judgement(date(2026, 11, 23), "Most programmes turn over within a month; fewer weeks hold few sets."),
    certainty=Certainty.OPINION,
)
FEWEST_PROGRAMME_SETS = Parameter(
    id="fewest-programme-sets",
    meaning="fewest sets, now and in the year before, of which a share is taken",
    value=20,
    unit="sets",
    source=our_judgement(
        date(2026, 11, 23), "Of fewer sets, one more or less moves a share by over five in a hundred."
    ),
    certainty=Certainty.OPINION,
)
KNOWN_NAMES = Parameter(
    id="known-names",
    meaning="smallest share of the sets whose exercise is known by name, for anything to be said of the programme",
    value=0.8,
    unit="share of sets",
    source=our_judgement(date(2026, 11, 23), "What is behind unknown names may be the very work that seems missing."),
    certainty=Certainty.OPINION,
)
NOTICEABLE_SHARE_CHANGE = Parameter(
    id="noticeable-share-change",
    meaning="smallest change of a share of sets from the year before that is worth a word",
    value=0.05,
    unit="share of sets",
    source=our_judgement(date(2026, 11, 23), "One set in twenty: about as much as one exercise of a session."),
    certainty=Certainty.OPINION,
)
LOWEST_PLAIN_PUSH_PULL = Parameter(
    id="lowest-plain-push-pull",
    meaning="fewest sets of pushing for each set of pulling in a plain programme",
    value=0.5,
    unit="sets for each set",
    source=NO_STUDY_ON_BALANCE,
    certainty=Certainty.OPINION,
    not_for="deciding anything: it is said beside the person's own usual",
)
HIGHEST_PLAIN_PUSH_PULL = Parameter(
    id="highest-plain-push-pull",
    meaning="most sets of pushing for each set of pulling in a plain programme",
    value=2.0,
    unit="sets for each set",
    source=NO_STUDY_ON_BALANCE,
    certainty=Certainty.OPINION,
    not_for="deciding anything: it is said beside the person's own usual",
)

_CORE = frozenset(
    {
        MovementClass.CORE_FLEXION,
        MovementClass.CORE_EXTENSION,
        MovementClass.CORE_ANTI_ROTATION,
        MovementClass.CORE_ROTATION,
    }
)
_PUSH = frozenset({MovementClass.HORIZONTAL_PUSH, MovementClass.VERTICAL_PUSH})
_PULL = frozenset({MovementClass.HORIZONTAL_PULL, MovementClass.VERTICAL_PULL})
_NO_SETS = frozenset({MovementClass.MOBILITY, MovementClass.CONDITIONING})
"""Not counted in sets by those who do them."""


def is_posterior_chain(exercise: Exercise) -> bool:
    """Whether it is a hinge, or extends the hip or the back, or bends the knee by the hamstrings alone."""
    if exercise.movement is MovementClass.ISOLATION:
        return exercise.primary[:1] in ((Muscle.HAMSTRINGS,), (Muscle.GLUTES,))
    return exercise.movement in (MovementClass.HINGE, MovementClass.CORE_EXTENSION)


class _Sets(NamedTuple):
    """Work sets of some days, by what they were for."""

    core: int = 0
    posterior: int = 0
    push: int = 0
    pull: int = 0
    known: int = 0
    """Of exercises the catalogue knows, those not done in sets left out."""
    unknown: int = 0


def programme_changes(
    lifts: Mapping[str, Sequence[LiftDay]], unknown: Mapping[date, int], days: Sequence[date]
) -> Mapping[FindingKind, Sequence[Observation]]:
    """The programme of the last four weeks with training against that of the year before them, on each training day.

    .. math:: departure = | share_{now} - share_{year} |

    of core work and of the posterior chain among all sets, and of pushing among pushing and pulling. Weeks without
    training are passed over, so that a break is no change of programme. ``unknown`` counts the sets of each day
    whose exercise the catalogue does not know. A day is left out while the year before holds less than eight weeks,
    where either side has too few sets, or too many of them have names nobody knows.
    """
    changes: dict[FindingKind, list[Observation]] = {look.kind: [] for look in _LOOKS}
    if not days:
        return changes
    sets = _SetsBetween(lifts, unknown, days)
    for day in days:
        programme = _programme(sets, (day - days[0]).days)
        if programme is None:
            continue
        for look in _LOOKS:
            seen = look.seen(day, *programme)
            if seen:
                changes[look.kind].append(seen)
    return changes


@dataclass(frozen=True, slots=True)
class _Look:
    """One share of the programme."""

    kind: FindingKind
    part: Callable[[_Sets], int]
    whole: Callable[[_Sets], int]
    measure: Measure

    def seen(self, day: date, now: _Sets, year: _Sets) -> Observation | None:
        """How far the share of now is from that of the year."""
        if min(self.whole(now), self.whole(year)) < FEWEST_PROGRAMME_SETS.value:
            return None
        moved = abs(self._share(now) - self._share(year))
        return Observation(
            day=day,
            departure=moved,
            noticeable=moved >= NOTICEABLE_SHARE_CHANGE.value,
            value=self._shown(now),
            usual=self._shown(year),
            measure=self.measure,
            spans_days=PROGRAMME_WEEKS.value * WEEK_DAYS,
        )

    def _share(self, sets: _Sets) -> float:
        return self.part(sets) / self.whole(sets)

    def _shown(self, sets: _Sets) -> float | None:
        if self.measure is Measure.PERCENT_OF_SETS:
            return 100 * self._share(sets)
        others = self.whole(sets) - self.part(sets)
        return self.part(sets) / others if others else None


_LOOKS = (
    _Look(FindingKind.CORE_SHARE, lambda of: of.core, lambda of: of.known, Measure.PERCENT_OF_SETS),
    _Look(FindingKind.POSTERIOR_CHAIN_SHARE, lambda of: of.posterior, lambda of: of.known, Measure.PERCENT_OF_SETS),
    _Look(FindingKind.PUSH_PULL, lambda of: of.push, lambda of: of.push + of.pull, Measure.RATIO),
)


class _SetsBetween:
    """Sets between any two days, as days since the first training day, by running totals."""

    def __init__(self, lifts: Mapping[str, Sequence[LiftDay]], unknown: Mapping[date, int], days: Sequence[date]):
        per_day = [[0] * len(_Sets._fields) for _ in range((days[-1] - days[0]).days + 1)]
        for history in lifts.values():
            counted = [_Sets._fields.index(part) for part in _parts(history[0].exercise)]
            for lift_day in history:
                for part in counted:
                    per_day[(lift_day.day - days[0]).days][part] += lift_day.sets
        for day, many in unknown.items():
            per_day[(day - days[0]).days][-1] += many
        self._until = [tuple(accumulate(of_part, initial=0)) for of_part in zip(*per_day, strict=True)]

    def __call__(self, first: int, last: int) -> _Sets:
        """From one day to another, both included."""
        return _Sets(*(until[last + 1] - until[first] for until in self._until))

    def any_known(self, first: int, last: int) -> bool:
        """Whether there was a set of a known exercise between them."""
        until = self._until[_Sets._fields.index("known")]
        return bool(until[last + 1] > until[first])


def _parts(exercise: Exercise) -> Sequence[str]:
    """What a set of it counts as."""
    if exercise.movement in _NO_SETS:
        return ()
    parts = ["known"]
    if exercise.movement in _CORE:
        parts.append("core")
    if is_posterior_chain(exercise):
        parts.append("posterior")
    if exercise.movement in _PUSH:
        parts.append("push")
    if exercise.movement in _PULL:
        parts.append("pull")
    return parts


def _programme(sets: _SetsBetween, today: int) -> tuple[_Sets, _Sets] | None:
    """Sets of the last weeks with training and of the year before them; None where one of them cannot be told."""
    trained, began = 0, today
    for back in range(LOOK_BACK_WEEKS.value):
        last = today - back * WEEK_DAYS
        first = last - WEEK_DAYS + 1
        if first < SHORTEST_LOG_WEEKS.value * WEEK_DAYS or trained == PROGRAMME_WEEKS.value:
            break
        if sets.any_known(first, last):
            trained, began = trained + 1, first
    if trained < PROGRAMME_WEEKS.value:
        return None
    now = sets(began, today)  # the weeks passed over have nothing to add
    year = sets(max(0, began - REFERENCE_DAYS.value), began - 1)
    if min(_known_share(now), _known_share(year)) < KNOWN_NAMES.value:
        return None
    return now, year


def _known_share(sets: _Sets) -> float:
    return sets.known / (sets.known + sets.unknown) if sets.known else 0.0
