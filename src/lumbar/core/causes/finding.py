"""What a cause says: something was different, or as usual, or the log cannot tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lumbar.core.causes.prevention import Prevention
from lumbar.core.evidence import Certainty, Source


class Cause(StrEnum):
    """The four causes of the method."""

    FORM = "form"
    OVERTRAINING = "overtraining"
    IMBALANCE = "imbalance"
    WARM_UP = "warm_up"


class FindingKind(StrEnum):
    """What was looked at."""

    RETURN_AFTER_BREAK = "return_after_break"
    NO_TRAINING = "no_training"
    """Nothing was trained in the days before the pain: a break that was still going on."""
    LOAD_JUMP = "load_jump"
    VOLUME_JUMP = "volume_jump"
    EXPOSURE_SPIKE = "exposure_spike"
    NO_REST_DAYS = "no_rest_days"
    NEW_EXERCISE = "new_exercise"
    NO_RAMP = "no_ramp"
    MONOTONY = "monotony"
    NEAR_FAILURE = "near_failure"
    BACK_LOAD_SPIKE = "back_load_spike"
    """Like an exposure spike, of the load on the lower back as a model has it."""
    CORE_SHARE = "core_share"
    POSTERIOR_CHAIN_SHARE = "posterior_chain_share"
    PUSH_PULL = "push_pull"
    SELF_TEST = "self_test"
    FORM_CHANGE = "form_change"
    FORM_FAULT = "form_fault"
    TOLD = "told"


class Status(StrEnum):
    """How it stands to the person's own usual."""

    CHANGED = "changed"
    USUAL = "usual"
    NOT_RECORDED = "not_recorded"
    """The log cannot say, or there is too little of it to compare with."""


class Measure(StrEnum):
    """The unit of a finding's value and usual, as the contract prints it."""

    DAYS = "days"
    KG = "kg"
    KG_REPETITIONS = "kg x repetitions"
    REPETITIONS = "repetitions"
    DAYS_IN_A_ROW = "days in a row"
    NEW_EXERCISES = "new exercises"
    PERCENT_OF_HEAVIEST = "% of the day's heaviest set"
    PERCENT_OF_SETS = "% of sets"
    SETS = "sets"
    PERCENT = "%"
    RATIO = "ratio"
    NEWTON_METRE_REPETITIONS = "N m x repetitions"
    """Of the model's lumbar moment: a figure to compare with oneself, not a dose."""
    SECONDS = "s"
    DEGREES = "deg"
    CENTIMETRES = "cm"
    TRUNK_LENGTHS = "trunk lengths"
    """From hips to shoulders in a film, which has no metres."""


class Baseline(StrEnum):
    """What a finding was held against."""

    OWN_USUAL = "own_usual"
    LAST_WEEK = "last_week"
    """Less than eight weeks of log: one week against the one before it, which is an opinion and no usual."""
    ANSWERS = "answers"
    """What the person said."""


@dataclass(frozen=True, slots=True)
class HowOften:
    """How many times the same finding occurs in the person's whole log, and how many weeks that log spans."""

    times: int
    in_weeks: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at before the pain, and how it stood to this person's own usual.

    It is a description. No finding is a probability of injury, and none says that it caused the pain.
    """

    cause: Cause
    kind: FindingKind
    status: Status
    on: date
    baseline: Baseline
    sources: tuple[Source, ...]
    certainty: Certainty
    prevention: Prevention
    exercise: str | None = None
    """Catalogue name of the lift that carries it."""
    value: float | None = None
    usual: float | None = None
    measure: Measure | None = None
    percentile: float | None = None
    """Percent of the person's own training days of the last year on which this was less pronounced. [0..100]"""
    spans_days: int = 1
    """Days of training the value is taken over: a day, a week, four weeks."""
    compared_with: int | None = None
    """Own training days the percentile is taken from, or would be if there were enough of them."""
    how_often: HowOften | None = None
    days_since: int | None = None
    """Days since that lift was last done before ``on``, where that explains the value."""
    unknown_names: int | None = None
    """Names first met in the days before the pain that the catalogue does not know."""
    answer: str | None = None
    """For a finding the person told: which of the six questions."""
    self_test: str | None = None
    """For a finding of a self-test: which of them."""
