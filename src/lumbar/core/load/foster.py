"""Foster's figures of one week: how alike its days were, and what they were together.

The plain form of what ``core/load/kernel.py`` computes for every day of many people, for those who look at one week.
Loads are whole numbers, so that whether the days were all alike is decided exactly and not by rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import sqrt

from lumbar.core.evidence import Certainty, Parameter, our_judgement
from lumbar.core.references import FOSTER_1998, FOSTER_2001

MONOTONY_DAYS = Parameter(
    id="monotony-days",
    meaning="days of the week that monotony and strain are taken over",
    value=7,
    unit="days",
    source=FOSTER_1998,
    certainty=Certainty.MODERATE,
    not_for="days on which training was not written down: a day that is not known is no rest day",
)
SPREAD_LESS_DAYS = Parameter(
    id="monotony-spread-less-days",
    meaning="what is taken from the number of days where their squared distances from the mean are averaged: 1 makes it"
    " the sample standard deviation, 0 would make it the population's",
    value=1,
    unit="days",
    source=our_judgement(
        date(2026, 11, 23),
        "No source met says which standard deviation Foster took; the sample's is what sport-science tables use.",
    ),
    certainty=Certainty.OPINION,
    not_for="a comparison with figures made with the population's: those are 8 % higher",
)
HIGHEST_EFFORT = Parameter(
    id="highest-session-effort",
    meaning="upper end of the scale a whole session is rated on; its lower end is 0",
    value=10,
    unit="CR-10",
    source=FOSTER_2001,
    certainty=Certainty.MODERATE,
    not_for="ratings of single sets, which tell repetitions in reserve",
)


def week_monotony(loads: Sequence[int]) -> float | None:
    """How alike the seven days were: their mean over their spread; None where all seven are the same.

    .. math:: monotony = \\frac{\\bar L}{s}, \\qquad s^2 = \\frac{1}{6} \\sum_{i=1}^{7} (L_i - \\bar L)^2

    with s the sample standard deviation: Foster's text as we have it does not settle sample or population, and with
    the population's the same week comes out 8 % higher. A rest day is 0 and is one of the seven. No unit. (Foster
    1998.) Not to be held against a line that is the same for everybody, and not against figures that another program
    made with the population's standard deviation.
    """
    if len(loads) != MONOTONY_DAYS.value:
        raise ValueError(f"monotony is of {MONOTONY_DAYS.value} days, rest days among them; {len(loads)} were given")
    total = sum(loads)
    # 49 times the squared distances from the mean, in whole numbers: 0 exactly where all days are alike
    squares = sum((len(loads) * load - total) ** 2 for load in loads)
    if squares == 0:
        return None
    return total * sqrt((len(loads) - SPREAD_LESS_DAYS.value) / squares)


def week_strain(loads: Sequence[int]) -> float | None:
    """The load of the week times its monotony; None where that is undefined.

    .. math:: strain = monotony \\cdot \\sum_{i=1}^{7} L_i

    in the unit of the loads. (Foster 1998.) Not for comparing two people: it grows with the square of what they lift
    or of how long they train, and the lines drawn in it by others are of session loads, not of kilograms.
    """
    monotony = week_monotony(loads)
    return None if monotony is None else monotony * sum(loads)


def session_load(rpe: float, minutes: float) -> float:
    """What a whole session was for the person: rated effort (0 to 10) times minutes. [AU]

    .. math:: load = RPE \\cdot t

    (Foster 2001.) It cannot see what a back carried: an hour of cycling and an hour of deadlifts, both rated 7, are
    420 each.
    """
    if not (0 <= rpe <= HIGHEST_EFFORT.value and minutes >= 0):
        raise ValueError(
            f"a session is rated 0 to {HIGHEST_EFFORT.value} and lasts some minutes, not {rpe} and {minutes}"
        )
    return rpe * minutes
