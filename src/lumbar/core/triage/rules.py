"""A red-flag rule as data, and whether it holds for a report.

A rule can only ask for a *yes*, an age, a sex, a rating or a duration that was told. It has no way to ask for a *no*,
so answering yes to one more question can never make a rule stop holding: more symptoms never lower the outcome. The
answers that may lower something do so in ``triage``, where it can be read in one place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from lumbar.core.athlete import Sex
from lumbar.core.evidence import Certainty, Source
from lumbar.core.triage.disposition import Level, See
from lumbar.core.triage.questions import Question, Report


class RuleGroup(StrEnum):
    """What a rule rests on. A clinician's assessment may lower context and course, never a symptom."""

    EMERGENCY = "emergency"
    CONTEXT = "context"
    SYMPTOM = "symptom"
    INFLAMMATORY = "inflammatory"
    COURSE = "course"


@dataclass(frozen=True, slots=True)
class Rule:
    """When all of its conditions hold, the outcome is at least its level."""

    id: str
    level: Level
    group: RuleGroup
    see: See
    reason: str
    """Why, in plain words to the person: "because you said ..."."""
    sources: tuple[Source, ...]
    certainty: Certainty
    valid_from: date
    all_of: frozenset[Question] = field(default=frozenset())
    any_of: frozenset[Question] = field(default=frozenset())
    at_least: int = 1
    """How many of ``any_of`` must be yes."""
    age_over: int | None = None
    age_under: int | None = None
    sex: Sex | None = None
    pain_at_least: int | None = None
    duration_over_days: int | None = None
    with_back_pain: bool = False
    """Holds only where the back may hurt: a past illness alone, at pain 0, is no reason to call anybody today."""
    old_and_stable_to: Level | None = None
    """The level it falls to when the change is over 14 days old and stable."""

    def __post_init__(self) -> None:
        told = (self.age_over, self.age_under, self.sex, self.pain_at_least, self.duration_over_days)
        if not (self.all_of or self.any_of or any(condition is not None for condition in told)):
            raise ValueError(f"rule {self.id} has no condition and would always hold")
        if self.any_of and not 1 <= self.at_least <= len(self.any_of):
            raise ValueError(f"rule {self.id} asks for {self.at_least} of {len(self.any_of)} answers")

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question the rule looks at, in the order in which they are asked."""
        return tuple(question for question in Question if question in self.all_of | self.any_of)

    def holds(self, report: Report) -> bool:
        """Whether every condition is met by something that was told. What was not told meets no condition."""
        return (
            all(report.says_yes(question) for question in self.all_of)
            and (not self.any_of or sum(report.says_yes(question) for question in self.any_of) >= self.at_least)
            and (not self.with_back_pain or report.back_may_hurt)
            and (self.age_over is None or (report.age is not None and report.age > self.age_over))
            and (self.age_under is None or (report.age is not None and report.age < self.age_under))
            and (self.sex is None or report.sex is self.sex)
            and (self.pain_at_least is None or (report.pain is not None and report.pain.rating >= self.pain_at_least))
            and (
                self.duration_over_days is None
                or (report.duration_days is not None and report.duration_days > self.duration_over_days)
            )
        )


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules of one edition. An old edition stays readable, so that an old answer can be explained."""

    edition: str
    rules: tuple[Rule, ...]

    def __post_init__(self) -> None:
        ids = [rule.id for rule in self.rules]
        if len(set(ids)) != len(ids):
            raise ValueError("two rules of the rulebook have the same id")
