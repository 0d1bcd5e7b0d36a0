"""External load: what was lifted, as the log says it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, partial
from statistics import quantiles

from lumbar.core.evidence import Certainty, Parameter
from lumbar.core.exercises import Catalogue
from lumbar.core.quantities import GramRepetitions, volume_load
from lumbar.core.references import OUR_JUDGEMENT
from lumbar.core.training import SetKind, TrainingLog, TrainingSet

FEWEST_BAND_DAYS = Parameter(
    id="fewest-band-days",
    meaning="fewest own training days a usual band is drawn from",
    value=4,
    unit="days",
    source=OUR_JUDGEMENT,
    certainty=Certainty.OPINION,
)


def daily_volume_load(log: TrainingLog, catalogue: Catalogue) -> Mapping[date, GramRepetitions]:
    """Volume load of each training day, oldest first; a day on which nothing was weighed has 0.

    .. math:: V_{day} = \\sum_{sets} load \\cdot repetitions

    in gram-repetitions. Warm-ups are left out where the log flags them and are in it where it does not. The weight
    on an assisted machine helps the lifter and is left out. Not for comparing two people, or body-weight training
    with weights.
    """
    is_assisted = cache(partial(_is_assisted, catalogue))  # a log has many sets of few names
    volumes: defaultdict[date, int] = defaultdict(int)
    for session in log.sessions:
        volumes[session.day] += sum(
            set_volume_load(done) or 0 for done in session.sets if not is_assisted(done.exercise)
        )
    return {day: GramRepetitions(volume) for day, volume in volumes.items()}


def usual_band(loads: Sequence[float]) -> tuple[float, float] | None:
    """The middle half of the person's own training days, lower to upper quartile; None with too few of them.

    Days on which nothing was weighed are left out.
    """
    weighed = [load for load in loads if load > 0]
    if len(weighed) < FEWEST_BAND_DAYS.value:
        return None
    lower, _, upper = quantiles(weighed, n=4, method="inclusive")
    return lower, upper


def set_volume_load(done: TrainingSet) -> GramRepetitions | None:
    """Volume load of one set, or None where it has no load or no repetitions, or was a warm-up."""
    if done.load is None or done.repetitions is None or not is_work(done):
        return None
    return volume_load(done.load, done.repetitions)


def is_work(done: TrainingSet) -> bool:
    """Whether a set counts as work: everything the log does not call a warm-up."""
    return done.kind is not SetKind.WARM_UP


def _is_assisted(catalogue: Catalogue, logged_name: str) -> bool:
    exercise = catalogue.resolve(logged_name)
    return exercise is not None and exercise.assisted
